"""The webhook instead of polling, end to end."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot import app
from bot.config import Settings, Webhook
from bot.simulator import server
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.people import Town


async def test_people_are_answered_through_a_webhook(
    simulator: server.Running, clock: StillClock, database_file: Path, unused_tcp_port: int
) -> None:
    """Telegram brings the updates with our secret; the answers are the same."""
    hook = Webhook(
        f"http://127.0.0.1:{unused_tcp_port}/hook", "127.0.0.1", unused_tcp_port, "s3cret"
    )
    settings = Settings(simulator.token, database_file.parent, simulator.url, hook)
    async with app.started(settings, clock, PROFILE) as running, Town(simulator.url) as town:
        listening = asyncio.create_task(app.listen(running, hook, clock))
        ania = await town.person("Ania")

        greeting = await ania.start()

        assert "Biblioteka w Zalesiu" in greeting["text"]
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
