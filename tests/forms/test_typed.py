"""Typed answers: what a message means at a question."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.forms.keys import keys
from bot.forms.model import Kind, Question
from bot.forms.refusal import Refusal
from bot.forms.steps import Option
from bot.forms.typed import read_typed
from bot.forms.words import Navigation, navigation_word, yes_or_no

NOW = datetime(2027, 5, 10, 12, tzinfo=ZoneInfo("Europe/Warsaw"))

PLACES = ("Mieszkam tutaj", "Uczę się lub pracuję tutaj", "Bywam tutaj", "Nic mnie nie łączy")
BOOKS = ("Żadnej", "1–2", "3–6", "7–12", "13 i więcej", "Nie pamiętam")
AGES = ("Do 15 lat", "16–18", "19–24", "25–44", "45–64", "65 i więcej")
OFTEN = (
    "Raz w tygodniu lub częściej",
    "1–3 razy w miesiącu",
    "Kilka razy w roku",
    "Raz w roku lub rzadziej",
    "Wcale",
)
HOURS = ("Przed 12.00", "12.00–16.00", "16.00–18.00", "Po 18.00", "To zależy")
MARKS = ("1", "2", "3", "4", "5", "Nie wiem")
REASONS = ("Książki", "Komputer, drukarka", "Spotkania z ludźmi", "Nauka", "Sport i ruch", "Gry")
GROUPS = ("Dla małych dzieci (0–6)", "Dla dzieci (7–12)", "Dla osób od 65 lat", "Dla rodzin")


def options(labels: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(index, f"c{index}", label, key)
        for index, (label, key) in enumerate(zip(labels, keys(labels), strict=True))
    )


def choose(labels: tuple[str, ...], text: str) -> str:
    """The chosen label, or the reason of the refusal."""
    found = read_typed(Question("q", Kind.SELECT_ONE), options(labels), text, NOW)
    return found.reason if isinstance(found, Refusal) else labels[int(str(found)[1:])]


def choose_several(labels: tuple[str, ...], text: str) -> list[str] | str:
    found = read_typed(Question("q", Kind.SELECT_MULTIPLE), options(labels), text, NOW)
    if isinstance(found, Refusal):
        return found.reason
    return [labels[int(index)] for index in found]


@pytest.mark.parametrize(
    ("labels", "text", "chosen"),
    [
        (PLACES, "1", "Mieszkam tutaj"),
        (PLACES, "1.", "Mieszkam tutaj"),
        (PLACES, "mieszkam", "Mieszkam tutaj"),
        (PLACES, "MIESZKAM TUTAJ", "Mieszkam tutaj"),
        (PLACES, "ucze sie lub pracuje tutaj", "Uczę się lub pracuję tutaj"),
        (PLACES, "„Nic mnie nie łączy”.", "Nic mnie nie łączy"),
        (PLACES, "5", "unknown_choice"),
        (PLACES, "tutaj", "unknown_choice"),
        (BOOKS, "5", "3–6"),
        (BOOKS, "1-2", "1–2"),
        (BOOKS, "3 - 6", "3–6"),
        (BOOKS, "13", "13 i więcej"),
        (BOOKS, "200", "13 i więcej"),
        (BOOKS, "0", "Żadnej"),
        (BOOKS, "zadnej", "Żadnej"),
        (BOOKS, "b", "1–2"),
        (BOOKS, "F", "Nie pamiętam"),
        (BOOKS, "około 5 książek", "3–6"),
        (AGES, "15", "Do 15 lat"),
        (AGES, "44", "25–44"),
        (AGES, "44 lata", "25–44"),
        (AGES, "80", "65 i więcej"),
        (AGES, "17,5", "16–18"),
        (AGES, "18,5", "no_band"),
        (OFTEN, "2", "ambiguous"),
        (OFTEN, "kilka", "Kilka razy w roku"),
        (OFTEN, "raz w", "ambiguous"),
        (HOURS, "9", "Przed 12.00"),
        (HOURS, "13.30", "12.00–16.00"),
        (HOURS, "16", "ambiguous"),
        (HOURS, "20", "Po 18.00"),
        (MARKS, "3", "3"),
        (MARKS, "6", "no_band"),
        (MARKS, "nie", "Nie wiem"),
        (("Tak", "Tak, jeśli ktoś mi pomoże", "Nie", "Nie wiem"), "tak", "Tak"),
        (("Tak", "Tak, jeśli ktoś mi pomoże", "Nie", "Nie wiem"), "tak jesli", "unknown_choice"),
        (("Tak", "Tak, jeśli ktoś mi pomoże", "Nie", "Nie wiem"), "ni", "ambiguous"),
        (("Так", "Ні", "Не знаю"), "не", "Не знаю"),
        (("Гаряча їжа", "Їжа"), "їжа", "Їжа"),
        (("1 – bardzo źle", "10 – bardzo dobrze"), "1", "1 – bardzo źle"),
    ],
)
def test_one_choice(labels: tuple[str, ...], text: str, chosen: str) -> None:
    """Label in any letter case, then number or letter, then value, then a unique beginning."""
    assert choose(labels, text) == chosen


def test_what_fits_two_is_asked_back_with_both() -> None:
    """The person sees the labels that fit."""
    found = read_typed(Question("q", Kind.SELECT_ONE), options(HOURS), "16", NOW)

    assert isinstance(found, Refusal)
    assert found.facts["candidates"] == ("12.00–16.00", "16.00–18.00")


def test_choices_are_lettered_where_labels_hold_digits() -> None:
    """Numbers by default, letters beside bands, nothing where the labels are the numbers."""
    assert keys(PLACES) == ("1", "2", "3", "4")
    assert keys(BOOKS) == ("a", "b", "c", "d", "e", "f")
    assert keys(MARKS) == ("",) * 6
    assert keys(tuple(f"od {n}" for n in range(28)))[-2:] == ("aa", "ab")


@pytest.mark.parametrize(
    ("labels", "text", "chosen"),
    [
        (REASONS, "ksiazki, gry", ["Książki", "Gry"]),
        (REASONS, "Komputer, drukarka", ["Komputer, drukarka"]),
        (REASONS, "komputer, drukarka, gry", ["Komputer, drukarka", "Gry"]),
        (REASONS, "gry i sport i ruch", ["Gry", "Sport i ruch"]),
        (REASONS, "nauka oraz spotkania; gry", ["Nauka", "Spotkania z ludźmi", "Gry"]),
        (REASONS, "1,3", ["Książki", "Spotkania z ludźmi"]),
        (REASONS, "1 3 6", ["Książki", "Spotkania z ludźmi", "Gry"]),
        (REASONS, "gry\nnauka", ["Gry", "Nauka"]),
        (REASONS, "gry, gry", ["Gry"]),
        (REASONS, "gry, pływanie", "unknown_choice"),
        (REASONS, ", ;", "unknown_choice"),
        (GROUPS, "70", ["Dla osób od 65 lat"]),
        (GROUPS, "a, c", ["Dla małych dzieci (0–6)", "Dla osób od 65 lat"]),
        (GROUPS, "dla rodzin i dla dzieci", ["Dla rodzin", "Dla dzieci (7–12)"]),
    ],
)
def test_several_choices(labels: tuple[str, ...], text: str, chosen: list[str] | str) -> None:
    """Split at commas only after the longest labels were matched."""
    assert choose_several(labels, text) == chosen


def value(kind: Kind, text: str, **parameters: str) -> str:
    found = read_typed(Question("q", kind, parameters=parameters), (), text, NOW)
    return found.reason if isinstance(found, Refusal) else str(found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 200,50", "1200.5"),
        ("1\u00a0200,50 zł", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1.5", "1.5"),
        ("0,125", "0.125"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
        ("minus 5", "-5"),
        ("ok. 20", "20"),
        ("20%", "20"),
        ("12 lat", "12"),
        ("1.234.567", "1234567"),
        ("-0", "0"),
        ("pół", "not_number"),
        ("2 lub 3", "not_number"),
        ("1-2", "not_number"),
        ("12 tys.", "not_number"),
        ("1 2 3", "not_number"),
        ("1e5", "not_number"),
        ("nan", "not_number"),
        ("12 34 56", "not_number"),
        ("9" * 50, "not_number"),
        ("", "empty"),
    ],
)
def test_decimals(text: str, number: str) -> None:
    """Polish, English and spaced forms; unit words are dropped, multiplying ones are not."""
    assert value(Kind.DECIMAL, text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", "12"), ("12,0", "12"), ("1 200", "1200"), ("1.000", "not_integer"),
     ("2,5", "not_integer"), ("dwa", "not_number"), ("3 osoby", "3")],
)  # fmt: skip
def test_integers(text: str, number: str) -> None:
    """A fraction is refused, and so is "1.000", which may be one or a thousand."""
    assert value(Kind.INTEGER, text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", "5"), ("0", "too_low"), ("11", "too_high"), ("6", "off_step"), ("7", "7")],
)
def test_range(text: str, number: str) -> None:
    """From `start` to `end` in whole steps counted from `start`."""
    assert value(Kind.RANGE, text, start="1", end="9", step="2") == number


def test_range_has_odks_defaults() -> None:
    """Without parameters: 1 to 10 by 1."""
    assert [value(Kind.RANGE, text) for text in ("1", "10", "0", "2,5")] == [
        "1",
        "10",
        "too_low",
        "off_step",
    ]


@pytest.mark.parametrize(
    ("text", "stored"),
    [("52.1, 21.02", "52.1 21.02 0 0"), ("52,1 21,02", "52.1 21.02 0 0"),
     ("95.0, 21.0", "needs_location"), ("w Zalesiu", "needs_location")],
)  # fmt: skip
def test_places(text: str, stored: str) -> None:
    """Typed coordinates are a geopoint with unknown height and accuracy."""
    assert value(Kind.GEOPOINT, text) == stored


def test_other_kinds() -> None:
    """A text is kept as typed, navigation words too; a picture cannot be typed."""
    assert value(Kind.TEXT, "  wstecz ") == "wstecz"
    assert value(Kind.IMAGE, "zdjęcie") == "needs_attachment"
    assert value(Kind.ACKNOWLEDGE, "zgadzam się") == "OK"
    assert value(Kind.ACKNOWLEDGE, "nie") == "not_yes_or_no"


def test_words_that_mean_the_same() -> None:
    """Yes, no and navigation in Polish, Ukrainian and English."""
    assert [yes_or_no(word) for word in ("Tak", "так", "yes", "NIE", "ні", "może")] == [
        True,
        True,
        True,
        False,
        False,
        None,
    ]
    assert navigation_word("Wstecz") is Navigation.BACK
    assert navigation_word("пропустити") is Navigation.SKIP
    assert navigation_word("gotowe!") is Navigation.FINISH
    assert navigation_word("książki") is None
