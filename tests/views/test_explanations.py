"""Explanations as people see them: plain words, and a picture that says nothing else."""

from __future__ import annotations

import pytest

from bot.domain.contests.contest import Rule
from bot.domain.contests.explanations import ExplanationShown, explained
from bot.i18n import Translator
from bot.views import explanations
from bot.views.screen import Attachment
from tests.clock import NOON
from tests.conftest import PROFILE
from tests.domain.contests.test_explanations import ELECTION, TITLES, held

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def t() -> Translator:
    return Translator("pl", PROFILE.zone, NOON)


def said(text: object) -> str:
    return str(text).replace("\xa0", " ")


def test_everybody_got_the_same_part(t: Translator) -> None:
    """100 zł among five: 20 zł each; what the others lacked is on the last page."""
    told = explained(*held(Rule.EQUAL_SHARES), None, ELECTION, TITLES)

    found = [said(page.words) for page in explanations.pages(told, t)]

    assert len(found) == 3
    assert "100 zł podzielone na wszystkich to 20 zł" in found[0]
    assert "1. Kino: 60 zł. Płacą 3 osoby, każda najwyżej 20 zł." in found[1]


def test_why_did_my_idea_not_win(t: Translator) -> None:
    """Greedy: 40 zł were left, it costs 60: 20 were lacking. In the words of its author."""
    told = explained(*held(Rule.GREEDY), None, ELECTION, TITLES, own="b")

    (page,) = explanations.pages(told, t)

    assert "zostało 40 zł. Kosztuje 60 zł, więc zabrakło 20 zł" in said(page.words)


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
def test_all_that_a_picture_says_stands_beside_it(rule: Rule, t: Translator) -> None:
    """Each bar has its line in the text; each picture is a PNG."""
    told = explained(*held(rule), None, ELECTION, TITLES)

    for number, page in enumerate(explanations.pages(told, t), 1):
        picture = explanations.draw(told, number, t)
        shown = explanations.screen(ExplanationShown(told, number, picture), t)

        assert picture.startswith(PNG)
        assert isinstance(shown.attachment, Attachment)
        for bar in page.bars:
            assert bar.label in shown.text
            assert bar.caption in shown.text
