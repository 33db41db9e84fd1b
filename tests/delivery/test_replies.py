"""Replies: sent at once, in order, and settled; what cannot be sent stays."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest_asyncio

from bot.delivery.post import Replies
from bot.domain.outgoing import Outgoing
from bot.simulator import server
from bot.storage import outbox
from bot.storage.database import Database
from bot.transport.api import Api
from tests.delivery.conftest import Delivery
from tests.people import Someone, Town

NOW = "2027-05-12T10:00:00.000Z"


@pytest_asyncio.fixture
async def api(simulator: server.Running) -> AsyncIterator[Api]:
    async with Api(simulator.url, simulator.token) as api:
        yield api


@pytest_asyncio.fixture
async def ania(simulator: server.Running) -> AsyncIterator[Someone]:
    async with Town(simulator.url) as town:
        someone = await town.person("Ania")
        await town.post("start", person=someone.id)
        yield someone


async def stored(db: Database, chat: int, *texts: str) -> list[Outgoing]:
    rows = [
        Outgoing("reply", chat, "sendMessage", json.dumps({"chat_id": chat, "text": text}))
        for text in texts
    ]
    return await db.write(lambda tx: outbox.add(tx, rows, NOW))


async def states(db: Database) -> list[str]:
    return await db.read(lambda tx: [r[0] for r in tx.execute("SELECT state FROM outbox")])


async def test_a_sent_reply_leaves_no_copy(db: Database, api: Api, ania: Someone) -> None:
    """In order, and gone from the outbox."""
    rows = await stored(db, ania.id, "raz", "dwa", "trzy")
    replies = Replies(api, db, lambda: None)

    await replies.send(rows)
    await replies.flush()

    assert (await ania.chat()).split("\n")[-3:] == ["raz", "dwa", "trzy"]
    assert await states(db) == []


async def test_a_reply_survives_faults_of_the_way(db: Database, api: Api, ania: Someone) -> None:
    """A 500 and a dropped connection: tried again, in order."""
    for kind in ("500", "drop_before"):
        await ania.town.post("faults", method="sendMessage", kind=kind, count=1)
    replies = Replies(api, db, lambda: None)

    await replies.send(await stored(db, ania.id, "raz", "dwa"))
    await replies.flush()

    assert (await ania.chat()).split("\n")[-2:] == ["raz", "dwa"]
    assert await states(db) == []


async def test_who_blocked_the_bot_is_unreachable(db: Database, api: Api, ania: Someone) -> None:
    """Quietly: until they write again."""
    await db.write(
        lambda tx: tx.execute(
            "INSERT INTO person (telegram_id, name, language, created_at) VALUES (?, ?, ?, ?)",
            (ania.id, "Ania", "pl", NOW),
        )
    )
    await ania.town.post("block", person=ania.id)
    replies = Replies(api, db, lambda: None)

    await replies.send(await stored(db, ania.id, "halo"))
    await replies.flush()

    reachable = await db.read(lambda tx: tx.execute("SELECT reachable FROM person").fetchone())
    assert reachable == (0,)
    assert await states(db) == ["unreachable"]


async def test_a_reply_that_will_not_go_is_left_to_the_engine(
    db: Database, api: Api, ania: Someone, delivery: Delivery
) -> None:
    """The rest of the same answer goes with it, in order."""
    await ania.town.post("faults", method="sendMessage", kind="500", count=1)
    rows = await stored(db, ania.id, "raz", "dwa")

    await Replies(api, db, delivery.wake, tries=1).send(rows)

    await ania.sees("dwa")
    assert (await ania.chat()).split("\n")[-2:] == ["raz", "dwa"]
