"""Every notice about a workshop has words, in every language, and no label is too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.attendance import CalendarFile, Telling
from bot.domain.profile import Profile
from bot.domain.signups import Offer, Participant, SignUp, State
from bot.domain.workshops import Change
from bot.i18n import LANGUAGES, Translator
from bot.services.workshops import PURPOSES
from bot.views.workshop_notices import purposes, told
from tests.clock import NOON
from tests.e2e.workshop_days import CERAMICS

HALF = 24  # characters of a label that shares its row
WORKSHOP = replace(CERAMICS, id=1, survey_id=1, cancelled_why="choroba")
SIGNUP = SignUp(
    7, 1, 1, "Ania", (Participant(1, "Ania", None, False, State.OFFERED),), NOON,
    offer=Offer(1, 1, NOON, NOON, NOON + timedelta(days=1)),
)  # fmt: skip


def telling(purpose: str) -> Telling:
    """One notice with everything that it may tell of."""
    moved = Change("starts_at", NOON, NOON + timedelta(days=1))
    file = CalendarFile(WORKSHOP, "warsztat-1.ics", b"BEGIN:VCALENDAR")
    calls = (SIGNUP,) * 30
    return Telling(purpose, WORKSHOP, SIGNUP, (moved,), calls, "tel. 22 000 00 00", file)


def test_every_purpose_has_words() -> None:
    """What services write, views can say."""
    assert set(purposes()) == set(PURPOSES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_it_says_what_it_is_about_and_leads_on(purpose: str, language: str) -> None:
    """The title stands in it, nothing is left unfilled, there is something to tap."""
    screen = told(telling(purpose), Translator(language, Profile().zone, NOON))

    assert "Ceramika" in screen.text
    assert "{" not in screen.text
    assert screen.rows
    labels = [button.label for row in screen.rows if len(row) > 1 for button in row]
    assert [label for label in labels if len(label) > HALF] == []
