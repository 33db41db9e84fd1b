"""Applications in their authors' eyes: the receipt, all of them, one of them, and its endings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.contests.applications import Application, Channel, File, Status, Submitted
from bot.domain.contests.awards import Decision
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.overviews import CoauthorLink, Withdrawn
from bot.domain.contests.own_applications import OwnApplication, OwnApplications, Paper
from bot.domain.sessions import Completed
from bot.i18n import Translator, mark
from bot.views.actions import (
    Apply,
    AskAboutApplication,
    GetApplicationPaper,
    InviteCoauthor,
    LeaveApplication,
    ListCalls,
    ListOwnApplications,
    ReadOwnApplication,
    ShowApplication,
    ShowContest,
    ShowRealisation,
    StopNudges,
    WithdrawApplication,
    WriteApplication,
)
from bot.views.answers import until
from bot.views.application_entrance import clip
from bot.views.application_status import decision, history, status
from bot.views.application_texts import answer, pages
from bot.views.contest_amounts import amount, to_mend
from bot.views.contest_moments import by, clock
from bot.views.faults import menu_button
from bot.views.formal_checks import entered
from bot.views.screen import Attachment, Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
TOLD = {
    "quiet": mark("<b>No more reminders of this draft.</b> It waits all the same."),
}


# Handed in.


def submitted(result: Completed, t: Translator) -> Screen:
    """„Przyjęto 14 marca o 19.42. Numer 7/2027.”"""
    done = result.outcome
    assert isinstance(done, Submitted)
    one = done.application
    if one.channel is not Channel.BOT:
        return entered(done, t)
    parts = [_receipt(done, t)]
    if one.status is Status.UNDECIDED:
        parts.append(t(
            "It came after the deadline, but the bot was not working shortly before. The library "
            "decides whether it is taken in. You will hear from us."
        ))  # fmt: skip
    parts.append(t("You ask for {amount}.", amount=amount(one.requested, t)))
    if one.author_id is not None:
        parts.append(_next(done, t))
    own = Button(t.plain("My idea"), ShowApplication(one.id))
    return Screen(GAP.join(parts), ((own,), (menu_button(t),)))


def _receipt(done: Submitted, t: Translator) -> Markup:
    one = done.application
    assert one.received_at
    day, hour = until(one.received_at, t), clock(one.received_at, t)
    if done.again:
        return t("<b>The new version is in.</b> Number {receipt}, taken in {day} at {hour}.",
                 receipt=one.receipt, day=day, hour=hour)  # fmt: skip
    return t("<b>Taken in {day} at {hour}.</b> Number {receipt}.", receipt=one.receipt, day=day,
             hour=hour)  # fmt: skip


def _next(done: Submitted, t: Translator) -> Markup:
    said = [t("Your application as a PDF comes in a moment.")]
    if done.contest.papers.signature:
        said = [t("The application to print comes in a moment. Sign it and bring it to the "
                  "library.")]  # fmt: skip
    if done.deadline and done.application.status is Status.SUBMITTED:
        said.append(t("You can change it until {when}.", when=by(done.deadline, t)))
    return Markup(" ").join(said)


def paper(made: Paper, t: Translator) -> Screen:
    """The file to print."""
    one = made.application
    facts = {"receipt": one.receipt, "title": one.title}
    text = t("<b>Application {receipt}</b> · {title}\nYour application (PDF).", **facts)
    if made.signature:
        text = t("<b>Application {receipt}</b> · {title}\nTo print and sign.", **facts)
    own = Button(t.plain("My idea"), ShowApplication(one.id))
    return Screen(text, ((own,),), Attachment("document", made.name, made.content))


def no_paper(application_id: int, t: Translator) -> Screen:
    """It could not be drawn, and how to ask once more."""
    text = t(
        "<b>The PDF could not be made.</b>\nSorry, that is our fault. Your application is safe, "
        "with its number. Please ask for the file once more."
    )
    again = Button(t.plain("PDF to print"), GetApplicationPaper(application_id))
    return Screen(text, ((again,), (Button(t.plain("My idea"), ShowApplication(application_id)),)))


# All of somebody's.


def every(shown: OwnApplications, t: Translator) -> Screen:
    """`/mojepomysly`"""
    new = [
        (Button(t.plain("An idea for: {title}", title=clip(one.title)), Apply(one.id)),)
        for one in shown.open
    ]
    if not shown.lines:
        text = t(
            "<b>My ideas</b>\nYou have no idea here yet. When a contest is open, you can hand one "
            "in: /zglos"
        )
        return Screen(text, (*new, (menu_button(t),)))
    lines = [_listed(one, contest, shown.decisions.get(one.id), t) for one, contest in shown.lines]
    rows = [(Button(clip(_name(one, t)), ShowApplication(one.id)),) for one, _ in shown.lines]
    text = LINE.join((t("<b>My ideas</b>"), *lines))
    return Screen(text, (*rows, *new, (menu_button(t),)))


def _listed(one: Application, contest: str, found: Decision | None, t: Translator) -> Markup:
    return t(
        "{number}. <b>{title}</b> · {contest}: {status}", number=one.id, title=_name(one, t),
        contest=contest, status=status(one, t, found),
    )  # fmt: skip


def _name(one: Application, t: Translator) -> str:
    return one.title or t.plain("an idea without a title")


# One of them.


def own(shown: OwnApplication, t: Translator) -> Screen:
    """Where it stands, what may be done, and how it came there."""
    if shown.asked:
        return _asked(shown, t)
    parts = [t(TOLD[shown.told])] if shown.told else []
    parts.append(_heading(shown, t))
    if shown.decision:
        parts.append(decision(shown.decision, shown.words, shown.places, shown.edition.contest, t))
    if call := shown.call:
        parts.append(to_mend(call, t))
    parts.append(_facts(shown, t))
    parts.append(history(shown.file.events, t))
    return Screen(GAP.join(parts), (*_rows(shown, t), _ways(shown, t)))


def _heading(shown: OwnApplication, t: Translator) -> Markup:
    one = shown.file.application
    lines = [t("<b>{title}</b>", title=_name(one, t)),
             t("Contest: {title}", title=shown.edition.title)]  # fmt: skip
    if one.receipt and one.received_at:
        lines.append(t("Number {receipt}, taken in {day} at {hour}", receipt=one.receipt,
                       day=until(one.received_at, t), hour=clock(one.received_at, t)))  # fmt: skip
    lines.append(t("It stands: {status}", status=status(one, t, shown.decision)))
    return LINE.join(lines)


def _facts(shown: OwnApplication, t: Translator) -> Markup:
    budget, lines = shown.file.budget, []
    if shown.file.application.organisation:
        lines.append(t("On behalf of: {name}", name=shown.file.application.organisation))
    names = ", ".join(shown.file.members)
    lines.append(t("Authors here: {names}", names=names))
    if budget.requested or budget.total:
        lines.append(t("Asked for: {asked} of {total}", asked=amount(budget.requested, t),
                       total=amount(budget.total, t)))  # fmt: skip
    return LINE.join(lines)


def _rows(shown: OwnApplication, t: Translator) -> list[Row]:
    one, found = shown.file.application, list[Row]()
    if shown.file.may_edit:
        found.append((Button(_writing(shown, t), WriteApplication(one.id)),))
    if shown.items:
        found.append((Button(t.plain("Answers"), ReadOwnApplication(one.id, 0)),
                      Button(t.plain("PDF to print"), GetApplicationPaper(one.id))))  # fmt: skip
    if shown.decision and shown.decision.awarded:
        found.append((Button(t.plain("Carrying it out"), ShowRealisation(one.id)),))
    if shown.may_invite:
        found.append((Button(t.plain("Invite a co-author"), InviteCoauthor(one.id)),))
    if shown.may_leave and shown.file.application.status is not Status.WITHDRAWN:
        found.append((Button(t.plain("Leave it to the others"),
                             AskAboutApplication(one.id, "leave")),))  # fmt: skip
    if shown.reminded:
        found.append((Button(t.plain("Do not remind me"), StopNudges(one.id)),))
    if shown.file.may_withdraw:
        label = t.plain("Delete") if not one.receipt else t.plain("Withdraw")
        found.append((Button(label, AskAboutApplication(one.id, "withdraw")),))
    return found


def _writing(shown: OwnApplication, t: Translator) -> str:
    if shown.call:
        return t.plain("Make the correction")
    if shown.file.application.status is Status.DRAFT:
        return t.plain("Go on writing")
    return t.plain("Change it") if shown.phase is PhaseName.OPEN else t.plain("Correct")


def _ways(shown: OwnApplication, t: Translator) -> Row:
    return (Button(t.plain("My ideas"), ListOwnApplications()),
            Button(t.plain("The contest"), ShowContest(shown.edition.id)))  # fmt: skip


def _asked(shown: OwnApplication, t: Translator) -> Screen:
    """A step that cannot be taken back waits for a yes."""
    one = shown.file.application
    no = Button(t.plain("No"), ShowApplication(one.id))
    if shown.asked == "leave":
        text = t("<b>Leave “{title}” to the others?</b>\nAn author can invite you again.",
                 title=_name(one, t))  # fmt: skip
        yes = Button(t.plain("Yes, I leave"), LeaveApplication(one.id))
    elif one.receipt:
        text = t(
            "<b>Withdraw “{title}”?</b>\nIt keeps its number, but takes no part in the contest any "
            "more.", title=_name(one, t),
        )  # fmt: skip
        yes = Button(t.plain("Yes, withdraw it"), WithdrawApplication(one.id))
    else:
        text = t("<b>Delete this draft?</b>\nIts answers go for good.")
        yes = Button(t.plain("Yes, delete it"), WithdrawApplication(one.id))
    return Screen(text, ((yes,), (no,)))


def everything(page: int) -> Callable[[OwnApplication, Translator], Screen]:
    """Every answer under its question, page by page."""

    def view(shown: OwnApplication, t: Translator) -> Screen:
        one = shown.file.application
        head = t("<b>{title}</b> · {receipt}", title=_name(one, t), receipt=one.receipt)
        texts = pages([answer(item, t) for item in shown.items])
        here, number = min(page, len(texts) - 1), len(texts)
        turns: Sequence[Row] = ()
        if number > 1:
            before, after = (here - 1) % number, (here + 1) % number
            turns = ((Button("‹", ReadOwnApplication(one.id, before)),
                      Button(f"{here + 1} / {number}", ReadOwnApplication(one.id, here)),
                      Button("›", ReadOwnApplication(one.id, after))),)  # fmt: skip
        back = Button(t.plain("My idea"), ShowApplication(one.id))
        return Screen(GAP.join((head, *texts[here])), (*turns, (back,)))

    return view


# Endings.


def withdrawn(shown: Withdrawn, t: Translator) -> Screen:
    """It takes no part any more."""
    text = t("<b>Withdrawn.</b>\n“{title}” takes no part in the contest any more.",
             title=_name(shown.application, t))  # fmt: skip
    if shown.deleted:
        text = t("<b>Deleted.</b>\nNothing of this draft is kept.")
    again = Button(t.plain("Hand in an idea"), ListCalls())
    mine = Button(t.plain("My ideas"), ListOwnApplications())
    return Screen(text, ((mine,), (again,), (menu_button(t),)))


def left(shown: File, t: Translator) -> Screen:
    """Somebody is no author of it any more."""
    text = t("<b>You are no author of “{title}” any more.</b>",
             title=_name(shown.application, t))  # fmt: skip
    return Screen(text, ((Button(t.plain("My ideas"), ListOwnApplications()),), (menu_button(t),)))


def invited(shown: CoauthorLink, t: Translator) -> Screen:
    """The link, to be sent on."""
    text = t(
        "<b>Write “{title}” together.</b>\n{link}\nSend this link on. Whoever opens it can read, "
        "change and hand in the application. Of several authors one writes at a time.",
        title=_name(shown.application, t), link=shown.link,
    )  # fmt: skip
    return Screen(text, ((Button(t.plain("My idea"), ShowApplication(shown.application.id)),),))
