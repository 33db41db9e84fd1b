"""When something periodic is next due, on the library's wall clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recurrence import Rule, next_time

WARSAW = ZoneInfo("Europe/Warsaw")


def at(text: str, fold: int = 0) -> datetime:
    """A moment by Warsaw's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("after", "following"),
    [
        ("2027-05-12 17:59", "2027-05-12 18:00"),
        ("2027-05-12 18:00", "2027-05-13 18:00"),
        ("2027-12-31 19:00", "2028-01-01 18:00"),
    ],
)
def test_every_evening(after: str, following: str) -> None:
    """At 18.00 sharp it has been; the next is tomorrow's."""
    assert next_time(Rule(18), at(after), WARSAW) == at(following)


def test_every_week_on_the_day_and_at_the_hour_of_the_first() -> None:
    """Wednesday at 12.15, Wednesday a week later."""
    first = at("2027-05-12 12:15")

    assert next_time(Rule.weekly(first, WARSAW), first, WARSAW) == first + timedelta(days=7)


def test_the_evening_keeps_its_hour_when_the_clocks_change() -> None:
    """18.00 stays 18.00: that day has 23 hours in March and 25 in October."""
    spring = next_time(Rule(18), at("2027-03-27 18:00"), WARSAW)
    autumn = next_time(Rule(18), at("2027-10-30 18:00"), WARSAW)

    assert spring - at("2027-03-27 18:00") == timedelta(hours=23)
    assert autumn - at("2027-10-30 18:00") == timedelta(hours=25)


def test_an_hour_that_comes_twice_counts_once() -> None:
    """2.30 on the last Sunday of October."""
    first = next_time(Rule(2, 30), at("2027-10-30 12:00"), WARSAW)
    second = next_time(Rule(2, 30), first, WARSAW)

    assert first == at("2027-10-31 02:30")
    assert second == at("2027-11-01 02:30")


def test_an_hour_that_does_not_come_is_the_one_after_it() -> None:
    """2.30 on the last Sunday of March is 3.30, and the day after 2.30 again."""
    first = next_time(Rule(2, 30), at("2027-03-27 12:00"), WARSAW)
    second = next_time(Rule(2, 30), first, WARSAW)

    assert first == at("2027-03-28 03:30")
    assert second == at("2027-03-29 02:30")


@given(
    st.integers(0, 23),
    st.sampled_from((0, 30, 59)),
    st.frozensets(st.integers(0, 6)),
    st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_the_next_time_is_later_and_on_one_of_its_days(
    hour: int, minute: int, days: frozenset[int], after: datetime
) -> None:
    """Whatever the rule and the night."""
    rule = Rule(hour, minute, tuple(sorted(days)))

    found = next_time(rule, after, WARSAW)

    assert after < found <= after + timedelta(days=8)
    assert found.astimezone(WARSAW).minute == minute
    assert not days or found.astimezone(WARSAW).weekday() in days
    assert Rule.from_json(rule.to_json()) == rule
