"""Applications, for whoever writes them. `application` is an id."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class Apply(Action):
    """„Zgłoś pomysł”"""

    code: ClassVar[str] = "ia"
    contest: int


@frozen
class ShowApplication(Action):
    """Everything in it and what became of it."""

    code: ClassVar[str] = "is"
    application: int
