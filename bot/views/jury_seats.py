"""A jury for staff: who sits in it and how far each is, invitations, excusing, the count."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.editions import Action
from bot.domain.contests.jury import Assessor, Conflict, Queue
from bot.domain.contests.overviews import AssessorLink, JuryBoard
from bot.domain.contests.scoring import Missing
from bot.domain.sessions import Completed
from bot.i18n import Translator
from bot.views.actions import (
    CountScores,
    ExcuseAssessor,
    InviteAssessor,
    ManageJury,
    RemindAssessors,
    ShowContest,
    ShowTotals,
)
from bot.views.faults import menu_button
from bot.views.jury_points import MISSING, until
from bot.views.screen import Button, Effect, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")


def board(shown: JuryBoard, t: Translator) -> Screen:
    """Everybody's progress; no points."""
    edition = shown.edition
    heading = [t("<b>Jury: {title}</b>", title=edition.title)]
    if edition.counted_at:
        heading.append(t("The points are counted."))
    elif end := until(edition, t):
        heading.append(t("Points can be given until: {moment}.", moment=end))
    parts = [LINE.join(heading)]
    if shown.reminded is not None:
        parts.insert(0, _reminded(shown.reminded, t))
    parts.append(_people(shown, t))
    if shown.conflicts:
        lines = (_conflict(one, shown, t) for one in shown.conflicts)
        parts.append(LINE.join((t("<b>Conflicts of interest</b>"), *lines)))
    if not edition.counted_at:
        parts.append(t("You see how much is done. Nobody sees points before the count."))
    return Screen(GAP.join(parts), _rows(shown, t))


def _reminded(number: int, t: Translator) -> Markup:
    if not number:
        return t("<b>Nobody was reminded.</b> Each person is reminded once a day at most.")
    return t.many("<b>Reminded:</b> {number} person.", "<b>Reminded:</b> {number} people.", number)


def _people(shown: JuryBoard, t: Translator) -> Markup:
    seats, queues = shown.edition.contest.jury.seats, shown.progress.queues
    sitting = sum(not one.withdrawn for one, _ in queues)
    lines = [
        _person(number, one, queue, t) for number, (one, queue) in enumerate(queues, 1)
    ]  # fmt: skip
    if not lines:
        lines.append(t("Nobody sits in it yet. Invite its members by a link."))
    if sitting < seats:
        lines.append(t("By the rules there are {seats}; so far there are {number}.",
                       seats=seats, number=sitting))  # fmt: skip
    return LINE.join((t("<b>Who judges</b>"), *lines))


def _person(number: int, one: Assessor, queue: Queue, t: Translator) -> Markup:
    facts = {"number": number, "name": one.name or "–"}
    if one.withdrawn:
        return t("{number}. {name}: excused ({reason})", **facts, reason=one.withdrawn)
    done = queue.total - len(queue.left)
    return t("{number}. {name}: {done} of {total} handed in", **facts, done=done, total=queue.total)


def _conflict(one: Conflict, shown: JuryBoard, t: Translator) -> Markup:
    names = {assessor.id: assessor.name for assessor, _ in shown.progress.queues}
    return t(
        "• {name}, “{title}”: {reason}",
        name=names.get(one.assessor_id) or "–", title=shown.titles[one.application_id],
        reason=one.reason,
    )  # fmt: skip


def _rows(shown: JuryBoard, t: Translator) -> tuple[Row, ...]:
    contest, counted = shown.edition.id, shown.edition.counted_at is not None
    rows: list[Row] = []
    if counted:
        rows.append((Button(t.plain("The jury's ranking"), ShowTotals(contest)),))
    else:
        if Action.COUNT in shown.may:
            rows.append((Button(t.plain("Count the points"), CountScores(contest, False)),))
        if Action.REMIND_ASSESSORS in shown.may and _late(shown):
            rows.append((Button(t.plain("Remind those who lag"), RemindAssessors(contest)),))
        if Action.NAME_ASSESSORS in shown.may:
            rows.append((Button(t.plain("Invite to the jury"), InviteAssessor(contest)),))
        if Action.EXCUSE_ASSESSOR in shown.may and shown.progress.queues:
            rows.append((Button(t.plain("Excuse a person"), ExcuseAssessor(contest, 0)),))
    rows.append((Button(t.plain("The contest"), ShowContest(contest)), menu_button(t)))
    return tuple(rows)


def _late(shown: JuryBoard) -> list[tuple[Assessor, int]]:
    """Who has how many left."""
    return [
        (one, len(queue.left))
        for one, queue in shown.progress.queues
        if queue.left and not one.withdrawn
    ]


def invited(shown: AssessorLink, t: Translator) -> Screen:
    """The link, to be sent on."""
    text = t(
        "<b>An invitation to the jury, for one person.</b> Contest: {title}\n{link}\nSend this "
        "link on. It works once, until {moment}. Whoever applies in this contest cannot take it.",
        title=shown.edition.title, link=shown.link, moment=t.moment(shown.until),
    )  # fmt: skip
    again = Button(t.plain("One more invitation"), InviteAssessor(shown.edition.id))
    back = Button(t.plain("The jury"), ManageJury(shown.edition.id))
    return Screen(text, ((again,), (back, menu_button(t))))


def choose_whom_to_excuse(shown: JuryBoard, t: Translator) -> Screen:
    """Who is ill?"""
    contest = shown.edition.id
    text = t(
        "<b>Who cannot judge?</b>\nThe jury no longer waits for this person, and their points "
        "count nowhere. We ask you for the reason next."
    )
    rows = tuple(
        (Button(one.name or str(one.id), ExcuseAssessor(contest, one.id)),)
        for one, _ in shown.progress.queues
        if not one.withdrawn
    )
    return Screen(text, (*rows, (Button(t.plain("The jury"), ManageJury(contest)),)))


def ask_to_count(shown: JuryBoard, t: Translator) -> Screen:
    """It freezes every sheet: who is missing, what the rules do about it, and only then a yes."""
    edition, late = shown.edition, _late(shown)
    rule = edition.contest.jury.policy.missing
    back = Button(t.plain("The jury"), ManageJury(edition.id))
    parts = [t(
        "<b>Count the jury's points?</b>\nFrom then on nobody can give or change any. The jury "
        "and the library see them."
    )]  # fmt: skip
    if late:
        names = ", ".join(f"{one.name} ({number})" for one, number in late)
        parts.append(t("Still missing: {names}.", names=names))
        parts.append(t(MISSING[rule]))
        if rule is Missing.BLOCK:
            parts.append(t("Wait, move the end of the jury's time, or excuse who cannot judge."))
            return Screen(GAP.join(parts), ((back,),))
    else:
        parts.append(t("Everybody has handed in everything."))
    yes = Button(t.plain("Yes, count them"), CountScores(edition.id, True))
    return Screen(GAP.join(parts), ((yes,), (back,)))


def excused(result: Completed, t: Translator) -> Screen | Sequence[Effect]:
    """The end of excusing somebody."""
    assert isinstance(result.outcome, JuryBoard)
    return board(result.outcome, t)
