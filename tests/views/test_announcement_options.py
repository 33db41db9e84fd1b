"""Every answer of composing can be typed, in each language."""

from __future__ import annotations

import pytest

from bot.domain.announcements import Step
from bot.domain.composing import Option
from bot.domain.suppression import Hidden
from bot.i18n import LANGUAGES, Translator
from bot.views.announcement_options import WORDS, label, read
from tests.clock import NOON
from tests.conftest import PROFILE

PEOPLE = (
    Option("followers:news", 312),
    Option("followers:workshops", 188),
    Option("unfinished:7", Hidden.SMALL, "Czego chcecie?"),
    Option("chat:-100", None, "Zalesie"),
)


def reader(language: str = "pl") -> Translator:
    return Translator(language, PROFILE.zone, NOON)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", WORDS)
def test_what_stands_on_a_button_can_be_typed(language: str, step: Step) -> None:
    """Its words lead to its value."""
    t = reader(language)
    options = tuple(Option(value) for value in WORDS[step])

    assert [read(step, options, label(step, one, t), t) for one in options] == list(WORDS[step])


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("chcą wiadomości", "followers:news"),
        ("CHCA WIAD", "followers:news"),
        ("2", "followers:workshops"),
        ("grupa lub kanał: zal", "chat:-100"),
        ("nie skończyli", "unfinished:7"),
    ],
)
def test_people_are_named_by_number_or_words(typed: str, value: str) -> None:
    """Any letter case, with or without diacritics, or the beginning."""
    assert read(Step.AUDIENCE, PEOPLE, typed, reader()) == value


@pytest.mark.parametrize("typed", ["", "0", "5", "999999999999", "wszyscy", "…"])
def test_what_names_nobody_is_nothing(typed: str) -> None:
    """Then it is asked again."""
    assert read(Step.AUDIENCE, PEOPLE, typed, reader()) is None


def test_what_fits_two_is_nothing() -> None:
    """„w” may be „Wyślij” or „Warsztaty”: never a wrong guess."""
    options = (Option("followers:workshops"), Option("more"))

    assert read(Step.AUDIENCE, options, "w", reader()) is None


def test_numbers_are_those_of_the_list_that_is_shown() -> None:
    """What „Wybierz…” hides has no number there, but its words are known."""
    hidden = (Option("partners:", 3), Option("staff:", 1))
    options = (Option("followers:news", 9), Option("more"), *hidden)

    assert read(Step.AUDIENCE, options, "2", reader()) == "more"
    assert read(Step.AUDIENCE, options, "3", reader()) is None
    assert read(Step.AUDIENCE, options, "partnerzy", reader()) == "partners:"


def test_a_letter_sends_nothing() -> None:
    """Three letters are the least that stand for an answer."""
    options = (Option("send"), Option("change"), Option("cancel"))

    assert read(Step.CONFIRM, options, "w", reader()) is None
    assert read(Step.CONFIRM, options, "wyś", reader()) == "send"


def test_small_numbers_are_not_told() -> None:
    """Of a survey's people."""
    assert label(Step.AUDIENCE, PEOPLE[2], reader()) == "Nie skończyli: Czego chcecie? (<5)"
    assert label(Step.AUDIENCE, PEOPLE[0], reader()) == "Chcą wiadomości (312)"
