"""Signing up, the reserve list and offers, through the services and a real database."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.attendance import AlreadyIn, GivenUp, NoRoom, SignedUp, TooLate
from bot.domain.outgoing import Later, Skipped
from bot.domain.people import Role
from bot.domain.signups import Guest, State
from bot.domain.workshops import Audience
from bot.errors import Refused
from bot.services.workshops import Caller, Wanted
from bot.storage import personal_data
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.room import SATURDAY, Room, room


@pytest_asyncio.fixture
async def hall(db: Database, clock: StillClock) -> Room:
    return room(db, clock)


async def states(hall: Room, workshop: object) -> list[list[State]]:
    """Of every active sign-up, in the order of arrival."""
    found = await hall.roster(workshop)  # type: ignore[arg-type]
    return [[one.state for one in signup.participants] for signup in found]


async def test_five_hundred_tap_at_once_for_twenty_seats(hall: Room) -> None:
    """Exactly twenty are confirmed; the others wait in the order in which they came."""
    workshop = await hall.workshop(seats=20)
    people = [await hall.person(f"Osoba {n}") for n in range(500)]

    results = await asyncio.gather(
        *(hall.ask(one, hall.signups.sign_up, workshop.id) for one in people)
    )

    signups = await hall.roster(workshop)
    assert [one.person_id for one in signups] == [one.id for one in people]
    assert [one.participants[0].state for one in signups] == (
        [State.CONFIRMED] * 20 + [State.RESERVE] * 480
    )
    told = [one.position for one in results]
    assert told == [0] * 20 + list(range(1, 481))


async def test_two_taps_are_one_sign_up(hall: Room) -> None:
    """Nobody is in twice, however often they tap."""
    ania, workshop = await hall.person(), await hall.workshop()

    first, *again = await asyncio.gather(
        *(hall.ask(ania, hall.signups.sign_up, workshop.id) for _ in range(5))
    )

    assert isinstance(first, SignedUp)
    assert all(isinstance(one, AlreadyIn) for one in again)
    assert len(await hall.roster(workshop)) == 1


async def test_what_does_not_fit_is_not_done_by_halves_unless_wanted(hall: Room) -> None:
    """„2 + 1 rezerwowe” only where somebody said so."""
    ania, workshop = await hall.person(), await hall.workshop(seats=2, party=3)
    three = (Guest("Ola", 8), Guest("Jaś", 10), Guest("Zosia", 7))

    refused = await hall.ask(
        ania, hall.signups.sign_up, workshop.id, wanted=Wanted(three, reserve=False)
    )
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=Wanted(three))

    assert isinstance(refused, NoRoom)
    assert [(one.seats, one.reserve) for one in refused.choices] == [(1, 0), (2, 0), (2, 1)]
    assert [one.state for one in done.signup.participants] == [
        State.CONFIRMED, State.CONFIRMED, State.RESERVE,
    ]  # fmt: skip


async def test_12_three_children_one_too_young_two_seats_left(hall: Room) -> None:
    """A parent signs up three children, one too young, two seats left: the one is named, and the
    other two get the two seats."""
    ania = await hall.person()
    workshop = await hall.workshop(
        seats=2, party=3, audience=Audience.CHILDREN, age_from=7, age_to=12
    )
    three = (Guest("Ola", 8), Guest("Jaś", 10), Guest("Zosia", 4))

    with pytest.raises(Refused, match="guest_unsuitable") as refused:
        await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=Wanted(three))
    rest = refused.value.facts["rest"]
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=Wanted(rest))  # type: ignore[arg-type]

    assert refused.value.facts["name"] == "Zosia"
    assert refused.value.facts["why"] == "too_young"
    assert [(one.name, one.state) for one in done.signup.participants] == [
        ("Ola", State.CONFIRMED), ("Jaś", State.CONFIRMED),
    ]  # fmt: skip


async def test_a_childrens_workshop_asks_who_comes(hall: Room) -> None:
    """One tap cannot sign an adult up for it."""
    ania, workshop = await hall.person(), await hall.workshop(audience=Audience.CHILDREN)

    with pytest.raises(Refused, match="names_needed"):
        await hall.ask(ania, hall.signups.sign_up, workshop.id)


async def test_a_freed_seat_is_offered_to_the_next_until_they_take_it(hall: Room) -> None:
    """The seat waits for them: who comes in between cannot have it."""
    workshop = await hall.workshop(seats=1)
    ania, jan, ewa = [await hall.person(name) for name in ("Ania", "Jan", "Ewa")]
    for one in (ania, jan):
        await hall.ask(one, hall.signups.sign_up, workshop.id)
    first = (await hall.roster(workshop))[0]

    left = await hall.ask(ania, hall.signups.cancel, first.id)
    late = await hall.ask(ewa, hall.signups.sign_up, workshop.id)
    mine = (await hall.roster(workshop))[0]
    taken = await hall.ask(jan, hall.signups.accept, mine.id)

    assert isinstance(left, GivenUp)
    assert left.seats == 1
    assert late.position == 1
    assert [one[0] for one in await hall.notices_to(jan)] == ["workshop_offer"]
    assert taken.signup.participants[0].state is State.CONFIRMED
    assert await states(hall, workshop) == [[State.CONFIRMED], [State.RESERVE]]


async def test_an_offer_that_nobody_answers_goes_to_the_next(hall: Room) -> None:
    """Who did not answer leaves the list and is told; the next is asked."""
    workshop = await hall.workshop(seats=1)
    ania, jan, ewa = [await hall.person(name) for name in ("Ania", "Jan", "Ewa")]
    for one in (ania, jan, ewa):
        await hall.ask(one, hall.signups.sign_up, workshop.id)
    await hall.ask(ania, hall.signups.cancel, (await hall.roster(workshop))[0].id)
    await hall.office.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))

    hall.clock.advance(hours=25)
    await hall.tend()

    assert await states(hall, workshop) == [[State.OFFERED]]
    assert [one[0] for one in await hall.notices_to(jan)] == [
        "workshop_offer", "workshop_offer_over",
    ]  # fmt: skip
    assert [one[0] for one in await hall.notices_to(ewa)] == ["workshop_offer"]
    outcomes = await hall.rows("SELECT outcome FROM offer ORDER BY id")
    assert outcomes == [("expired",), ("open",)]


async def test_an_offer_that_was_never_sent_begins_anew(hall: Room) -> None:
    """The bot was off: nobody loses a seat that they could not hear of."""
    workshop = await hall.workshop(seats=1)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    for one in (ania, jan):
        await hall.ask(one, hall.signups.sign_up, workshop.id)
    await hall.ask(ania, hall.signups.cancel, (await hall.roster(workshop))[0].id)

    hall.clock.advance(hours=25)
    await hall.tend()

    signup = (await hall.roster(workshop))[0]
    assert signup.offer
    assert signup.offer.expires_at > hall.clock.now()
    assert signup.offered == 1


async def test_at_night_the_seat_waits_for_the_morning(hall: Room) -> None:
    """The offer is made at once, told in the morning, and its time runs from then."""
    workshop = await hall.workshop(seats=1)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    for one in (ania, jan):
        await hall.ask(one, hall.signups.sign_up, workshop.id)
    hall.clock.advance(hours=11)  # 23.00

    await hall.ask(ania, hall.signups.cancel, (await hall.roster(workshop))[0].id)

    (offer,) = await hall.notices_to(jan)
    assert offer[1].startswith("2027-05-13T06:0")
    signup = (await hall.roster(workshop))[0]
    assert signup.offer
    assert signup.offer.expires_at - signup.offer.told_at >= timedelta(hours=24)
    assert isinstance(await hall.composed(jan, "workshop_offer"), Later)


async def test_13_a_seat_comes_free_two_hours_before_the_start(hall: Room) -> None:
    """The reserve person is offline, and a senior signed up by phone: half an hour for the one,
    then staff are asked to call the other, who takes the seat."""
    maria = await hall.person("Maria", Role.LIBRARIAN)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    workshop = await hall.workshop(seats=1)
    for one in (ania, jan):
        await hall.ask(one, hall.signups.sign_up, workshop.id)
    senior = Caller("Stefania Zając", phone="600 100 200")
    await hall.ask(maria, hall.door.add, workshop.id, senior)
    hall.clock.advance(seconds=(SATURDAY - hall.clock.now()).total_seconds() - 7200)

    await hall.ask(ania, hall.signups.cancel, (await hall.roster(workshop))[0].id)
    first = (await hall.roster(workshop))[0].offer
    await hall.office.db.write(lambda tx: tx.execute("UPDATE outbox SET state = 'sent'"))
    hall.clock.advance(minutes=31)
    await hall.tend()
    (called,) = await hall.roster(workshop)
    call = await hall.composed(maria, "workshop_call")
    listed = await hall.ask(maria, hall.door.answer, called.id, True)

    assert first
    assert first.expires_at == SATURDAY - timedelta(minutes=90)
    assert call.signup.name == "Stefania Zając"
    assert call.signup.phone == "600 100 200"
    assert [one.participants[0].state for one in listed.signups] == [State.CONFIRMED]


async def test_after_the_hour_nobody_loses_their_seat_by_a_tap(hall: Room) -> None:
    """They are told whom to tell; nothing changes."""
    ania, workshop = await hall.person(), await hall.workshop(cancel_hours=24)
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id)
    hall.clock.advance(seconds=(SATURDAY - hall.clock.now()).total_seconds() - 3600)

    late = await hall.ask(ania, hall.signups.cancel, done.signup.id)

    assert isinstance(late, TooLate)
    assert "biblioteka@zalesie.example" in late.contact
    assert await states(hall, workshop) == [[State.CONFIRMED]]


async def test_one_of_three_stays_at_home(hall: Room) -> None:
    """The others keep their seats, and the freed one is offered on."""
    workshop = await hall.workshop(seats=3, party=3)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    family = Wanted((Guest("Ania"), Guest("Ola", 8), Guest("Jaś", 10)))
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=family)
    await hall.ask(jan, hall.signups.sign_up, workshop.id)

    await hall.ask(ania, hall.signups.cancel_one, done.signup.participants[1].id)

    assert await states(hall, workshop) == [
        [State.CONFIRMED, State.CANCELLED, State.CONFIRMED], [State.OFFERED],
    ]  # fmt: skip


async def test_nobody_touches_anothers_sign_up(hall: Room) -> None:
    """A number in a button proves nothing."""
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    workshop = await hall.workshop()
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id)

    for call in (hall.signups.cancel, hall.signups.keep, hall.signups.accept, hall.own_signups.one):
        with pytest.raises(Refused, match="signup_gone"):
            await hall.ask(jan, call, done.signup.id)


async def test_an_erasure_frees_the_seat_for_the_next(hall: Room) -> None:
    """Who is not there any more holds nothing up."""
    workshop = await hall.workshop(seats=1)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    for one in (ania, jan):
        await hall.ask(one, hall.signups.sign_up, workshop.id)

    await hall.office.db.write(lambda tx: personal_data.erase(tx, ania.id, ania.telegram_id))
    await hall.tend()

    assert [one[0] for one in await hall.notices_to(jan)] == ["workshop_offer"]
    assert await hall.rows("SELECT name, state, why FROM participant ORDER BY id") == [
        ("", "cancelled", "erased"), ("Jan", "offered", ""),
    ]  # fmt: skip


async def test_an_answered_offer_is_not_told_any_more(hall: Room) -> None:
    """What waits in the outbox is looked at again when it goes."""
    workshop = await hall.workshop(seats=1)
    ania, jan = [await hall.person(name) for name in ("Ania", "Jan")]
    for one in (ania, jan):
        await hall.ask(one, hall.signups.sign_up, workshop.id)
    await hall.ask(ania, hall.signups.cancel, (await hall.roster(workshop))[0].id)
    before = await hall.composed(jan, "workshop_offer")
    await hall.ask(jan, hall.signups.decline, (await hall.roster(workshop))[0].id)

    after = await hall.composed(jan, "workshop_offer")

    assert before.purpose == "workshop_offer"
    assert before.workshop.title == "Ceramika"
    assert after == Skipped("answered")


async def test_access_needs_are_kept_only_where_they_are_asked(hall: Room) -> None:
    """Nothing about health lies where nobody can do anything about it."""
    ania = await hall.person()
    unasked = await hall.workshop()
    asked = await hall.workshop(needs_until=SATURDAY)

    for workshop in (unasked, asked):
        wanted = Wanted(needs="wózek")
        await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=wanted)

    assert [one.needs for one in await hall.roster(unasked)] == [""]
    assert [one.needs for one in await hall.roster(asked)] == ["wózek"]
