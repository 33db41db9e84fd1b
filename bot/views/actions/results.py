"""Results, for staff. `number` and `by` count the questions from 0."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ShowResults(Action):
    """The overview."""

    code: ClassVar[str] = "ro"
    survey: int


@frozen
class ShowQuestion(Action):
    """One question with its chart."""

    code: ClassVar[str] = "rq"
    survey: int
    number: int


@frozen
class ListQuestions(Action):
    """All questions, to jump to one; pages count from 0."""

    code: ClassVar[str] = "rl"
    survey: int
    page: int


@frozen
class DivideQuestion(Action):
    """One question by the answers to another."""

    code: ClassVar[str] = "rd"
    survey: int
    number: int
    by: int


@frozen
class ListFiles(Action):
    """What can be downloaded."""

    code: ClassVar[str] = "rf"
    survey: int


@frozen
class GetFile(Action):
    """A download: `what` is results, answers or texts."""

    code: ClassVar[str] = "rw"
    survey: int
    what: str


@frozen
class ShareResults(Action):
    """Choose what residents see."""

    code: ClassVar[str] = "rp"
    survey: int
