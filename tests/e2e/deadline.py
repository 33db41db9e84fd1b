"""Fifty ideas stand at their review, and the last tap comes around the deadline while the program
is killed."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.clock import moment, stamp
from bot.domain.contests.applications import Outage
from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.overviews import Overview
from bot.domain.people import Person, Role
from bot.storage import contests, heartbeat, people, profiles
from bot.storage.database import Database, Tx, connect
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.e2e.rushing import polling
from tests.people import Someone, Town, buttons_of, text_of
from tests.program import Program
from tests.services.contest_room import committee

WARSAW = ZoneInfo("Europe/Warsaw")
AROUND = 8.0  # seconds before and after the deadline in which people tap
SOON = timedelta(seconds=AROUND + 2)
RECEIPT, LATE = "Przyjęto ", "Wnioski przyjmowaliśmy do: "
TOML = """
title = "Zrób to w Zalesiu"
[money]
pool = 220_000
[eligibility]
per_author = 1
[jury]
seats = 2
[[jury.criteria]]
name = "pomysl"
high = 10
[phases.open]
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database says of somebody's only application. `draft`: its answers still wait."""

    status: str
    receipt: str  # „7/2026”, "" for none
    received_at: str | None
    versions: int
    draft: bool


async def prepare(database: Path, everybody: Sequence[Someone]) -> int:
    """An open contest; everybody's idea stands at its review. Returns the contest's id."""
    db, clock = Database(database), StillClock(datetime.now(UTC))
    room = committee(db, clock)
    now = stamp(clock.now())

    def known(tx: Tx) -> list[Person]:
        made = [people.add(tx, one.id, "Osoba", "", "pl", now) for one in everybody]
        for person in made:
            people.accept_notice(tx, person.id, now)
        return made

    try:
        await db.write(lambda tx: profiles.save(tx, PROFILE))
        maria = await room.person("Maria", Role.LIBRARIAN)
        text = f"{TOML}begin = {_local(clock.now() - timedelta(days=1))}\n"
        made = await room.ask(maria, room.services.contests.set_up, text)
        assert isinstance(made, Overview), made
        for person in await db.write(known):
            await room.draft(person, made.edition.id)
        return made.edition.id
    finally:
        await db.close()


def _local(at: datetime) -> str:
    return at.astimezone(WARSAW).replace(tzinfo=None).isoformat(timespec="seconds")


def close_soon(database: Path, contest_id: int) -> datetime:
    """The call ends in some seconds: when."""
    now = datetime.now(UTC).replace(microsecond=0)
    end = now + SOON
    with closing(connect(database)) as tx:
        phase = Phase(PhaseName.OPEN, now - timedelta(days=1), end)
        contests.set_phase(tx, contest_id, phase)
    return end


async def review(one: Someone) -> tuple[int, str]:
    """The message with „Wyślij”, and what that button carries: shown to whoever writes anything."""
    await one.town.post("send", person=one.id, chat=one.id, text="Dzień dobry")

    async def look() -> tuple[int, str] | None:
        for message in await one.messages():
            for _, _, button in buttons_of(message):
                if button["text"].endswith("Wyślij"):
                    return int(message["message_id"]), str(button["callback_data"])
        return None

    return await one.town.until(look, "„Wyślij”")  # type: ignore[no-any-return]


async def tap_all(
    everybody: list[Someone], places: list[tuple[int, str]], end: datetime, dice: random.Random
) -> list[Someone]:
    """„Wyślij”, each in their own moment, every second person after the deadline; in the order in
    which the messenger took the taps in."""
    moments = [dice.uniform(0, AROUND) * (-1, 1)[n % 2] for n in range(len(everybody))]

    async def tap(one: Someone, place: tuple[int, str], when: float) -> tuple[int, Someone]:
        await asyncio.sleep((end - datetime.now(UTC)).total_seconds() + when)
        body = {"message_id": place[0], "data": place[1]}
        taken = await one.town.post("tap", person=one.id, chat=one.id, **body)
        return int(taken["callback_query_id"][1:-16]), one

    taps = await asyncio.gather(*map(tap, everybody, places, moments))
    return [one for _, one in sorted(taps, key=lambda tap: tap[0])]


@asynccontextmanager
async def ended(program: Program) -> AsyncIterator[None]:
    """However the test goes, nothing runs on."""
    try:
        yield
    finally:
        if program.process and program.process.returncode is None:
            await program.kill()


@dataclass
class Killer:
    """Ends the program and starts it again at random moments; at the deadline it is down.

    `silent`: how long the last sign of life then lies back.
    """

    program: Program
    town: Town
    database: Path
    dice: random.Random
    silent: timedelta
    kills: int = 0

    async def rage(self, taps: asyncio.Future[Any], end: datetime) -> None:
        """Until the last tap is made."""
        before = end - timedelta(seconds=self.dice.uniform(0.5, AROUND / 2))
        while (left := _left(before)) > 0:
            await self._pause(taps, min(left, self.dice.uniform(0.1, 2)))
            if _left(before) > 0:
                await self._restart()
        await self._kill()
        await self._pause(taps, max(0, _left(end)) + self.dice.uniform(0.1, 2))
        back = datetime.now(UTC)
        self._age(back - self.silent)
        await self._start()
        while not taps.done():
            await self._pause(taps, self.dice.uniform(0.1, 2))
            await self._restart()

    async def _pause(self, taps: asyncio.Future[Any], seconds: float) -> None:
        await asyncio.wait({taps}, timeout=seconds)

    async def _restart(self) -> None:
        await self._kill()
        await self._start()

    async def _kill(self) -> None:
        await self.program.kill()
        self.kills += 1

    async def _start(self) -> None:
        before = len(await self.town.get("calls", method="getUpdates"))
        await self.program.start()
        await polling(self.town, before)

    def _age(self, at: datetime) -> None:
        """An outage of many minutes without waiting for it."""
        with closing(connect(self.database)) as tx:
            if self.silent:
                heartbeat.beat(tx, stamp(at))


def _left(until: datetime) -> float:
    return (until - datetime.now(UTC)).total_seconds()


async def answered(one: Someone) -> set[str]:
    """Wait until they were told something of substance; everything different that they were
    told."""
    while True:
        if said := await told(one):
            return said
        await asyncio.sleep(0.2)  # fifty look: more often they would be what is measured


async def told(one: Someone) -> set[str]:
    """Everything different that they were told of their idea, word by word."""
    texts = {text_of(message) for message in await one.messages() if not message["out"]}
    return {text for text in texts if text.startswith((RECEIPT, LATE))}


def receipt(at: datetime, number: str) -> str:
    """The first line of what whoever is in reads."""
    local = at.astimezone(WARSAW)
    day = format_date(local.date(), "d MMMM", "pl")
    return f"{RECEIPT}{day} o {local:%H.%M}. Numer {number}."


def newest_update(database: Path) -> int:
    """The highest number of what was taken in so far."""
    with closing(sqlite3.connect(database)) as tx:
        return int(tx.execute("SELECT max(update_id) FROM inbox").fetchone()[0])


def taken_in(database: Path, after: int) -> list[datetime]:
    """When each update after this one was taken in, in the order of the messenger."""
    sql = "SELECT received_at FROM inbox WHERE update_id > ? AND bot_id > 1 ORDER BY update_id"
    with closing(sqlite3.connect(database)) as tx:
        return [moment(row[0]) for row in tx.execute(sql, (after,))]


def outages(database: Path) -> list[Outage]:
    """When the program knows to have been down."""
    with closing(connect(database)) as tx:
        return contests.outages(tx, datetime.min.replace(tzinfo=UTC))


def standing(database: Path) -> list[tuple[int, Standing]]:
    """(Telegram account, where it stands) of every application."""
    sql = (
        "SELECT p.telegram_id, a.status, iif(a.number, a.number || '/' || a.year, ''), "
        "a.received_at, (SELECT count(*) FROM application_version WHERE application_id = a.id), "
        "EXISTS (SELECT 1 FROM session WHERE kind = 'application' AND subject_id = a.id) "
        "FROM application a JOIN person p ON p.id = a.author_id"
    )
    with closing(sqlite3.connect(database)) as tx:
        rows = tx.execute(sql).fetchall()
    return [(who, Standing(status, number, at, versions, bool(draft)))
            for who, status, number, at, versions, draft in rows]  # fmt: skip
