"""Notices about organisations when they are sent: do they still make sense, and may they go?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.organisations import DECIDED, OFFERED, REGISTERED, OrganisationTold, Status
from bot.domain.outgoing import Composed, Outgoing, Skipped
from bot.domain.people import Person, Right, refusal
from bot.i18n import Translator
from bot.services.turn import Office, asleep, composed
from bot.storage import organisations as rows
from bot.storage.database import Tx

PURPOSES = (REGISTERED, OFFERED, DECIDED)
Words = Callable[[OrganisationTold, Translator], object]


class OrganisationNotices:
    """`compose` is the composer of every purpose in `PURPOSES`."""

    def __init__(self, office: Office, words: Words) -> None:
        self._office = office
        self._words = words

    def compose(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """The message; or why it is not sent, or not yet."""
        if person is None:
            return Skipped("gone")
        told = _told(tx, row, person)
        if isinstance(told, Skipped):
            return told
        if wait := asleep(self._office, tx, person, now):
            return wait
        words = self._words(told, self._office.translator(person.language, now))
        return composed(self._office, person, words, now)


def _told(tx: Tx, row: Outgoing, person: Person) -> OrganisationTold | Skipped:
    resource = rows.resource(tx, row.subject_id) if row.purpose == OFFERED else None
    organisation_id = resource.organisation_id if resource else row.subject_id
    found = rows.by_id(tx, organisation_id)
    if found is None or (row.purpose == OFFERED and resource is None):
        return Skipped("gone")
    if row.purpose == DECIDED:
        return OrganisationTold(row.purpose, found)
    if refusal(person, Right.MANAGE_ORGANISATIONS):
        return Skipped("no_right")
    if row.purpose == REGISTERED and found.status is not Status.PROPOSED:
        return Skipped("decided")
    return OrganisationTold(row.purpose, found, resource)
