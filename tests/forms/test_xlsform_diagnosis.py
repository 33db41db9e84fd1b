"""The diagnosis that comes with the bot: complete, in three languages, with the own places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.forms.builtin import load
from bot.forms.model import Form, Kind, Text
from bot.forms.xlsform import from_json, read_form, to_json, with_places, write_xlsx

PLACES = ("Zalesie", "Brzozówka", "Lipa")


@pytest.fixture(scope="module")
def form() -> Form:
    reading = read_form(with_places(load("diagnoza"), PLACES))
    assert reading.form is not None
    return reading.form


def test_it_reads_without_a_problem() -> None:
    """Not even a warning: it is the example that librarians copy."""
    assert read_form(load("diagnoza")).problems == ()


def test_it_asks_twenty_five_questions(form: Form) -> None:
    """Two notes besides, which ask nothing."""
    kinds = [question.kind for question in form.questions()]

    assert len([kind for kind in kinds if kind is not Kind.NOTE]) == 25
    assert kinds.count(Kind.NOTE) == 2


def test_it_speaks_three_languages_everywhere(form: Form) -> None:
    """Every text of every question and choice is there in each of them."""
    texts: list[Text] = [form.title]
    for question in form.questions():
        texts += [question.label, question.hint, question.constraint_message]
    texts += [choice.label for choices in form.lists.values() for choice in choices]

    assert form.languages == ("pl", "uk", "en")
    assert all(set(text.by_language) == {"pl", "uk", "en"} for text in texts if text)


def test_no_translation_is_left_in_polish(form: Form) -> None:
    """Ukrainian is written in Cyrillic, and only Polish has Polish letters."""
    polish = re.compile("[ąćęłńśźż]")
    for question in form.questions():
        assert re.search("[а-яіїєґ]", question.label.by_language["uk"])
        assert not polish.search(question.label.by_language["en"])


def test_only_access_needs_are_sensitive(form: Form) -> None:
    """They can reveal health: totals only."""
    assert [question.name for question in form.questions() if question.sensitive] == ["dostepnosc"]


def test_places_come_before_elsewhere(form: Form) -> None:
    """One choice for each place of the library, called the same in every language."""
    choices = form.lists["miejsce"]

    assert [choice.name for choice in choices] == ["m1", "m2", "m3", "spoza"]
    assert choices[1].label.by_language == dict.fromkeys(("pl", "uk", "en"), "Brzozówka")


def test_places_can_be_filled_again() -> None:
    """A library that changes its places gets the new ones, not both."""
    once = with_places(load("diagnoza"), PLACES)

    assert with_places(once, ("Lipa",)) == with_places(load("diagnoza"), ("Lipa",))


def test_without_places_nothing_changes() -> None:
    """The placeholder stays until the library names its places."""
    assert with_places(load("diagnoza"), ()) == load("diagnoza")


def test_it_is_built_again_from_what_the_database_keeps(form: Form) -> None:
    """The stored workbook gives the same form."""
    kept = to_json(with_places(load("diagnoza"), PLACES))

    assert read_form(from_json(kept)).form == form


def test_pyxform_accepts_what_we_write(tmp_path: Path) -> None:
    """The reference converter of ODK, without a warning."""
    from pyxform.xls2xform import convert

    path = tmp_path / "diagnoza.xlsx"
    path.write_bytes(write_xlsx(with_places(load("diagnoza"), PLACES)))

    result = convert(path)

    assert result.warnings == []
    assert "Brzozówka" in result.xform


def test_an_unknown_form_is_a_key_error() -> None:
    """A name outside of the list is a mistake of the caller."""
    with pytest.raises(KeyError):
        load("inna")
