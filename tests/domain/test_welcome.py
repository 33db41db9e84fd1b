"""Deep links: what `/start` was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.invitations import LINK, OWNER_LINK, new_code
from bot.domain.welcome import Start, Target, read_start
from bot.i18n import LANGUAGES
from bot.transport.payload import pack, unpack
from bot.views.actions import GoOn, Speak


@pytest.mark.parametrize(
    ("argument", "target", "token"),
    [
        ("s_aB3-_x", Target.SURVEY, "aB3-_x"),
        ("w_abc", Target.RESULTS, "abc"),
        ("z_code", Target.INVITATION, "code"),
        ("o_code", Target.OWNER, "code"),
        ("k_abc", Target.CONTEST, "abc"),
        ("j_code", Target.JURY, "code"),
        ("a_token", Target.COAUTHOR, "token"),
    ],
)
def test_a_letter_says_where_a_link_leads(argument: str, target: Target, token: str) -> None:
    """A letter, an underscore, a token."""
    assert read_start(argument) == Start(argument, target, token)


@pytest.mark.parametrize("argument", ["", "s_", "q_abc", "sabc", "s_a.b", "s_" + "x" * 60, "s_a b"])
def test_what_is_no_link_of_ours_is_a_plain_start(argument: str) -> None:
    """Anybody can type `/start` with anything behind it."""
    assert read_start(argument) == Start()


@given(st.text(max_size=80))
def test_whatever_is_read_fits_in_a_button(argument: str) -> None:
    """What the link led to travels in buttons, so that it outlives a crash."""
    payload = read_start(argument).payload

    assert unpack(pack(GoOn(payload))) == GoOn(payload)
    for language in LANGUAGES:
        assert unpack(pack(Speak(language, payload))) == Speak(language, payload)


@pytest.mark.parametrize("link", [LINK, OWNER_LINK])
def test_every_new_code_can_be_read_back(link: str) -> None:
    """Codes of invitations are links of ours."""
    code = new_code()

    assert read_start(link + code).token == code
