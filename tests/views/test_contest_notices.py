"""What a contest tells people: every purpose has words, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.awards import Decision, Outcome, Why
from bot.domain.contests.contest import Contest, Kind, Phase, PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.formal import Call
from bot.domain.contests.overviews import Telling
from bot.domain.contests.phases import Edge
from bot.domain.profile import Profile
from bot.i18n import LANGUAGES, Translator
from bot.services.contests import PURPOSES
from bot.views.contest_notices import BEGUN, ENDED, MOVED, WORDS, told
from tests.clock import NOON

EDITION = Edition(3, "token", Contest("Zrób to w Zalesiu", ()), 1)
IDEA = Application(7, 3, Kind.INDIVIDUAL, Status.SUBMITTED, title="Kino", number=7, year=2027)
SECOND = Decision("7", 2, Fraction(77, 2), 1_000_000, 800_000, Outcome.FUNDED, Why.RANK)
TELLING = Telling(
    "", EDITION, IDEA, "Zabrakło pieniędzy.", Phase(PhaseName.OPEN, NOON, NOON + timedelta(days=2)),
    Edge.BEGIN, Call(1, 7, "Wpisz, kto poprowadzi zajęcia.", NOON + timedelta(days=2), NOON),
    SECOND, 9,
)  # fmt: skip


def translator(language: str = "pl") -> Translator:
    return Translator(language, Profile().zone, NOON)


def said(telling: Telling, language: str = "pl") -> str:
    return told(telling, translator(language)).text.striptags().replace("\xa0", " ")


def test_every_purpose_has_words() -> None:
    """What is sent can be said; nothing is said that is never sent."""
    assert set(WORDS) == set(PURPOSES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_notice_reads_well_and_leads_on(purpose: str, language: str) -> None:
    """Nothing is left unfilled, and there is something to do next."""
    screen = told(replace(TELLING, purpose=purpose), translator(language))

    assert screen.text
    assert "{" not in screen.text
    assert screen.rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PhaseName)
def test_every_phase_that_begins_ends_or_moves(name: PhaseName, language: str) -> None:
    """Only a draft begins and ends in silence: nobody sees it."""
    for purpose, edge in (("contest_phase", Edge.BEGIN), ("contest_phase", Edge.END),
                          ("contest_moved", Edge.BEGIN)):  # fmt: skip
        telling = replace(TELLING, purpose=purpose, edge=edge, phase=Phase(name))
        assert said(telling, language)
    assert set(BEGUN) == set(ENDED) == set(PhaseName) - {PhaseName.DRAFT}
    assert set(MOVED) == set(PhaseName)


@pytest.mark.parametrize(
    ("outcome", "awarded", "words"),
    [
        (Outcome.FUNDED, 800_000, "Twój pomysł dostał 8 000 zł."),
        (Outcome.REDUCED, 600_050, "Twój pomysł dostał 6 000,50 zł z 10 000 zł"),
        (Outcome.RESERVE, 0, "Twój pomysł jest na liście rezerwowej."),
        (Outcome.REJECTED, 0, "Tym razem Twój pomysł nie dostał pieniędzy."),
    ],
)
def test_the_decision(outcome: Outcome, awarded: int, words: str) -> None:
    """„Twój pomysł dostał 8 000 zł. Miejsce 2 z 9, 38,5 punktu.”, and as kindly without a grant."""
    decision = replace(SECOND, outcome=outcome, awarded=awarded)
    telling = replace(TELLING, purpose="contest_decision", decision=decision)

    text = said(telling)

    assert words in text
    assert "Miejsce 2 z 9, 38,5 punktu." in text
    assert "Dlaczego: Zabrakło pieniędzy." in text


def test_a_formal_no_and_a_late_yes_say_why() -> None:
    """Each with the reason that people gave."""
    failed = replace(TELLING, purpose="contest_formal", application=replace(IDEA,
                     formal=Formal.FAILED))  # fmt: skip
    admitted = replace(TELLING, purpose="contest_admitted")

    assert "nie spełnia warunków formalnych" in said(failed)
    assert "jest w konkursie" in said(admitted)
    assert "Dlaczego: Zabrakło pieniędzy." in said(failed)


def test_a_correction_says_what_and_until_when() -> None:
    """„Wpisz, kto poprowadzi zajęcia. Masz czas do …”"""
    text = said(replace(TELLING, purpose="contest_correction"))

    assert "Wpisz, kto poprowadzi zajęcia." in text
    assert "Masz czas do 14 maja, godz. 12.00." in text


def test_one_message_where_a_phase_gives_way_to_the_next() -> None:
    """What ended and what begins are told together."""
    jury = Phase(PhaseName.JURY, NOON, NOON + timedelta(days=2))
    gave_way = Phase(PhaseName.FORMAL_CHECK, None, NOON)

    text = said(replace(TELLING, purpose="contest_phase", phase=jury, before=gave_way))

    assert "Sprawdzanie formalne się skończyło." in text
    assert "Teraz czyta i ocenia komisja." in text
