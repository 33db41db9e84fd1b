"""Notices about workshops when they are sent: do they still make sense, and what do they say?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from bot.clock import stamp
from bot.domain.attendance import Meeting, Telling
from bot.domain.outgoing import Composed, Outgoing, Skipped
from bot.domain.people import Person, Right, refusal
from bot.domain.quiet_hours import Kind
from bot.domain.signups import Image
from bot.domain.workshop_reminders import Reminder, concerns
from bot.domain.workshop_rounds import CHANGED, SERIES_CANCELLED, SERIES_CHANGED
from bot.domain.workshops import Status, Workshop
from bot.i18n import Translator
from bot.services.turn import Office, asleep, composed
from bot.services.workshops.own import calendar_file, calendar_of
from bot.storage import reminders
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx

PREFIX = "workshop_"
REMINDERS = tuple(PREFIX + one for one in Reminder if one is not Reminder.SILENCE)
FEEDBACK = PREFIX + Reminder.FEEDBACK
ABOUT_SIGNUP = (
    "workshop_offer", "workshop_offer_over", CHANGED, "workshop_cancelled",
    "workshop_freed", "workshop_removed", "workshop_agreed", *REMINDERS,
)  # fmt: skip
ABOUT_SERIES = (SERIES_CHANGED, SERIES_CANCELLED)
SERIES_CALLS = "workshop_series_calls"
ABOUT_WORKSHOP = (
    SERIES_CALLS,
    "workshop_calls",
    "workshop_proposed",
    "workshop_approved",
    "workshop_returned",
)
TO_STAFF = ("workshop_image", "workshop_call", "workshop_calls", SERIES_CALLS, "workshop_proposed")
PURPOSES = (*ABOUT_SIGNUP, "workshop_image", "workshop_call", *ABOUT_WORKSHOP, *ABOUT_SERIES)
REFUSED = "workshop_reminder"  # what „Nie przypominaj” refuses: the purpose in `reminder_refusal`
NO_EVENT = frozenset(
    {"workshop_week", "workshop_nudge", "workshop_last_nudge", "workshop_image", FEEDBACK}
)

Words = Callable[[Telling, Translator], object]  # the view of every one of them


class Notices:
    """`compose` is the composer of every purpose in `PURPOSES`."""

    def __init__(self, office: Office, words: Words) -> None:
        self._office = office
        self._words = words

    def compose(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """The message; or why it is not sent, or not yet."""
        if person is None:
            return Skipped("gone")
        telling = self.telling(tx, row, person, now)
        if isinstance(telling, Skipped):
            return telling
        kind = Kind.OTHER if telling.purpose in NO_EVENT else Kind.EVENT
        if wait := asleep(self._office, tx, person, now, kind, telling.workshop.starts_at):
            return wait
        _note_told(tx, telling)
        translator = self._office.translator(person.language, now)
        return composed(self._office, person, self._words(telling, translator), now)

    def telling(self, tx: Tx, row: Outgoing, person: Person, now: datetime) -> Telling | Skipped:
        """What it says, or the code of why it makes no sense any more."""
        if row.purpose in ABOUT_WORKSHOP:
            return self._about_workshop(tx, row, person)
        if row.purpose in ABOUT_SERIES:
            return self._about_series(tx, row, person, now)
        signup = kept.by_id(tx, row.subject_id)
        workshop = rows.by_id(tx, signup.workshop_id) if signup else None
        if signup is None or workshop is None:
            return Skipped("gone")
        if row.purpose in TO_STAFF and refusal(person, Right.MANAGE_WORKSHOPS):
            return Skipped("no_right")
        contact = workshop.contact or self._office.profile.contact
        off = row.purpose == "workshop_cancelled"
        file = calendar_file(self._office, workshop, now) if off else None
        telling = Telling(row.purpose, workshop, signup, contact=contact, calendar=file)
        if reason := self._stale(tx, row, telling, now):
            return Skipped(reason)
        if row.purpose != CHANGED:
            return telling
        changes = rows.changes_since(tx, workshop.id, signup.told)
        if not changes:
            return Skipped("as_before")
        return Telling(row.purpose, workshop, signup, changes, contact=contact)

    def _stale(self, tx: Tx, row: Outgoing, telling: Telling, now: datetime) -> str:
        """Why a notice about a sign-up makes no sense any more, "" where it does."""
        workshop, signup, purpose = telling.workshop, telling.signup, row.purpose
        if signup is None:
            return "gone"
        if purpose == "workshop_image":
            return "given_again" if signup.image is Image.GIVEN else ""
        if (purpose == "workshop_cancelled") != (workshop.status is Status.CANCELLED):
            return "cancelled" if workshop.status is Status.CANCELLED else "not_cancelled"
        if workshop.begun(now) and purpose not in ("workshop_cancelled", FEEDBACK):
            return "begun"
        if purpose in ("workshop_offer", "workshop_call"):
            return "" if signup.offer and signup.offer.expires_at > now else "answered"
        if purpose in (CHANGED, *REMINDERS):
            newer = json.loads(row.params).get("sequence") != workshop.sequence
            return "newer" if newer else _unwanted(tx, telling, now)
        return ""

    def _about_workshop(self, tx: Tx, row: Outgoing, person: Person) -> Telling | Skipped:
        workshop = rows.by_id(tx, row.subject_id)
        if workshop is None:
            return Skipped("gone")
        if row.purpose in TO_STAFF and refusal(person, Right.MANAGE_WORKSHOPS):
            return Skipped("no_right")
        if row.purpose == "workshop_proposed" and workshop.status is not Status.PROPOSED:
            return Skipped("decided")
        if row.purpose not in ("workshop_calls", SERIES_CALLS):
            return Telling(row.purpose, workshop)
        of_series = row.purpose == SERIES_CALLS
        meetings = _of_batch(tx, row, workshop.status) if of_series else [workshop]
        found = [who for one in meetings for who in kept.to_call(tx, one)]
        calls = tuple({(who.name, who.phone): who for who in found}.values())
        return Telling(row.purpose, workshop, calls=calls) if calls else Skipped("nobody")

    def _about_series(
        self, tx: Tx, row: Outgoing, person: Person, now: datetime
    ) -> Telling | Skipped:
        """What is new of all their meetings, in one message."""
        off = row.purpose == SERIES_CANCELLED
        every = _of_batch(tx, row, Status.CANCELLED if off else Status.PUBLISHED)
        found = tuple(
            meeting
            for one in every
            if (off or not one.begun(now)) and (meeting := _meeting(tx, person, one, off=off))
        )
        if not found:
            return Skipped("as_before")
        first = found[0].workshop
        contact = first.contact or self._office.profile.contact
        workshops = [one.workshop for one in found]
        file = calendar_of(self._office, workshops, now) if off else None
        return Telling(
            row.purpose, first, found[0].signup, contact=contact, calendar=file, meetings=found
        )


def _of_batch(tx: Tx, row: Outgoing, status: Status) -> list[Workshop]:
    """The meetings of its series: those that were cancelled together, or those to come."""
    said = json.loads(row.params)
    return [
        one
        for one in rows.of_series(tx, said["series"])
        if one.status is status
        and (one.cancelled_at is None or stamp(one.cancelled_at) == said["batch"])
    ]


def _meeting(tx: Tx, person: Person, workshop: Workshop, *, off: bool) -> Meeting | None:
    """Their sign-up for it, and what they have not heard of yet."""
    if off:
        signup = kept.called_off(tx, person.id, workshop.id)
        return Meeting(workshop, signup) if signup else None
    signup = kept.of_person(tx, person.id, workshop.id)
    found = rows.changes_since(tx, workshop.id, signup.told) if signup else ()
    return Meeting(workshop, signup, found) if signup and found else None


def _note_told(tx: Tx, telling: Telling) -> None:
    if telling.purpose == CHANGED and telling.signup:
        kept.set_told(tx, telling.signup.id, telling.workshop.sequence)
    if telling.purpose == SERIES_CHANGED:
        for one in telling.meetings:
            kept.set_told(tx, one.signup.id, one.workshop.sequence)


def _unwanted(tx: Tx, telling: Telling, now: datetime) -> str:
    """Why a change or a reminder is not for them: they left, they said yes, they want none."""
    signup, workshop = telling.signup, telling.workshop
    if signup is None or not signup.active:
        return "left"
    if telling.purpose == CHANGED:
        return ""
    reminder = Reminder(telling.purpose.removeprefix(PREFIX))
    if not concerns(reminder, signup, workshop, now):
        return "answered"
    may_refuse = signup.person_id is not None and reminder is not Reminder.WEEK
    refused = may_refuse and reminders.refused(tx, signup.person_id or 0, REFUSED, workshop.id)
    return "refused" if refused else ""
