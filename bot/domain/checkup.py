"""What `doctor` found: each thing is well, worth a look, or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from bot.frozen import frozen


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    LOOK = "look"
    WRONG = "wrong"


@frozen
class Finding:
    """One line. `code` chooses the words of `views.console.checkup`; `facts` fill them."""

    level: Level
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def fine(code: str, **facts: object) -> Finding:
    """Nothing to do."""
    return Finding(Level.FINE, code, facts)


def look(code: str, **facts: object) -> Finding:
    """The bot runs, but somebody should see to it."""
    return Finding(Level.LOOK, code, facts)


def wrong(code: str, **facts: object) -> Finding:
    """The bot does not run like this."""
    return Finding(Level.WRONG, code, facts)
