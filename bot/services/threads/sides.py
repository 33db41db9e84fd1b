"""Who stands on which side of a conversation, and to whom staff may write."""

from __future__ import annotations

from bot.domain.organisations import LIVING, Status
from bot.domain.people import Person
from bot.domain.threads import Recipient, Side, Thread, side_of
from bot.errors import Refused
from bot.storage import organisations, people
from bot.storage import threads as rows
from bot.storage.database import Tx

KNOWN = 10  # conversations that a stray photo may go to


def theirs(tx: Tx, thread: Thread) -> list[Person]:
    """The people on the other side of the library: one, or an organisation's members."""
    if thread.organisation_id is not None:
        organisation = organisations.by_id(tx, thread.organisation_id)
        living = organisation is not None and organisation.status in LIVING
        return organisations.members(tx, thread.organisation_id) if living else []
    person = people.by_id(tx, thread.person_id) if thread.person_id else None
    return [person] if person else []


def opened(tx: Tx, person: Person, thread_id: int) -> tuple[Thread, Side]:
    """A thread and this person's side of it. Raises Refused: thread_gone for nobody's business."""
    thread = rows.by_id(tx, thread_id)
    if thread is None:
        raise Refused("thread_gone")
    return thread, side_of(person, theirs(tx, thread), thread)


def recipients(tx: Tx) -> tuple[Recipient, ...]:
    """Who wrote lately, and the organisations that work with the library."""
    found = (*rows.waiting(tx, KNOWN), *rows.resting(tx, KNOWN))[:KNOWN]
    known = [Recipient(one.name, thread_id=one.id) for one in found if one.person_id]
    active = organisations.with_status(tx, (Status.ACTIVE,))
    return (*known, *(Recipient(one.name, organisation_id=one.id) for one in active))
