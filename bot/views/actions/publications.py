"""Published results, for everybody. `number` counts the questions from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class ShowPublication(Action):
    """Published results."""

    code: ClassVar[str] = "po"
    publication: int


@dataclass(frozen=True, slots=True)
class ShowPublished(Action):
    """One question of published results."""

    code: ClassVar[str] = "pq"
    publication: int
    number: int


@dataclass(frozen=True, slots=True)
class Withdraw(Action):
    """Residents see it no longer; asked once before."""

    code: ClassVar[str] = "pw"
    publication: int
    sure: bool
