"""Who may take part, and what fits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.seats import Choice, Seats, choices, places
from bot.domain.signups import Guest, State, require_guests, unsuitable
from bot.domain.workshops import Audience, Workshop
from bot.errors import Refused

NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)


def workshop(**values: Any) -> Workshop:
    return Workshop(1, "Ceramika", NOW, NOW, "sala", 12, **{"party": 3, **values})


@pytest.mark.parametrize(
    ("audience", "age", "why"),
    [
        (Audience.EVERYONE, None, None),
        (Audience.EVERYONE, 6, "too_young"),
        (Audience.EVERYONE, 7, None),
        (Audience.EVERYONE, 12, None),
        (Audience.EVERYONE, 13, "too_old"),
        (Audience.FAMILIES, None, None),
        (Audience.CHILDREN, None, "adult"),
        (Audience.CHILDREN, 8, None),
        (Audience.ADULTS, 8, "child"),
        (Audience.ADULTS, None, None),
    ],
)
def test_whom_it_is_for(audience: Audience, age: int | None, why: str | None) -> None:
    """For 7 to 12 years, both included; an adult's age is not asked."""
    assert unsuitable(workshop(audience=audience, age_from=7, age_to=12), Guest("Ola", age)) == why


def test_the_refusal_names_one_and_leaves_the_rest() -> None:
    """So that the others can be signed up with one tap."""
    guests = (Guest("Ola", 8), Guest("Zosia", 4), Guest("Jaś", 9))

    with pytest.raises(Refused, match="guest_unsuitable") as refused:
        require_guests(workshop(age_from=7), guests)

    assert refused.value.facts["name"] == "Zosia"
    assert refused.value.facts["rest"] == (guests[0], guests[2])


def test_a_party_has_its_limit() -> None:
    """Seats that one person may take."""
    with pytest.raises(Refused, match="party_too_big"):
        require_guests(workshop(party=1), (Guest("Ola", 8), Guest("Jaś", 9)))


@pytest.mark.parametrize(
    ("seats", "offered"),
    [
        (Seats(12, 4, 0), [(1, 0), (2, 0), (3, 0)]),
        (Seats(12, 10, 0), [(1, 0), (2, 0), (2, 1)]),
        (Seats(12, 12, 2), [(0, 1), (0, 2), (0, 3)]),
        (Seats(12, 12, 2, reserve=3), [(0, 1)]),
        (Seats(12, 11, 0, reserve=0), [(1, 0)]),
        (Seats(12, 12, 0, reserve=0), []),
    ],
)
def test_only_what_fits_is_offered(seats: Seats, offered: list[tuple[int, int]]) -> None:
    """„2 + 1 rezerwowe” where two seats are free and three want to come."""
    assert choices(seats, 3) == tuple(Choice(*one) for one in offered)


def test_a_minor_waits_for_a_guardian_where_one_must_agree() -> None:
    """The seat is theirs meanwhile; adults and those on the reserve list do not wait for it."""
    guests = (Guest("Ania"), Guest("Ola", 8), Guest("Jaś", 17))

    states = places(workshop(guardian_agrees=True), Seats(12, 10, 0), guests, reserve=True)

    assert states == (State.CONFIRMED, State.AWAITING_GUARDIAN, State.RESERVE)
