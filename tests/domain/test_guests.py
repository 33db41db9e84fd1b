"""How people write whom they bring."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guests import read_guests
from bot.domain.signups import Guest
from bot.errors import Refused


@pytest.mark.parametrize(
    "text",
    [
        "Ola 8, Jaś 10",
        "Ola 8 i Jaś 10",
        "Ola (8), Jaś (10 lat)",
        "Ola – 8 lat\nJaś – 10 lat",
        " Ola  8 l.,Jaś 10  ",
        "Ola 8 oraz Jaś 10 lat",
        "Ola 8 та Jaś 10 років",
        "Ola 8 years old and Jaś 10 years old",
        "Ola 8 Jaś 10",
        "Ola 8 lat Jaś 10 lat",
        "Ola (8) Jaś (10)",
        "Ola 8 years old Jaś 10 years old",
    ],
)
def test_the_same_two_children(text: str) -> None:
    """However they are written."""
    assert read_guests(text) == (Guest("Ola", 8), Guest("Jaś", 10))


def test_names_of_several_words_stay_whole() -> None:
    """Surnames, hyphens, apostrophes, Cyrillic; an „i” inside a word parts nothing."""
    read = read_guests("Anna Maria Wójcik-Nowak 9, Д'Артаньян Іваненко 7, Inga 12")

    assert [one.name for one in read] == ["Anna Maria Wójcik-Nowak", "Д'Артаньян Іваненко", "Inga"]


def test_without_an_age_it_is_an_adult_where_adults_may_come() -> None:
    """Where children are asked for, the one without an age is named."""
    assert read_guests("Ewa, Ola 8", ages=False) == (Guest("Ewa"), Guest("Ola", 8))

    with pytest.raises(Refused, match="age_missing") as refused:
        read_guests("Ola 8, Jaś")

    assert refused.value.facts == {"name": "Jaś"}


@pytest.mark.parametrize(
    "text", ["8", "8 Ola 10 Jaś", "Ola 8 10", "Ola 300", "!!! 8", "x" * 61 + " 8"]
)
def test_what_cannot_be_read_is_asked_back(text: str) -> None:
    """Never guessed at."""
    with pytest.raises(Refused, match="guests_unclear"):
        read_guests(text)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Guests have names with letters, and ages of people."""
    try:
        read = read_guests(text, ages=False)
    except Refused:
        return

    assert read
    assert all(any(one.isalpha() for one in guest.name) for guest in read)
    assert all(guest.age is None or 0 <= guest.age <= 120 for guest in read)
