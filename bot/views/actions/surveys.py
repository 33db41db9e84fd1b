"""Surveys, for staff and residents. `survey` is its id; a second tap changes nothing."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListSurveys(Action):
    """`/ankiety`."""

    code: ClassVar[str] = "sb"


@frozen
class AnswerSurvey(Action):
    """A resident begins a survey or goes on with it."""

    code: ClassVar[str] = "sa"
    survey: int


@frozen
class NewSurvey(Action):
    """Where a new survey may come from."""

    code: ClassVar[str] = "sn"


@frozen
class UseBuiltin(Action):
    """A draft of a form that comes with the bot."""

    code: ClassVar[str] = "sd"
    name: str


@frozen
class GetSample(Action):
    """The built-in diagnosis as a spreadsheet to change."""

    code: ClassVar[str] = "sw"


@frozen
class ShowDraft(Action):
    """A draft once more."""

    code: ClassVar[str] = "sf"
    survey: int


@frozen
class TrySurvey(Action):
    """A dry run."""

    code: ClassVar[str] = "st"
    survey: int


@frozen
class PublishSurvey(Action):
    """Ask for the terms, then publish."""

    code: ClassVar[str] = "sp"
    survey: int


@frozen
class DeleteDraft(Action):
    """Forget a draft; asked once before."""

    code: ClassVar[str] = "sx"
    survey: int
    sure: bool


@frozen
class ShowSurvey(Action):
    """A published survey, for staff."""

    code: ClassVar[str] = "ss"
    survey: int


@frozen
class ShowLink(Action):
    """Its link and the picture to scan."""

    code: ClassVar[str] = "sq"
    survey: int


@frozen
class CloseSurvey(Action):
    """Close it; asked once before."""

    code: ClassVar[str] = "sc"
    survey: int
    sure: bool


@frozen
class ExtendSurvey(Action):
    """Another last day."""

    code: ClassVar[str] = "se"
    survey: int
