"""What people type about notifications, and what it comes to."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet_hours import DEFAULT, QuietHours
from bot.domain.subscriptions import NEVER, NUDGES, Topic, Wish, is_wish, read_wish
from bot.domain.words import command_word

NIGHT = Wish(quiet=QuietHours(time(22), time(7)))


@pytest.mark.parametrize(
    "typed",
    ["22-7", "22–7", "od 22 do 7", "22:00 do 7.00", "cisza 22-7", "Godziny 22 – 7", "тиша 22–7",
     "quiet from 22 to 7", "10 pm - 7 am", "od 22 do siódmej"],
)  # fmt: skip
def test_hours_in_many_ways(typed: str) -> None:
    """Figures or words, any dash, three languages."""
    assert read_wish(typed) == NIGHT


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("warsztaty", Wish(frozenset({Topic.WORKSHOPS}))),
        ("Майстер-класи", Wish(frozenset({Topic.WORKSHOPS}))),
        ("o wynikach", Wish(frozenset({Topic.SURVEYS}))),
        ("bez ankiet", Wish(frozenset({Topic.SURVEYS}), False)),
        ("ankiety nie", Wish(frozenset({Topic.SURVEYS}), False)),
        ("inicjatywy", Wish(frozenset({Topic.INITIATIVES}))),
        ("no news", Wish(frozenset({Topic.NEWS}), False)),
        ("przypomnienia o ankietach", Wish(frozenset({NUDGES}))),
        ("nie przypominaj", Wish(frozenset({NUDGES}), False)),
        ("nowości, warsztaty", Wish(frozenset({Topic.NEWS, Topic.WORKSHOPS}))),
        ("ankiety i przypomnienia", Wish(frozenset({Topic.SURVEYS, NUDGES}))),
        ("bez ankiet i warsztatów", Wish(frozenset({Topic.SURVEYS, Topic.WORKSHOPS}), False)),
        ("nic", Wish(nothing=True)),
        ("O niczym", Wish(nothing=True)),
        ("bez ciszy", Wish(quiet=NEVER)),
        ("zwykłe", Wish(quiet=DEFAULT)),
    ],
)
def test_topics_reminders_nothing(typed: str, wish: Wish) -> None:
    """One word is enough, in any of its forms; several may stand in a row."""
    assert read_wish(typed) == wish


@pytest.mark.parametrize(
    "typed",
    ["", "dzień dobry", "warsztaty ankiety", "nowości, bez ankiet", "warsztaty i obiady", "25-7",
     "22-", "x" * 99],
)  # fmt: skip
def test_what_says_too_little_or_too_much_is_nothing(typed: str) -> None:
    """On and off at once, or a part that nobody understands: nothing is changed."""
    assert read_wish(typed) is None


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("cisza 22–7", "powiadomienia"),
        ("bez ciszy", "powiadomienia"),
        ("22-7", None),
        ("nic", None),
    ],
)
def test_out_of_the_blue_only_what_names_the_quiet(typed: str, command: str | None) -> None:
    """„22-7” or „nic” alone may have been an answer."""
    assert is_wish(typed) is (command is not None)
    assert command_word(typed) == command


@given(st.text(max_size=80))
def test_any_text_is_read_or_not(text: str) -> None:
    """And never breaks; what is read says exactly one thing."""
    wish = read_wish(text)

    assert wish is None or sum((bool(wish.topics), wish.quiet is not None, wish.nothing)) == 1
