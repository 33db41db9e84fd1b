"""One application before staff: everything in it, gaps that the bot sees, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.applications import Application, Channel, Status, Submitted
from bot.domain.contests.editions import Action
from bot.domain.contests.formal import Call, Checking, Item
from bot.domain.contests.formal_talks import Talk
from bot.domain.sessions import Completed, StepShown
from bot.i18n import Translator, mark
from bot.views.actions import (
    AskFormal,
    CheckApplication,
    CompareVersions,
    EnterPaper,
    ListApplications,
    OpenChecklist,
    ReadApplication,
    ShowAttachments,
    ShowEvents,
    TypeOn,
)
from bot.views.answers import FILES
from bot.views.application_briefs import brief, shortened, sums
from bot.views.application_lists import applicant, standing
from bot.views.application_status import history
from bot.views.contest_amounts import amount
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Row, Screen
from bot.views.steps import step

GAP, LINE = Markup("\n\n"), Markup("\n")
CHANNELS = {
    Channel.BOT: mark("through the bot"),
    Channel.PAPER: mark("on paper"),
    Channel.EMAIL: mark("by e-mail"),
}
WARNINGS = {
    Item.IN_TIME: mark("It came after the deadline."),
    Item.ELIGIBLE: mark("The rules do not name such an applicant, or the group is too small."),
    Item.COMPLETE: mark("The title or the budget is missing."),
    Item.WITHIN_LIMITS: mark("The amount is outside the limits."),
    Item.SIGNED: mark("There is no signed copy."),
    Item.GUARDIAN: mark("The applicant is under age, and no adult is named."),
}


def checking(shown: Checking, t: Translator) -> Screen:
    """The application on one screen, long texts shortened."""
    heading = about(shown, t)
    parts = [heading, warned(shown, t), _called(shown.calls, t)]
    parts += [brief(shown, t), sums(shown, t), _progress(shown, t)]
    return Screen(GAP.join(part for part in parts if part), _ways(shown, t))


def about(shown: Checking, t: Translator) -> Markup:
    """Title, who, when, how, and where it stands."""
    one = shown.application
    head = t(
        "<b>{title}</b> · {receipt}\n{applicant} · <b>{amount}</b>",
        title=one.title or "–", receipt=one.receipt, applicant=applicant(one),
        amount=amount(one.requested, t),
    )  # fmt: skip
    came = t(
        "Came in: {moment}, {channel}.",
        moment=t.moment(one.received_at) if one.received_at else "–",
        channel=t.plain(CHANNELS[one.channel]),
    )
    stands = t("State: <b>{state}</b>.", state=standing(one, t))
    return LINE.join((head, came, stands))


def warned(shown: Checking, t: Translator) -> Markup:
    """Gaps that a program can see; people decide."""
    if not shown.warnings:
        return Markup()
    said = [t("<b>The bot noticed. You decide.</b>")]
    said += [t("• {gap}", gap=t.plain(WARNINGS[one])) for one in shown.warnings]
    return LINE.join(said)


def _called(calls: Sequence[Call], t: Translator) -> Markup:
    if not calls:
        return Markup()
    last = calls[-1]
    facts = {"until": t.moment(last.until), "what": last.what}
    if last.fixed_at:
        return t("<b>Corrections came.</b> Asked for: {what}", **facts)
    if last.open(t.now):
        return t("<b>Corrections awaited</b> until {until}: {what}", **facts)
    return t("<b>No correction came</b> by {until}. Asked for: {what}", **facts)


def _progress(shown: Checking, t: Translator) -> Markup:
    done = len(shown.items) - len(shown.left)
    return t(
        "<b>Checklist:</b> {done} of {all}. You can type, too: /wniosek {number} list",
        done=done, all=len(shown.items), number=shown.application.id,
    )  # fmt: skip


def _ways(shown: Checking, t: Translator) -> tuple[Row, ...]:
    one = shown.application
    rows: list[Row] = []
    if one.status is Status.UNDECIDED and Action.ADMIT in shown.may:
        rows.append((
            Button(t.plain("Admit"), AskFormal(Talk.ADMIT, one.id)),
            Button(t.plain("Do not admit"), AskFormal(Talk.TURN_AWAY, one.id)),
        ))  # fmt: skip
    if one.channel is not Channel.BOT and any(call.open(t.now) for call in shown.calls):
        rows.append((Button(t.plain("Type in the correction"), TypeOn(one.id)),))
    if Action.CHECK in shown.may:
        rows.append((Button(t.plain("Checklist"), OpenChecklist(one.id, -1)),))
        rows += decisions(shown, t)
    rows += _reading(shown, t)
    return (*rows, (Button(t.plain("Applications"), ListApplications(one.edition_id)),
                    menu_button(t)))  # fmt: skip


def decisions(shown: Checking, t: Translator) -> list[Row]:
    """A call and a refusal: they need words."""
    one = shown.application
    if one.status is not Status.SUBMITTED:
        return []
    return [(
        Button(t.plain("Call for corrections"), AskFormal(Talk.CALL, one.id)),
        Button(t.plain("Reject"), AskFormal(Talk.REJECT, one.id)),
    )]  # fmt: skip


def _reading(shown: Checking, t: Translator) -> list[Row]:
    one = shown.application
    more: list[Button] = []
    if shortened(shown, t):
        more.append(Button(t.plain("Show all of it"), ReadApplication(one.id, 0)))
    if any(item.kind in FILES and item.value for item in shown.answers):
        more.append(Button(t.plain("Files"), ShowAttachments(one.id)))
    if one.version > 1:
        label = t.plain("What changed")
        more.append(Button(label, CompareVersions(one.id, one.version - 1, one.version)))
    more.append(Button(t.plain("History"), ShowEvents(one.id)))
    return [tuple(more[at : at + 2]) for at in range(0, len(more), 2)]


def going_on(result: Completed, t: Translator) -> Sequence[Effect]:
    """Who and when is said: the application form itself follows."""
    assert isinstance(result.outcome, StepShown)
    return step(result.outcome, t)


def entered(result: Submitted, t: Translator) -> Screen:
    """The end of typing one in from paper: its number, and on to the check."""
    one = result.application
    text = t(
        "<b>Typed in. Number {receipt}</b>\n{title} · {amount}\nCame in: {moment}, {channel}. "
        "This moment counts.",
        receipt=one.receipt, title=one.title or "–", amount=amount(one.requested, t),
        moment=t.moment(one.received_at) if one.received_at else "–",
        channel=t.plain(CHANNELS[one.channel]),
    )  # fmt: skip
    check = Button(t.plain("Check it"), CheckApplication(one.id))
    another = Button(t.plain("Enter another one"), EnterPaper(one.edition_id))
    listed = Button(t.plain("Applications"), ListApplications(one.edition_id))
    return Screen(text, ((check,), (another,), (listed, menu_button(t))))


def story(shown: Checking, t: Translator) -> Screen:
    """What became of it, step by step."""
    events = shown.file.events if shown.file else ()
    head = t("<b>History</b> · {title}", title=shown.application.title)
    return Screen(GAP.join((head, history(events, t))), back(shown.application, t))


def back(one: Application, t: Translator) -> tuple[Row, ...]:
    """To the application and the list."""
    return (
        (Button(t.plain("Application"), CheckApplication(one.id)),
         Button(t.plain("Applications"), ListApplications(one.edition_id))),
        (menu_button(t),),
    )  # fmt: skip


TOLD = {
    Talk.CALL: mark("<b>The call is sent.</b>"),
    Talk.REJECT: mark("<b>The application did not pass the formal check.</b>"),
    Talk.ADMIT: mark("<b>The application is admitted.</b>"),
    Talk.TURN_AWAY: mark("<b>The application is not admitted.</b>"),
}


def decided(result: Completed, t: Translator) -> Screen:
    """The end of a conversation: what was decided, who hears of it, what comes next."""
    outcome = result.outcome
    assert isinstance(outcome, Checking)
    one = outcome.application
    heard = t("The authors hear of it.") if one.author_id else t(
        "It came on paper, so let the applicant know yourself."
    )  # fmt: skip
    head = LINE.join((t(TOLD[Talk(result.session.kind)]), heard))
    parts = (head, about(outcome, t), _called(outcome.calls, t))
    return Screen(GAP.join(part for part in parts if part), back(one, t))
