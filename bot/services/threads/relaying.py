"""Messages on their way to the other side: stored as notices, looked at again when they go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.outgoing import Composed, Outgoing, Skipped
from bot.domain.people import STAFF, Person
from bot.domain.quiet_hours import Kind
from bot.domain.threads import (
    DELETION,
    MESSAGE,
    MINOR,
    Message,
    Relayed,
    Side,
    Thread,
    ThreadTold,
    hearers,
    side_of,
)
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.threads.sides import theirs
from bot.services.turn import Office, asleep, composed, tell
from bot.storage import people
from bot.storage import threads as rows
from bot.storage.database import Tx

PURPOSES = (MESSAGE, MINOR, DELETION)
Words = Callable[[Relayed | ThreadTold, Translator], object]


class Relay:
    """`compose` is the composer of every purpose in `PURPOSES`."""

    def __init__(self, office: Office, words: Words) -> None:
        self._office = office
        self._words = words

    def compose(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """The message; or why it is not sent, or not yet."""
        if person is None:
            return Skipped("gone")
        found = self._relayed(tx, row, person) if row.purpose == MESSAGE else _told(tx, row, person)
        if isinstance(found, Skipped):
            return found
        if wait := asleep(self._office, tx, person, now, _kind(found, person)):
            return wait
        words = self._words(found, self._office.translator(person.language, now))
        return composed(self._office, person, words, now)

    def _relayed(self, tx: Tx, row: Outgoing, person: Person) -> Relayed | Skipped:
        message = rows.message(tx, row.subject_id)
        thread = rows.by_id(tx, message.thread_id) if message else None
        if message is None or thread is None:
            return Skipped("gone")
        try:
            side = side_of(person, theirs(tx, thread), thread)
        except Refused:
            return Skipped("no_right")
        own = side is message.side
        if (
            side is Side.LIBRARY
            and not own
            and not thread.minor
            and rows.answered_after(tx, message)
        ):
            return Skipped("answered")
        return Relayed(thread, message, self._office.profile.library, side, own)


def relay(office: Office, tx: Tx, thread: Thread, message: Message, now: datetime) -> None:
    """Tell everybody who is to hear of a message."""
    assert message.author_id is not None
    staff = people.with_roles(tx, STAFF)
    told = hearers(thread, message.side, message.author_id, theirs(tx, thread), staff)
    tell(office, tx, MESSAGE, message.id, told, now)


def _kind(found: Relayed | ThreadTold, person: Person) -> Kind:
    """A chat that they opened goes on at night too; staff who answer nothing yet may sleep."""
    opened = isinstance(found, Relayed) and (
        found.side is Side.PERSON or found.thread.assignee_id == person.id
    )
    return Kind.REPLY if opened else Kind.OTHER


def _told(tx: Tx, row: Outgoing, person: Person) -> ThreadTold | Skipped:
    thread = rows.by_id(tx, row.subject_id)
    if thread is None:
        return Skipped("gone")
    if person.role not in STAFF:
        return Skipped("no_right")
    if row.purpose == MINOR and not thread.unwatched:
        return Skipped("seen")
    if row.purpose == DELETION and thread.deletion_asked_by in (None, person.id):
        return Skipped("answered")
    asker = people.by_id(tx, thread.deletion_asked_by) if thread.deletion_asked_by else None
    return ThreadTold(row.purpose, thread, asker.name if asker else "")
