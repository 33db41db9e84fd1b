"""„Kto zgłasza?”: what a button says can be typed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.application_wishes import who_applies
from bot.domain.contests.contest import Contest, Eligibility
from bot.domain.contests.editions import Edition
from bot.domain.contests.own_applications import WhoApplies
from bot.domain.profile import Profile
from bot.i18n import LANGUAGES, Translator
from bot.views.actions import ApplyAs
from bot.views.application_entrance import who

AT = datetime(2027, 3, 14, 18, 42, tzinfo=UTC)
YOUNG = Eligibility(minimum_age=13)
OPEN = WhoApplies(Edition(3, "t", Contest("Zrób to w Zalesiu", (), eligibility=YOUNG), 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_button_says_is_understood_when_typed(language: str) -> None:
    """Behind /zglos and the number: the same label, in the reader's language, leads there too."""
    screen = who(OPEN, Translator(language, Profile().zone, AT))

    tapped = {
        button.label: button.action.who
        for row in screen.rows for button in row if isinstance(button.action, ApplyAs)
    }  # fmt: skip

    assert tapped
    assert {label: who_applies(label, ()) for label in tapped} == tapped
    assert "/zglos 3" in screen.text
