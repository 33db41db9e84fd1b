"""Elections as files, for staff."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class TakeElection(Action):
    """A contest's vote, or its jury's points, as a Pabulib file."""

    code: ClassVar[str] = "fe"
    contest: int


@frozen
class CountElection(Action):
    """Count a file that was sent; `upload` is the name it is kept under, `way` a `Way`."""

    code: ClassVar[str] = "fz"
    upload: str
    way: str
