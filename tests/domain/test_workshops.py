"""What must be said of a workshop, when people may sign up, and what a change is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.age_bands import band_of, read_band
from bot.domain.programme import suits
from bot.domain.workshops import (
    Audience,
    Status,
    Workshop,
    changes,
    copied,
    missing,
    moved,
    require_open,
    told,
)
from bot.errors import Refused

NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORKSHOP = Workshop(1, "Ceramika", NOW + 10 * DAY, NOW + 10 * DAY + HOUR, "sala", 12)


def published(**values: Any) -> Workshop:
    return replace(WORKSHOP, status=Status.PUBLISHED, **values)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (None, "workshop_gone"),
        (WORKSHOP, "workshop_gone"),
        (replace(WORKSHOP, status=Status.CANCELLED), "workshop_cancelled"),
        (published(opens_at=NOW + HOUR), "signup_not_yet"),
        (published(closes_at=NOW), "signup_over"),
        (published(starts_at=NOW), "signup_over"),
    ],
)
def test_it_says_why_nobody_can_sign_up(asked: Workshop | None, reason: str) -> None:
    """The hour itself is too late."""
    with pytest.raises(Refused, match=f"^{reason}$"):
        require_open(asked, NOW)


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({}, ()),
        ({"title": " "}, ("title",)),
        ({"seats": 0}, ("seats",)),
        ({"starts_at": NOW}, ("starts_at",)),
        ({"ends_at": NOW}, ("ends_at",)),
        ({"age_from": 12, "age_to": 7}, ("age_to", "instructor_check")),
        ({"opens_at": NOW + 20 * DAY}, ("closes_at",)),
        ({"audience": Audience.CHILDREN}, ("instructor_check",)),
        ({"age_to": 17}, ("instructor_check",)),
        ({"age_to": 17, "audience": Audience.ADULTS}, ()),
        (
            {
                "audience": Audience.CHILDREN,
                "instructor_check": "Maria",
                "instructor_checked_on": date(2027, 5, 1),
            },
            (),
        ),
    ],
)
def test_what_is_missing_is_named(values: dict[str, Any], lacking: tuple[str, ...]) -> None:
    """By field; a children's workshop needs the note on its instructor."""
    assert missing(replace(WORKSHOP, **values), NOW) == lacking


def test_only_date_place_and_instructor_make_everybody_answer_anew() -> None:
    """The other changes are kept, and nobody is woken."""
    after = replace(WORKSHOP, place="park", fee=1000, instructor="Jan")

    found = changes(WORKSHOP, after)

    assert [one.name for one in found] == ["place", "fee", "instructor"]
    assert [one.name for one in told(found)] == ["place", "instructor"]


def test_moving_takes_everything_about_the_time_along() -> None:
    """The end, the end of sign-up and of asking for needs."""
    before = replace(WORKSHOP, closes_at=NOW + 9 * DAY, needs_until=NOW + 8 * DAY)

    after = moved(before, before.starts_at + 7 * DAY)

    assert after.ends_at - after.starts_at == HOUR
    assert (after.closes_at, after.needs_until) == (NOW + 16 * DAY, NOW + 15 * DAY)


def test_a_copy_has_no_history() -> None:
    """It was not published, not cancelled, and nobody checked its instructor for it."""
    old = published(sequence=4, series_id=3, number=2, cancelled_why="x", reminded=("week",))

    new = copied(old, NOW + 30 * DAY)

    assert (new.id, new.status, new.sequence, new.series_id, new.number) == (
        0, Status.DRAFT, 0, None, 1,
    )  # fmt: skip
    assert (new.cancelled_why, new.reminded, new.place) == ("", (), "sala")


@pytest.mark.parametrize(
    ("values", "language", "ages", "children", "suited"),
    [
        ({}, "uk", None, (), True),
        ({"languages": ("pl",)}, "uk", None, (), False),
        ({"languages": ("pl", "uk")}, "uk", (25, 44), (), True),
        ({"age_from": 60}, "", (25, 44), (), False),
        ({"age_from": 60}, "", (45, 64), (), True),
        ({"age_from": 60}, "", None, (), True),
        ({"age_to": 20}, "", (16, 24), (), True),
        ({"age_from": 7, "age_to": 12, "audience": Audience.CHILDREN}, "", (25, 44), (), True),
        ({"age_from": 7, "age_to": 12, "audience": Audience.CHILDREN}, "", (25, 44), (8,), True),
        ({"age_from": 7, "age_to": 12, "audience": Audience.CHILDREN}, "", (25, 44), (3,), False),
    ],
)
def test_whom_the_programme_shows_it_to(
    values: dict[str, Any],
    language: str,
    ages: tuple[int, int] | None,
    children: tuple[int, ...],
    suited: bool,
) -> None:
    """By language and band of ages where they are known; adults bring children, and theirs count
    once they are known."""
    workshop = replace(WORKSHOP, **values)
    band = band_of(*ages, workshop.starts_at.year) if ages else None

    assert suits(workshop, language, band, children) is suited


@pytest.mark.parametrize(
    ("text", "ages"), [("34", (25, 44)), ("65+", (65, 120)), ("25–44", (25, 44))]
)
def test_an_age_is_kept_no_nearer_than_its_band(text: str, ages: tuple[int, int]) -> None:
    """Whatever is typed."""
    assert read_band(text, 2027).ages(2027) == ages


@pytest.mark.parametrize("text", ["7", "abc", "", "300"])
def test_an_age_that_cannot_be_is_asked_back(text: str) -> None:
    """The bot is for people from 16."""
    with pytest.raises(Refused, match="bad_age_band"):
        read_band(text, 2027)
