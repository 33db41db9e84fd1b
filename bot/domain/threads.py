"""Conversations with the library: who answers, what is waiting, and what concerns a minor.

A thread that concerns a minor is seen by two staff and cannot be deleted by one: the standards of
art. 22b of the act of 13 May 2016, see DOMAIN §6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.announcements import Media
from bot.domain.people import STAFF, Person
from bot.errors import Refused
from bot.forms.fold import fold
from bot.frozen import frozen

ASKED_FOR = timedelta(hours=24)  # how long a prompt waits for the message
GOES_ON = timedelta(minutes=10)  # for which more messages follow the first
EYES = 2  # staff who see a thread that concerns a minor
MESSAGE, MINOR, DELETION = "thread_message", "thread_minor", "thread_deletion"  # of notices
BRIEF = 2  # messages above the question what to write
SHOWN = 8  # messages of a thread on its screen
LISTED = 12  # threads in a list
ENDS = frozenset(
    fold(word)
    for word in ("koniec", "anuluj", "skończ", "cancel", "stop", "end", "кінець", "скасувати")
)
WORD = 24  # characters that a word may have; folding a long text would cost
TO_SOMEBODY = frozenset(
    fold(words)
    for words in ("wiadomość do kogoś", "wiadomość", "message to somebody", "повідомлення комусь")
)
AGREES = frozenset(fold(word) for word in ("wyślij", "tak", "send", "yes", "надіслати", "так"))


class Side(StrEnum):
    """Who said it: a resident or an organisation's member, or the library."""

    PERSON = "person"
    LIBRARY = "library"


class Status(StrEnum):
    """Where a thread stands."""

    WAITING = "waiting"  # for the library
    ANSWERED = "answered"
    CLOSED = "closed"


@frozen
class Thread:
    """One conversation, with a person or with an organisation's members.

    `name` is theirs; `assignee_id` is who answers. `seen` counts the staff who know its last
    message.
    """

    id: int
    person_id: int | None
    organisation_id: int | None
    name: str
    status: Status
    minor: bool
    assignee_id: int | None
    assignee: str
    deletion_asked_by: int | None
    waiting_since: datetime
    seen: int = 0

    @property
    def waiting(self) -> bool:
        """Does it want somebody of the staff: for an answer, or for a second pair of eyes?"""
        return self.status is Status.WAITING or self.unwatched

    @property
    def unwatched(self) -> bool:
        """It concerns a minor and only one of the staff knows it."""
        return self.minor and self.seen < EYES


@frozen
class Message:
    """What somebody said; `author` is their name, "" once they were erased."""

    id: int
    thread_id: int
    side: Side
    author_id: int | None
    author: str
    text: str
    media: tuple[Media, ...]
    sent_at: datetime


@frozen
class Writing:
    """Whose next message goes where. Without a thread it opens one, for an organisation or for
    the person. With a draft it says to whom, or yes."""

    person_id: int
    until: datetime
    thread_id: int | None = None
    organisation_id: int | None = None
    draft_id: int | None = None

    @property
    def addressed(self) -> bool:
        """Is it known to whom?"""
        return self.thread_id is not None or self.organisation_id is not None


@frozen
class Recipient:
    """To whom staff may write: a thread, or an organisation."""

    name: str
    thread_id: int = 0
    organisation_id: int = 0


@frozen
class Prompted:
    """„Napisz wiadomość”. `thread` is None for one that the message opens; `name` is to whom,
    `in_name_of` the organisation for which a member writes."""

    side: Side
    thread: Thread | None = None
    name: str = ""
    in_name_of: str = ""
    messages: tuple[Message, ...] = ()


@frozen
class Sent:
    """It is on its way. `goes_on`: what they write next follows it."""

    thread: Thread
    side: Side
    goes_on: bool = False


@frozen
class ThreadShown:
    """A thread as `viewer` sees it. `told` is what was just done, `asked` what waits for a yes;
    `files` counts those in all of it; `seen_by` are the staff who opened it."""

    viewer: Person
    side: Side
    thread: Thread
    messages: tuple[Message, ...]
    files: int = 0
    seen_by: tuple[str, ...] = ()
    told: str = ""
    asked: str = ""


@frozen
class Listed:
    """A line of a list, with what was said last."""

    thread: Thread
    last: Message | None


@frozen
class Board:
    """What waits for staff, the longest first, and what does not; or one's own threads."""

    side: Side
    waiting: tuple[Listed, ...] = ()
    others: tuple[Listed, ...] = ()
    number: int = 0  # of all that wait


@frozen
class Files:
    """All photos and files of a thread, oldest first."""

    thread: Thread
    media: tuple[Media, ...]


@frozen
class Relayed:
    """A message as it reaches `reader`. `own`: their own side said it, this is a copy."""

    thread: Thread
    message: Message
    library: str
    side: Side
    own: bool


@frozen
class ThreadTold:
    """To staff: a thread concerns a minor, or `by` wants it deleted and a second yes is needed."""

    purpose: str
    thread: Thread
    by: str = ""


@frozen
class Addressing:
    """A stray photo that is a message to somebody: to whom? `to` is the answer that waits for a
    yes; `again` says that what was typed named nobody, or several."""

    draft_id: int
    recipients: tuple[Recipient, ...] = ()
    to: Recipient | None = None
    again: bool = False


@frozen
class Deleted:
    """The thread is no more; or one of two has asked for it."""

    name: str
    asked: bool = False


@frozen
class Stopped:
    """What they write next is no message."""

    side: Side


Received = Sent | Prompted | Addressing | Stopped


def after_message(thread: Thread, side: Side, author: Person, now: datetime) -> Thread:
    """The thread once somebody spoke: it waits for the other side. Whoever of the staff answers
    first is who answers, unless somebody else has taken it."""
    if side is Side.PERSON:
        since = thread.waiting_since if thread.status is Status.WAITING else now
        return replace(thread, status=Status.WAITING, waiting_since=since, deletion_asked_by=None)
    assignee = thread.assignee_id or author.id
    return replace(thread, status=Status.ANSWERED, assignee_id=assignee, deletion_asked_by=None)


def hearers(
    thread: Thread, side: Side, author_id: int, theirs: Sequence[Person], staff: Sequence[Person]
) -> tuple[Person, ...]:
    """Who is told of a message: the other side, and the author's own people.

    Of the staff the one who answers; all of them where nobody does, or where a minor is concerned,
    also when one of them spoke.
    """
    inside = _staff_hearers(thread, side, staff)
    found = {one.id: one for one in (*theirs, *inside) if one.id != author_id}
    return tuple(found.values())


def _staff_hearers(thread: Thread, side: Side, staff: Sequence[Person]) -> Iterable[Person]:
    if thread.minor:
        return staff
    if side is Side.LIBRARY:
        return ()
    assigned = [one for one in staff if one.id == thread.assignee_id]
    return assigned or staff


def require_closable(thread: Thread) -> None:
    """Raises Refused: second_person_needed for a minor's thread that only one has seen."""
    if thread.unwatched:
        raise Refused("second_person_needed")


def deletes(thread: Thread, person: Person) -> bool:
    """Does this person's yes delete it? Of a minor's thread the first of two only asks.

    Raises Refused: second_person_needed where the same person says it twice.
    """
    if not thread.minor:
        return True
    if thread.deletion_asked_by == person.id:
        raise Refused("second_person_needed")
    return thread.deletion_asked_by is not None


def is_to_somebody(text: str) -> bool:
    """„wiadomość do kogoś”, typed as the answer to „Co to jest?”"""
    return len(text) <= WORD and fold(text) in TO_SOMEBODY


def ends(text: str) -> bool:
    """„koniec”: the word, and nothing else, ends the writing."""
    return len(text) <= WORD and fold(text) in ENDS


def named(recipients: Sequence[Recipient], text: str) -> Recipient | None:
    """The one that somebody typed: by its number in the list, its name, or a unique beginning."""
    typed = fold(text)
    if typed.isdecimal() and 0 < int(typed[:3]) <= len(recipients):
        return recipients[int(typed[:3]) - 1]
    for fits in (str.__eq__, str.startswith):
        found = [one for one in recipients if typed and fits(fold(one.name), typed)]
        if len(found) == 1:
            return found[0]
    return None


def side_of(person: Person, members: Iterable[Person], thread: Thread) -> Side:
    """On which side of a thread somebody stands. Raises Refused: thread_gone for nobody's."""
    if thread.person_id == person.id or any(one.id == person.id for one in members):
        return Side.PERSON
    if person.role in STAFF:
        return Side.LIBRARY
    raise Refused("thread_gone")
