"""A realisation as its authors see it: what is next, what was reported, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.domain.contests.contest import Kind
from bot.domain.contests.realisation import WORKING, Attendance, Milestone, Status
from bot.domain.contests.realisation_forms import Talk
from bot.domain.contests.realisation_overviews import OwnRealisations, RealisationShown
from bot.domain.contests.spending import LineSpent, Spending
from bot.domain.sessions import Completed
from bot.i18n import Translator, mark
from bot.views.actions import (
    AcceptReport,
    AskRealisation,
    ChooseBudgetLine,
    ChooseCoordinator,
    CountDeparture,
    LeaveRealisation,
    ListEntries,
    ListRealisations,
    ReadReport,
    ShowOutcomes,
    ShowRealisation,
    TellOfRealisation,
    TickMilestone,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
OFFERED = 2  # milestones that can be ticked off at once
LABEL = 34  # characters of a title on a button
STATUSES = {
    Status.RUNNING: mark("It is being carried out."),
    Status.REPORT_DUE: mark("It is time for the report."),
    Status.HANDED_IN: mark("The report is handed in. The library reads it."),
    Status.RETURNED: mark("The report waits for your corrections."),
    Status.ACCEPTED: mark("The report is accepted. Thank you!"),
    Status.ABANDONED: mark("Nobody carries it out now."),
}
TOLD = {
    "ticked": mark("<b>Done, ticked off.</b>"),
    "unticked": mark("<b>It is still ahead of you.</b>"),
    "planned": mark("<b>The milestone is added.</b> We remind you three days before."),
    "event": mark("<b>The event is noted.</b>"),
    "expense": mark("<b>The expense is noted.</b>"),
    "photo": mark("<b>The photo is kept.</b> You can take it back at any time."),
    "handed_in": mark("<b>The report is handed in.</b> The library hears of it."),
    "returned": mark("<b>The report goes back.</b> Its authors hear of it."),
    "accepted": mark("<b>The report is accepted.</b> Its authors hear of it."),
    "due": mark("<b>The report has another last day.</b>"),
    "named": mark("<b>Somebody else carries it out now.</b> They hear of it."),
    "left": mark("<b>You are not in this group any more.</b>\nThank you for what you did."),
    "departed": mark("<b>Noted: one person fewer.</b>"),
    "no_event": mark("<b>The event is taken back.</b>"),
    "no_expense": mark("<b>The expense is taken back.</b>"),
    "no_photo": mark("<b>The photo is gone.</b> Nobody sees it here any more."),
    "no_milestone": mark("<b>The milestone is taken back.</b>"),
}
ASKED = {
    "leave": mark(
        "<b>Leave “{title}”?</b>\nAnother member takes your place. Without one the library looks "
        "for somebody."
    ),
    "departure": mark("<b>Has somebody left the group of “{title}”?</b>\nWe count one fewer."),
    "accept": mark("<b>Accept the report on “{title}”?</b>\nIts authors hear of it."),
}


def realisation(shown: RealisationShown, t: Translator) -> Screen:
    """One of them. The first thing says what is next."""
    if shown.asked:
        return _ask(shown, t)
    parts = [t(TOLD[shown.told])] if shown.told else []
    if shown.told == "left":
        return Screen(parts[0], ((menu_button(t),),))
    told = (_heading(shown, t), _next(shown, t), _milestones(shown, t), _so_far(shown, t))
    parts += [one for one in (*told, _money(shown, t)) if one]
    return Screen(GAP.join(parts), (*_rows(shown, t), (menu_button(t),)))


def completed(result: Completed, t: Translator) -> Screen:
    """The end of every conversation about it."""
    assert isinstance(result.outcome, RealisationShown)
    return realisation(result.outcome, t)


def own(found: OwnRealisations | RealisationShown, t: Translator) -> Screen:
    """`/realizacja`"""
    if isinstance(found, RealisationShown):
        return realisation(found, t)
    rows: list[Row] = [
        (Button(shortened(one.title), ShowRealisation(one.id)),) for one in found.applications
    ]
    rows += [(Button(one.title, ListRealisations(one.id)),) for one in found.contests]
    text = t("<b>What is being carried out</b>\nChoose one.")
    if not rows:
        text = t(
            "<b>Nothing of yours is being carried out.</b>\nHere you report on an idea that got "
            "money in a contest."
        )
    return Screen(text, (*rows, (menu_button(t),)))


def _heading(shown: RealisationShown, t: Translator) -> Markup:
    lines = [
        t("<b>{title}</b> · {contest}", title=shown.application.title, contest=shown.edition.title),
        t(STATUSES[shown.status]),
    ]
    if shown.coordinator and (shown.staff or len(shown.members) > 1):
        lines.append(t("Carried out by: {name}", name=shown.coordinator.name))
    if shown.short:
        lines.append(
            t("The group has fewer people than the rules ask for: {people}.", people=shown.people)
        )
    return LINE.join(lines)


def _next(shown: RealisationShown, t: Translator) -> Markup:
    report, last = shown.report, shown.realisation.report_due
    if shown.status is Status.RETURNED and report:
        return t("<b>To mend:</b> {words}", words=report.returned)
    if shown.realisation.status not in WORKING:
        return Markup("")
    ahead = next(iter(_open(shown.milestones)), None)
    if ahead and shown.status is Status.RUNNING:
        when = t("{title}, {day}", title=ahead.title, day=_day(ahead.due, t))
        return t("<b>Next:</b> {what}", what=when)
    if last is None:
        return t("<b>Next:</b> the report, when everything is done.")
    if shown.overdue:
        return t("<b>The report was due by {day}.</b> Send it as soon as you can.",
                 day=t.day(last))  # fmt: skip
    return t("<b>Next:</b> the report by {day}.", day=t.day(last))


def _open(milestones: Sequence[Milestone]) -> list[Milestone]:
    return [one for one in milestones if not one.done_on]


def _day(day: date | None, t: Translator) -> str:
    return t.day(day) if day else t.plain("no day yet")


def _milestones(shown: RealisationShown, t: Translator) -> Markup:
    if not shown.milestones:
        return Markup("")
    lines = [t("<b>Milestones</b>")]
    lines += [milestone(one, n, t) for n, one in enumerate(shown.milestones, 1)]
    return LINE.join(lines)


def milestone(one: Milestone, number: int, t: Translator) -> Markup:
    """„1. Seans, sobota 12 czerwca”"""
    words = (
        mark("{number}. ✓ {title}, {day} (done)")
        if one.done_on
        else mark("{number}. {title}, {day}")
    )
    return t(words, number=number, title=one.title, day=_day(one.due, t))


def totals(shown: RealisationShown, t: Translator) -> str:
    """„3 wydarzenia, 120 osób, wydane 1 200,00 zł z 3 000,00 zł”"""
    counted, money = shown.attended, shown.spending
    return t.plain(
        "{came}, spent {spent} of {awarded}", came=came(counted, t), spent=t.money(money.grant),
        awarded=t.money(money.awarded),
    )  # fmt: skip


def came(counted: Attendance, t: Translator) -> str:
    """„3 wydarzenia, 120 osób”"""
    return t.plain(
        "{events}, {people}",
        events=t.many_plain("{number} event", "{number} events", counted.events),
        people=t.many_plain("{number} person", "{number} people", counted.people),
    )


def _so_far(shown: RealisationShown, t: Translator) -> Markup:
    counted, lines = shown.attended, []
    if counted.events:
        lines.append(
            t(
                "Events: {events}, people: {people}, of them for the first time: {newcomers}",
                events=counted.events, people=counted.people, newcomers=counted.newcomers,
            )
        )  # fmt: skip
    if shown.photos:
        public = sum(one.public for one in shown.photos)
        lines.append(
            t("Photos: {number}, for residents: {public}", number=len(shown.photos), public=public)
        )
    return LINE.join((t("<b>So far</b>"), *lines)) if lines else Markup("")


def _money(shown: RealisationShown, t: Translator) -> Markup:
    """Sums by line, and what is too much or left over, named."""
    lines = [t("<b>Money from the grant</b>"), spent_of(shown.spending, t)]
    for line in shown.spending.lines:
        lines.append(_line(line, t))
    if shown.spending.own:
        lines.append(t("Your own money: {amount}", amount=t.money(shown.spending.own)))
    return LINE.join(lines)


def spent_of(spending: Spending, t: Translator) -> Markup:
    """„1 200,00 zł z 3 000,00 zł. Zostało 1 800,00 zł.”"""
    facts = {"spent": t.money(spending.grant), "awarded": t.money(spending.awarded)}
    if spending.over:
        return t("{spent} of {awarded}. Too much by {over}.", over=t.money(spending.over), **facts)
    if spending.left:
        return t("{spent} of {awarded}. {left} is left.", left=t.money(spending.left), **facts)
    return t("{spent} of {awarded}. All of it is spent.", **facts)


def _line(line: LineSpent, t: Translator) -> Markup:
    facts = {
        "number": line.number, "item": line.item or t.plain("something else"),
        "spent": t.money(line.grant), "planned": t.money(line.planned),
    }  # fmt: skip
    if line.over:
        over = t.money(line.over)
        return t(
            "{number}. {item}: {spent} of {planned}, more than planned by {over}", over=over,
            **facts,
        )  # fmt: skip
    return t("{number}. {item}: {spent} of {planned}", **facts)


def lines_to_choose(shown: RealisationShown, t: Translator) -> Screen:
    """„Dodaj wydatek”: first, of which line it is."""
    application = shown.application.id
    rows: list[Row] = [
        (Button(shortened(line.item), tell(application, Talk.EXPENSE, line.number)),)
        for line in shown.spending.lines
        if line.item
    ]
    rows.append((Button(t.plain("Something else"), tell(application, Talk.EXPENSE)),))
    text = t("<b>What of the budget was it?</b>\nChoose the line. You say the amount next.")
    return Screen(text, (*rows, (_back(shown, t),)))


def _rows(shown: RealisationShown, t: Translator) -> tuple[Row, ...]:
    application = shown.application.id
    rows: list[Row] = []
    if shown.realisation.status in WORKING:
        rows += [
            (Button(t.plain("Done: {title}", title=shortened(one.title)),
                    TickMilestone(one.id, True)),)
            for one in _open(shown.milestones)[:OFFERED]
        ]  # fmt: skip
        rows.append((
            Button(t.plain("Add an event"), tell(application, Talk.EVENT)),
            Button(t.plain("Add an expense"), _expense(shown)),
        ))  # fmt: skip
        rows.append((
            Button(t.plain("Add a photo"), tell(application, Talk.PHOTO)),
            Button(t.plain("Add a milestone"), tell(application, Talk.MILESTONE)),
        ))  # fmt: skip
        rows.append((Button(t.plain("Write the report"), tell(application, Talk.REPORT)),))
    elif shown.status is not Status.ABANDONED:
        rows.append((Button(t.plain("Add a photo"), tell(application, Talk.PHOTO)),))
    if shown.events or shown.expenses or shown.photos or shown.milestones:
        rows.append((Button(t.plain("What was entered"), ListEntries(application, "event")),))
    if shown.status is Status.ACCEPTED:
        rows.append((Button(t.plain("What came of it"), ShowOutcomes(shown.edition.id)),))
    return (*rows, *_people(shown, t), *_staff(shown, t))


def _expense(shown: RealisationShown) -> ChooseBudgetLine | TellOfRealisation:
    if any(line.item for line in shown.spending.lines):
        return ChooseBudgetLine(shown.application.id)
    return tell(shown.application.id, Talk.EXPENSE)


def _people(shown: RealisationShown, t: Translator) -> tuple[Row, ...]:
    application, rows = shown.application, []
    if shown.realisation.status not in WORKING:
        return ()
    if application.kind is Kind.INFORMAL_GROUP and shown.people > len(shown.members):
        departure = AskRealisation(application.id, "departure")
        rows.append((Button(t.plain("Somebody has left the group"), departure),))
    if shown.member:
        leaving = AskRealisation(application.id, "leave")
        rows.append((Button(t.plain("I leave it to others"), leaving),))
    return tuple(rows)


def _staff(shown: RealisationShown, t: Translator) -> tuple[Row, ...]:
    if not shown.staff:
        return ()
    application, rows = shown.application.id, []
    if shown.reports:
        rows.append((Button(t.plain("Read the report"), ReadReport(application)),))
    if shown.realisation.status in WORKING:
        rows.append((Button(t.plain("The report's last day"), tell(application, Talk.DUE)),))
    rows.append((Button(t.plain("Who carries it out"), ChooseCoordinator(application)),))
    rows.append((Button(t.plain("All of the contest"), ListRealisations(shown.edition.id)),))
    return tuple(rows)


def _ask(shown: RealisationShown, t: Translator) -> Screen:
    application = shown.application.id
    yes = {
        "leave": Button(t.plain("Yes, I leave"), LeaveRealisation(application)),
        "departure": Button(t.plain("Yes, one fewer"), CountDeparture(application)),
        "accept": Button(t.plain("Yes, accept it"), AcceptReport(application)),
    }[shown.asked]
    text = t(ASKED[shown.asked], title=shown.application.title)
    if shown.asked == "accept":
        text += LINE + spent_of(shown.spending, t)
    return Screen(text, ((yes,), (Button(t.plain("No"), ShowRealisation(application)),)))


def tell(application: int, talk: Talk, line: int = 0) -> TellOfRealisation:
    """The button that begins a conversation."""
    return TellOfRealisation(application, talk.removeprefix("realisation_"), line)


def shortened(title: str) -> str:
    """For a button."""
    return title if len(title) <= LABEL else title[: LABEL - 1].rstrip() + "…"


def _back(shown: RealisationShown, t: Translator) -> Button:
    return Button(t.plain("Back"), ShowRealisation(shown.application.id))
