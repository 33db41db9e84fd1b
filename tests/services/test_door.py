"""Staff with the list: ticks, walk-ins, guardians, codes, files."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from bot.domain.attendance import Attendance, CheckedIn, DoorCode, NoRoom
from bot.domain.exports import Table
from bot.domain.people import Person, Role
from bot.domain.signups import Channel, Guest, Outcome, State
from bot.domain.workshops import Audience, Workshop
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.workshops import Caller, Wanted
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.room import SATURDAY, Room, room

CHILDREN = {"audience": Audience.CHILDREN, "guardian_agrees": True, "party": 3, "seats": 4}
TWO = Wanted((Guest("Ola", 8), Guest("Jaś", 10)))


@pytest_asyncio.fixture
async def hall(db: Database, clock: StillClock) -> Room:
    return room(db, clock)


@pytest_asyncio.fixture
async def maria(hall: Room) -> Person:
    return await hall.person("Maria", Role.LIBRARIAN)


async def begins(hall: Room, workshop: Workshop) -> None:
    hall.clock.advance(seconds=(workshop.starts_at - hall.clock.now()).total_seconds() + 60)


async def test_ticks_make_the_figures(hall: Room, maria: Person) -> None:
    """Ticked are here, the rest is absent in one tap, and a wrong tick is taken back."""
    workshop = await hall.workshop(seats=3)
    for name in ("Ania", "Jan", "Ewa"):
        await hall.ask(await hall.person(name), hall.signups.sign_up, workshop.id)
    await begins(hall, workshop)
    ania, jan, _ = [one.participants[0].id for one in await hall.roster(workshop)]

    for participant, state in (
        (ania, State.ATTENDED), (jan, State.ATTENDED), (jan, State.CONFIRMED),
    ):  # fmt: skip
        await hall.ask(maria, hall.door.tick, participant, state)
    done = await hall.ask(maria, hall.door.mark_rest_absent, workshop.id)

    assert (done.figures.attended, done.figures.absent, done.figures.percent) == (1, 2, 67)


async def test_nobody_is_absent_before_the_start(hall: Room, maria: Person) -> None:
    """Before it they can only be taken off the list."""
    workshop = await hall.workshop()
    done = await hall.ask(await hall.person(), hall.signups.sign_up, workshop.id)

    with pytest.raises(Refused, match="workshop_not_begun"):
        await hall.ask(maria, hall.door.tick, done.signup.participants[0].id, State.ABSENT)


async def test_a_child_is_let_in_after_a_guardians_word(hall: Room, maria: Person) -> None:
    """At the desk or by a call that staff record; the adult hears that it is settled."""
    workshop = await hall.workshop(**CHILDREN)
    ania = await hall.person()
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=TWO)
    ola = done.signup.participants[0]

    with pytest.raises(Refused, match="guardian_first"):
        await hall.ask(maria, hall.door.tick, ola.id, State.ATTENDED)
    await hall.ask(maria, hall.door.agree, done.signup.id, "call")
    listed = await hall.ask(maria, hall.door.tick, ola.id, State.ATTENDED)

    assert ola.state is State.AWAITING_GUARDIAN
    assert [one.state for one in listed.signups[0].participants] == [
        State.ATTENDED, State.CONFIRMED,
    ]  # fmt: skip
    assert [one[0] for one in await hall.notices_to(ania)] == ["workshop_agreed"]
    noted = await hall.rows("SELECT details FROM audit WHERE action = 'signup.guardian'")
    assert '"how": "call"' in noted[0][0]


async def test_who_walks_in_takes_the_seat_of_who_did_not_come(hall: Room, maria: Person) -> None:
    """Full until somebody is marked absent; seats are never oversold, at the door neither."""
    workshop = await hall.workshop(seats=1)
    done = await hall.ask(await hall.person(), hall.signups.sign_up, workshop.id)
    await begins(hall, workshop)
    walker = Caller("Tomek", channel=Channel.WALK_IN)

    full = await hall.ask(maria, hall.door.add, workshop.id, walker)
    await hall.ask(maria, hall.door.tick, done.signup.participants[0].id, State.ABSENT)
    in_ = await hall.ask(maria, hall.door.add, workshop.id, walker)

    assert isinstance(full, NoRoom)
    assert in_.signup.participants[0].state is State.ATTENDED
    with pytest.raises(Refused, match="workshop_full"):
        await hall.ask(maria, hall.door.tick, done.signup.participants[0].id, State.ATTENDED)


async def test_a_sign_up_by_phone_stands_in_the_same_list(hall: Room, maria: Person) -> None:
    """In its place in the order, flagged to be called."""
    workshop = await hall.workshop(seats=2)
    await hall.ask(maria, hall.door.add, workshop.id, Caller("Stefania", phone="600 100 200"))
    await hall.ask(await hall.person(), hall.signups.sign_up, workshop.id)

    listed = await hall.ask(maria, hall.door.attendance, workshop.id)

    assert [(one.name, one.phone, one.must_be_called) for one in listed.signups] == [
        ("Stefania", "600 100 200", True), ("Ania", "", False),
    ]  # fmt: skip


async def test_a_code_lets_everybody_of_the_sign_up_in(hall: Room, maria: Person) -> None:
    """Staff scan it; a second scan says so; who is not staff learns what it is for."""
    workshop = await hall.workshop(seats=2, party=2)
    ania = await hall.person()
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=TWO)
    mine = await hall.ask(ania, hall.own_signups.one, done.signup.id)

    own = await hall.ask(ania, hall.door.check_in, done.signup.code)
    first = await hall.ask(maria, hall.door.check_in, done.signup.code)
    second = await hall.ask(maria, hall.door.check_in, done.signup.code)

    assert mine.check_in.endswith("?start=c_" + done.signup.code)
    assert mine.code == mine.check_in.encode()
    assert own == DoorCode("Ceramika")
    assert isinstance(first, CheckedIn)
    assert [one.state for one in first.signup.participants] == [State.ATTENDED] * 2
    assert (first.already, second.already) == (False, True)


async def test_why_nobody_got_the_seat(hall: Room, maria: Person) -> None:
    """Every offer with its end; a family that waits because one free seat is too few."""
    workshop = await hall.workshop(seats=1, party=2)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    await hall.ask(ania, hall.signups.sign_up, workshop.id)
    await hall.ask(jan, hall.signups.sign_up, workshop.id)
    await hall.ask(await hall.person("Ewa"), hall.signups.sign_up, workshop.id, wanted=TWO)
    for who, call in ((ania, hall.signups.cancel), (jan, hall.signups.decline)):
        await hall.ask(who, call, (await hall.roster(workshop))[0].id)

    history = await hall.ask(maria, hall.papers.offers, workshop.id)

    assert [(one.name, one.offer.outcome) for one in history.lines] == [("Jan", Outcome.DECLINED)]
    assert [one.name for one in history.too_big] == ["Ewa"]
    assert history.seats.free == 1


async def test_staff_take_somebody_off_and_they_are_told(hall: Room, maria: Person) -> None:
    """The next on the reserve list is asked at once."""
    workshop = await hall.workshop(seats=1)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id)
    await hall.ask(jan, hall.signups.sign_up, workshop.id)

    await hall.ask(maria, hall.door.remove, done.signup.id)

    assert [one[0] for one in await hall.notices_to(ania)] == ["workshop_removed"]
    assert [one[0] for one in await hall.notices_to(jan)] == ["workshop_offer"]


async def test_the_sheet_holds_the_wanted_columns_only(hall: Room, maria: Person) -> None:
    """What is not needed at the door does not leave the bot; taking it is noted."""
    workshop = await hall.workshop()
    wanted = Wanted(phone="600")
    await hall.ask(await hall.person("=Ania"), hall.signups.sign_up, workshop.id, wanted=wanted)

    def names(attendance: Attendance, _: Translator) -> Table:
        rows = tuple((one.name,) for one in attendance.signups)
        return Table("Lista", ("Kto",), rows)

    listing = await hall.ask(maria, hall.papers.sheet, workshop.id, names)

    sheet = load_workbook(io.BytesIO(listing.content)).active
    assert sheet is not None
    assert list(sheet.values) == [("Kto",), ("=Ania",)]
    assert sheet["A2"].data_type == "s"
    noted = await hall.rows("SELECT details FROM audit WHERE action = 'attendance.file'")
    assert noted == [('{"kind": "xlsx", "columns": ["Kto"]}',)]


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.PARTNER, Role.ASSESSOR])
async def test_the_door_is_for_staff(hall: Room, maria: Person, role: Role) -> None:
    """Whoever else taps is refused, and nothing changes."""
    workshop = await hall.workshop()
    other = await hall.person("Ktoś", role)
    done = await hall.ask(await hall.person(), hall.signups.sign_up, workshop.id)
    participant = done.signup.participants[0].id

    for call, args in (
        (hall.door.attendance, (workshop.id,)),
        (hall.door.tick, (participant, State.ATTENDED)),
        (hall.door.mark_rest_absent, (workshop.id,)),
        (hall.door.add, (workshop.id, Caller("X"))),
        (hall.door.agree, (done.signup.id, "desk")),
        (hall.door.remove, (done.signup.id,)),
        (hall.door.answer, (done.signup.id, True)),
        (hall.papers.offers, (workshop.id,)),
        (hall.papers.sheet, (workshop.id, lambda *_: Table("", (), ()))),
        (hall.workshops.set_seats, (workshop.id, 5)),
        (hall.workshops.cancel, (workshop.id, "")),
    ):
        with pytest.raises(Refused, match="staff_only"):
            await hall.ask(other, call, *args)

    assert (await hall.roster(workshop))[0].participants[0].state is State.CONFIRMED


async def test_a_sign_up_by_phone_can_be_late_but_not_after_the_start(
    hall: Room, maria: Person
) -> None:
    """Staff may write somebody down after the window closed; at the start walk-ins begin."""
    workshop = await hall.workshop(closes_at=SATURDAY - timedelta(days=2))
    hall.clock.advance(days=9)
    done = await hall.ask(maria, hall.door.add, workshop.id, Caller("Stefania"))
    await begins(hall, workshop)

    assert done.signup.seated == 1
    with pytest.raises(Refused, match="workshop_begun"):
        await hall.ask(maria, hall.door.add, workshop.id, Caller("Jan"))
