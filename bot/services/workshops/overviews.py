"""One workshop as staff and its author see it, and who may touch it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.people import STAFF, Person, Right, require
from bot.domain.programme import Listed, Overview
from bot.domain.workshops import LINK, Status, Workshop, missing, require_status
from bot.errors import Refused
from bot.services.turn import Office
from bot.services.workshops.ledger import Ledger, holders
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx

DrawCode = Callable[[str], bytes]  # a link as a QR code, remembered
DECIDED = frozenset(Status) - {Status.DRAFT}


class Overviews:
    """Shared by the services of this package."""

    def __init__(self, office: Office, ledger: Ledger, draw_code: DrawCode) -> None:
        self._office = office
        self._ledger = ledger
        self.draw_code = draw_code

    def look(self, tx: Tx, person: Person, workshop_id: int) -> Workshop:
        """Any for staff, their own for a partner. Raises Refused: staff_only, workshop_gone."""
        require(person, Right.PROPOSE_WORKSHOPS)
        workshop = rows.by_id(tx, workshop_id)
        if workshop is None or not (person.role in STAFF or workshop.created_by == person.id):
            raise Refused("workshop_gone")
        return workshop

    def edit(self, tx: Tx, person: Person, workshop_id: int, *wanted: Status) -> Workshop:
        """One to be changed: a partner may change what is a draft still, and their own.

        Raises Refused: staff_only, workshop_gone, workshop_changed.
        """
        workshop = self.look(tx, person, workshop_id)
        if person.role not in STAFF:
            wanted = tuple(one for one in wanted if one not in DECIDED)
        return require_status(workshop, *wanted)

    def link(self, workshop: Workshop) -> str:
        """The deep link to a workshop."""
        return self._office.link(LINK + workshop.token)

    def overview(
        self,
        tx: Tx,
        workshop: Workshop,
        now: datetime,
        *,
        code: bool = False,
        reader: Person | None = None,
    ) -> Overview:
        """All that staff want to know of it at a glance."""
        found = holders(kept.roster(tx, workshop))
        unanswered = tuple(one for one in found if one.kept < workshop.sequence)
        link = self.link(workshop)
        draft = workshop.status in (Status.DRAFT, Status.PROPOSED)
        belongs = rows.series_by_id(tx, workshop.series_id) if workshop.series_id else None
        return Overview(
            workshop, kept.seats(tx, workshop), kept.counts(tx, workshop.id), link,
            missing(workshop, now) if draft else (),
            tuple(one for one in found if one.must_be_called), unanswered, belongs,
            self.draw_code(link) if code else b"", reader is None or reader.role in STAFF,
        )  # fmt: skip

    def listed(self, tx: Tx, workshop: Workshop, person: Person | None = None) -> Listed:
        """One line of a list."""
        mine = kept.of_person(tx, person.id, workshop.id) if person else None
        return Listed(workshop, kept.seats(tx, workshop), mine)

    def note(
        self, tx: Tx, now: datetime, person: Person, what: str, about: Workshop, **details: object
    ) -> None:
        """One line of the audit about a workshop."""
        subject = f"workshop:{about.id}"
        self._ledger.note(tx, now, person.id, f"workshop.{what}", subject, **details)
