"""Labels of buttons, typed."""

from __future__ import annotations

import pytest

from bot.domain.typed_labels import place_of

PARTIES = ("1 dziecko", "2 dzieci", "2 + 1 rezerwowe", "Menu")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2 dzieci", 1),
        ("2 DZIECI.", 1),
        ("2", 1),
        ("2 + 1 rezerwowe", 2),
        ("menu", 3),
        ("3", None),
        ("dzieci", None),
        ("", None),
        ("…", None),
    ],
)
def test_a_label_or_the_number_before_it(text: str, place: int | None) -> None:
    """The whole label, however it is written; a number where it begins one label."""
    assert place_of(text, PARTIES) == place


def test_what_could_be_two_buttons_is_none() -> None:
    """Nothing is guessed."""
    assert place_of("12", ("12 maja · Ceramika", "12 maja · Druk")) is None
    assert place_of("popieram", ("Popieram", "Popieram")) is None
