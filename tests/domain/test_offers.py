"""How long a freed seat waits for the next person, and when they are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.offers import LONGEST, may_offer, offer_times
from bot.domain.quiet_hours import quiet_at

WARSAW = ZoneInfo("Europe/Warsaw")
NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d.%m %H:%M").replace(year=2027, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("now", "starts", "told", "ends"),
    [
        ("12.05 12:00", "22.05 10:00", "12.05 12:00", "13.05 12:00"),  # ten days: a day
        ("12.05 12:00", "14.05 12:00", "12.05 12:00", "13.05 09:00"),  # 12 h end at night: morning
        ("12.05 12:00", "12.05 20:00", "12.05 12:00", "12.05 14:00"),  # a quarter of eight hours
        ("12.05 12:00", "12.05 14:00", "12.05 12:00", "12.05 12:30"),  # two hours before
        ("12.05 12:00", "12.05 13:00", "12.05 12:00", "12.05 12:20"),  # not less than 20 minutes
        ("12.05 12:03", "12.05 14:00", "12.05 12:03", "12.05 12:35"),  # rounded up to 5 minutes
        ("12.05 23:00", "13.05 09:00", "12.05 23:00", "13.05 01:30"),  # starts early: told at night
        ("12.05 23:00", "20.05 17:00", "13.05 08:00", "14.05 08:00"),  # told in the morning
    ],
)
def test_the_wait_shrinks_as_the_start_nears(now: str, starts: str, told: str, ends: str) -> None:
    """A quarter of the time left, at most a day; quiet hours are kept unless it starts at once."""
    told_at, expires_at = offer_times(at(starts), at(now), WARSAW)

    assert told_at.astimezone(WARSAW) == at(told)
    assert expires_at.astimezone(WARSAW) == at(ends)


@given(
    st.timedeltas(timedelta(), timedelta(days=365)).map(NEW_YEAR.__add__),
    st.timedeltas(timedelta(minutes=30), timedelta(days=20)),
)
def test_there_is_always_time_to_answer(now: datetime, left: timedelta) -> None:
    """At least 20 minutes after being told, never past the start, and no longer than a day and a
    night."""
    told_at, expires_at = offer_times(now + left, now, WARSAW)

    assert now <= told_at < expires_at <= now + left
    assert expires_at - told_at >= 20 * MINUTE
    assert expires_at - told_at <= LONGEST + timedelta(hours=14)
    if quiet_at(told_at, WARSAW):
        assert now + left < told_at + timedelta(hours=15)


def test_the_last_half_hour_belongs_to_the_door() -> None:
    """Nobody is asked so late."""
    starts = at("12.05 17:00")

    assert may_offer(starts, starts - 30 * MINUTE)
    assert not may_offer(starts, starts - 29 * MINUTE)
