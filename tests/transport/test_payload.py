"""Button payloads: 64 bytes, and never a wrong answer."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.payload import LIMIT, pack, unpack
from bot.views import actions
from bot.views.actions import Action, OpenMenu

KINDS = [
    kind
    for kind in vars(actions).values()
    if isinstance(kind, type) and issubclass(kind, Action) and kind.code
]
LONGEST = {"int": 2**47, "bool": True, "str": "x" * 22}


@pytest.mark.parametrize("kind", KINDS)
def test_every_action_fits_and_comes_back(kind: type[Action]) -> None:
    """With the longest ids and tokens that we make."""
    action = kind(*(LONGEST[str(field.type)] for field in fields(kind)))

    data = pack(action)

    assert len(data.encode()) <= LIMIT
    assert unpack(data) == action


def test_codes_are_unique() -> None:
    """Old messages keep their buttons for years: a code means one thing for ever."""
    codes = [kind.code for kind in KINDS]

    assert len(codes) == len(set(codes))


@given(st.text(max_size=80))
def test_what_we_did_not_write_is_nothing(data: str) -> None:
    """Any text decodes to an action that packs to the same text, or to None."""
    action = unpack(data)

    assert action is None or unpack(pack(action)) == action


def test_a_later_version_is_not_guessed_at() -> None:
    """Version 2 may mean something else."""
    assert unpack("2" + pack(OpenMenu())[1:]) is None
