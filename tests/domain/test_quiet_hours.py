"""When a message may go: the table of quiet hours, row by row, and the nights that are odd."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet_hours import (
    DEFAULT,
    SPREAD,
    Kind,
    QuietHours,
    hours_of,
    may_go,
    quiet_at,
)

WARSAW = ZoneInfo("Europe/Warsaw")


def at(text: str, fold: int = 0) -> datetime:
    """A moment by Warsaw's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW, fold=fold).astimezone(UTC)


def local(moment: datetime) -> str:
    """The same, read off."""
    return moment.astimezone(WARSAW).strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("2027-05-12 12:00", "05-12 12:00"),
        ("2027-05-12 20:29", "05-12 20:29"),
        ("2027-05-12 20:30", "05-13 08:00"),
        ("2027-05-12 23:59", "05-13 08:00"),
        ("2027-05-13 00:00", "05-13 08:00"),
        ("2027-05-13 07:59", "05-13 08:00"),
        ("2027-05-13 08:00", "05-13 08:00"),
    ],
)
def test_what_can_wait_waits_until_eight(wanted: str, goes: str) -> None:
    """From 20.30 until 8.00, across midnight; at 8.00 sharp the day begins."""
    assert local(may_go(Kind.OTHER, at(wanted), WARSAW)) == goes


def test_a_reply_goes_at_any_hour() -> None:
    """Whoever has just tapped something is awake."""
    night = at("2027-05-13 02:00")

    assert may_go(Kind.REPLY, night, WARSAW) == night


@pytest.mark.parametrize(
    ("starts", "goes"),
    [
        ("2027-05-13 10:59", "05-12 22:00"),
        ("2027-05-13 11:00", "05-13 08:00"),
        ("2027-05-15 10:00", "05-13 08:00"),
    ],
)
def test_news_of_an_event_soon_after_the_night_goes_now(starts: str, goes: str) -> None:
    """Cancelled, moved, a seat offered: at once if it starts before 8.00 + 3 hours."""
    told = may_go(Kind.EVENT, at("2027-05-12 22:00"), WARSAW, starts=at(starts))

    assert local(told) == goes


def test_a_reminder_that_would_fall_into_the_night_goes_the_evening_before() -> None:
    """For a workshop at 9.00 the reminder of 7.00 goes at 20.00."""
    wanted, starts = at("2027-05-13 07:00"), at("2027-05-13 09:00")
    planned = at("2027-05-10 12:00")

    goes = may_go(Kind.SHORTLY_BEFORE, wanted, WARSAW, now=planned, starts=starts)

    assert local(goes) == "05-12 20:00"


@pytest.mark.parametrize(
    ("hours", "goes"),
    [
        (QuietHours(time(19), time(9)), "05-12 18:30"),
        (QuietHours(time(20), time(9)), "05-12 19:30"),
        (QuietHours(time(22), time(8)), "05-12 20:00"),
        (QuietHours(time(0, 30), time(8)), "05-12 20:00"),
    ],
)
def test_the_evening_before_is_never_quiet_itself(hours: QuietHours, goes: str) -> None:
    """At 20.00, or half an hour before somebody's own quiet begins."""
    wanted, starts = at("2027-05-13 07:00"), at("2027-05-13 09:00")
    planned = at("2027-05-10 12:00")

    moved = may_go(Kind.SHORTLY_BEFORE, wanted, WARSAW, hours, now=planned, starts=starts)

    assert local(moved) == goes


@pytest.mark.parametrize(
    ("starts", "goes"), [("2027-05-13 09:00", "05-13 08:00"), ("2027-05-13 06:00", "05-13 04:00")]
)
def test_when_the_evening_is_over_the_reminder_waits_for_morning_if_it_can(
    starts: str, goes: str
) -> None:
    """Signed up at 21.00 for tomorrow at 9.00: at 8.00. For 6.00: two hours before all the same."""
    wanted = at(starts) - timedelta(hours=2)

    told = may_go(
        Kind.SHORTLY_BEFORE, wanted, WARSAW, now=at("2027-05-12 21:00"), starts=at(starts)
    )

    assert local(told) == goes


def test_ones_own_hours_replace_the_usual_ones() -> None:
    """Quiet from 8.00 until 16.00 for somebody who works at night."""
    own = hours_of("08:00", "16:00")

    assert local(may_go(Kind.OTHER, at("2027-05-12 23:00"), WARSAW, own)) == "05-12 23:00"
    assert local(may_go(Kind.OTHER, at("2027-05-12 12:00"), WARSAW, own)) == "05-12 16:00"
    assert hours_of(None, None) == DEFAULT


def test_the_same_hour_twice_is_no_quiet() -> None:
    """Who wants to hear at any hour says so."""
    never = QuietHours(time(0), time(0))

    assert may_go(Kind.OTHER, at("2027-05-13 03:00"), WARSAW, never) == at("2027-05-13 03:00")


def test_the_night_when_clocks_go_ahead() -> None:
    """28 March 2027: 2.00 is 3.00; the quiet is an hour shorter and ends at 8.00 all the same."""
    night = quiet_at(at("2027-03-28 03:30"), WARSAW)

    assert night
    assert (local(night.begins), local(night.ends)) == ("03-27 20:30", "03-28 08:00")
    assert night.ends - night.begins == timedelta(hours=10, minutes=30)


def test_the_night_when_clocks_go_back() -> None:
    """31 October 2027: 3.00 is 2.00 again; the quiet is an hour longer."""
    night = quiet_at(at("2027-10-31 02:30", fold=1), WARSAW)

    assert night
    assert (local(night.begins), local(night.ends)) == ("10-30 20:30", "10-31 08:00")
    assert night.ends - night.begins == timedelta(hours=12, minutes=30)


def test_an_end_that_comes_twice_is_the_second_one() -> None:
    """Quiet until 2.30 on that night: not woken at the first 2.30."""
    own = QuietHours(time(22), time(2, 30))

    goes = may_go(Kind.OTHER, at("2027-10-31 01:00"), WARSAW, own)

    assert goes == at("2027-10-31 02:30", fold=1)


def test_an_hour_that_does_not_come_still_bounds_the_quiet() -> None:
    """Quiet from 2.30 until 7.00 on the night without 2.30: from before the gap."""
    own = QuietHours(time(2, 30), time(7))

    assert quiet_at(at("2027-03-28 03:00"), WARSAW, own)
    assert quiet_at(at("2027-03-28 01:00"), WARSAW, own) is None


def test_a_clock_that_jumps_back_changes_no_decision() -> None:
    """The same question has the same answer, however often it is asked."""
    first = may_go(Kind.OTHER, at("2027-05-12 21:00"), WARSAW, person_id=7)
    again = may_go(Kind.OTHER, at("2027-05-12 20:45"), WARSAW, person_id=7)

    assert again == first


def test_people_are_spread_over_the_first_minutes() -> None:
    """A thousand neighbours' ids: every minute gets its share."""
    night = at("2027-05-12 22:00")

    minutes = [
        int((may_go(Kind.OTHER, night, WARSAW, person_id=n) - at("2027-05-13 08:00")).seconds // 60)
        for n in range(1, 1001)
    ]

    assert {minutes.count(minute) // 100 for minute in range(5)} <= {1, 2}
    assert max(minutes) < SPREAD.seconds // 60


HOURS = st.builds(
    QuietHours,
    *(st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 59))) for _ in "12"),
)
MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, HOURS, st.integers(1, 10**9))
def test_what_was_held_never_arrives_in_the_quiet(
    wanted: datetime, hours: QuietHours, person: int
) -> None:
    """Any hours, any moment of the year, both changes of the clocks among them."""
    goes = may_go(Kind.OTHER, wanted, WARSAW, hours, person_id=person)

    assert goes >= wanted
    assert quiet_at(goes, WARSAW, hours) is None
    assert goes - wanted < timedelta(hours=26)


@given(MOMENTS, HOURS, st.integers(1, 10**9), st.integers(0, 72))
def test_a_reminder_before_an_event_arrives_before_it(
    starts: datetime, hours: QuietHours, person: int, ahead: int
) -> None:
    """However somebody sleeps and whenever it was planned."""
    wanted = starts - timedelta(hours=2)
    now = wanted - timedelta(hours=ahead)

    goes = may_go(
        Kind.SHORTLY_BEFORE, wanted, WARSAW, hours, now=now, starts=starts, person_id=person
    )

    assert now <= goes < starts
