"""Contests. `contest` is an id."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListContests(Action):
    """`/konkursy`"""

    code: ClassVar[str] = "kl"


@frozen
class ShowContest(Action):
    """One of them, as this person sees it."""

    code: ClassVar[str] = "ks"
    contest: int
