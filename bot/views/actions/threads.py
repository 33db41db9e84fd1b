"""Conversations with the library. `thread`, `organisation` and `draft` are ids, 0 for none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class WritingAction(Action):
    """Base of those that begin or go on with a message: any other tap ends the writing."""


@dataclass(frozen=True, slots=True)
class WriteToLibrary(WritingAction):
    """„Napisz do biblioteki”, also in an organisation's name."""

    code: ClassVar[str] = "tw"
    organisation: int


@dataclass(frozen=True, slots=True)
class ReplyTo(WritingAction):
    """„Odpowiedz”"""

    code: ClassVar[str] = "tr"
    thread: int


@dataclass(frozen=True, slots=True)
class StopWriting(WritingAction):
    """„To wszystko”"""

    code: ClassVar[str] = "te"


@dataclass(frozen=True, slots=True)
class ListThreads(Action):
    """`/wiadomosci`"""

    code: ClassVar[str] = "tb"


@dataclass(frozen=True, slots=True)
class ShowThread(Action):
    """One of them; `asked` is a change that waits for a yes, or ""."""

    code: ClassVar[str] = "ts"
    thread: int
    asked: str


@dataclass(frozen=True, slots=True)
class ShowFiles(Action):
    """Its photos and files once more."""

    code: ClassVar[str] = "tf"
    thread: int


@dataclass(frozen=True, slots=True)
class TakeThread(Action):
    """„Ja odpowiem”, or not."""

    code: ClassVar[str] = "tk"
    thread: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class CloseThread(Action):
    """Nothing more to say."""

    code: ClassVar[str] = "tc"
    thread: int


@dataclass(frozen=True, slots=True)
class ConcernsMinor(WritingAction):
    """„Dotyczy dziecka”, said while writing or later."""

    code: ClassVar[str] = "tm"
    thread: int


@dataclass(frozen=True, slots=True)
class DeleteThread(Action):
    """The yes."""

    code: ClassVar[str] = "td"
    thread: int


@dataclass(frozen=True, slots=True)
class AddressDraft(WritingAction):
    """A stray photo is a message to somebody: to whom?"""

    code: ClassVar[str] = "ta"
    draft: int


@dataclass(frozen=True, slots=True)
class ChooseRecipient(WritingAction):
    """To this one."""

    code: ClassVar[str] = "tp"
    draft: int
    thread: int
    organisation: int


@dataclass(frozen=True, slots=True)
class SendDraft(WritingAction):
    """The yes."""

    code: ClassVar[str] = "tg"
    draft: int
    thread: int
    organisation: int
