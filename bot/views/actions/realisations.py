"""What becomes of funded applications."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListRealisations(Action):
    """For staff: all of a contest."""

    code: ClassVar[str] = "yl"
    contest: int


@frozen
class ShowRealisation(Action):
    """One of them, for its authors and staff."""

    code: ClassVar[str] = "ys"
    application: int
