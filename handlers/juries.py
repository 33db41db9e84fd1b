"""Juries: what assessors and staff type and tap."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.domain.contests.jury_desk import COMMENT, CONFLICT, EXCUSE, POINTS
from bot.domain.typed_wishes import jury_wish
from bot.forms.numbers import read_decimal
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, juries, jury_seats, jury_sheets, jury_totals, steps

ENDINGS = {
    POINTS: jury_sheets.given, COMMENT: jury_sheets.given, CONFLICT: juries.declared,
    EXCUSE: jury_seats.excused,
}  # fmt: skip


def register(router: Router) -> None:
    """For assessors and staff; which of them may do what is checked by the services."""
    router.command(typed, "jury", "zhuri")
    router.tap(board, actions.ListJuries)
    router.tap(judge_next, actions.JudgeNext)
    router.tap(application, actions.JudgeApplication)
    router.tap(files, actions.ShowApplicationFiles)
    router.tap(criterion, actions.ShowCriterion)
    router.tap(give, actions.ScoreCriterion)
    router.tap(comment, actions.WriteComment)
    router.tap(submit, actions.SubmitSheet)
    router.tap(conflict, actions.DeclareConflict)
    router.tap(manage, actions.ManageJury)
    router.tap(invite, actions.InviteAssessor)
    router.tap(excuse, actions.ExcuseAssessor)
    router.tap(remind, actions.RemindAssessors)
    router.tap(count, actions.CountScores)
    router.tap(totals, actions.ShowTotals)
    router.tap(sheets, actions.ShowSheets)


async def typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/jury, /jury 3, /jury 3 policz, /jury 3 7, /jury 3 7 oddaj, /jury 3 7 2 8,5"""
    words = incoming.argument.split() if incoming.kind == "command" else []
    if not words or not words[0].isdecimal():
        await open_only(turn, desk)
    elif len(words) > 1 and words[1].isdecimal():
        contest, number = int(words[0]), int(words[1])
        found = await desk.services.contests.jury_desk.meant(turn, contest, number)
        await about_application(found, words[2:], turn, desk)
    else:
        await about_contest(int(words[0]), words[1:], turn, desk)


async def resumed(incoming: Incoming, turn: Turn, desk: Desk) -> bool:
    """Points that were left lying come back with their buttons; False for other conversations."""
    tap: Any = incoming.action
    jury = desk.services.contests.jury_desk
    at = await jury.pointing(turn, tap.session)
    if at:
        await jury.criterion(turn, *at, jury_sheets.judging)
    return at is not None


async def open_only(turn: Turn, desk: Desk) -> None:
    """The only jury somebody sits in at once, else a list."""
    jury = desk.services.contests.jury_desk
    sitting = await jury.sits_in(turn)
    if len(sitting) == 1 and not await jury.manages(turn):
        await desk.services.contests.juries.queue(turn, sitting[0], juries.queue)
    else:
        await jury.board(turn, juries.board)


async def about_contest(contest: int, words: Sequence[str], turn: Turn, desk: Desk) -> None:
    """What is to be done with a whole jury."""
    services = desk.services.contests
    wish, rest, sure = jury_wish(words)
    match wish:
        case "invite":
            await services.seats.invite(turn, contest, jury_seats.invited)
        case "remind":
            await services.seats.remind(turn, contest, jury_seats.board)
        case "excuse":
            found = int(rest) if rest.isdecimal() else 0
            await excused(
                contest, await services.jury_desk.placed(turn, contest, found), turn, desk
            )
        case "count":
            await counted(contest, sure, turn, desk)
        case "totals":
            await services.juries.totals(turn, contest, jury_totals.totals)
        case _:
            sits = contest in await services.jury_desk.sits_in(turn)
            if sits and wish != "manage":
                await services.juries.queue(turn, contest, juries.queue)
            else:
                await services.seats.progress(turn, contest, jury_seats.board)


async def about_application(
    application_id: int, words: Sequence[str], turn: Turn, desk: Desk
) -> None:
    """What is to be done with one application of a jury."""
    services = desk.services.contests
    jury = services.jury_desk
    wish, rest, sure = jury_wish(words)
    match wish:
        case "points":
            await jury.criterion(turn, application_id, 0, jury_sheets.judging)
        case "comment" if rest:
            await services.juries.comment(turn, application_id, rest, jury_sheets.judging)
        case "comment":
            await jury.ask_comment(turn, application_id, steps.step)
        case "submit":
            await submitted(application_id, sure, turn, desk)
        case "conflict":
            await jury.ask_conflict(turn, application_id, steps.step)
        case "files":
            await jury.files(turn, application_id, jury_sheets.files)
        case "sheets":
            await jury.sheets(turn, application_id, jury_totals.sheets)
        case _ if words and words[0].isdecimal():
            await typed_points(application_id, words, turn, desk)
        case _:
            await services.juries.judge(turn, application_id, jury_sheets.application)


async def typed_points(application_id: int, words: Sequence[str], turn: Turn, desk: Desk) -> None:
    """„2” opens the second criterion, „2 8,5” gives it points."""
    jury, number = desk.services.contests.jury_desk, int(words[0])
    value = read_decimal(" ".join(words[1:]))
    if isinstance(value, Decimal):
        await jury.give(turn, application_id, number, Fraction(value), jury_sheets.judging)
    else:
        await jury.criterion(turn, application_id, number, jury_sheets.judging)


# Assessors.


async def board(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Oceniaj pomysły” of the menu."""
    await open_only(turn, desk)


async def judge_next(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wszystkie wnioski”"""
    tap: Any = incoming.action
    await desk.services.contests.juries.queue(turn, tap.contest, juries.queue)


async def application(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Następny wniosek”, or its number."""
    tap: Any = incoming.action
    view = jury_sheets.application
    await desk.services.contests.juries.judge(turn, tap.application, view)


async def files(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pliki (2)”"""
    tap: Any = incoming.action
    await desk.services.contests.jury_desk.files(turn, tap.application, jury_sheets.files)


async def criterion(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Daj punkty”, or a criterion's number."""
    tap: Any = incoming.action
    jury = desk.services.contests.jury_desk
    await jury.criterion(turn, tap.application, tap.number, jury_sheets.judging)


async def give(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A point of the scale."""
    tap: Any = incoming.action
    jury = desk.services.contests.jury_desk
    value = Fraction(tap.points)
    await jury.give(turn, tap.application, tap.number, value, jury_sheets.judging)


async def comment(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Napisz komentarz”"""
    tap: Any = incoming.action
    await desk.services.contests.jury_desk.ask_comment(turn, tap.application, steps.step)


async def conflict(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Konflikt interesów”"""
    tap: Any = incoming.action
    await desk.services.contests.jury_desk.ask_conflict(turn, tap.application, steps.step)


async def submit(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Oddaj ocenę”, asked once."""
    tap: Any = incoming.action
    await submitted(tap.application, tap.sure, turn, desk)


async def submitted(application_id: int, sure: bool, turn: Turn, desk: Desk) -> None:
    """For good, or asked first."""
    services = desk.services.contests
    if sure:
        await services.juries.submit(turn, application_id, juries.queue)
    else:
        await services.jury_desk.ready(turn, application_id, jury_sheets.ask_to_submit)


# Staff.


async def manage(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Jury” of the panel."""
    tap: Any = incoming.action
    await desk.services.contests.seats.progress(turn, tap.contest, jury_seats.board)


async def invite(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zaproś do jury”"""
    tap: Any = incoming.action
    await desk.services.contests.seats.invite(turn, tap.contest, jury_seats.invited)


async def excuse(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zwolnij osobę”, then a name."""
    tap: Any = incoming.action
    await excused(tap.contest, tap.assessor, turn, desk)


async def excused(contest: int, assessor: int, turn: Turn, desk: Desk) -> None:
    """Who, or why."""
    services = desk.services.contests
    if assessor:
        await services.jury_desk.ask_to_excuse(turn, contest, assessor, steps.step)
    else:
        await services.seats.progress(turn, contest, jury_seats.choose_whom_to_excuse)


async def remind(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Przypomnij spóźnionym”"""
    tap: Any = incoming.action
    await desk.services.contests.seats.remind(turn, tap.contest, jury_seats.board)


async def count(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Policz punkty”, asked once."""
    tap: Any = incoming.action
    await counted(tap.contest, tap.sure, turn, desk)


async def counted(contest: int, sure: bool, turn: Turn, desk: Desk) -> None:
    """Frozen for good, or asked first."""
    services = desk.services.contests
    if sure:
        await services.juries.count(turn, contest, jury_totals.totals)
    else:
        await services.seats.progress(turn, contest, jury_seats.ask_to_count)


async def totals(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ranking jury”"""
    tap: Any = incoming.action
    await desk.services.contests.juries.totals(turn, tap.contest, jury_totals.totals)


async def sheets(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The number of an idea in the ranking."""
    tap: Any = incoming.action
    await desk.services.contests.jury_desk.sheets(turn, tap.application, jury_totals.sheets)
