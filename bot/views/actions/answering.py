"""Answering a survey: `session` and `rev` tell an old button from one that still asks."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class Choose(Action):
    """One choice, by its index in the definition; 0 acknowledges."""

    code: ClassVar[str] = "a"
    session: int
    rev: int
    index: int


@frozen
class Tick(Action):
    """A tick of several, and how it should be afterwards."""

    code: ClassVar[str] = "t"
    session: int
    rev: int
    index: int
    wanted: bool


@frozen
class TicksDone(Action):
    """„Gotowe”."""

    code: ClassVar[str] = "f"
    session: int
    rev: int


@frozen
class SkipQuestion(Action):
    """„Pomiń”."""

    code: ClassVar[str] = "k"
    session: int
    rev: int


@frozen
class KeepAnswer(Action):
    """Leave the answer that the question shows."""

    code: ClassVar[str] = "e"
    session: int
    rev: int


@frozen
class StepBack(Action):
    """„Wstecz”."""

    code: ClassVar[str] = "b"
    session: int
    rev: int


@frozen
class Say(Action):
    """Stands for typing this: a number of a range, an hour."""

    code: ClassVar[str] = "s"
    session: int
    rev: int
    text: str


@frozen
class PickDay(Action):
    """A day (for a datetime with its time) of the calendar, ISO."""

    code: ClassVar[str] = "d"
    session: int
    rev: int
    iso: str


@frozen
class TurnPage(Action):
    """Show another part of the same question: a page of choices, a month, the minutes."""

    code: ClassVar[str] = "p"
    session: int
    rev: int
    page: int


@frozen
class AnotherTurn(Action):
    """ "One more?" """

    code: ClassVar[str] = "n"
    session: int
    rev: int
    yes: bool


@frozen
class ChooseAnswer(Action):
    """„Popraw”: which answer? Page 0 is a message of its own, from 1 on it changes in place."""

    code: ClassVar[str] = "cl"
    session: int
    rev: int
    page: int


@frozen
class CorrectAnswer(Action):
    """The answer at this place of the review, from 0."""

    code: ClassVar[str] = "c"
    session: int
    rev: int
    place: int


@frozen
class AddTurn(Action):
    """„Dodaj: Pozycja budżetu”: the repeat at this place of the review, from 0."""

    code: ClassVar[str] = "cr"
    session: int
    rev: int
    place: int


@frozen
class HandIn(Action):
    """„Wyślij”."""

    code: ClassVar[str] = "h"
    session: int
    rev: int


@frozen
class ResumeSession(Action):
    """„Odpowiadam dalej”."""

    code: ClassVar[str] = "r"
    session: int


@frozen
class DiscardSession(Action):
    """„Usuń zaczęte odpowiedzi”."""

    code: ClassVar[str] = "x"
    session: int


@frozen
class StayPut(Action):
    """The heading of a column: nothing to do."""

    code: ClassVar[str] = "z"
