"""The formal check, for staff: what came in, one application, paper."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.domain.contests.formal import Mark
from bot.domain.contests.formal_talks import Talk
from bot.domain.contests.formal_wishes import Wanted, Wish, of_application, of_contest
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    application_lists,
    application_texts,
    contest_workbooks,
    elections,
    formal_checklists,
    formal_checks,
    spreadsheet,
    steps,
)

ENDINGS: dict[str, Any] = {
    **dict.fromkeys((Talk.CALL, Talk.REJECT, Talk.ADMIT, Talk.TURN_AWAY), formal_checks.decided),
    Talk.PAPER: formal_checks.going_on,
}
TALKS = {
    Wish.CALL: Talk.CALL, Wish.REJECT: Talk.REJECT, Wish.ADMIT: Talk.ADMIT,
    Wish.TURN_AWAY: Talk.TURN_AWAY,
}  # fmt: skip


def register(router: Router) -> None:
    """For staff; the services check that."""
    router.command(typed_contest, "wnioski", "applications")
    router.command(typed_application, "wniosek", "application")
    router.tap(arrivals, actions.ListApplications)
    router.tap(page, actions.TurnApplications)
    router.tap(look, actions.CheckApplication)
    router.tap(read, actions.ReadApplication)
    router.tap(checklist, actions.OpenChecklist)
    router.tap(mark, actions.MarkItem)
    router.tap(passed, actions.PassCheck)
    router.tap(ask, actions.AskFormal)
    router.tap(paper, actions.EnterPaper)
    router.tap(type_on, actions.TypeOn)
    router.tap(compare, actions.CompareVersions)
    router.tap(history, actions.ShowEvents)
    router.tap(files, actions.ShowAttachments)
    router.tap(workbook, actions.TakeWorkbook)


# Typed.


async def typed_contest(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/wnioski 3, /wnioski 3 papier"""
    number, rest = _numbered(incoming)
    if not number:
        await desk.services.contests.checks.every(turn, application_lists.every)
        return
    wanted = of_contest(rest)
    if wanted.wish is Wish.PAPER:
        await desk.services.contests.formal_forms.ask(turn, Talk.PAPER, number, steps.step)
    elif wanted.wish is Wish.WORKBOOK:
        await _workbook(number, turn, desk)
    elif wanted.wish is Wish.ELECTION:
        await desk.services.contests.elections.take(turn, number, elections.taken)
    else:
        view = application_lists.arrivals(wanted.page)
        await desk.services.contests.checks.waiting(turn, number, view)


async def typed_application(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/wniosek 17, /wniosek 17 3 tak, /wniosek 17 wezwij"""
    number, rest = _numbered(incoming)
    await one(number, of_application(rest), turn, desk)


def _numbered(incoming: Incoming) -> tuple[int, str]:
    number, _, rest = incoming.argument.strip().partition(" ")
    fits = number.isdecimal() and len(number) <= 12
    return (int(number), rest) if fits else (0, incoming.argument)


async def one(number: int, wanted: Wanted, turn: Turn, desk: Desk) -> None:
    """One of them, or what is to be done with it."""
    checks = desk.services.contests.checks
    if wanted.wish in TALKS:
        talk = TALKS[wanted.wish]
        await desk.services.contests.formal_forms.ask(turn, talk, number, steps.step)
        return
    match wanted.wish:
        case Wish.MARK:
            view = formal_checklists.checklist()
            await checks.mark_at(turn, number, wanted.item, wanted.mark, view)
        case Wish.TAKE_PART:
            await checks.conclude(turn, number, True, "", formal_checklists.passed)
        case Wish.VERSIONS:
            await checks.compare(turn, number, 0, 0, application_texts.versions)
        case Wish.FILES:
            await checks.files(turn, number, application_texts.files)
        case _:
            await checks.look(turn, number, _shown(wanted))


def _shown(wanted: Wanted) -> Any:
    views = {
        Wish.LIST: formal_checklists.checklist(wanted.item),
        Wish.WHOLE: application_texts.whole(0),
        Wish.HISTORY: formal_checks.story,
    }
    return views.get(wanted.wish, formal_checks.checking)


# Tapped.


async def arrivals(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wnioski”"""
    tap: Any = incoming.action
    checks = desk.services.contests.checks
    await checks.waiting(turn, tap.contest, application_lists.arrivals())


async def page(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """‹ and ›"""
    tap: Any = incoming.action
    view = application_lists.turned(tap.page)
    await desk.services.contests.checks.waiting(turn, tap.contest, view)


async def look(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the list."""
    tap: Any = incoming.action
    await desk.services.contests.checks.look(turn, tap.application, formal_checks.checking)


async def read(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pokaż całość”"""
    tap: Any = incoming.action
    view = application_texts.whole(tap.page)
    await desk.services.contests.checks.look(turn, tap.application, view)


async def checklist(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Lista kontrolna”, or the number of an item."""
    tap: Any = incoming.action
    view: Any = formal_checklists.checklist()
    if tap.item >= 0:
        view = formal_checklists.opened(tap.item)
    await desk.services.contests.checks.look(turn, tap.application, view)


async def mark(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Tak”, „Nie”, „Nie dotyczy”"""
    tap: Any = incoming.action
    checks = desk.services.contests.checks
    view = formal_checklists.marked
    await checks.mark_at(turn, tap.application, tap.item, Mark(tap.mark), view)


async def passed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Bierze udział”"""
    tap: Any = incoming.action
    checks = desk.services.contests.checks
    await checks.conclude(turn, tap.application, True, "", formal_checklists.passed)


async def ask(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wezwij do poprawy”, „Odrzuć”, „Dopuść”"""
    tap: Any = incoming.action
    forms = desk.services.contests.formal_forms
    await forms.ask(turn, Talk(tap.talk), tap.subject, steps.step)


async def paper(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wpisz z papieru”"""
    tap: Any = incoming.action
    await desk.services.contests.formal_forms.ask(turn, Talk.PAPER, tap.contest, steps.step)


async def type_on(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wpisuj dalej”"""
    tap: Any = incoming.action
    await desk.services.contests.applications.go_on(turn, tap.application, steps.step)


async def compare(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Co się zmieniło”"""
    tap: Any = incoming.action
    view = application_texts.versions
    checks = desk.services.contests.checks
    await checks.compare(turn, tap.application, tap.before, tap.after, view)


async def history(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Historia”"""
    tap: Any = incoming.action
    await desk.services.contests.checks.look(turn, tap.application, formal_checks.story)


async def workbook(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wszystko (XLSX)”"""
    tap: Any = incoming.action
    await _workbook(tap.contest, turn, desk)


async def _workbook(contest: int, turn: Turn, desk: Desk) -> None:
    service, zone = desk.services.contests.workbooks, turn.office.profile.zone
    written = partial(spreadsheet.written, zone=zone)
    tables, taken = contest_workbooks.tables, contest_workbooks.taken
    await service.everything(turn, contest, tables, written, taken)


async def files(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pliki”"""
    tap: Any = incoming.action
    await desk.services.contests.checks.files(turn, tap.application, application_texts.files)
