"""What staff type about decisions, in the ways in which Polish people write amounts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.award_answers import amount, amounts, chosen, drawn
from bot.domain.contests.awards import Awards, Decision, Outcome, Terms, Why
from bot.errors import Refused

AWARDS = Awards(
    Terms(500_000),
    tuple(
        Decision(name, n, Fraction(10 - n), 200_000, 0, Outcome.RESERVE, Why.NO_MONEY)
        for n, name in enumerate("abc", 1)
    ),
)


@pytest.mark.parametrize(
    ("text", "grosze"),
    [
        ("8 000", 800_000),
        ("8\u00a0000", 800_000),
        ("8.000", 800_000),
        ("8.000,00 zł", 800_000),
        ("8000,50 zł", 800_050),
        ("8000.5", 800_050),
        ("0", 0),
        ("1500 PLN", 150_000),
    ],
)
def test_amounts_as_people_type_them(text: str, grosze: int) -> None:
    """A point between thousands is no comma."""
    assert amount(text) == grosze


@pytest.mark.parametrize("text", ["", "dużo", "osiem tysięcy", "-5", "8,555", "1e3"])
def test_what_is_no_amount(text: str) -> None:
    """Asked again, never guessed."""
    assert amount(text) is None


def test_several_amounts_one_a_line() -> None:
    """„2: 2 500”, „3 - 0”, „1. 100”: a number of the list, then the amount."""
    assert amounts("2: 2 500\n3 - 0\n1. 100 zł", AWARDS) == {"b": 250_000, "c": 0, "a": 10_000}


@pytest.mark.parametrize("text", ["", "4: 100", "0: 100", "2500", "Kino: 100", "1: dużo"])
def test_several_amounts_that_cannot_be_read(text: str) -> None:
    """The line is named."""
    with pytest.raises(Refused, match="amounts_unread"):
        amounts(text, AWARDS)


def test_who_is_meant() -> None:
    """By numbers or all; who needs no reason cannot be named."""
    assert chosen("2, 3", AWARDS, ("b", "c")) == ("b", "c")
    assert chosen("Wszystkie", AWARDS, ("b", "c")) == ("b", "c")
    with pytest.raises(Refused, match="numbers_unread"):
        chosen("1", AWARDS, ("b", "c"))


@given(st.permutations([1, 2, 3]))
def test_a_lot_names_everybody_once(order: list[int]) -> None:
    """In the order drawn."""
    tied = ("a", "b", "c")

    assert drawn(", ".join(map(str, order)), tied) == tuple(tied[n - 1] for n in order)
    with pytest.raises(Refused, match="numbers_unread"):
        drawn(", ".join(map(str, order[:2])), tied)


@given(st.integers(0, 10**9))
def test_an_amount_survives_being_written(grosze: int) -> None:
    """With spaces between thousands and a comma."""
    whole, part = divmod(grosze, 100)

    assert amount(f"{whole:,},{part:02} zł".replace(",", " ", f"{whole:,}".count(","))) == grosze
