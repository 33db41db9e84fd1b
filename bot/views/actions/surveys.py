"""Surveys, for staff and residents. `survey` is its id; a second tap changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class ListSurveys(Action):
    """`/ankiety`."""

    code: ClassVar[str] = "sb"


@dataclass(frozen=True, slots=True)
class AnswerSurvey(Action):
    """A resident begins a survey or goes on with it."""

    code: ClassVar[str] = "sa"
    survey: int


@dataclass(frozen=True, slots=True)
class NewSurvey(Action):
    """Where a new survey may come from."""

    code: ClassVar[str] = "sn"


@dataclass(frozen=True, slots=True)
class UseBuiltin(Action):
    """A draft of a form that comes with the bot."""

    code: ClassVar[str] = "sd"
    name: str


@dataclass(frozen=True, slots=True)
class GetSample(Action):
    """The built-in diagnosis as a spreadsheet to change."""

    code: ClassVar[str] = "sw"


@dataclass(frozen=True, slots=True)
class ShowDraft(Action):
    """A draft once more."""

    code: ClassVar[str] = "sf"
    survey: int


@dataclass(frozen=True, slots=True)
class TrySurvey(Action):
    """A dry run."""

    code: ClassVar[str] = "st"
    survey: int


@dataclass(frozen=True, slots=True)
class PublishSurvey(Action):
    """Ask for the terms, then publish."""

    code: ClassVar[str] = "sp"
    survey: int


@dataclass(frozen=True, slots=True)
class DeleteDraft(Action):
    """Forget a draft; asked once before."""

    code: ClassVar[str] = "sx"
    survey: int
    sure: bool


@dataclass(frozen=True, slots=True)
class ShowSurvey(Action):
    """A published survey, for staff."""

    code: ClassVar[str] = "ss"
    survey: int


@dataclass(frozen=True, slots=True)
class ShowLink(Action):
    """Its link and the picture to scan."""

    code: ClassVar[str] = "sq"
    survey: int


@dataclass(frozen=True, slots=True)
class CloseSurvey(Action):
    """Close it; asked once before."""

    code: ClassVar[str] = "sc"
    survey: int
    sure: bool


@dataclass(frozen=True, slots=True)
class ExtendSurvey(Action):
    """Another last day."""

    code: ClassVar[str] = "se"
    survey: int
