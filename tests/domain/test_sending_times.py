"""When an announcement goes, as librarians type it; how long it takes and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.sending_times import When, read_when, seconds_for, stars_for, tomorrow_evening
from bot.errors import Refused

ZONE = ZoneInfo("Europe/Warsaw")
NOON = datetime(2027, 5, 12, 10, tzinfo=UTC)  # Wednesday, 12.00 in Warsaw


def local(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("teraz", When(NOON)),
        ("Od razu", When(NOON)),
        ("jutro 10", When(local(5, 13, 10))),
        ("12 maja 17:30", When(local(5, 12, 17, 30))),
        ("piątek o 8.00", When(local(5, 14, 8))),
        ("17:30", When(local(5, 12, 17, 30))),
        ("9.00", When(local(5, 13, 9))),
        ("co piątek 12", When(local(5, 14, 12), weekly=True)),
        ("co tydzień w piątek 12:00", When(local(5, 14, 12), weekly=True)),
        ("every friday 12:00", When(local(5, 14, 12), weekly=True)),
        ("завтра 10:00", When(local(5, 13, 10))),
    ],
)
def test_a_librarian_types_when(typed: str, when: When) -> None:
    """An hour alone means its next time."""
    assert read_when(typed, NOON, ZONE) == when


def test_the_weekly_question_needs_no_word_for_weekly() -> None:
    """„piątek 12:00” after „Co tydzień…”"""
    assert read_when("piątek 12:00", NOON, ZONE, weekly=True) == When(local(5, 14, 12), weekly=True)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("kiedyś", "not_a_time"), ("", "not_a_time"), ("dziś 9:00", "time_past"),
     ("14 maja", "hour_missing"), ("co piątek", "hour_missing"), ("wczoraj", "time_past"),
     ("31.02", "not_a_day"), ("30 lutego 17:00", "not_a_day"),
     ("1 maja 2027 10:00", "time_past")],
)  # fmt: skip
def test_what_cannot_be_is_refused(typed: str, reason: str) -> None:
    """With its own reason."""
    with pytest.raises(Refused, match=reason):
        read_when(typed, NOON, ZONE)


def test_tomorrow_evening_is_on_the_wall_clock() -> None:
    """17.00 in Warsaw, in winter and in summer."""
    winter = datetime(2027, 3, 27, 12, tzinfo=UTC)  # the clocks go ahead that night

    assert tomorrow_evening(NOON, ZONE) == local(5, 13, 17)
    assert tomorrow_evening(winter, ZONE) == datetime(2027, 3, 28, 15, tzinfo=UTC)


def test_how_long_and_how_dear() -> None:
    """142 people take about 6 seconds; paid ones cost 0.1 of a star over the free 30."""
    assert [seconds_for(people, 30) for people in (142, 312, 0)] == [6, 12, 1]
    assert seconds_for(25_000, 30, paid=True) == 30
    assert (stars_for(30), stars_for(1030)) == (0, 100)
