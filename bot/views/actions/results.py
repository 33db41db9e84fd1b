"""Results, for staff. `number` and `by` count the questions from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class ShowResults(Action):
    """The overview."""

    code: ClassVar[str] = "ro"
    survey: int


@dataclass(frozen=True, slots=True)
class ShowQuestion(Action):
    """One question with its chart."""

    code: ClassVar[str] = "rq"
    survey: int
    number: int


@dataclass(frozen=True, slots=True)
class ListQuestions(Action):
    """All questions, to jump to one; pages count from 0."""

    code: ClassVar[str] = "rl"
    survey: int
    page: int


@dataclass(frozen=True, slots=True)
class DivideQuestion(Action):
    """One question by the answers to another."""

    code: ClassVar[str] = "rd"
    survey: int
    number: int
    by: int


@dataclass(frozen=True, slots=True)
class ListFiles(Action):
    """What can be downloaded."""

    code: ClassVar[str] = "rf"
    survey: int


@dataclass(frozen=True, slots=True)
class GetFile(Action):
    """A download: `what` is results, answers or texts."""

    code: ClassVar[str] = "rw"
    survey: int
    what: str


@dataclass(frozen=True, slots=True)
class ShareResults(Action):
    """Choose what residents see."""

    code: ClassVar[str] = "rp"
    survey: int
