"""What staff answer about a workshop, and what they are shown when they change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.workshop_answers import ages_text, known, on_day, read_ages, values, with_needs
from bot.domain.workshops import Audience, Workshop
from bot.errors import Refused

WARSAW = ZoneInfo("Europe/Warsaw")
MAY = Workshop(
    0, "Ceramika", datetime(2027, 5, 15, 8, tzinfo=UTC), datetime(2027, 5, 15, 10, tzinfo=UTC),
    "sala", seats=12, fee=4550, age_from=7, age_to=12, audience=Audience.CHILDREN, reserve=0,
    languages=("pl", "uk"), latitude=52.1, longitude=20.5, cancel_hours=24,
    needs_until=datetime(2027, 5, 12, 8, tzinfo=UTC), opens_at=datetime(2027, 5, 1, 8, tzinfo=UTC),
)  # fmt: skip


def test_what_is_known_comes_back_the_same() -> None:
    """Keeping every answer changes nothing."""
    answers = known(MAY, WARSAW)

    found = with_needs(values(answers, WARSAW), answers, MAY.starts_at)

    assert replace(MAY, **found) == MAY


def test_what_was_not_asked_is_not_changed() -> None:
    """What was asked and left empty is taken away."""
    assert values({"title": " Glina "}, WARSAW) == {"title": "Glina"}
    assert values({"reserve": "", "ages": ""}, WARSAW) == {
        "reserve": None, "age_from": None, "age_to": None,
    }  # fmt: skip


def test_the_end_is_on_the_day_of_the_beginning_by_the_wall_clock() -> None:
    """In winter as in summer."""
    found = values(
        {"starts": "2027-12-01T17:00:00.000+01:00", "ends": "19:00:00.000+02:00"}, WARSAW
    )

    assert found["starts_at"] == datetime(2027, 12, 1, 16, tzinfo=UTC)
    assert found["ends_at"] == datetime(2027, 12, 1, 18, tzinfo=UTC)


def test_a_copy_keeps_its_hour_over_a_change_of_clocks() -> None:
    """10.00 in May is 10.00 in November."""
    november = on_day(MAY, datetime(2027, 11, 20, tzinfo=UTC).date(), WARSAW)

    assert november == datetime(2027, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("7–12", (7, 12)),
        ("7 - 12", (7, 12)),
        ("16+", (16, None)),
        ("8", (8, 8)),
        ("", (None, None)),
    ],
)
def test_ages_as_they_are_typed(text: str, ages: tuple[int | None, int | None]) -> None:
    """And as they are shown again."""
    assert read_ages(text) == ages
    assert read_ages(ages_text(*ages)) == ages


@pytest.mark.parametrize("text", ["12–7", "dzieci", "7-", "1000"])
def test_ages_that_are_none(text: str) -> None:
    """From the older to the younger there is nobody."""
    with pytest.raises(Refused, match="bad_ages"):
        read_ages(text)
