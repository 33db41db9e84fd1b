"""What will happen by itself, for staff."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ShowAgenda(Action):
    """„Zaplanowane”."""

    code: ClassVar[str] = "za"


@frozen
class CancelSchedule(Action):
    """Take a schedule off."""

    code: ClassVar[str] = "zc"
    schedule: int


@frozen
class CancelHeld(Action):
    """Give up the reminders of one purpose about one subject that wait."""

    code: ClassVar[str] = "zh"
    purpose: str
    subject: int
