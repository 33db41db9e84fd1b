"""The jury and its work."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class JudgeNext(Action):
    """An assessor's queue."""

    code: ClassVar[str] = "jq"
    contest: int


@frozen
class ManageJury(Action):
    """For staff: who sits in it, and how far it is."""

    code: ClassVar[str] = "jm"
    contest: int


@frozen
class ShowTotals(Action):
    """The ranking, once it was counted."""

    code: ClassVar[str] = "jt"
    contest: int
