"""How far a run is: one message that changes until it is over."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.histories import Controlled, Report
from bot.domain.mailings import Kind, Mailing, Status
from bot.i18n import Translator, mark
from bot.views.actions import (
    CorrectAnnouncement,
    ListAnnouncements,
    PauseMailing,
    ResendUncertain,
    ResumeMailing,
    StopMailing,
    WithdrawAnnouncement,
)
from bot.views.screen import Button, Effect, Row, Screen, Toast

LINE = Markup("\n")
GOING = {
    Kind.ANNOUNCEMENT: mark("<b>Sending “{title}”</b>"),
    Kind.CORRECTION: mark("<b>Correcting “{title}”</b>"),
    Kind.WITHDRAWAL: mark("<b>Withdrawing “{title}”</b>"),
}
DONE_OF = {
    Kind.ANNOUNCEMENT: mark("Sent to {done} of {all} ({percent}%)."),
    Kind.CORRECTION: mark("Corrected for {done} of {all} ({percent}%)."),
    Kind.WITHDRAWAL: mark("Deleted for {done} of {all} ({percent}%)."),
}
SAID = {
    Status.PAUSED: mark("Paused."),
    Status.RUNNING: mark("It goes on."),
    Status.PLANNING: mark("It goes on."),
    Status.STOPPED: mark("Stopped. Nobody more gets it."),
    Status.FINISHED: mark("It is over."),
}


def progress(report: Report, t: Translator) -> Screen:
    """Words and per cent; afterwards the end and what can be done then."""
    run = report.mailing
    if run.finished_at:
        return Screen(LINE.join((_over(report, t), ended(run, t))), _afterwards(run, t))
    lines = [t(GOING[run.kind], title=report.title), *_counts(run, t)]
    if run.status is Status.PAUSED:
        lines.append(t("Paused."))
    elif run.status is Status.STOPPED:
        lines.append(t("Stopping…"))
    elif report.seconds:
        lines.append(_left(report.seconds, t))
    return Screen(LINE.join(lines), _steering(run, t))


def ended(run: Mailing, t: Translator) -> Markup:
    """What a run came to, in whole sentences."""
    lines = [_sum(run, t)]
    if run.unreachable:
        lines.append(
            t.many(
                "{number} person has blocked the bot or left Telegram.",
                "{number} people have blocked the bot or left Telegram.",
                run.unreachable,
            )
        )
    if run.unknown:
        lines.append(
            t.many(
                "{number} is uncertain: the connection broke before the answer.",
                "{number} are uncertain: the connection broke before the answer.",
                run.unknown,
            )
        )
    if run.failed:
        lines.append(_failed(run, t))
    if run.skipped:
        lines.append(
            t.many(
                "{number} did not get it: stopped, or they wanted no more announcements.",
                "{number} did not get it: stopped, or they wanted no more announcements.",
                run.skipped,
            )
        )
    return Markup(" ").join(lines)


def controlled(result: Controlled, t: Translator) -> Screen | Sequence[Effect]:
    """A word over the chat; the message itself changes by and by."""
    return (Toast(t.plain(_said(result))),)


def controlled_by_typing(result: Controlled, t: Translator) -> Screen:
    """The same for somebody who typed it, with what can be done next."""
    over = bool(result.mailing.finished_at)
    return Screen(t(_said(result)), (*(() if over else _steering(result.mailing, t)), _list(t)))


def _said(result: Controlled) -> str:
    return SAID[Status.FINISHED if result.mailing.finished_at else result.mailing.status]


def _sum(run: Mailing, t: Translator) -> Markup:
    if run.kind is Kind.CORRECTION:
        return t.many("Corrected for {number} person.", "Corrected for {number} people.", run.sent)
    if run.kind is Kind.WITHDRAWAL:
        return t.many("Deleted for {number} person.", "Deleted for {number} people.", run.sent)
    return t.many("Sent to {number} person.", "Sent to {number} people.", run.sent)


def _failed(run: Mailing, t: Translator) -> Markup:
    if run.kind is Kind.WITHDRAWAL:
        return t.many(
            "{number} message could not be deleted: more than 48 hours have passed, or it is gone.",
            "{number} messages could not be deleted: more than 48 hours have passed, or they are "
            "gone.",
            run.failed,
        )
    return t.many(
        "Telegram refused {number} message.", "Telegram refused {number} messages.", run.failed
    )


def _over(report: Report, t: Translator) -> Markup:
    stopped = report.mailing.status is Status.STOPPED
    words = t("<b>“{title}” was stopped.</b>", title=report.title)
    return words if stopped else t("<b>“{title}”: done.</b>", title=report.title)


def _counts(run: Mailing, t: Translator) -> list[Markup]:
    if not run.planned:
        return [t("Getting ready…")]
    lines = [t(DONE_OF[run.kind], done=run.sent, all=run.planned, percent=run.percent)]
    if run.unreachable:
        lines.append(
            t.many("{number} cannot be reached", "{number} cannot be reached", run.unreachable)
        )
    if run.waiting:
        lines.append(t.many("{number} waits", "{number} wait", run.waiting))
    if run.unknown:
        lines.append(t.many("{number} is uncertain", "{number} are uncertain", run.unknown))
    return lines


def _left(seconds: int, t: Translator) -> Markup:
    if seconds < 90:
        return t.many("About {number} second left.", "About {number} seconds left.", seconds)
    minutes = round(seconds / 60)
    return t.many("About {number} minute left.", "About {number} minutes left.", minutes)


def _steering(run: Mailing, t: Translator) -> tuple[Row, ...]:
    if run.status is Status.STOPPED:
        return ()
    paused = run.status is Status.PAUSED
    pause = Button(t.plain("Pause"), PauseMailing(run.id))
    go_on = Button(t.plain("Go on"), ResumeMailing(run.id))
    return ((go_on if paused else pause, Button(t.plain("Stop"), StopMailing(run.id))),)


def _afterwards(run: Mailing, t: Translator) -> tuple[Row, ...]:
    rows: list[Row] = []
    if run.unknown:
        rows.append((uncertain(run, t),))
    if run.kind is not Kind.WITHDRAWAL and run.sent:
        rows.append(corrections(run.announcement_id, t))
    return (*rows, _list(t))


def corrections(announcement_id: int, t: Translator) -> Row:
    """„Popraw treść” and „Wycofaj”"""
    return (
        Button(t.plain("Correct the text"), CorrectAnnouncement(announcement_id)),
        Button(t.plain("Withdraw"), WithdrawAnnouncement(announcement_id, False)),
    )


def uncertain(run: Mailing, t: Translator) -> Button:
    """Of whom it is not known: send it to them once more."""
    words = t.many_plain(
        "Send {number} uncertain again", "Send {number} uncertain again", run.unknown
    )
    return Button(words, ResendUncertain(run.id))


def _list(t: Translator) -> Row:
    return (Button(t.plain("Announcements"), ListAnnouncements()),)
