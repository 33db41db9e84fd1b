"""What will happen by itself, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class ShowAgenda(Action):
    """„Zaplanowane”."""

    code: ClassVar[str] = "za"


@dataclass(frozen=True, slots=True)
class CancelSchedule(Action):
    """Take a schedule off."""

    code: ClassVar[str] = "zc"
    schedule: int


@dataclass(frozen=True, slots=True)
class CancelHeld(Action):
    """Give up the reminders of one purpose about one subject that wait."""

    code: ClassVar[str] = "zh"
    purpose: str
    subject: int
