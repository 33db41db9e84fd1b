"""Hundreds tap for a few seats at the same moment while the program is killed."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import stamp
from bot.domain.workshops import Status, Workshop
from bot.storage import people, profiles
from bot.storage import workshops as rows
from bot.storage.database import connect
from bot.transport.payload import pack
from bot.views.actions import JoinWorkshop
from tests.conftest import PROFILE
from tests.people import Someone, Town, text_of
from tests.program import Program

SEATS = 20
MOST = 6  # kills: each start takes its time
SEAT, RESERVE = "Masz miejsce.", "Wszystkie miejsca są zajęte. "


def publish(database: Path, everybody: list[Someone]) -> int:
    """A workshop in ten days; everybody has read the notice. Returns its id."""
    now = datetime.now(UTC)
    starts = now + timedelta(days=10)
    wanted = Workshop(
        0, "Ceramika", starts, starts + timedelta(hours=2), "sala", SEATS,
        status=Status.PUBLISHED, token="ceramika", due_at=now,
    )  # fmt: skip
    with closing(connect(database)) as tx:
        profiles.save(tx, PROFILE)
        for one in everybody:
            person = people.add(tx, one.id, "Osoba", "", "pl", stamp(now))
            people.accept_notice(tx, person.id, stamp(now))
        return rows.add(tx, wanted, now).id


async def open_details(one: Someone) -> int:
    """The message with „Zapisz mnie”, once it is there."""
    return int((await one.sees("Wolne miejsca"))["message_id"])


async def tap_seats(
    everybody: list[Someone], messages: list[int], workshop_id: int
) -> list[Someone]:
    """Everybody taps „Zapisz mnie” of their details at the same moment; in the order in which the
    messenger took the taps in."""
    data = pack(JoinWorkshop(workshop_id, 0, True, False))

    async def tap(one: Someone, message_id: int) -> tuple[int, Someone]:
        place = {"message_id": message_id, "data": data}
        taken = await one.town.post("tap", person=one.id, chat=one.id, **place)
        return _number(taken["callback_query_id"]), one

    taps = await asyncio.gather(*map(tap, everybody, messages))
    return [one for _, one in sorted(taps, key=lambda tap: tap[0])]


def _number(query_id: str) -> int:
    """The simulator counts what people do: „4”, the number, sixteen letters by chance."""
    return int(query_id[1:-16])


async def kill_while(
    program: Program, town: Town, work: asyncio.Future[list[set[str]]], dice: random.Random
) -> int:
    """Kill and start again at random moments, then let everybody have their answer; how many
    times."""
    kills = 0
    while not work.done() and kills < MOST:
        await asyncio.wait({work}, timeout=dice.uniform(0.05, 0.5))
        if work.done():
            return kills
        await program.kill()
        kills += 1
        before = len(await town.get("calls", method="getUpdates"))
        await program.start()
        await polling(town, before)
    await work
    return kills


async def polling(town: Town, before: int = 0) -> None:
    """Until the program asks for updates; a busy machine takes its time to start it."""
    async with asyncio.timeout(60):
        while True:
            if len(await town.get("calls", method="getUpdates")) > before:
                return
            await asyncio.sleep(0.05)


async def answered(one: Someone) -> set[str]:
    """Wait until they were told something; everything different that they were told."""
    while True:
        if said := await told(one):
            return said
        await asyncio.sleep(0.5)  # five hundred look: more often they would be what is measured


async def told(one: Someone) -> set[str]:
    """Everything different that they were told of their place."""
    lines = {text_of(message).partition("\n")[0] for message in await one.messages()}
    return {words for words in lines if words.startswith((SEAT, RESERVE))}


def standing(database: Path) -> list[tuple[int, str]]:
    """(Telegram account, state) in the order in which people came onto the list."""
    sql = (
        "SELECT p.telegram_id, c.state FROM signup s JOIN person p ON p.id = s.person_id "
        "JOIN participant c ON c.signup_id = s.id ORDER BY s.id"
    )
    with closing(sqlite3.connect(database)) as tx:
        return [(int(row[0]), str(row[1])) for row in tx.execute(sql)]
