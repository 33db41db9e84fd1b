"""„Zaplanowane”, for staff."""

from __future__ import annotations

from typing import Any

from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, schedules


def register(router: Router) -> None:
    """For librarians and owners."""
    router.command(agenda, "zaplanowane", "scheduled")
    router.tap(agenda, actions.ShowAgenda)
    router.tap(cancel, actions.CancelSchedule)
    router.tap(cancel_held, actions.CancelHeld)


async def agenda(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/zaplanowane, or „/zaplanowane odwołaj 2”"""
    number = incoming.argument.rpartition(" ")[2]
    if schedules.is_cancelling(incoming.argument) and number.isdecimal():
        await desk.services.schedules.cancel_line(turn, int(number[:3]), schedules.agenda)
    else:
        await desk.services.schedules.agenda(turn, schedules.agenda)


async def cancel(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Odwołaj 2”"""
    tap: Any = incoming.action
    await desk.services.schedules.cancel(turn, tap.schedule, schedules.cancelled)


async def cancel_held(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The same for reminders that wait for their hour."""
    tap: Any = incoming.action
    services = desk.services
    await services.schedules.cancel_held(turn, tap.purpose, tap.subject, schedules.cancelled)
