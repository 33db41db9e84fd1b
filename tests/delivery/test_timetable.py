"""The loop of schedules: once each, in pieces, whatever happens in between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.delivery.timetable import Timetable
from bot.domain.schedules import Schedule, Status, next_run
from bot.recurrence import Rule
from bot.services.schedules import Kind
from bot.services.turn import Office
from bot.storage import schedules
from bot.storage.database import Database, Tx
from bot.transport.fit import fit
from tests.clock import NOON, StillClock
from tests.conftest import PROFILE

PATIENCE = 10.0  # seconds


class Diary:
    """A kind that notes when it was done; `pieces` of it for each run."""

    def __init__(self, pieces: int = 1) -> None:
        self.pieces = pieces
        self.done: list[tuple[int, int, datetime]] = []
        self.broken = False

    def run(self, _tx: Tx, schedule: Schedule, now: datetime) -> int | None:
        if self.broken:
            raise RuntimeError("the power went")
        self.done.append((schedule.subject_id, schedule.cursor, now))
        following = schedule.cursor + 1
        return following if following < self.pieces else None

    @property
    def kinds(self) -> Mapping[str, Kind]:
        return {"note": Kind(self.run, lambda _tx, _subject: "")}


def timetable(db: Database, clock: StillClock, kinds: Mapping[str, Kind]) -> Timetable:
    return Timetable(Office(db, clock, fit, PROFILE, 1, "zalesie_bot"), kinds)


async def add(db: Database, subject: int, at: datetime, rule: Rule | None = None) -> None:
    await db.write(lambda tx: schedules.add(tx, "note", subject, at, rule, now=NOON))


async def status(db: Database, subject: int) -> Any:
    found = await db.read(lambda tx: schedules.latest(tx, "note", subject))
    assert found
    return found.status, found.next_at, found.cursor


async def all_of_it(table: Timetable) -> None:
    while await table.step():
        pass


async def test_once_when_it_is_due(db: Database, clock: StillClock) -> None:
    """Not before, and not again."""
    diary = Diary()
    table = timetable(db, clock, diary.kinds)
    await add(db, 7, NOON + timedelta(hours=1))

    await all_of_it(table)
    assert diary.done == []
    clock.advance(hours=1)
    await all_of_it(table)
    clock.advance(hours=-1)
    clock.advance(hours=2)
    await all_of_it(table)

    assert diary.done == [(7, 0, NOON + timedelta(hours=1))]
    assert (await status(db, 7))[0] is Status.DONE


async def test_after_three_days_asleep_once_and_then_at_the_usual_hour(
    db: Database, clock: StillClock
) -> None:
    """Every day at 13.00 in Warsaw; asleep from Wednesday to Saturday evening."""
    diary = Diary()
    table = timetable(db, clock, diary.kinds)
    await add(db, 7, NOON + timedelta(hours=1), Rule(13))

    clock.advance(days=3, hours=7)
    await all_of_it(table)

    assert len(diary.done) == 1
    assert (await status(db, 7))[1] == NOON + timedelta(days=4, hours=1)


async def test_a_clock_that_was_put_back_repeats_nothing(db: Database, clock: StillClock) -> None:
    """Done at 13.00; an hour back; 13.00 comes again."""
    diary = Diary()
    table = timetable(db, clock, diary.kinds)
    await add(db, 7, NOON + timedelta(hours=1), Rule(13))
    clock.advance(hours=1)
    await all_of_it(table)

    clock.advance(hours=-1)
    await all_of_it(table)
    clock.advance(hours=1)
    await all_of_it(table)

    assert len(diary.done) == 1


def test_the_next_run_is_after_the_last_even_if_the_clock_is_not() -> None:
    """The clock was put back between planning and doing."""
    schedule = Schedule(1, "note", 7, NOON, Rule(12))

    again = next_run(schedule, NOON - timedelta(hours=1), PROFILE.zone)

    assert again == NOON + timedelta(days=1)


async def test_a_crash_between_pieces_repeats_only_the_piece(
    db: Database, clock: StillClock
) -> None:
    """A piece and the note of it are one transaction."""
    diary = Diary(pieces=3)
    diary.broken = True
    await add(db, 7, NOON)
    with pytest.raises(RuntimeError):
        await timetable(db, clock, diary.kinds).step()
    assert await status(db, 7) == (Status.ACTIVE, NOON, 0)

    diary.broken = False
    await all_of_it(timetable(db, clock, diary.kinds))

    assert [cursor for _, cursor, _ in diary.done] == [0, 1, 2]
    assert (await status(db, 7))[0] is Status.DONE


async def test_what_nobody_knows_is_set_aside(
    db: Database, clock: StillClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A kind of a newer version of the program does not stop the others."""
    diary = Diary()
    await db.write(lambda tx: schedules.add(tx, "unheard", 1, NOON, now=NOON))
    await add(db, 7, NOON)

    with caplog.at_level(logging.ERROR):
        await all_of_it(timetable(db, clock, diary.kinds))

    assert "unheard" in caplog.text
    assert len(diary.done) == 1


async def test_the_loop_wakes_for_the_clock_and_for_what_is_new(
    db: Database, clock: StillClock
) -> None:
    """It sleeps until the next moment; a new schedule with an earlier one wakes it."""
    diary, steps = Diary(), asyncio.Semaphore(0)
    office = Office(db, clock, fit, PROFILE, 1, "zalesie_bot")
    office.wake_delivery = steps.release
    table = Timetable(office, diary.kinds)
    await add(db, 7, NOON + timedelta(hours=2))
    loop = asyncio.create_task(table.run())
    try:
        await add(db, 8, NOON)
        table.wake()
        await asyncio.wait_for(steps.acquire(), PATIENCE)
        clock.advance(hours=2)
        await asyncio.wait_for(steps.acquire(), PATIENCE)
    finally:
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)

    assert [subject for subject, _, _ in diary.done] == [8, 7]
