"""Before an application: which contest, the rules in plain words, who applies, what is in the
way."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.contest import Eligibility, Kind
from bot.domain.contests.editions import Edition
from bot.domain.contests.eligibility import ADULT, Obstacle
from bot.domain.contests.own_applications import (
    ALONE,
    GROUP,
    MINOR,
    ORGANISATION,
    SELF,
    OpenCalls,
    Unfit,
    WhoApplies,
)
from bot.domain.contests.phases import deadline
from bot.domain.sessions import Completed, StepShown
from bot.i18n import Translator, mark
from bot.views.actions import (
    Apply,
    ApplyAs,
    ListContests,
    RegisterOrganisation,
    ShowContest,
    WriteApplication,
    WriteToLibrary,
)
from bot.views.contest_amounts import amount, limits
from bot.views.contest_facts import ending
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Row, Screen, effects
from bot.views.steps import step

GAP, LINE = Markup("\n\n"), Markup("\n")
LABEL = 40  # characters of a name on a button
KINDS = {
    Kind.INDIVIDUAL: mark("anybody on their own"),
    Kind.INFORMAL_GROUP: mark("groups"),
    Kind.NGO: mark("associations and foundations"),
    Kind.KGW: mark("rural women's circles"),
    Kind.OSP: mark("volunteer fire brigades"),
    Kind.SCHOOL: mark("schools"),
    Kind.SCOUTS: mark("scouts"),
    Kind.OTHER: mark("other organisations"),
}
NAMES = {
    Kind.NGO: mark("An association"),
    Kind.KGW: mark("A women's circle"),
    Kind.OSP: mark("A fire brigade"),
    Kind.SCHOOL: mark("A school"),
    Kind.SCOUTS: mark("Scouts"),
    Kind.OTHER: mark("Another organisation"),
}


def calls(shown: OpenCalls | WhoApplies, t: Translator) -> Screen:
    """Which contest; of a single one at once who applies."""
    if isinstance(shown, WhoApplies):
        return who(shown, t)
    contests = Button(t.plain("Contests"), ListContests())
    if not shown.editions:
        text = t(
            "<b>No contest takes ideas now.</b>\nSee when the next one begins. Or tell the library "
            "about your idea at once."
        )
        write = Button(t.plain("Write to the library"), WriteToLibrary(0))
        return Screen(text, ((contests,), (write,), (menu_button(t),)))
    lines = [_line(one, t) for one in shown.editions]
    rows = [(Button(clip(one.title), Apply(one.id)),) for one in shown.editions]
    text = LINE.join((t("<b>Which contest is your idea for?</b>"), *lines))
    return Screen(text, (*rows, (menu_button(t),)))


def _line(one: Edition, t: Translator) -> Markup:
    end = deadline(one.contest)
    when = ending(end, t) if end else t.plain("without a deadline")
    return t("{number}. {title}: {when}", number=one.id, title=one.title, when=when)


def clip(text: str) -> str:
    """A name as a label."""
    return text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"


def who(shown: WhoApplies, t: Translator) -> Screen:
    """The rules in plain words, then „Kto zgłasza?”."""
    edition = shown.edition
    parts = [t("<b>An idea for the contest “{title}”</b>", title=edition.title), terms(edition, t)]
    if rules := edition.contest.rules_url:
        parts.append(t("The rules: {link}", link=rules))
    typed = t("You can type, too: /zglos {number} group", number=edition.id)
    parts.append(t("<b>Who applies?</b>") + "\n" + typed)
    drafts = [
        (Button(t.plain("Go on: {title}", title=clip(one.title or edition.title)),
                WriteApplication(one.id)),)
        for one in shown.drafts
    ]  # fmt: skip
    rows = (*drafts, *_rows(shown, t), (Button(t.plain("The contest"), ShowContest(edition.id)),))
    return Screen(GAP.join(parts), rows)


def terms(edition: Edition, t: Translator) -> Markup:
    """Until when, how much, who."""
    contest, money = edition.contest, edition.contest.money
    lines = []
    if end := deadline(contest):
        lines.append(t("Deadline: <b>{when}</b>.", when=ending(end, t)))
    if money.pool:
        lines.append(t("There is {pool} to share.", pool=amount(money.pool, t)))
    if said := limits(money, t):
        lines.append(t("One idea can get: {limits}.", limits=said))
    return LINE.join((*lines, *eligible(contest.eligibility, t)))


def eligible(rules: Eligibility, t: Translator) -> list[Markup]:
    """Who may apply, a sentence for each rule."""
    kinds = ", ".join(t.plain(KINDS[kind]) for kind in rules.kinds)
    lines = [t("Who can apply: {kinds}.", kinds=kinds)]
    if rules.territory:
        lines.append(t("From where: {territory}.", territory=rules.territory))
    lines.append(t("Age: from {age}.", age=rules.minimum_age))
    if rules.minimum_age < ADULT and rules.minor_needs_adult:
        lines.append(t("Under 18 an adult applies together with you."))
    if Kind.INFORMAL_GROUP in rules.kinds and rules.group_min_people > 1:
        lines.append(_group(rules, t))
    if rules.per_author:
        lines.append(t.many("One person: {number} idea.", "One person: up to {number} ideas.",
                            rules.per_author))  # fmt: skip
    return lines


def _group(rules: Eligibility, t: Translator) -> Markup:
    people = t.many("A group: at least {number} person", "A group: at least {number} people",
                    rules.group_min_people)  # fmt: skip
    if not rules.group_min_adults:
        return people + "."
    adults = t.many("{number} of them an adult", "{number} of them adults", rules.group_min_adults)
    return people + ", " + adults + "."


def _rows(shown: WhoApplies, t: Translator) -> list[Row]:
    """„Ja”, „Grupa”, one's own organisations; then kinds without a name here."""
    rules, contest = shown.edition.contest.eligibility, shown.edition.id
    alone: list[Button] = []
    if Kind.INDIVIDUAL in rules.kinds:
        alone.append(Button(t.plain("I do"), ApplyAs(contest, SELF)))
    if Kind.INFORMAL_GROUP in rules.kinds:
        alone.append(Button(t.plain("A group"), ApplyAs(contest, GROUP)))
    rows: list[Row] = [tuple(alone)] if alone else []
    if Kind.INDIVIDUAL in rules.kinds and rules.minimum_age < ADULT:
        rows.append((Button(t.plain("I do, I am under 18"), ApplyAs(contest, MINOR)),))
    rows += [
        (Button(clip(one.name), ApplyAs(contest, f"{ORGANISATION}{one.id}")),)
        for one in shown.organisations
    ]
    if not shown.organisations:
        rows += _unnamed(shown, t)
    return rows


def _unnamed(shown: WhoApplies, t: Translator) -> list[Row]:
    """Organisations that are not registered here apply by their kind."""
    rules = shown.edition.contest.eligibility
    buttons = [
        Button(t.plain(NAMES[kind]), ApplyAs(shown.edition.id, kind.value))
        for kind in rules.kinds if kind not in ALONE
    ]  # fmt: skip
    return [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]


# What is in the way.


def entered(shown: Unfit | StepShown, t: Translator) -> Screen | Sequence[Effect]:
    """The next question, or what can be done so that it comes to one."""
    return unfit(shown, t) if isinstance(shown, Unfit) else step(shown, t)


def completed(result: Completed, t: Translator) -> Sequence[Effect]:
    """The end of the short form about who applies."""
    assert isinstance(result.outcome, Unfit | StepShown)
    return effects(entered(result.outcome, t))


def unfit(shown: Unfit, t: Translator) -> Screen:
    """Every obstacle with its way out; nothing was begun."""
    head = t("<b>Like this it does not work yet.</b> Nothing is lost: you have written nothing.")
    said = [ADVICE[one](shown, t) for one in shown.obstacles]
    contest = shown.edition.id
    rows: list[Row] = [(Button(t.plain("Choose who applies"), Apply(contest)),)]
    if Obstacle.KIND in shown.obstacles:
        rows.append((Button(t.plain("Register an organisation"), RegisterOrganisation()),))
    rows.append((Button(t.plain("Write to the library"), WriteToLibrary(0)), menu_button(t)))
    return Screen(GAP.join((head, *said)), tuple(rows))


def _kind(shown: Unfit, t: Translator) -> Markup:
    kinds = ", ".join(t.plain(KINDS[kind]) for kind in shown.edition.contest.eligibility.kinds)
    return t(
        "This contest is for: {kinds}. Find one of them to apply with you.", kinds=kinds
    )  # fmt: skip


def _young(shown: Unfit, t: Translator) -> Markup:
    age = shown.edition.contest.eligibility.minimum_age
    return t(
        "This contest is for people aged {age} and over. Somebody older can hand in your idea: ask "
        "a parent, a teacher or the library.", age=age,
    )  # fmt: skip


def _adult(_: Unfit, t: Translator) -> Markup:
    return t(
        "Under 18 an adult applies together with you. Ask a parent or guardian, then give their "
        "name here."
    )


def _few(shown: Unfit, t: Translator) -> Markup:
    least = shown.edition.contest.eligibility.group_min_people
    return t.many(
        "A group needs at least {number} person here, you have {people}. Invite somebody, or apply "
        "on your own.",
        "A group needs at least {number} people here, you have {people}. Invite somebody, or apply "
        "on your own.",
        least, people=shown.applicant.people,
    )  # fmt: skip


def _adults(shown: Unfit, t: Translator) -> Markup:
    least = shown.edition.contest.eligibility.group_min_adults
    return t.many(
        "A group needs at least {number} adult here. Ask a parent or a neighbour to join you.",
        "A group needs at least {number} adults here. Ask parents or neighbours to join you.",
        least,
    )


def _many(shown: Unfit, t: Translator) -> Markup:
    most = shown.edition.contest.eligibility.per_author
    return t.many(
        "One person can hand in {number} idea here, and you have it already. See it with "
        "/mojepomysly: you can change it or withdraw it.",
        "One person can hand in {number} ideas here, and you have them already. See them with "
        "/mojepomysly: you can change or withdraw one.",
        most,
    )


ADVICE = {
    Obstacle.KIND: _kind,
    Obstacle.TOO_YOUNG: _young,
    Obstacle.NEEDS_ADULT: _adult,
    Obstacle.TOO_FEW_PEOPLE: _few,
    Obstacle.TOO_FEW_ADULTS: _adults,
    Obstacle.TOO_MANY: _many,
}
