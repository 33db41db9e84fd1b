"""Workshops in the hands of staff: proposed, published, changed, called off, reminded of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio

from bot.domain.outgoing import Skipped
from bot.domain.people import Person, Role
from bot.domain.programme import CalledOff, NotReady, Proposed, Published, Resized
from bot.domain.rosters import TooFewSeats
from bot.domain.signups import Guest, State
from bot.domain.workshops import LINK, Audience, Silence, Status, Workshop
from bot.errors import Refused
from bot.services.workshops import Caller, Wanted
from bot.storage import workshops as workshop_rows
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.services.room import CERAMICS, SATURDAY, Room, room


@pytest_asyncio.fixture
async def hall(db: Database, clock: StillClock) -> Room:
    return room(db, clock)


@pytest_asyncio.fixture
async def maria(hall: Room) -> Person:
    return await hall.person("Maria", Role.LIBRARIAN)


async def draft(hall: Room, author: Person, like: Workshop = CERAMICS) -> int:
    """A draft's id."""

    def work(tx: Tx) -> int:
        return hall.proposals.create(tx, author, like, hall.clock.now()).workshop.id

    return await hall.office.db.write(work)


async def signed_up(hall: Room, workshop: Workshop, *names: str) -> list[Person]:
    """People who signed up, in this order."""
    people = [await hall.person(name) for name in names]
    for one in people:
        await hall.ask(one, hall.signups.sign_up, workshop.id)
    return people


async def purposes(hall: Room, who: Person) -> list[str]:
    return [one[0] for one in await hall.notices_to(who)]


# Before publishing.


async def test_a_childrens_workshop_waits_for_the_note_on_its_instructor(
    hall: Room, maria: Person
) -> None:
    """Act of 13 May 2016: who checked, and when."""
    children = Workshop(
        0, "Glina", SATURDAY, SATURDAY + timedelta(hours=1), "sala", 8, audience=Audience.CHILDREN
    )
    number = await draft(hall, maria, children)

    refused = await hall.ask(maria, hall.proposals.publish, number)
    checked = {"instructor_check": "Maria Nowak", "instructor_checked_on": date(2027, 5, 10)}
    await hall.ask(maria, hall.workshops.change, number, checked)
    done = await hall.ask(maria, hall.proposals.publish, number)

    assert isinstance(refused, NotReady)
    assert refused.missing == ("instructor_check",)
    assert isinstance(done, Published)
    assert done.workshop.status is Status.PUBLISHED


async def test_a_partner_proposes_and_a_librarian_publishes(hall: Room, maria: Person) -> None:
    """Staff hear of it; the partner hears that it stands; neither can do the other's part."""
    zofia = await hall.person("Zofia", Role.PARTNER)
    number = await draft(hall, zofia)

    with pytest.raises(Refused, match="staff_only"):
        await hall.ask(zofia, hall.proposals.publish, number)
    proposed = await hall.ask(zofia, hall.proposals.propose, number)
    with pytest.raises(Refused, match="workshop_changed"):
        await hall.ask(zofia, hall.workshops.change, number, {"title": "Inny"})
    await hall.ask(maria, hall.proposals.publish, number)

    assert isinstance(proposed, Proposed)
    assert await purposes(hall, maria) == ["workshop_proposed"]
    assert await hall.composed(maria, "workshop_proposed") == Skipped("decided")
    assert await purposes(hall, zofia) == ["workshop_approved"]


async def test_a_partner_sees_only_their_own(hall: Room, maria: Person) -> None:
    """Another's draft is not there for them."""
    zofia = await hall.person("Zofia", Role.PARTNER)
    own, other = await draft(hall, zofia), await draft(hall, maria)

    managed = await hall.ask(zofia, hall.workshops.managed)
    with pytest.raises(Refused, match="workshop_gone"):
        await hall.ask(zofia, hall.workshops.one, other)

    assert [one.workshop.id for one in managed.drafts] == [own]


async def test_a_series_of_wednesdays_skips_holidays_and_keeps_its_hour(
    hall: Room, maria: Person
) -> None:
    """Six meetings that take place; 17.00 in summer and in winter; 11 November is free."""
    first = datetime(2026, 10, 14, 15, tzinfo=UTC)  # 17.00 in Warsaw
    number = await draft(
        hall, maria, Workshop(0, "Klub", first, first + timedelta(hours=2), "s", 9)
    )

    made = await hall.ask(maria, hall.proposals.make_series, number, "FREQ=WEEKLY;BYDAY=WE;COUNT=6")

    zone = hall.office.profile.zone
    local = [one.starts_at.astimezone(zone) for one in made.workshops]
    assert [f"{one:%d.%m %H}" for one in local] == [
        "14.10 17", "21.10 17", "28.10 17", "04.11 17", "18.11 17", "25.11 17",
    ]  # fmt: skip
    assert [one.day for one in made.skipped] == [date(2026, 11, 11)]
    assert [one.number for one in made.workshops] == [1, 2, 3, 4, 5, 6]
    assert len({one.token for one in made.workshops}) == 6


async def test_one_tap_signs_up_for_a_whole_series(hall: Room, maria: Person) -> None:
    """Each meeting has its own seats and its own reserve list."""
    number = await draft(hall, maria)
    made = await hall.ask(maria, hall.proposals.make_series, number, "FREQ=WEEKLY;COUNT=3")
    await hall.ask(maria, hall.proposals.publish_series, made.series.id)
    second = made.workshops[1]
    await signed_up(hall, second, "Jan", "Ewa")
    ania = await hall.person()

    done = await hall.ask(ania, hall.signups.sign_up_for_series, made.series.id)

    assert [one.position for one in done.results] == [0, 1, 0]


async def test_a_copy_is_a_draft_whose_check_is_to_be_done_anew(hall: Room, maria: Person) -> None:
    """Time, token and note are new; all else is as it was."""
    old = await hall.workshop(
        instructor="Zofia", instructor_check="Maria", instructor_checked_on=date(2027, 1, 1)
    )
    later = SATURDAY + timedelta(days=7)

    copy = await hall.ask(maria, hall.proposals.copy, old.id, later)

    assert copy.workshop.status is Status.DRAFT
    assert (copy.workshop.starts_at, copy.workshop.ends_at - later) == (later, timedelta(hours=2))
    assert copy.workshop.instructor == "Zofia"
    assert (copy.workshop.instructor_check, copy.workshop.token == old.token) == ("", False)


# After publishing.


async def test_14_the_date_moves_everyone_reconfirms_the_queue_keeps_its_order(
    hall: Room, maria: Person
) -> None:
    """The instructor is ill: everyone with a seat and on the reserve list is told old and new and
    asked; who gives up makes room for the next in the old order."""
    workshop = await hall.workshop(seats=1, cancel_hours=240)
    ania, jan, ewa = await signed_up(hall, workshop, "Ania", "Jan", "Ewa")
    before = [one.id for one in await hall.roster(workshop)]
    later = SATURDAY + timedelta(days=7)

    changed = await hall.ask(maria, hall.workshops.change, workshop.id, {"starts_at": later})
    told = [await hall.composed(one, "workshop_changed") for one in (ania, jan, ewa)]
    kept = await hall.ask(jan, hall.signups.keep, before[1])
    await hall.ask(ania, hall.signups.cancel, before[0])
    after = await hall.roster(workshop)

    assert (changed.told, changed.workshop.sequence) == (3, 1)
    assert changed.workshop.ends_at == later + timedelta(hours=2)
    moved = told[0].changes[0]
    assert (moved.name, moved.old, moved.new) == ("starts_at", SATURDAY, later)
    assert kept.signup.kept == 1
    assert [one.id for one in after] == before[1:]
    assert [one.participants[0].state for one in after] == [State.OFFERED, State.RESERVE]


async def test_two_changes_before_anybody_was_told_are_one_message(
    hall: Room, maria: Person
) -> None:
    """From what people knew to what stands now; the older notice says nothing any more."""
    workshop = await hall.workshop()
    (ania,) = await signed_up(hall, workshop, "Ania")
    for place in ("park", "ogród"):
        await hall.ask(maria, hall.workshops.change, workshop.id, {"place": place})

    told = await hall.composed(ania, "workshop_changed")
    again = await hall.composed(ania, "workshop_changed")

    assert [(one.name, one.old, one.new) for one in told.changes] == [("place", "sala", "ogród")]
    assert again == Skipped("as_before")


async def test_what_nobody_must_hear_of_is_changed_quietly(hall: Room, maria: Person) -> None:
    """A better description wakes nobody and keeps the calendar's entry."""
    workshop = await hall.workshop()
    (ania,) = await signed_up(hall, workshop, "Ania")

    changed = await hall.ask(maria, hall.workshops.change, workshop.id, {"description": "Z gliny"})

    assert (changed.told, changed.workshop.sequence) == (0, 0)
    assert await purposes(hall, ania) == []


async def test_called_off_everybody_is_told_and_nothing_else_reaches_them(
    hall: Room, maria: Person
) -> None:
    """Seats, reserve list and offers; who has no Telegram is to be called; reminders vanish."""
    workshop = await hall.workshop(seats=1)
    ania, jan = await signed_up(hall, workshop, "Ania", "Jan")
    await hall.ask(maria, hall.door.add, workshop.id, Caller("Stefania", phone="600"))

    off = await hall.ask(maria, hall.workshops.cancel, workshop.id, "choroba")
    call = await hall.composed(maria, "workshop_calls")

    assert isinstance(off, CalledOff)
    assert (off.told, [one.name for one in off.calls]) == (2, ["Stefania"])
    assert [one.name for one in call.calls] == ["Stefania"]
    for one in (ania, jan):
        assert await purposes(hall, one) == ["workshop_cancelled"]
        assert (await hall.composed(one, "workshop_cancelled")).workshop.cancelled_why == "choroba"
    assert await hall.rows("SELECT due_at, sequence FROM workshop") == [(None, 1)]


async def test_more_seats_go_to_the_reserve_list_at_once(hall: Room, maria: Person) -> None:
    """In order, as many as there are."""
    workshop = await hall.workshop(seats=1)
    _, jan, ewa, adam = await signed_up(hall, workshop, "Ania", "Jan", "Ewa", "Adam")

    done = await hall.ask(maria, hall.workshops.set_seats, workshop.id, 3)

    assert isinstance(done, Resized)
    assert (done.offered, done.seats.free) == (2, 0)
    assert [await purposes(hall, one) for one in (jan, ewa, adam)] == [
        ["workshop_offer"], ["workshop_offer"], [],
    ]  # fmt: skip


async def test_fewer_seats_than_are_taken_are_refused_with_the_choices(
    hall: Room, maria: Person
) -> None:
    """How low it can go, and who came last."""
    workshop = await hall.workshop(seats=3)
    await signed_up(hall, workshop, "Ania", "Jan", "Ewa")

    refused = await hall.ask(maria, hall.workshops.set_seats, workshop.id, 1)

    assert isinstance(refused, TooFewSeats)
    assert (refused.lowest, refused.offered) == (3, 0)
    assert [one.name for one in refused.last] == ["Ewa", "Jan"]
    assert await hall.rows("SELECT seats FROM workshop") == [(3,)]


# By itself.


async def test_reminders_come_when_they_are_due_and_once(hall: Room, maria: Person) -> None:
    """A week, a day and two hours before, and afterwards how it was; the minute's job may run as
    often as it likes."""
    workshop = await hall.workshop(starts_at=SATURDAY + timedelta(hours=6),
                                   ends_at=SATURDAY + timedelta(hours=8))  # fmt: skip
    (ania,) = await signed_up(hall, workshop, "Ania")

    for _ in range(11 * 24):
        await hall.tend()
        hall.clock.advance(hours=1)

    assert await purposes(hall, ania) == [
        "workshop_week", "workshop_day", "workshop_hours", "workshop_feedback",
    ]  # fmt: skip
    assert await hall.rows("SELECT due_at FROM workshop") == [(None,)]


async def test_after_days_switched_off_only_what_is_of_use_goes(hall: Room) -> None:
    """The question of a week before is stale a day before the start."""
    workshop = await hall.workshop()
    (ania,) = await signed_up(hall, workshop, "Ania")
    hall.clock.advance(days=9, hours=12)

    await hall.tend()

    assert await purposes(hall, ania) == ["workshop_day"]


async def test_silence_after_two_nudges_frees_the_seat_where_the_library_chose_so(
    hall: Room,
) -> None:
    """Who said yes keeps it; the freed seat is offered on; who was freed is told."""
    workshop = await hall.workshop(silence=Silence.FREE)
    ania, jan, ewa = await signed_up(hall, workshop, "Ania", "Jan", "Ewa")
    for hour in range(8 * 24 + 1):
        await hall.tend()
        hall.clock.advance(hours=1)
        if hour == 4 * 24:
            await hall.ask(jan, hall.signups.keep, (await hall.roster(workshop))[1].id)

    await hall.tend()

    assert await purposes(hall, ania) == [
        "workshop_week", "workshop_nudge", "workshop_last_nudge", "workshop_freed",
    ]  # fmt: skip
    assert await purposes(hall, jan) == ["workshop_week"]
    assert await purposes(hall, ewa) == ["workshop_offer"]


async def test_the_day_after_needs_are_forgotten_and_names_in_time(hall: Room) -> None:
    """Access needs with the workshop, names with the retention; who came stays as a number."""
    workshop = await hall.workshop(needs_until=SATURDAY)
    ania = await hall.person()
    await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=Wanted(needs="wózek"))

    hall.clock.advance(days=12)
    await hall.tend()
    soon = await hall.rows("SELECT name, needs FROM signup")
    hall.clock.advance(days=400)
    await hall.tending.forget()

    assert soon == [("Ania", "")]
    assert await hall.rows("SELECT name, person_id FROM signup") == [("", None)]
    assert await hall.rows("SELECT name, minor, state FROM participant") == [("", 0, "confirmed")]


# What people read.


async def test_the_programme_is_told_by_weeks_and_in_ones_language(hall: Room) -> None:
    """What is only in a language that somebody did not choose is counted, and can be seen."""
    this = await hall.workshop(starts_at=SATURDAY - timedelta(days=8),
                               ends_at=SATURDAY - timedelta(days=8, hours=-1))  # fmt: skip
    following = await hall.workshop(languages=("pl", "uk"))
    ukrainian = await hall.workshop(languages=("uk",))
    ania = await hall.person()
    await hall.office.db.write(lambda tx: tx.execute("UPDATE person SET language_chosen = 1"))

    suited = await hall.ask(ania, hall.programmes.programme)
    all_ = await hall.ask(ania, hall.programmes.programme, everything=True)

    assert [one.workshop.id for one in suited.this_week] == [this.id]
    assert [one.workshop.id for one in suited.next_week] == [following.id]
    assert suited.hidden == 1
    assert [one.workshop.id for one in all_.next_week] == [following.id, ukrainian.id]


async def test_only_what_suits_ones_age_where_one_gave_it(hall: Room) -> None:
    """A band and no more; children's ages come from sign-ups; given back, all is there again."""
    seniors = await hall.workshop(age_from=60)
    small = await hall.workshop(audience=Audience.CHILDREN, age_from=3, age_to=5)
    older = await hall.workshop(audience=Audience.CHILDREN, age_from=7, age_to=12)
    ania = await hall.person()
    children = Wanted((Guest("Ola", 8),))
    await hall.ask(ania, hall.signups.sign_up, older.id, wanted=children)

    narrowed = await hall.ask(ania, hall.programmes.set_age, "34")
    kept = await hall.rows("SELECT born_from, born_until FROM age_band")
    given_back = await hall.ask(ania, hall.programmes.set_age, "")

    assert [one.workshop.id for one in narrowed.next_week] == [older.id]
    assert (narrowed.hidden, kept) == (2, [(1983, 2002)])
    assert {one.workshop.id for one in given_back.next_week} == {seniors.id, small.id, older.id}
    assert await hall.rows("SELECT * FROM age_band") == []


async def test_details_say_what_fits_and_why_nobody_can_sign_up(hall: Room) -> None:
    """Choices for who looks; the reason where sign-up has not begun."""
    workshop = await hall.workshop(seats=2, party=3)
    closed = await hall.workshop(opens_at=SATURDAY - timedelta(days=1))
    await signed_up(hall, workshop, "Jan")
    ania = await hall.person()

    told = await hall.ask(ania, hall.programmes.details, workshop.id)
    early = await hall.ask(ania, hall.programmes.details, closed.id)

    assert [(one.seats, one.reserve) for one in told.choices] == [(1, 0), (1, 1), (1, 2)]
    assert (told.seats.free, told.position, told.closed) == (1, 1, "")
    assert early.closed == "signup_not_yet"
    assert told.link.endswith("?start=" + LINK + workshop.token)


async def test_every_step_is_in_the_audit_without_names(hall: Room, maria: Person) -> None:
    """Who did what, when."""
    workshop = await hall.workshop(seats=1)
    ania, jan = await signed_up(hall, workshop, "Ania", "Jan")
    first, second = await hall.roster(workshop)
    await hall.ask(ania, hall.signups.cancel, first.id)
    await hall.ask(jan, hall.signups.accept, second.id)
    await hall.ask(maria, hall.workshops.cancel, workshop.id, "choroba")

    lines = await hall.rows("SELECT actor_id, action, details FROM audit ORDER BY id")

    assert [(one[0], one[1]) for one in lines] == [
        (ania.id, "signup.make"), (jan.id, "signup.make"), (None, "signup.offer"),
        (ania.id, "signup.cancel"), (jan.id, "signup.accept"), (maria.id, "workshop.cancel"),
    ]  # fmt: skip
    assert not any("Ania" in one[2] or "Jan" in one[2] for one in lines)


async def test_a_stored_workshop_is_read_as_it_was(hall: Room) -> None:
    """Every field goes to the database and back."""
    wanted = Workshop(
        0, "Ceramika", SATURDAY, SATURDAY + timedelta(hours=2), "sala", 12, Status.PUBLISHED, "tok",
        "opis", "Szkolna 1", 52.1, 21.2, 5, 3, Audience.FAMILIES, 7, 12, 4500, "fartuch", "Zofia",
        "Glina", ("pl", "uk"), "bez schodów", SATURDAY, SATURDAY, SATURDAY, 24, True, True,
        "zdjęcia", "tel.", True, "file", None, None, "Blisko", "crafts", Silence.FREE, "Maria",
        date(2027, 5, 1), None, 2, 3, None, SATURDAY, SATURDAY, "choroba", ("week", "day"),
        SATURDAY,
    )  # fmt: skip

    stored = await hall.office.db.write(lambda tx: workshop_rows.add(tx, wanted, SATURDAY))

    assert stored.id
    assert {name: getattr(stored, name) for name in Workshop.__slots__ if name != "id"} == {
        name: getattr(wanted, name) for name in Workshop.__slots__ if name != "id"
    }
