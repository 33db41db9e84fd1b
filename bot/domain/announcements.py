"""Announcements: what the library writes to the town, from a draft to what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from bot.domain.audiences import ASKED_FOR, Audience, Kind
from bot.domain.entities import Formatted
from bot.errors import Refused
from bot.frozen import frozen

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024  # UTF-16 units: sendMessage.text, sendPhoto.caption
ALBUM_LIMIT = 10  # sendMediaGroup.media
BUTTON_LIMIT = 3
LABEL_LIMIT = 64  # characters of a button that a phone still shows
DELETABLE = timedelta(hours=48)  # for so long Telegram lets a bot delete its messages
DRAFTS_KEPT = timedelta(days=14)
HISTORY = 10  # announcements in the list
NEWS = "news"  # the topic of what has no other
NO_TEXT = Formatted()


class Status(StrEnum):
    """Where an announcement stands. A repeated one stays scheduled."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What the author is asked; their next message answers it."""

    KIND = "kind"  # a stray picture: what is this?
    CONTENT = "content"
    AUDIENCE = "audience"
    EVERY_AUDIENCE = "every_audience"  # the same question with all that can be chosen
    TOPIC = "topic"
    TIME = "time"
    WEEKLY = "weekly"
    CONFIRM = "confirm"
    NIGHT = "night"  # now, or in the morning?
    CHANGE = "change"
    BUTTON = "button"
    CORRECTION = "correction"


@frozen
class Media:
    """A photo, video or document that Telegram keeps; sent again by its id, never uploaded."""

    kind: str
    file_id: str


DOCUMENT = "BQAC"  # what Telegram's ids of documents begin with


def pictures(file_ids: Iterable[str], most: int = 10) -> tuple[tuple[Media, ...], ...]:
    """Albums that Telegram takes: a picture that came as a document may be sent only as one, and
    not among photos."""
    found = tuple(file_ids)[:most]
    photos = tuple(Media("photo", one) for one in found if not one.startswith(DOCUMENT))
    documents = tuple(Media("document", one) for one in found if one.startswith(DOCUMENT))
    return tuple(album for album in (photos, documents) if album)


@frozen
class LinkButton:
    """A button below an announcement: a link; or a survey or a workshop, by its id, with its deep
    link."""

    label: str
    url: str
    survey_id: int = 0
    workshop_id: int = 0


@frozen
class Content:
    """What an author sends: text as typed, pictures or files, or both."""

    body: Formatted = NO_TEXT
    media: tuple[Media, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing that could be announced."""
        return not (self.body.text.strip() or self.media)


@frozen
class Announcement:
    """One announcement. Moments are aware, UTC.

    `send_at` is None until the author has said when; a moment that is past means at once.
    `repeat` is the rule of a repeated one, as `schedules` writes it. `revision` grows with every
    change, so that what was previewed is what goes out. `urgent`: staff chose „now” at night.
    `corrects` is the sent announcement whose text this draft replaces.
    """

    id: int
    author_id: int | None
    status: Status
    content: Content = field(default_factory=Content)
    topic: str = ""
    audience: Audience | None = None
    buttons: tuple[LinkButton, ...] = ()
    funded: bool = False
    paid: bool = False
    urgent: bool = False
    send_at: datetime | None = None
    repeat: str = ""
    awaiting: str = ""
    revision: int = 1
    corrects: int = 0
    created_at: datetime | None = None

    @property
    def title(self) -> str:
        """The beginning of its first line, to tell it from others."""
        first = self.content.body.text.strip().partition("\n")[0]
        return first if len(first) <= 40 else first[:39].rstrip() + "…"

    def body(self, funding: str) -> Formatted:
        """The whole text as it goes out."""
        return self.content.body.ending(funding if self.funded else "")


def next_step(draft: Announcement) -> Step:
    """What is still unknown, in the order in which it is asked."""
    if not draft.content.body.text.strip():
        return Step.CONTENT
    if draft.corrects:
        return Step.CONFIRM
    if draft.audience is None:
        return Step.AUDIENCE
    if not draft.topic:
        return Step.TOPIC
    return Step.TIME if draft.send_at is None else Step.CONFIRM


_BEFORE = {
    Step.EVERY_AUDIENCE: Step.AUDIENCE,
    Step.WEEKLY: Step.TIME,
    Step.BUTTON: Step.CHANGE,
    Step.NIGHT: Step.CONFIRM,
    Step.CHANGE: Step.CONFIRM,
}
_IN_TURN = {
    Step.AUDIENCE: Step.CONTENT,
    Step.TOPIC: Step.AUDIENCE,
    Step.TIME: Step.AUDIENCE,
    Step.CONFIRM: Step.TIME,
}


def step_before(draft: Announcement) -> Step:
    """Where „Wstecz” leads from what is asked now; what was to be changed leads to the changes."""
    step = Step(draft.awaiting)
    if step in _BEFORE:
        return _BEFORE[step]
    if step is Step.CONFIRM and draft.corrects:
        return Step.CONTENT
    if step is not Step.CONFIRM and next_step(draft) is Step.CONFIRM:
        return Step.CHANGE
    return _IN_TURN.get(step, step)


def with_content(draft: Announcement, content: Content) -> Announcement:
    """What was sent replaces what was there of the same sort: a text the text, media the media."""
    body = content.body if content.body.text.strip() else draft.content.body
    return replace(draft, content=Content(body, content.media or draft.content.media))


def require_fitting(draft: Announcement, funding: str) -> None:
    """Raises Refused: announcement_too_long, by how many characters; album_mixed."""
    limit = CAPTION_LIMIT if draft.corrects and captioned(draft) else TEXT_LIMIT
    over = draft.body(funding).length - limit
    if over > 0:
        raise Refused("announcement_too_long", over=over, limit=limit)
    if len({media.kind == "document" for media in draft.content.media}) > 1:
        raise Refused("album_mixed")
    if len(draft.content.media) > ALBUM_LIMIT:
        raise Refused("album_too_large", limit=ALBUM_LIMIT)


def captioned(announcement: Announcement) -> bool:
    """Might its text stand under one picture, where less fits?"""
    return len(announcement.content.media) == 1


def with_audience(draft: Announcement, audience: Audience) -> Announcement:
    """Where the audience says what it is about, the topic is known too."""
    if audience.kind is Kind.FOLLOWERS:
        return replace(draft, audience=audience, topic=audience.value)
    asked = audience.kind in (Kind.LANGUAGE, Kind.ANSWERED, Kind.UNFINISHED)
    return replace(draft, audience=audience, topic="" if asked else NEWS)


def with_topic(draft: Announcement, topic: str) -> Announcement:
    """What it is about: who follows something else can switch it off."""
    audience = draft.audience
    if audience and audience.kind in ASKED_FOR:
        narrowed = audience.kind is Kind.LANGUAGE
        value = audience.value if narrowed else topic
        audience = replace(audience, value=value, topic=topic if narrowed else "")
    return replace(draft, topic=topic, audience=audience)


def with_button(draft: Announcement, button: LinkButton) -> Announcement:
    """One more. Raises Refused: too_many_buttons."""
    if len(draft.buttons) >= BUTTON_LIMIT:
        raise Refused("too_many_buttons", limit=BUTTON_LIMIT)
    return replace(draft, buttons=(*draft.buttons, button))


def link_button(text: str) -> LinkButton:
    """„Zapisy https://…”: a label and an address. Raises Refused: not_a_button."""
    words = text.split()
    addresses = [word for word in words if word.startswith(("https://", "http://"))]
    if len(addresses) != 1 or not _has_host(addresses[0]):
        raise Refused("not_a_button")
    label = " ".join(word for word in words if word != addresses[0])
    if not label or len(label) > LABEL_LIMIT:
        raise Refused("not_a_button")
    return LinkButton(label, addresses[0])


def _has_host(address: str) -> bool:
    """Telegram refuses an address whose host has no dot, „http://biblioteka”."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return all(host.split(".")) and "." in host


def copy_of(old: Announcement) -> Announcement:
    """„Użyj jeszcze raz”: the same in a new draft; when it goes is asked anew."""
    return replace(
        old, id=0, status=Status.DRAFT, send_at=None, repeat="", urgent=False, paid=False,
        awaiting="", revision=1, corrects=0, created_at=None,
    )  # fmt: skip


def correction_of(sent: Announcement) -> Announcement:
    """A draft that takes the new text for what was sent."""
    return replace(copy_of(sent), corrects=sent.id, audience=sent.audience, send_at=sent.send_at)


def require_status(found: Announcement | None, *wanted: Status) -> Announcement:
    """The announcement, if it stands there. Raises Refused: announcement_gone, -_changed."""
    if found is None:
        raise Refused("announcement_gone")
    if found.status not in wanted:
        raise Refused("announcement_changed", status=found.status)
    return found


def media_kinds(media: Iterable[Media]) -> frozenset[str]:
    """Which sorts there are."""
    return frozenset(one.kind for one in media)
