"""The residents' vote, and what they say before it."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ShowBallot(Action):
    """„Głosuj”"""

    code: ClassVar[str] = "bb"
    contest: int


@frozen
class ManageVote(Action):
    """For staff: codes, paper votes, the count."""

    code: ClassVar[str] = "bm"
    contest: int


@frozen
class ShowProposals(Action):
    """The public list, with „Popieram” and remarks."""

    code: ClassVar[str] = "bp"
    contest: int
