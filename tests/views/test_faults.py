"""Every reason for which a rule says no has words, in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.profile import Profile
from bot.errors import Refused
from bot.i18n import LANGUAGES, Translator
from bot.views.faults import REFUSALS, refused
from tests.clock import NOON

ROOT = Path(__file__).parent.parent.parent


def reasons() -> Iterator[str]:
    """The codes of every `Refused("…")` in the program."""
    ours = (p for p in (ROOT / "bot").rglob("*.py") if "simulator" not in p.parts)
    for path in ours:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def test_every_reason_has_words() -> None:
    """A refusal without words would be a fault."""
    assert set(reasons()) - set(REFUSALS) == set()
    assert {"staff_only", "owner_only"} <= set(REFUSALS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REFUSALS)
def test_a_refusal_reads_well_and_leads_on(reason: str, language: str) -> None:
    """Nothing is left unfilled, and there is a way back."""
    names = re.findall(r"{(\w+)}", REFUSALS[reason])
    facts = {name: NOON if name == "opens" else "kontakt" for name in names}
    t = Translator(language, Profile().zone, NOON)

    screen = refused(Refused(reason, **facts))(None, t)

    assert screen.text
    assert "{" not in screen.text
    assert screen.rows


def test_who_is_sent_to_the_contest_gets_there() -> None:
    """„Otwórz konkurs” comes with a button; other refusals lead to the menu."""
    t = Translator("pl", Profile().zone, NOON)
    screens = [refused(Refused(one))(None, t) for one in ("not_in_this_phase", "staff_only")]
    labels = [[button.label for row in screen.rows for button in row] for screen in screens]

    assert labels == [["Konkursy", "Menu"], ["Menu"]]
