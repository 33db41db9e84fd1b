"""Published results, for everybody. `number` counts the questions from 0."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ShowPublication(Action):
    """Published results."""

    code: ClassVar[str] = "po"
    publication: int


@frozen
class ShowPublished(Action):
    """One question of published results."""

    code: ClassVar[str] = "pq"
    publication: int
    number: int


@frozen
class Withdraw(Action):
    """Residents see it no longer; asked once before."""

    code: ClassVar[str] = "pw"
    publication: int
    sure: bool
