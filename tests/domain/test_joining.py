"""What is asked before a seat is taken, and what is wrong with names, said at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.joining import Wish, asks_names, guests_of, preset, problem_of
from bot.domain.signups import Guest
from bot.domain.workshops import Audience, Workshop

START = datetime(2027, 5, 22, 8, 0, tzinfo=UTC)
GAMES = Workshop(1, "Gry", START, START + timedelta(hours=2), "sala", 12, party=3)
CERAMICS = replace(GAMES, title="Ceramika", audience=Audience.CHILDREN, age_from=7, age_to=12)
ADULTS = replace(GAMES, audience=Audience.ADULTS)


@pytest.mark.parametrize(
    ("workshop", "people", "asked"),
    [(GAMES, 0, False), (GAMES, 2, True), (CERAMICS, 1, True), (ADULTS, 0, False)],
)
def test_names_are_asked_only_of_who_brings_somebody(
    workshop: Workshop, people: int, asked: bool
) -> None:
    """An adult alone is known: one tap is a seat."""
    assert asks_names(workshop, Wish(people)) is asked


@pytest.mark.parametrize(
    ("workshop", "typed", "code"),
    [
        (CERAMICS, "Ola 8, Jaś 10", None),
        (CERAMICS, "8, 10", "guests_unread"),
        (CERAMICS, "Ola", "guest_adult"),
        (CERAMICS, "Ola 8, Staś 5", "guest_too_young"),
        (CERAMICS, "Ola 8, Ewa 13", "guest_too_old"),
        (CERAMICS, "A 7, B 8, C 9, D 10", "party_too_big"),
        (ADULTS, "Ania, Ola 8", "guest_child"),
        (GAMES, "Ania, Ola 8", None),
    ],
)
def test_what_is_wrong_is_named(workshop: Workshop, typed: str, code: str | None) -> None:
    """The first thing that does not fit; who it is stands in the facts."""
    found = problem_of(workshop, typed)

    assert (found.code if found else None) == code


def test_the_form_carries_what_was_tapped() -> None:
    """Hidden questions: they come back with the answers, whatever happens in between."""
    hidden = preset(CERAMICS, Wish(people=3, reserve=True, whole=True))

    assert (hidden["kto"], hidden["ile"], hidden["wiek"]) == ("dzieci", "3", "7–12")
    assert (hidden["rezerwa"], hidden["wszystkie"], hidden["dzwonimy"]) == ("1", "1", "1")
    assert guests_of({"dzieci": "Ola 8"}) == (Guest("Ola", 8),)
