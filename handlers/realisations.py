"""What becomes of funded applications: what authors and staff type and tap."""

from __future__ import annotations

from typing import Any

from bot.domain.contests.realisation_forms import Talk
from bot.domain.contests.realisation_wishes import Wish, realisation_wish
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    announcements,
    realisation_entries,
    realisation_figures,
    realisation_outcomes,
    realisation_reports,
    realisations,
    steps,
)

ENDINGS = dict.fromkeys(Talk, realisations.completed)
LISTS = {"events": "event", "expenses": "expense", "photos": "photo", "milestones": "milestone"}
TAKEN_BACK = "take_back_"


def register(router: Router) -> None:
    """Whose it is, and who may accept it, is checked by the services."""
    router.command(typed, "realizacja", "realizacje", "realisation", "realizatsiia")
    router.tap(own, actions.ListOwnRealisations)
    router.tap(every, actions.ListRealisations)
    router.tap(show, actions.ShowRealisation)
    router.tap(tell, actions.TellOfRealisation)
    router.tap(choose_line, actions.ChooseBudgetLine)
    router.tap(tick, actions.TickMilestone)
    router.tap(entries, actions.ListEntries)
    router.tap(take_back, actions.TakeBackEntry)
    router.tap(ask, actions.AskRealisation)
    router.tap(leave, actions.LeaveRealisation)
    router.tap(departure, actions.CountDeparture)
    router.tap(read, actions.ReadReport)
    router.tap(accept, actions.AcceptReport)
    router.tap(coordinators, actions.ChooseCoordinator)
    router.tap(name, actions.NameCoordinator)
    router.tap(invite, actions.InviteCoordinator)
    router.tap(outcomes, actions.ShowOutcomes)
    router.tap(outcome, actions.ShowOutcome)
    router.tap(announce, actions.AnnounceOutcomes)
    router.tap(figures, actions.ShowFigures)
    router.tap(take_figures, actions.TakeFigures)


async def typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/realizacja, /realizacja 17, /realizacja 17 wydatek 2, /realizacja konkurs 3"""
    words = incoming.argument.split() if incoming.kind == "command" else []
    if words and words[0].isdecimal():
        await one(int(words[0]), realisation_wish(" ".join(words[1:])), turn, desk)
        return
    wish = realisation_wish(" ".join(words))
    if wish.number:
        await of_contest(wish, turn, desk)
    else:
        await own(incoming, turn, desk)


async def of_contest(wish: Wish, turn: Turn, desk: Desk) -> None:
    """What is wanted of a whole contest, by its number."""
    staff, contest = desk.services.contests.overseeing, wish.number
    match wish.what:
        case "outcomes":
            view = realisation_outcomes.outcomes
            await desk.services.contests.realisations.outcomes(turn, contest, view)
        case "announce":
            await draft_announcement(contest, turn, desk)
        case "figures":
            await staff.figures(turn, contest, realisation_figures.figures)
        case "file":
            await hand_out_figures(contest, turn, desk)
        case _:
            await staff.every(turn, contest, realisation_reports.every)


async def one(number: int, wish: Wish, turn: Turn, desk: Desk) -> None:
    """One of them, or what is to be done with it."""
    authors, staff = desk.services.contests.realisations, desk.services.contests.overseeing
    view = realisations.realisation
    match wish.what:
        case Talk():
            await begin(wish.what, number, wish.number, turn, desk)
        case "done" | "undone":
            await authors.tick_number(turn, number, wish.number, wish.what == "done", view)
        case "events" | "expenses" | "photos" | "milestones":
            await authors.show(turn, number, realisation_entries.entries(LISTS[wish.what]))
        case what if what.startswith(TAKEN_BACK):
            kind = what.removeprefix(TAKEN_BACK)
            await authors.take_back_number(turn, number, kind, wish.number, view)
        case "read":
            await authors.show(turn, number, realisation_reports.report)
        case "accept" | "leave" | "departure" if wish.sure:
            await for_good(number, wish.what, turn, desk)
        case "accept" | "leave" | "departure":
            await authors.show(turn, number, view, wish.what)
        case "coordinator" if wish.number:
            await staff.name_number(turn, number, wish.number, view)
        case "coordinator":
            await authors.show(turn, number, realisation_reports.coordinators)
        case "link":
            await staff.invite(turn, number, realisation_reports.invited)
        case _:
            await authors.show(turn, number, view)


async def for_good(number: int, what: str, turn: Turn, desk: Desk) -> None:
    """What is asked about once more, and was said yes to."""
    authors, view = desk.services.contests.realisations, realisations.realisation
    match what:
        case "accept":
            await desk.services.contests.overseeing.accept(turn, number, view)
        case "leave":
            await authors.leave(turn, number, view)
        case _:
            await authors.count_departure(turn, number, view)


async def begin(talk: Talk, application: int, line: int, turn: Turn, desk: Desk) -> None:
    """The first question of a conversation."""
    service = desk.services.contests.reporting
    await service.ask(turn, talk, application, realisations.totals, steps.step, line)


async def own(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Realizacja”"""
    await desk.services.contests.realisations.own(turn, realisations.own)


async def every(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """All of a contest."""
    tap: Any = incoming.action
    view = realisation_reports.every
    await desk.services.contests.overseeing.every(turn, tap.contest, view)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of them."""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.realisations.show(turn, tap.application, view)


async def tell(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dodaj wydarzenie”, „Dodaj zdjęcie”, „Napisz sprawozdanie” …"""
    tap: Any = incoming.action
    await begin(Talk(f"realisation_{tap.talk}"), tap.application, tap.line, turn, desk)


async def choose_line(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dodaj wydatek”"""
    tap: Any = incoming.action
    view = realisations.lines_to_choose
    await desk.services.contests.realisations.show(turn, tap.application, view)


async def tick(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zrobione: seans”"""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.realisations.tick(turn, tap.milestone, tap.done, view)


async def entries(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Co wpisano”"""
    tap: Any = incoming.action
    view = realisation_entries.entries(tap.what)
    await desk.services.contests.realisations.show(turn, tap.application, view)


async def take_back(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Cofnij: projektor”"""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.realisations.take_back(turn, tap.what, tap.entry, view)


async def ask(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """What waits for a yes."""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.realisations.show(turn, tap.application, view, tap.asked)


async def leave(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes of who leaves."""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.realisations.leave(turn, tap.application, view)


async def departure(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes: one fewer in the group."""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.realisations.count_departure(turn, tap.application, view)


async def read(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Przeczytaj sprawozdanie”"""
    tap: Any = incoming.action
    view = realisation_reports.report
    await desk.services.contests.realisations.show(turn, tap.application, view)


async def accept(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes of staff."""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.overseeing.accept(turn, tap.application, view)


async def coordinators(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Kto to prowadzi”"""
    tap: Any = incoming.action
    view = realisation_reports.coordinators
    await desk.services.contests.realisations.show(turn, tap.application, view)


async def name(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the members."""
    tap: Any = incoming.action
    view = realisations.realisation
    await desk.services.contests.overseeing.name(turn, tap.application, tap.person, view)


async def invite(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A link for somebody new."""
    tap: Any = incoming.action
    view = realisation_reports.invited
    await desk.services.contests.overseeing.invite(turn, tap.application, view)


async def outcomes(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Co z tego wyszło”"""
    tap: Any = incoming.action
    view = realisation_outcomes.outcomes
    await desk.services.contests.realisations.outcomes(turn, tap.contest, view)


async def outcome(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of them."""
    tap: Any = incoming.action
    view = realisation_outcomes.outcome(tap.application)
    await desk.services.contests.realisations.outcomes(turn, tap.contest, view)


async def announce(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ogłoś”"""
    tap: Any = incoming.action
    await draft_announcement(tap.contest, turn, desk)


async def draft_announcement(contest: int, turn: Turn, desk: Desk) -> None:
    """What came of it, with pictures, for staff to send on."""
    drafted = realisation_outcomes.announcement
    draft = await desk.services.contests.overseeing.announcement(turn, contest, drafted)
    await desk.services.announcements.begin(turn, announcements.composed, draft)


async def figures(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wskaźniki”"""
    tap: Any = incoming.action
    view = realisation_figures.figures
    await desk.services.contests.overseeing.figures(turn, tap.contest, view)


async def take_figures(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The same as a spreadsheet."""
    tap: Any = incoming.action
    await hand_out_figures(tap.contest, turn, desk)


async def hand_out_figures(contest: int, turn: Turn, desk: Desk) -> None:
    """The file."""
    service, tabulated = desk.services.contests.overseeing, realisation_figures.tables
    await service.figures_file(turn, contest, tabulated, realisation_figures.file)
