"""Decisions, the protocol and the published result."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ShowDecisions(Action):
    """For staff: who gets how much."""

    code: ClassVar[str] = "qd"
    contest: int


@frozen
class ShowResults(Action):
    """The list for the town."""

    code: ClassVar[str] = "qr"
    contest: int
