"""A series in the hands of staff: this meeting only, or all that follow; each person hears once."""

from __future__ import annotations

from datetime import timedelta

import icalendar
import pytest_asyncio
import vobject

from bot.domain.outgoing import Skipped
from bot.domain.people import Person, Role
from bot.domain.signups import State
from bot.domain.workshops import Workshop
from bot.services.workshops import Caller
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.room import CERAMICS, SATURDAY, Room, room
from tests.services.test_workshops import draft


@pytest_asyncio.fixture
async def hall(db: Database, clock: StillClock) -> Room:
    return room(db, clock)


@pytest_asyncio.fixture
async def maria(hall: Room) -> Person:
    return await hall.person("Maria", Role.LIBRARIAN)


async def series(hall: Room, maria: Person, times: int = 4) -> tuple[Workshop, ...]:
    """Meetings a week apart, in the programme."""
    number = await draft(hall, maria, CERAMICS)
    rule = f"FREQ=WEEKLY;COUNT={times}"
    made = await hall.ask(maria, hall.proposals.make_series, number, rule, skip_holidays=False)
    done = await hall.ask(maria, hall.proposals.publish_series, made.series.id)
    return tuple(one.workshop for one in done)


async def everywhere(hall: Room, meetings: tuple[Workshop, ...], name: str = "Ania") -> Person:
    """Somebody who comes to all of them."""
    who = await hall.person(name)
    await hall.ask(who, hall.signups.sign_up_for_series, meetings[0].series_id)
    return who


async def test_a_new_place_of_all_that_follow_is_one_message_to_each(
    hall: Room, maria: Person
) -> None:
    """The meeting before stays as it was; SEQUENCE rises for each of the others."""
    meetings = await series(hall, maria)
    ania = await everywhere(hall, meetings)

    done = await hall.ask(maria, hall.series_changes.change, meetings[1].id, {"place": "park"})
    await hall.tend()
    told = await hall.composed(ania, "workshop_series_changed")

    assert (done.meetings, done.told) == (3, 1)
    assert await hall.rows("SELECT place, sequence FROM workshop ORDER BY id") == [
        ("sala", 0), ("park", 1), ("park", 1), ("park", 1),
    ]  # fmt: skip
    assert [one[0] for one in await hall.notices_to(ania)] == ["workshop_series_changed"]
    assert [one.workshop.id for one in told.meetings] == [one.id for one in meetings[1:]]


async def test_another_day_and_hour_moves_each_meeting_by_the_wall_clock(
    hall: Room, maria: Person
) -> None:
    """A day later at six: also where the clocks change between two meetings."""
    autumn = SATURDAY.replace(month=10, day=23)  # 10.00 in summer time; a week later it is winter
    number = await draft(
        hall, maria, CERAMICS.__class__(0, "Klub", autumn, autumn + timedelta(hours=2), "sala", 9)
    )
    rule = "FREQ=WEEKLY;COUNT=3"
    made = await hall.ask(maria, hall.proposals.make_series, number, rule, skip_holidays=False)
    await hall.ask(maria, hall.proposals.publish_series, made.series.id)
    later = autumn + timedelta(days=1, hours=8)

    await hall.ask(maria, hall.series_changes.change, number, {"starts_at": later})

    zone = hall.office.profile.zone
    found = [await hall.ask(maria, hall.workshops.one, one.id) for one in made.workshops]
    local = [one.workshop.starts_at.astimezone(zone) for one in found]
    assert [f"{one:%d.%m %H.%M}" for one in local] == ["24.10 18.00", "31.10 18.00", "07.11 18.00"]
    assert {one.workshop.ends_at - one.workshop.starts_at for one in found} == {timedelta(hours=2)}


async def test_who_hears_of_a_second_change_hears_of_both_once(hall: Room, maria: Person) -> None:
    """From what people knew to what stands now, whichever change reached whom."""
    meetings = await series(hall, maria, 2)
    ania = await everywhere(hall, meetings)
    for place in ("park", "ogród"):
        await hall.ask(maria, hall.series_changes.change, meetings[0].id, {"place": place})
        hall.clock.advance(seconds=1)
    await hall.tend()

    told = await hall.composed(ania, "workshop_series_changed")
    again = await hall.composed(ania, "workshop_series_changed")

    assert {(one.old, one.new) for each in told.meetings for one in each.changes} == {
        ("sala", "ogród")
    }
    assert again == Skipped("as_before")


async def test_all_that_follow_are_cancelled_with_one_calendar_file(
    hall: Room, maria: Person
) -> None:
    """One message; every entry goes off the calendar; the meeting before takes place."""
    meetings = await series(hall, maria)
    ania = await everywhere(hall, meetings)

    off = await hall.ask(maria, hall.series_changes.cancel, meetings[1].id, "choroba")
    await hall.tend()
    told = await hall.composed(ania, "workshop_series_cancelled")

    assert (off.meetings, off.told) == (3, 1)
    assert [one[0] for one in await hall.notices_to(ania)] == ["workshop_series_cancelled"]
    content = told.calendar.content
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert b"METHOD:CANCEL" in content
    assert [(one["SEQUENCE"], str(one["STATUS"])) for one in events] == [(1, "CANCELLED")] * 3
    assert len(vobject.readOne(content.decode()).vevent_list) == 3
    assert [one[0] for one in await hall.rows("SELECT status FROM workshop ORDER BY id")] == [
        "published", "cancelled", "cancelled", "cancelled",
    ]  # fmt: skip
    left = await hall.ask(ania, hall.own_signups.every)
    assert [one.workshop.id for one in left.entries] == [meetings[0].id]


async def test_only_this_meeting_leaves_the_others_alone(hall: Room, maria: Person) -> None:
    """„tylko to spotkanie”"""
    meetings = await series(hall, maria, 3)
    ania = await everywhere(hall, meetings)

    await hall.ask(maria, hall.workshops.cancel, meetings[1].id, "choroba")

    assert [one[0] for one in await hall.notices_to(ania)] == ["workshop_cancelled"]
    left = await hall.ask(ania, hall.own_signups.every)
    assert [one.workshop.id for one in left.entries] == [meetings[0].id, meetings[2].id]


async def test_one_tap_keeps_all_and_one_gives_all_up(hall: Room, maria: Person) -> None:
    """After a change of a series; freed seats are offered on, meeting by meeting."""
    meetings = await series(hall, maria, 3)
    ania, jan = await everywhere(hall, meetings), await everywhere(hall, meetings, "Jan")
    ewa = await everywhere(hall, meetings, "Ewa")  # on three reserve lists
    await hall.ask(maria, hall.series_changes.change, meetings[0].id, {"place": "park"})

    kept = await hall.ask(ania, hall.series_signups.keep, meetings[0].series_id)
    left = await hall.ask(jan, hall.series_signups.give_up, meetings[0].series_id)

    assert (len(kept.workshops), len(left.given_up), left.late) == (3, 3, ())
    for meeting in meetings:
        states = [
            (one.name, one.kept, one.participants[0].state) for one in await hall.roster(meeting)
        ]
        assert states == [("Ania", 1, State.CONFIRMED), ("Ewa", 0, State.OFFERED)]
    assert ewa


async def test_who_has_no_telegram_is_to_be_called_once(hall: Room, maria: Person) -> None:
    """A senior on three lists is one line of one notice."""
    meetings = await series(hall, maria, 3)
    for meeting in meetings:
        await hall.ask(maria, hall.door.add, meeting.id, Caller("Stefania", phone="600"))

    done = await hall.ask(maria, hall.series_changes.change, meetings[0].id, {"place": "park"})
    call = await hall.composed(maria, "workshop_series_calls")

    assert [one.name for one in done.calls] == ["Stefania"]
    assert [one.name for one in call.calls] == ["Stefania"]
    assert [one[0] for one in await hall.notices_to(maria)] == ["workshop_series_calls"]
