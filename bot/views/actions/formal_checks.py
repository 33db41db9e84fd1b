"""The formal check, for staff. `contest` and `application` are ids."""

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
class TurnApplications(Action):
    """Another page of the list, from 0."""

    code: ClassVar[str] = "fn"
    contest: int
    page: int


@frozen
class CheckApplication(Action):
    """One of them, with its checklist."""

    code: ClassVar[str] = "fc"
    application: int


@frozen
class ReadApplication(Action):
    """„Pokaż całość”: page by page, from 0."""

    code: ClassVar[str] = "fr"
    application: int
    page: int


@frozen
class OpenChecklist(Action):
    """One item before the thumb, from 0; -1: the first without a mark."""

    code: ClassVar[str] = "fo"
    application: int
    item: int


@frozen
class MarkItem(Action):
    """„Tak”, „Nie”, „Nie dotyczy”; `mark` is a `Mark`."""

    code: ClassVar[str] = "fm"
    application: int
    item: int
    mark: str


@frozen
class AskFormal(Action):
    """A conversation that ends in a change; `talk` is a `Talk`, `subject` what it is about."""

    code: ClassVar[str] = "fa"
    talk: str
    subject: int


@frozen
class PassCheck(Action):
    """It takes part."""

    code: ClassVar[str] = "fd"
    application: int


@frozen
class CompareVersions(Action):
    """Two versions beside each other, by number."""

    code: ClassVar[str] = "fv"
    application: int
    before: int
    after: int


@frozen
class ShowEvents(Action):
    """The history of one of them."""

    code: ClassVar[str] = "fh"
    application: int


@frozen
class ShowAttachments(Action):
    """What was attached."""

    code: ClassVar[str] = "fg"
    application: int


@frozen
class EnterPaper(Action):
    """An application that came on paper or by e-mail."""

    code: ClassVar[str] = "fp"
    contest: int


@frozen
class TypeOn(Action):
    """Paper that is not typed in to the end."""

    code: ClassVar[str] = "ft"
    application: int


@frozen
class TakeWorkbook(Action):
    """Everything of a contest as .xlsx."""

    code: ClassVar[str] = "fx"
    contest: int
