"""Lists of five hundred: whatever is done to all of them is done in short pieces, and once."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from time import thread_time
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import stamp
from bot.domain.people import Person, Role
from bot.domain.signups import Guest, State
from bot.domain.workshop_rounds import OFFERS, PIECE
from bot.domain.workshops import Silence, Workshop
from bot.storage import people
from bot.storage import signups as kept
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.services.room import SATURDAY, Room, room

EVERYBODY = 500
TIMES = 5  # a transaction may take so many times what it takes to read such a list
Event = Callable[[Room, Person, Workshop], Coroutine[Any, Any, None]]


@pytest_asyncio.fixture
async def hall(db: Database, clock: StillClock) -> AsyncIterator[Room]:
    """Nobody collects garbage while times are taken."""
    gc.collect()
    gc.disable()
    yield room(db, clock)
    gc.enable()


@pytest_asyncio.fixture
async def maria(hall: Room) -> Person:
    return await hall.person("Maria", Role.LIBRARIAN)


async def crowd(hall: Room, workshop: Workshop, number: int = EVERYBODY) -> None:
    """So many people on the list, in the order of arrival; who gets no seat waits."""
    now = hall.clock.now()

    def some(first: int) -> Callable[[Tx], None]:
        def work(tx: Tx) -> None:
            for n in range(first, min(first + 100, number)):
                one = people.add(tx, 7_000_000_000 + n, f"Osoba {n}", "", "pl", stamp(now))
                state = State.CONFIRMED if n < workshop.seats else State.RESERVE
                entry = kept.Entry(one.name, f"kod{workshop.id}-{n}", one.id)
                kept.add(tx, workshop, entry, [(Guest(one.name), state)], now)

        return work

    for first in range(0, number, 100):
        await hall.office.db.write(some(first))


async def told(hall: Room, purpose: str) -> Counter[int]:
    """How many notices of a purpose each person has."""
    sql = "SELECT person_id FROM outbox WHERE purpose = ?"
    return Counter(row[0] for row in await hall.rows(sql, purpose))


async def moves(hall: Room, maria: Person, workshop: Workshop) -> None:
    await hall.ask(maria, hall.workshops.change, workshop.id, {"place": "park"})
    await hall.tend()


async def is_cancelled(hall: Room, maria: Person, workshop: Workshop) -> None:
    await hall.ask(maria, hall.workshops.cancel, workshop.id, "choroba")
    await hall.tend()


async def grows(hall: Room, maria: Person, workshop: Workshop) -> None:
    await hall.ask(maria, hall.workshops.set_seats, workshop.id, EVERYBODY)
    await hall.tend()


async def is_asked(hall: Room, maria: Person, workshop: Workshop) -> None:
    hall.clock.advance(days=3, minutes=1)
    await hall.tend()


async def is_silent(hall: Room, maria: Person, workshop: Workshop) -> None:
    for _ in range(4):
        hall.clock.advance(days=2, hours=1)
        await hall.tend()


async def is_over(hall: Room, maria: Person, workshop: Workshop) -> None:
    hall.clock.advance(days=11)
    await hall.ask(maria, hall.door.mark_rest_absent, workshop.id)


def timed(tx: Tx, workshop: Workshop) -> float:
    """Seconds of the thread that reads the list."""
    started = thread_time()
    kept.roster(tx, workshop)
    return thread_time() - started


@pytest.mark.parametrize(
    ("event", "seats"),
    [(moves, 20), (is_cancelled, 20), (grows, 20), (is_asked, 500), (is_silent, 250),
     (is_over, 500)],
)  # fmt: skip
async def test_no_event_holds_the_writer_for_long(
    hall: Room,
    maria: Person,
    db: Database,
    monkeypatch: pytest.MonkeyPatch,
    event: Event,
    seats: int,
) -> None:
    """The limit is 20 ms; a slow machine is slow at reading the list as well. In processor time:
    what else runs on the machine does not count."""
    monkeypatch.setattr("bot.storage.database.perf_counter", thread_time)
    workshop = await hall.workshop(seats=seats, silence=Silence.FREE)
    await crowd(hall, workshop)
    times = [await db.read(lambda tx: timed(tx, workshop)) for _ in range(5)]
    await hall.ask(maria, hall.workshops.managed)  # what is read once, words say, is read
    db.longest_hold = 0.0

    await event(hall, maria, workshop)

    assert db.longest_hold < TIMES * min(times), f"{1000 * db.longest_hold:.1f} ms"


@pytest.mark.parametrize(
    ("event", "purpose"), [(moves, "workshop_changed"), (is_cancelled, "workshop_cancelled")]
)
async def test_everybody_is_told_once(
    hall: Room, maria: Person, event: Event, purpose: str
) -> None:
    """Nobody is left out between two pieces, nobody is in both."""
    workshop = await hall.workshop(seats=20)
    await crowd(hall, workshop)

    await event(hall, maria, workshop)

    assert set((found := await told(hall, purpose)).values()) == {1}
    assert len(found) == EVERYBODY


async def test_a_crash_between_two_pieces_loses_nobody_and_tells_nobody_twice(
    hall: Room, maria: Person, clock: StillClock
) -> None:
    """What the first piece began, the next start goes on with."""
    workshop = await hall.workshop(seats=20)
    await crowd(hall, workshop)

    await hall.ask(maria, hall.workshops.cancel, workshop.id, "choroba")
    first = await told(hall, "workshop_cancelled")
    again = room(hall.office.db, clock)  # the next start: nothing is known but what is stored
    await again.tend()

    found = await told(hall, "workshop_cancelled")
    assert len(first) == PIECE
    assert (len(found), set(found.values())) == (EVERYBODY, {1})
    assert await hall.rows("SELECT count(*) FROM signup WHERE active = 1") == [(0,)]


async def test_a_second_change_in_the_middle_of_the_first_is_told_once_to_each(
    hall: Room, maria: Person
) -> None:
    """The round begins anew; what the older notice would say goes to nobody."""
    workshop = await hall.workshop(seats=20)
    await crowd(hall, workshop)

    for place in ("park", "ogród"):
        await hall.ask(maria, hall.workshops.change, workshop.id, {"place": place})
    await hall.tend()

    sql = "SELECT person_id FROM outbox WHERE params LIKE '%: 2}'"
    newest = Counter(row[0] for row in await hall.rows(sql))
    assert (len(newest), set(newest.values())) == (EVERYBODY, {1})


async def test_more_seats_in_pieces_pass_nobody_over(hall: Room, maria: Person) -> None:
    """Who comes between two pieces waits behind everybody who waited before."""
    workshop = await hall.workshop(seats=20)
    await crowd(hall, workshop)
    ola = await hall.person("Ola")

    done = await hall.ask(maria, hall.workshops.set_seats, workshop.id, EVERYBODY + 10)
    midway = await hall.rows("SELECT count(*) FROM offer")
    late = await hall.ask(ola, hall.signups.sign_up, workshop.id)
    await hall.tend()

    assert midway == [(OFFERS,)]
    assert late.signup.participants[0].state is State.RESERVE
    assert (done.offered, done.seats.total) == (EVERYBODY - 20, EVERYBODY + 10)
    assert await hall.rows("SELECT seats FROM workshop") == [(EVERYBODY + 10,)]
    assert await hall.rows("SELECT count(*) FROM offer") == [(EVERYBODY - 20 + 1,)]


async def test_hundreds_of_offers_that_end_at_one_moment_go_on_in_pieces(
    hall: Room, maria: Person, db: Database
) -> None:
    """Each freed seat goes to the next in line; who did not answer is told once."""
    workshop = await hall.workshop(
        seats=200, starts_at=SATURDAY + timedelta(days=30),
        ends_at=SATURDAY + timedelta(days=30, hours=2),
    )  # fmt: skip
    await crowd(hall, workshop)
    await hall.ask(maria, hall.workshops.set_seats, workshop.id, 350)
    await hall.tend()
    await hall.office.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))

    hall.clock.advance(days=2)
    await hall.tend()

    over = await told(hall, "workshop_offer_over")
    assert (len(over), set(over.values())) == (150, {1})
    assert await hall.rows("SELECT count(*) FROM offer WHERE outcome = 'open'") == [(150,)]
