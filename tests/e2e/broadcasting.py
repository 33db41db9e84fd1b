"""A broadcast to a town while the program is killed and the way to Telegram is bad."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import stamp
from bot.domain.announcements import Announcement, Content, Status
from bot.domain.audiences import Audience, Kind
from bot.domain.entities import Formatted
from bot.domain.mailings import Kind as Run
from bot.storage import announcements, mailings, people, subscriptions
from bot.storage.database import connect
from tests.people import Someone, Town, text_of
from tests.program import Program

WORDS = "W sobotę o 10.00 otwieramy nową wypożyczalnię."
AMBIGUOUS = ("timeout", "drop_before", "drop_after")
FAULTS = (*AMBIGUOUS, "429", "500")


@dataclass
class Ledger:
    """What the database says of the one mailing."""

    database: Path
    kills: int = 0
    cut_off: int = 0  # rows that were on their way at a kill
    most_cut_off: int = 0
    ambiguous: int = 0  # faults after which nobody knows
    faults: list[str] = field(default_factory=list)

    def states(self) -> Counter[str]:
        """Rows by state."""
        return Counter(dict(self._all("SELECT state, count(*) FROM outbox GROUP BY state")))

    def by_chat(self) -> dict[int, str]:
        """Each recipient's state."""
        return dict(self._all("SELECT chat_id, state FROM outbox WHERE mailing_id = 1"))

    def over(self) -> bool:
        """Nobody waits any more."""
        return bool(self._all("SELECT 1 FROM mailing WHERE finished_at <> ''"))

    def counters(self) -> Counter[str]:
        """What the mailing counted."""
        names = ("sent", "failed", "unreachable", "unknown", "skipped", "planned")
        (row,) = self._all(f"SELECT {', '.join(names)} FROM mailing")
        return Counter(dict(zip(names, row, strict=True)))

    def note_kill(self) -> None:
        """The program is dead: what was on its way is uncertain."""
        now = self.states()["sending"]
        self.kills += 1
        self.cut_off += now
        self.most_cut_off = max(self.most_cut_off, now)

    def _all(self, sql: str) -> list[tuple]:
        with closing(sqlite3.connect(self.database, timeout=20)) as tx:
            return tx.execute(sql).fetchall()


async def greet(program: Program, everybody: list[Someone]) -> None:
    """Everybody has started the bot and was answered, so that only the broadcast is left."""
    await program.start()
    for one in everybody:
        await one.start()
    await program.stop()


def announce(database: Path, everybody: list[Someone]) -> None:
    """Everybody asked for news; an announcement to them is due, at any hour of the day."""
    now = stamp(datetime.now(UTC))
    said = Announcement(
        0, None, Status.SENT, Content(Formatted(WORDS)), "news",
        Audience(Kind.FOLLOWERS, "news"), urgent=True,
    )  # fmt: skip
    with closing(connect(database)) as tx:
        for one in everybody:
            person = people.by_telegram_id(tx, one.id)
            assert person
            subscriptions.add(tx, person.id, "news", now)
        stored = announcements.add(tx, said, now)
        mailings.add(tx, stored.id, Run.ANNOUNCEMENT, now, revision=stored.revision)


async def kill_until_over(
    program: Program, town: Town, ledger: Ledger, dice: random.Random
) -> None:
    """Start and kill at random moments until the mailing is over.

    One kill in five comes while the program is still starting.
    """
    trouble = asyncio.create_task(make_trouble(town, ledger, dice))
    try:
        while True:
            await program.start()
            if dice.random() < 0.8:
                await _sending(town, ledger)
            if await _over_within(ledger, dice.uniform(0, 1)):
                return
            await program.kill()
            ledger.note_kill()
    finally:
        trouble.cancel()
        await asyncio.gather(trouble, return_exceptions=True)
        left = await town.get("faults")
        ledger.ambiguous -= sum(one["count"] for one in left if one["kind"] in AMBIGUOUS)


async def _sending(town: Town, ledger: Ledger) -> None:
    """Until the program has sent something more."""
    before = len(await town.get("calls", method="sendMessage"))

    async def look() -> bool:
        now = len(await town.get("calls", method="sendMessage"))
        return now > before or ledger.over()

    await town.until(look, "a message")


async def _over_within(ledger: Ledger, seconds: float) -> bool:
    """Whether the mailing ends before the time is up."""

    async def watch() -> None:
        while not ledger.over():  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.02)

    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(watch(), seconds)
        return True
    return False


async def make_trouble(town: Town, ledger: Ledger, dice: random.Random) -> None:
    """Every now and then a call goes wrong, in every way there is."""
    while True:
        await asyncio.sleep(dice.uniform(0, 0.5))
        if await town.get("faults"):
            continue
        kind = dice.choice(FAULTS)
        ledger.faults.append(kind)
        ledger.ambiguous += kind in AMBIGUOUS
        await town.post("faults", method="sendMessage", kind=kind, retry_after=1, seconds=0.5)


async def received(one: Someone) -> int:
    """How often this person has the announcement in their chat."""
    return sum(WORDS in text_of(message) for message in await one.messages())
