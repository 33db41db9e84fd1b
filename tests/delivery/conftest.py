"""A delivery engine against the simulator, and a small town to write to."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import stamp
from bot.delivery.budget import Limits
from bot.delivery.composing import Composer
from bot.delivery.engine import Engine
from bot.delivery.ledger import Ledger
from bot.delivery.planner import Planner
from bot.domain.audiences import Audience, Kind, dump
from bot.domain.mailings import Kind as Run
from bot.domain.mailings import Mailing
from bot.domain.outgoing import Composed, Outgoing
from bot.domain.people import Person
from bot.simulator import server
from bot.storage import mailings, people
from bot.storage.database import Database, Tx
from bot.transport.api import Api
from tests.clock import StillClock
from tests.people import Someone, Town

WORDS = "W sobotę gramy w planszówki."
NEW_WORDS = "W niedzielę gramy w planszówki."


def call(row: Outgoing, method: str = "sendMessage", rev: int = 0, **params: Any) -> Outgoing:
    """One call to the row's chat."""
    text = json.dumps({"chat_id": row.chat_id, **params})
    return row._replace(method=method, params=text, rev=rev)


def composer(tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
    """The announcement as it stands now, as new words, as an edit, or as a deletion."""
    found = tx.execute("SELECT text, revision FROM announcement WHERE id = ?", (row.subject_id,))
    text, rev = found.fetchone()
    if row.purpose == "correction":
        return (call(row, "editMessageText", rev, message_id=row.message_id, text=text),)
    if row.purpose == "withdrawal":
        ids = [*json.loads(row.parts or "[]"), row.message_id]
        return (call(row, "deleteMessages", rev, message_ids=ids),)
    return (call(row, rev=rev, text=text),)


COMPOSERS: dict[str, Composer] = {kind.value: composer for kind in Run}


@dataclass
class Delivery:
    """An engine and a planner, with what tests do to them."""

    db: Database
    clock: StillClock
    town: Town
    engine: Engine
    planner: Planner
    composers: dict[str, Composer]
    changed: list[int] = field(default_factory=list)

    def wake(self) -> None:
        """Something is new."""
        self.planner.wake()
        self.engine.wake()

    async def everybody(self, number: int) -> list[Someone]:
        """So many people who asked for news and started the bot."""
        found = [await self.town.person(f"Osoba {n}") for n in range(number)]
        for one in found:
            await self.town.post("start", person=one.id)
        now = stamp(self.clock.now())

        def known(tx: Tx) -> None:
            for one in found:
                person = people.add(tx, one.id, "Osoba", "", "pl", now)
                tx.execute("INSERT INTO subscription VALUES (?, 'news', ?)", (person.id, now))

        await self.db.write(known)
        return found

    async def announce(self, audience: Audience | None = None, **how: Any) -> Mailing:
        """Send the words to those who asked for news, or to somebody else."""
        to = dump(audience or Audience(Kind.FOLLOWERS, "news"))
        now = stamp(self.clock.now())

        def work(tx: Tx) -> Mailing:
            tx.execute(
                "INSERT INTO announcement (audience, text, created_at, updated_at) "
                "VALUES (?, ?, ?, ?)",
                (to, WORDS, now, now),
            )
            (newest,) = tx.execute("SELECT max(id) FROM announcement").fetchone()
            return mailings.add(tx, newest, Run.ANNOUNCEMENT, now, **how)

        mailing = await self.db.write(work)
        self.wake()
        return mailing

    async def follow(self, mailing: Mailing, kind: Run) -> Mailing:
        """A correction or a withdrawal of a mailing's announcement."""
        now = stamp(self.clock.now())

        def work(tx: Tx) -> Mailing:
            tx.execute("UPDATE announcement SET revision = revision + 1, text = ?", (NEW_WORDS,))
            return mailings.add(tx, mailing.announcement_id, kind, now, revision=1)

        made = await self.db.write(work)
        self.wake()
        return made

    async def mailing(self, mailing: Mailing) -> Mailing:
        """As it stands now."""
        found = await self.db.read(lambda tx: mailings.by_id(tx, mailing.id))
        assert found
        return found

    async def over(self, mailing: Mailing) -> Mailing:
        """Wait until it is over; its counters must be those of its rows."""

        async def look() -> Mailing | None:
            now = await self.mailing(mailing)
            return now if now.finished_at else None

        found: Mailing = await self.town.until(look, "the end of the mailing")
        await self.agrees(found)
        return found

    async def agrees(self, mailing: Mailing) -> None:
        """Counters and rows say the same."""
        states = await self.states(mailing)
        counted = {name: getattr(mailing, name) for name in
                   ("sent", "failed", "unreachable", "unknown", "skipped")}  # fmt: skip
        assert {name: states[name] for name in counted} == counted
        assert states.total() == mailing.planned

    async def states(self, mailing: Mailing) -> Counter[str]:
        """How many rows of it are in which state."""
        rows = await self.db.read(
            lambda tx: tx.execute(
                "SELECT state, count(*) FROM outbox WHERE mailing_id = ? GROUP BY state",
                (mailing.id,),
            ).fetchall()
        )
        return Counter(dict(rows))

    async def sent(self, method: str = "sendMessage") -> list[dict[str, Any]]:
        """The calls that the simulator has had."""
        calls: list[dict[str, Any]] = await self.town.get("calls", method=method)
        return calls

    async def refused(self) -> list[object]:
        """Calls that it answered with 429."""
        calls = await self.town.get("calls")
        return [one for one in calls if "Too Many Requests" in str(one.get("error"))]


Start = Callable[..., Any]
FREE = Limits()


@pytest.fixture
def start(simulator: server.Running, db: Database, clock: StillClock) -> Start:
    """`async with start(limits) as delivery`."""

    @asynccontextmanager
    async def begin(limits: Limits = FREE) -> AsyncIterator[Delivery]:
        async with (
            Town(simulator.url) as town,
            Api(simulator.url, simulator.token, limits.connections) as api,
        ):
            composers = dict(COMPOSERS)
            changed: list[int] = []

            def moved(mailing_ids: frozenset[int]) -> None:
                changed.extend(mailing_ids)
                planner.settled()

            engine = Engine(api, db, clock, Ledger(composers), limits, moved)
            planner = Planner(db, clock, engine.wake)
            delivery = Delivery(db, clock, town, engine, planner, composers, changed)
            planning = asyncio.create_task(planner.run())
            running = asyncio.create_task(engine.run())
            try:
                yield delivery
            finally:
                await engine.close()
                planning.cancel()
                await asyncio.gather(planning, return_exceptions=True)
                await running

    return begin


@pytest_asyncio.fixture
async def delivery(start: Start) -> AsyncIterator[Delivery]:
    """A running engine at the free limit."""
    async with start() as running:
        yield running


def texts(calls: Sequence[dict[str, Any]]) -> set[str]:
    """What the successful calls said."""
    return {one["params"]["text"] for one in calls if one["ok"]}
