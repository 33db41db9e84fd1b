"""A workshop's list in a transaction: read, changed by a rule, kept with all that follows.

Whatever the event was, `keep` offers seats that it freed, stores what changed, writes the notices
to others beside it and sets when the workshop needs attention next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain import rosters, workshop_reminders
from bot.domain.outgoing import Outgoing
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.rosters import Roster
from bot.domain.signups import CONCERNED, Outcome, SignUp
from bot.domain.workshops import Status, Workshop, require_status
from bot.errors import Refused
from bot.services.turn import Office
from bot.services.workshops import letters
from bot.storage import audit, outbox, people
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx


class Ledger:
    """Shared by the services of this package."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def workshop(self, tx: Tx, workshop_id: int) -> Workshop:
        """The published workshop. Raises Refused: workshop_gone, workshop_changed."""
        return require_status(rows.by_id(tx, workshop_id), Status.PUBLISHED)

    def managed(self, tx: Tx, person: Person, workshop_id: int, *wanted: Status) -> Workshop:
        """The workshop, for staff. Raises Refused: staff_only, workshop_gone, workshop_changed."""
        require(person, Right.MANAGE_WORKSHOPS)
        return require_status(rows.by_id(tx, workshop_id), *(wanted or Status))

    def list_of(self, tx: Tx, person: Person, workshop_id: int) -> Roster:
        """The list of a published workshop, for staff. Raises Refused like `managed`."""
        return kept.roster(tx, self.managed(tx, person, workshop_id, Status.PUBLISHED))

    def of_signup(self, tx: Tx, signup_id: int) -> Roster:
        """The list that this sign-up stands on. Raises Refused: signup_gone, workshop_*."""
        signup = kept.by_id(tx, signup_id)
        if signup is None or not signup.active:
            raise Refused("signup_gone")
        return kept.roster(tx, self.workshop(tx, signup.workshop_id))

    def own(self, tx: Tx, person: Person, signup_id: int) -> Roster:
        """The list of somebody's own sign-up. Raises Refused like `of_signup`."""
        roster = self.of_signup(tx, signup_id)
        if roster.signup(signup_id).person_id != person.id:
            raise Refused("signup_gone")
        return roster

    def keep(self, tx: Tx, before: Roster, after: Roster, now: datetime) -> Roster:
        """Store the list after an event, with the offers and notices that follow from it."""
        offered = rosters.offer(after, now, self.office.profile.zone)
        saved = kept.save(tx, before, offered)
        workshop = self.scheduled(saved, now)
        rows.save(tx, before.workshop, workshop)
        self.wake_tending()
        self._tell_news(tx, before, saved, now)
        return replace(saved, workshop=workshop)

    def wake_tending(self) -> None:
        """Once the change is on the disk: something may be due."""
        self.office.after_commit.append(self.office.wake_tending)

    def scheduled(self, roster: Roster, now: datetime) -> Workshop:
        """The workshop with the moment at which it needs attention next."""
        workshop = roster.workshop
        if workshop.status is not Status.PUBLISHED:
            return replace(workshop, due_at=None)
        zone = self.office.profile.zone
        ends = [one.offer.expires_at for one in roster.signups if one.offer and one.offered]
        reminder = workshop_reminders.next_due(workshop, workshop.reminded, now, zone)
        due = min([*ends, *([reminder] if reminder else [])], default=None)
        return replace(workshop, due_at=due)

    def tell(self, tx: Tx, letters_: Iterable[Outgoing], now: datetime) -> int:
        """Store notices to others; returns how many are new."""
        stored = outbox.add(tx, list(letters_), stamp(now))
        if stored:
            self.office.after_commit.append(self.office.wake_delivery)
        return len(stored)

    def tell_staff_to_call(
        self, tx: Tx, workshop: Workshop, calls: Sequence[SignUp], now: datetime
    ) -> None:
        """Whom no message reaches, staff call."""
        if calls:
            self.tell(tx, letters.to_staff("workshop_calls", workshop, self.staff(tx)), now)

    def staff(self, tx: Tx) -> list[Person]:
        """Who runs the library's bot."""
        return [one for one in people.with_roles(tx, STAFF) if one.reachable]

    def note(
        self, tx: Tx, now: datetime, actor: int | None, action: str, subject: str, **details: object
    ) -> None:
        """One line of the audit; no names."""
        audit.add(tx, stamp(now), actor, action, subject, **details)

    def _tell_news(self, tx: Tx, before: Roster, after: Roster, now: datetime) -> None:
        workshop = after.workshop
        staff: list[Person] = []
        news: list[Outgoing] = []
        for old, new in zip(before.signups, after.signups, strict=True):
            if new is old or new.offer is None:
                continue
            if new.offered and not old.offered:
                self.note(tx, now, None, "signup.offer", f"signup:{new.id}")
                staff = staff or (self.staff(tx) if new.must_be_called else [])
                news += letters.offer(workshop, new, staff)
            elif new.offer.outcome is Outcome.EXPIRED:
                self.note(tx, now, None, "signup.offer_expired", f"signup:{new.id}")
                news += letters.offer_over(workshop, new)
        self.tell(tx, news, now)


def holds(signup: SignUp) -> bool:
    """Must they hear of a change: have they a seat, an offer, or a place on the reserve list?"""
    return any(one.state in CONCERNED for one in signup.participants)


def holders(roster: Roster) -> tuple[SignUp, ...]:
    """Everybody on the list who must hear of a change."""
    return tuple(filter(holds, roster.signups))
