"""When people are reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.reminders import closing_reminder, first_evening, reminded_before
from bot.domain.surveys import Status, Survey

WARSAW = ZoneInfo("Europe/Warsaw")


def at(text: str) -> datetime:
    """A moment by Warsaw's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW).astimezone(UTC)


SURVEY = Survey(
    1, "t", 1, "Próba", Status.OPEN, anonymous=True, closes_at=at("2027-05-31 00:00")
)  # fmt: skip
NOW = at("2027-05-12 12:00")


@pytest.mark.parametrize(
    ("touched", "evening"),
    [
        ("2027-05-12 21:59", "2027-05-13 18:00"),
        ("2027-05-12 22:00", "2027-05-13 18:00"),
        ("2027-05-12 22:01", "2027-05-14 18:00"),
        ("2027-05-13 12:00", "2027-05-14 18:00"),
    ],
)
def test_the_first_evening_after_twenty_hours(touched: str, evening: str) -> None:
    """Rested from 22.00 on is rested at 18.00."""
    assert first_evening(at(touched), WARSAW) == at(evening)


def test_three_days_are_days_of_the_calendar() -> None:
    """Some seconds after 18.00 on the 13th is long enough ago at 18.00 sharp on the 16th."""
    before = reminded_before(at("2027-05-16 18:00"), WARSAW)

    assert at("2027-05-13 18:00") + timedelta(minutes=4) < before
    assert at("2027-05-14 09:00") >= before


def test_the_last_day_is_told_in_its_morning() -> None:
    """A survey closes with its last day, 30 May: a day ahead of that is midnight, so 8.00."""
    assert closing_reminder(SURVEY, NOW, WARSAW) == at("2027-05-30 08:00")


def test_an_hour_of_the_day_is_told_the_day_before() -> None:
    """Closing at noon of the 31st."""
    survey = replace(SURVEY, closes_at=at("2027-05-31 12:00"))

    assert closing_reminder(survey, NOW, WARSAW) == at("2027-05-30 12:00")


@pytest.mark.parametrize(
    "survey",
    [
        replace(SURVEY, closes_at=None),
        replace(SURVEY, closes_at=at("2027-05-13 00:00")),
        replace(SURVEY, status=Status.CLOSED),
        replace(SURVEY, opens_at=at("2027-05-30 10:00")),
    ],
)
def test_nothing_to_tell(survey: Survey) -> None:
    """No last day, too near, closed, or not open before that moment."""
    assert closing_reminder(survey, NOW, WARSAW) is None
