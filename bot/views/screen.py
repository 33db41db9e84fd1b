"""Screens: what a person reads and taps, knowing nothing of Telegram.

`transport` fits them to Telegram's limits. Text is markup (translated, everything filled in
escaped), in the small HTML that messengers share: b, i, u, s, code, a, blockquote.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from markupsafe import Markup

from bot.domain.announcements import Media
from bot.domain.entities import Formatted
from bot.domain.people import Person
from bot.frozen import frozen
from bot.i18n import Translator
from bot.views.actions import Action


class Button(NamedTuple):
    """One thing to tap: an action of ours, or a link. The label is plain text."""

    label: str
    action: Action | None = None
    url: str = ""


Row = tuple[Button, ...]


@frozen
class Attachment:
    """A picture (`kind="photo"`) or a file that goes with a screen."""

    kind: str
    name: str
    content: bytes


@frozen
class Screen:
    """One message. `asks` is what a keyboard below offers to share: "location", "contact" or "".

    With `asks` the labels of `rows` become words to send, since a message has one keyboard.
    """

    text: Markup
    rows: tuple[Row, ...] = ()
    attachment: Attachment | None = None
    asks: str = ""
    asks_label: str = ""


@frozen
class Show:
    """A new message. `session` and `rev` say which step it shows, so that its id is remembered."""

    screen: Screen
    session: int = 0
    rev: int = 0


@frozen
class Post:
    """A message as its author typed it: no markup of ours, media that Telegram keeps already.

    The only thing that a view returns which is not translated; `rows` are.
    """

    body: Formatted
    media: tuple[Media, ...] = ()
    rows: tuple[Row, ...] = ()


@frozen
class Replace:
    """The tapped message (or `message_id`) becomes this screen; attachments stay as they are."""

    screen: Screen
    message_id: int = 0


@frozen
class Toast:
    """A short note over the chat after a tap; `alert` waits to be closed. Plain text."""

    text: str
    alert: bool = False


@frozen
class Notice:
    """A message to somebody else, in their language: goes out by itself, through the outbox."""

    person: Person
    screen: Screen
    dedupe_key: str = ""


Effect = Show | Post | Replace | Toast | Notice

R_contra = TypeVar("R_contra", contravariant=True)
View = Callable[[R_contra, Translator], Screen | Sequence[Effect]]


def effects(shown: Screen | Sequence[Effect]) -> Sequence[Effect]:
    """A bare screen is a new message."""
    return (Show(shown),) if isinstance(shown, Screen) else shown
