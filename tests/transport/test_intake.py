"""Intake: on the disk before Telegram is told; one bad update stops nothing."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from contextlib import AsyncExitStack

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.simulator import server
from bot.transport.api import Api
from bot.transport.intake import AnotherCopy, LongPoll, Raw
from bot.transport.webhook import SECRET_HEADER, endpoint
from tests.clock import StillClock
from tests.people import Town


class Box:
    """Stands for the inbox: remembers, and can fail."""

    def __init__(self) -> None:
        self.updates: list[Raw] = []
        self.broken = False
        self.filled = asyncio.Event()

    async def __call__(self, updates: Sequence[Raw]) -> None:
        if self.broken:
            raise OSError("the disk is gone")
        self.updates.extend(updates)
        self.filled.set()


async def test_an_update_is_confirmed_only_after_it_was_taken_in(
    simulator: server.Running, clock: StillClock
) -> None:
    """If keeping it fails, Telegram still has it."""
    box = Box()
    box.broken = True
    async with Api(simulator.url, simulator.token) as api, Town(simulator.url) as town:
        ania = await town.person("Ania")
        await town.post("start", person=ania.id)

        with pytest.raises(OSError, match="the disk is gone"):
            await LongPoll(api, clock, box).run()

        assert len(await api.call("getUpdates")) == 1


async def test_a_second_poller_ends_a_young_first_one(
    simulator: server.Running, clock: StillClock
) -> None:
    """409 in the first minute: somebody else uses this token."""
    async with Api(simulator.url, simulator.token) as api:
        first = asyncio.create_task(LongPoll(api, clock, Box()).run())
        other = asyncio.create_task(keep_polling(api))

        with pytest.raises(AnotherCopy):
            await asyncio.wait_for(first, 20)
        other.cancel()


async def test_a_pause_of_the_network_is_told_once(
    simulator: server.Running, clock: StillClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Three tries that fail are one line; that updates come again is another."""
    caplog.set_level("INFO")
    box = Box()
    async with Api(simulator.url, simulator.token) as api, Town(simulator.url) as town:
        ania = await town.person("Ania")
        await town.post("faults", kind="500", method="getUpdates", count=3)
        await town.post("start", person=ania.id)

        polling = asyncio.create_task(LongPoll(api, clock, box).run())
        await asyncio.wait_for(box.filled.wait(), 20)
        polling.cancel()

    told = [record.message for record in caplog.records if record.name == "bot.transport.intake"]
    assert [words.partition(":")[0] for words in told] == ["no updates", "updates come again"]


async def keep_polling(api: Api) -> None:
    while True:
        await asyncio.sleep(0)
        with_wait = {"timeout": 1}
        try:
            await api.call("getUpdates", with_wait, wait=5)
        except Exception:  # noqa: BLE001 - whoever polled last wins; this one tries again
            continue


async def test_a_webhook_needs_the_secret() -> None:
    """403 without it, 200 once the update is kept, 400 for what is no update."""
    box = Box()
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(
            TestClient(TestServer(endpoint("/hook", "s3cret", box)))
        )

        wrong = await client.post("/hook", json={"update_id": 1}, headers={SECRET_HEADER: "no"})
        right = await client.post("/hook", json={"update_id": 2}, headers={SECRET_HEADER: "s3cret"})
        junk = await client.post("/hook", data=b"[", headers={SECRET_HEADER: "s3cret"})

    assert (wrong.status, right.status, junk.status) == (403, 200, 400)
    assert [update["update_id"] for update in box.updates] == [2]


async def test_a_webhook_that_cannot_keep_an_update_does_not_say_200() -> None:
    """Then Telegram brings it again."""
    box = Box()
    box.broken = True
    async with TestClient(TestServer(endpoint("/hook", "s", box))) as client:
        response = await client.post("/hook", json={"update_id": 1}, headers={SECRET_HEADER: "s"})

        assert response.status == 500


async def test_a_huge_body_is_refused() -> None:
    """An update is never that large."""
    async with TestClient(TestServer(endpoint("/hook", "s", Box()))) as client:
        response = await client.post(
            "/hook", data=io.BytesIO(bytes(2 * 1024 * 1024)), headers={SECRET_HEADER: "s"}
        )

        assert response.status == 413
