"""An assessor's way in: the welcome, where they sit, and what is left to judge."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import JUDGING, Edition
from bot.domain.contests.jury_desk import QueueLine, Work
from bot.domain.contests.overviews import InJury, JuriesShown, JuryQueue
from bot.domain.contests.phases import standing
from bot.domain.sessions import Completed
from bot.i18n import Translator, mark
from bot.views.actions import JudgeApplication, JudgeNext, ListContests, ManageJury, ShowContest
from bot.views.faults import menu_button
from bot.views.jury_points import in_rows, until
from bot.views.screen import Button, Effect, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
ABREAST = 5
WORK = {
    Work.WAITS: mark("waits"),
    Work.BEGUN: mark("begun"),
    Work.SUBMITTED: mark("handed in"),
    Work.LEFT_OUT: mark("left out: conflict of interest"),
}
AFTER = {
    "submitted": mark("<b>Your scores are in.</b>"),
    "conflict": mark("<b>You do not judge this application.</b> Thank you for saying so."),
}


def welcome(shown: InJury, t: Translator) -> Screen:
    """Somebody took the link: what to do, until when."""
    edition = shown.edition
    parts = [
        t("<b>Welcome to the jury: {title}</b>", title=edition.title),
        LINE.join((_when(edition, t), t(
            "You judge one application at a time, each by itself. If you know its author well, "
            "report a conflict of interest: it leaves your list."
        ))),
        t("Nobody sees your points before all are counted, and you see nobody else's."),
    ]  # fmt: skip
    rows: list[Row] = []
    if standing(edition.contest, t.now) in JUDGING:
        rows.append((Button(t.plain("Begin"), JudgeNext(edition.id)),))
    rows.append((Button(t.plain("The contest"), ShowContest(edition.id)), menu_button(t)))
    return Screen(GAP.join(parts), tuple(rows))


def board(shown: JuriesShown, t: Translator) -> Screen:
    """`/jury`"""
    if not (shown.sitting or shown.managed):
        text = t("<b>Jury</b>\nYou do not sit in a jury now. The library invites by a link.")
        return Screen(text, ((Button(t.plain("Contests"), ListContests()), menu_button(t)),))
    parts = [t("<b>Jury</b>")]
    rows: list[Row] = []
    if shown.sitting:
        parts.append(LINE.join((t("You judge here:"), *_named(shown.sitting, t))))
        rows += [
            (Button(t.plain("Judge: {title}", title=one.title), JudgeNext(one.id)),)
            for one in shown.sitting
        ]
    if shown.managed:
        parts.append(LINE.join((t("You look after these:"), *_named(shown.managed, t))))
        rows += [
            (Button(t.plain("Jury: {title}", title=one.title), ManageJury(one.id)),)
            for one in shown.managed
        ]
    return Screen(GAP.join(parts), (*rows, (menu_button(t),)))


def _named(editions: Sequence[Edition], t: Translator) -> list[Markup]:
    return [t("{number}. {title}", number=one.id, title=one.title) for one in editions]


def queue(shown: JuryQueue, t: Translator) -> Screen:
    """„Zostało 4 z 11”, and every application with one's own work."""
    edition = shown.edition
    parts = [t(AFTER[shown.after])] if shown.after else []
    parts.append(
        LINE.join((t("<b>Jury: {title}</b>", title=edition.title), _left(shown, t)))
    )  # fmt: skip
    if when := _when(edition, t):
        parts.append(when)
    if shown.lines:
        parts.append(LINE.join(_line(one, t) for one in shown.lines))
        example = f"/jury {edition.id} {shown.lines[0].receipt.partition('/')[0]}"
        parts.append(t("Tap the number of an application, or type: {example}", example=example))
    return Screen(GAP.join(parts), _rows(shown, t))


def _left(shown: JuryQueue, t: Translator) -> Markup:
    if not shown.queue.total:
        return t("There is nothing to judge yet. Applications come here after the formal check.")
    if not shown.queue.left:
        return t("Everything is handed in. Thank you!")
    return t(
        "{left} of {total} left", left=len(shown.queue.left), total=shown.queue.total
    )  # fmt: skip


def _when(edition: Edition, t: Translator) -> Markup:
    """Since when, or until when, points can be given."""
    stands, end = standing(edition.contest, t.now), until(edition, t)
    if stands is PhaseName.PRESENTATION:
        now = t("The applicants present their ideas. Points can be given already.")
        return t("{now} The time ends: {moment}.", now=now, moment=end) if end else now
    if stands is PhaseName.JURY:
        return t("Points can be given until: {moment}.", moment=end) if end else Markup()
    begins = [one.begin for one in edition.contest.phases if one.name in JUDGING and one.begin]
    ahead = [one for one in begins if one > t.now]
    if ahead and end:
        return t(
            "Points can be given from {begin} until {end}.", begin=t.moment(min(ahead)), end=end
        )
    return t("Points can be given from: {moment}.", moment=t.moment(min(ahead))) if ahead else (
        t("The jury's time is over.")
    )  # fmt: skip


def _line(one: QueueLine, t: Translator) -> Markup:
    return t(
        "• {receipt} <b>{title}</b>: {work}",
        receipt=one.receipt, title=one.title, work=t(WORK[one.work]),
    )  # fmt: skip


def _rows(shown: JuryQueue, t: Translator) -> tuple[Row, ...]:
    rows: list[Row] = []
    if shown.next:
        rows.append((Button(t.plain("Next application"), JudgeApplication(shown.next)),))
    numbers = [
        Button(one.receipt.partition("/")[0], JudgeApplication(one.application))
        for one in shown.lines
        if one.work is not Work.LEFT_OUT
    ]
    if len(numbers) > 1:
        rows += in_rows(numbers, ABREAST)
    rows.append((Button(t.plain("The contest"), ShowContest(shown.edition.id)), menu_button(t)))
    return tuple(rows)


def declared(result: Completed, t: Translator) -> Screen | Sequence[Effect]:
    """The end of reporting a conflict."""
    assert isinstance(result.outcome, JuryQueue)
    return queue(result.outcome, t)
