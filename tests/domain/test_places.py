"""The library's places in the list `miejsce`."""

from __future__ import annotations

from bot.domain.places import choices, read_with_places
from bot.forms import builtin
from bot.forms.xlsform import open_workbook


def test_the_placeholder_becomes_the_places() -> None:
    """The row `m1` goes; what else the list has stays behind."""
    form = read_with_places(builtin.load("diagnoza"), ("Zalesie", "Łąki Górne")).form

    assert form
    assert [choice.name for choice in form.lists["miejsce"]] == ["zalesie", "laki_gorne", "spoza"]


def test_without_places_the_placeholder_is_not_offered() -> None:
    """Nobody reads „(lista miejscowości z konfiguracji)”."""
    form = read_with_places(builtin.load("diagnoza"), ()).form

    assert form
    assert [choice.name for choice in form.lists["miejsce"]] == ["spoza"]


def test_a_form_may_use_the_list_without_having_it() -> None:
    """`select_one miejsce` is enough."""
    source = "| survey |\n| | type | name | label |\n| | select_one miejsce | m | Gdzie? |\n"
    book = open_workbook(source.encode()).workbook
    assert book

    form = read_with_places(book, ("Zalesie",)).form

    assert form
    assert [choice.name for choice in form.lists["miejsce"]] == ["zalesie"]


def test_names_are_plain_and_never_twice_the_same() -> None:
    """Names stand in the results: ASCII, stable, unique."""
    names = [choice.name for choice in choices(("Łąki", "Laki", "św. Jana 5", "…"))]

    assert names == ["laki", "laki_2", "sw_jana_5", "miejsce"]
