"""Announcements on a bad way: who blocked the bot, answers that are lost, a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.simulator import server
from tests.conftest import Bot
from tests.e2e.test_announcements import composed
from tests.people import Someone, Town, text_of


@pytest_asyncio.fixture
async def town(simulator: server.Running, bot: Bot) -> AsyncIterator[Town]:
    """Here the messenger is asked to refuse."""
    async with Town(simulator.url) as people:
        yield people


async def test_who_blocked_the_bot_is_counted_quietly(
    town: Town, maria: Someone, readers: list[Someone]
) -> None:
    """Unreachable, not an error; the others have it. A fault of the way stays uncertain."""
    refused = {"method": "sendMessage", "kind": "403", "chat": readers[0].id}
    lost = {"method": "sendMessage", "kind": "drop_after", "chat": readers[1].id}
    await composed(maria)
    for fault in (refused, lost):
        await town.post("faults", **fault)
    await maria.tap("Wyślij")
    figures = text_of(await maria.sees("1 niepewna:"))
    await maria.tap_quietly("Wyślij 1 niepewną")
    await maria.sees("Wysłano do 2 osób.")

    assert "Wysłano do 1 osoby." in figures
    assert "1 osoba blokuje bota" in figures
