"""Mistakes in a form, told so that a librarian can correct them."""

from __future__ import annotations

import string
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.forms.xlsform.problems import Problem, ProblemCode
from bot.i18n import LANGUAGES, Translator
from bot.views import problems

NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)


def speaking(language: str) -> Translator:
    return Translator(language, ZoneInfo("Europe/Warsaw"), NOW)


def test_every_code_has_words() -> None:
    """A new kind of problem cannot reach a librarian without words."""
    assert set(problems.WORDS) == set(ProblemCode)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ProblemCode)
def test_words_use_known_facts_only(code: ProblemCode, language: str) -> None:
    """Whatever facts a problem carries, saying it never fails."""
    said = problems.words(Problem(code), speaking(language))

    assert said.strip()
    fields = {name for _, name, _, _ in string.Formatter().parse(problems.WORDS[code]) if name}
    assert fields <= {*problems.FACTS, "reason", "what"}


def test_the_place_comes_first() -> None:
    """Sheet, row, column, then what is wrong and what was probably meant."""
    problem = Problem(
        ProblemCode.REFERENCE_UNKNOWN,
        "survey",
        14,
        "relevant",
        {"name": "czestosc", "suggestion": "czesto"},
    )

    said = problems.line(problem, speaking("pl"))

    assert said.unescape() == (
        "Arkusz „survey”, wiersz 14, kolumna „relevant”: nie ma pytania o nazwie „czestosc”. "
        "Czy chodzi o „czesto”?"
    )


def test_what_a_stranger_wrote_is_escaped() -> None:
    """A name from a file cannot become markup."""
    problem = Problem(ProblemCode.NAME_INVALID, "survey", 3, "name", {"name": "<b>"})

    said = problems.line(problem, speaking("pl"))

    assert "<b>" not in str(said)
    assert "&lt;b&gt;" in str(said)


def test_the_file_lists_all_of_them() -> None:
    """Ten in the chat, every one in the file, as plain text."""
    found = [Problem(ProblemCode.NAME_MISSING, "survey", row) for row in range(2, 26)]

    shown = problems.lines(found, speaking("pl"))
    listed = problems.listing(found, speaking("pl")).decode()

    assert shown.count("\n") == problems.SHOWN
    assert "…i jeszcze 14. Wszystkie są w pliku." in shown
    assert listed.splitlines()[-1] == (
        "24. Arkusz „survey”, wiersz 25: wiersz nie ma nazwy. Wpisz krótką, na przykład wiek."
    )
