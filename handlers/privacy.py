"""Rights over one's data: the notice, /mojedane, /usun."""

from __future__ import annotations

from typing import Any

from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, held, privacy


def register(router: Router) -> None:
    """For everybody, at any time."""
    router.command(notice, "prywatnosc", "privacy", "konfidentsijnist")
    router.command(export, "mojedane", "mydata", "moidani")
    router.command(ask_erase, "usun", "erase", "delete", "vydalyty")
    router.tap(read_notice, actions.ReadNotice)
    router.tap(export, actions.ExportMyData)
    router.tap(erase, actions.EraseMyData)


async def notice(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/prywatnosc"""
    await desk.services.privacy.notice(turn, "", privacy.notice)


async def read_notice(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Kto i po co przetwarza dane”, before the first question."""
    tap: Any = incoming.action
    await desk.services.privacy.notice(turn, tap.payload, privacy.notice)


async def export(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/mojedane"""
    await desk.services.privacy.export(turn, held.held)


async def ask_erase(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/usun"""
    await desk.services.privacy.ask(turn, privacy.ask_erase)


async def erase(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Tak, usuń moje dane”"""
    tap: Any = incoming.action
    if tap.sure:
        await desk.services.privacy.erase(turn, privacy.erased)
    else:
        await desk.services.privacy.ask(turn, privacy.ask_erase)
