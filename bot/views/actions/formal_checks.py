"""The formal check, for staff."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListApplications(Action):
    """What came in, and what waits to be checked."""

    code: ClassVar[str] = "fl"
    contest: int


@frozen
class CheckApplication(Action):
    """One of them, with its checklist."""

    code: ClassVar[str] = "fc"
    application: int


@frozen
class EnterPaper(Action):
    """An application that came on paper or by e-mail."""

    code: ClassVar[str] = "fp"
    contest: int
