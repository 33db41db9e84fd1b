"""After days away: staff hear from when to when messages may be lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.simulator import server
from tests.clock import StillClock
from tests.e2e.test_first_contact import owner_of
from tests.people import Town


async def test_staff_are_told_of_a_gap_once(
    simulator: server.Running, start_bot: Callable[..., Any], clock: StillClock
) -> None:
    """Telegram keeps messages for a day; the bot was away for two."""
    async with Town(simulator.url) as town:
        async with start_bot() as bot:
            maria = await owner_of(town, bot)
        clock.advance(days=2)
        async with start_bot():
            await maria.sees("Bota nie było.")
        async with start_bot():
            await maria.say("/panel")

        told = await maria.chat()

    assert told.count("Bota nie było.") == 1
    assert "środa 12 maja, godz. 12.00" in told
