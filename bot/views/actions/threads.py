"""Conversations with the library. `thread`, `organisation` and `draft` are ids, 0 for none."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class WritingAction(Action):
    """Base of those that begin or go on with a message: any other tap ends the writing."""


@frozen
class WriteToLibrary(WritingAction):
    """„Napisz do biblioteki”, also in an organisation's name."""

    code: ClassVar[str] = "tw"
    organisation: int


@frozen
class ReplyTo(WritingAction):
    """„Odpowiedz”"""

    code: ClassVar[str] = "tr"
    thread: int


@frozen
class StopWriting(WritingAction):
    """„To wszystko”"""

    code: ClassVar[str] = "te"


@frozen
class ListThreads(Action):
    """`/wiadomosci`"""

    code: ClassVar[str] = "tb"


@frozen
class ShowThread(Action):
    """One of them; `asked` is a change that waits for a yes, or ""."""

    code: ClassVar[str] = "ts"
    thread: int
    asked: str


@frozen
class ShowFiles(Action):
    """Its photos and files once more."""

    code: ClassVar[str] = "tf"
    thread: int


@frozen
class TakeThread(Action):
    """„Ja odpowiem”, or not."""

    code: ClassVar[str] = "tk"
    thread: int
    wanted: bool


@frozen
class CloseThread(Action):
    """Nothing more to say."""

    code: ClassVar[str] = "tc"
    thread: int


@frozen
class ConcernsMinor(WritingAction):
    """„Dotyczy dziecka”, said while writing or later."""

    code: ClassVar[str] = "tm"
    thread: int


@frozen
class DeleteThread(Action):
    """The yes."""

    code: ClassVar[str] = "td"
    thread: int


@frozen
class AddressDraft(WritingAction):
    """A stray photo is a message to somebody: to whom?"""

    code: ClassVar[str] = "ta"
    draft: int


@frozen
class ChooseRecipient(WritingAction):
    """To this one."""

    code: ClassVar[str] = "tp"
    draft: int
    thread: int
    organisation: int


@frozen
class SendDraft(WritingAction):
    """The yes."""

    code: ClassVar[str] = "tg"
    draft: int
    thread: int
    organisation: int
