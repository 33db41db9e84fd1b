"""Published workshops in the hands of staff: changed, made bigger, called off, listed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain import rosters
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.programme import CalledOff, Changed, Listed, Managed, Overview, Resized, Resizing
from bot.domain.rosters import TooFewSeats
from bot.domain.workshop_rounds import CANCELLED, CHANGED, Round
from bot.domain.workshops import (
    LIST_LIMIT,
    Change,
    Status,
    Workshop,
    changes,
    missing,
    moved,
    require_upcoming,
    told,
)
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Turn
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.overviews import Overviews
from bot.services.workshops.rounds import Rounds
from bot.storage import signups as kept
from bot.storage import workshop_rounds as rounds
from bot.storage import workshops as rows
from bot.storage.database import Tx

# not to be changed by `change`; seats of what is published neither
FIXED = frozenset(
    {
        "id", "token", "status", "sequence", "series_id", "number", "created_by",
        "published_at", "cancelled_at", "cancelled_why", "reminded", "due_at",
    }
)  # fmt: skip


class Workshops:
    """`change_in` works inside a transaction of others: a conversation's completion."""

    def __init__(self, ledger: Ledger, overviews: Overviews, rounds: Rounds) -> None:
        self._ledger = ledger
        self._overviews = overviews
        self._rounds = rounds

    async def change(
        self,
        turn: Turn,
        workshop_id: int,
        values: Mapping[str, Any],
        view: Callable[[Changed, Translator], object],
    ) -> None:
        """Other values of `Workshop`'s fields; seats, once published, change by `set_seats`.

        Where `starts_at` moves without an `ends_at`, everything about the time moves along. Date,
        place or instructor of a published one: everybody is told and asked anew; the order of the
        list stays. Raises Refused: staff_only, workshop_gone, workshop_changed, workshop_begun,
        workshop_incomplete (missing).
        """

        def work(tx: Tx, person: Person) -> Changed:
            return self.change_in(tx, person, workshop_id, values, turn.now)

        await turn.write(work, view)

    def change_in(
        self, tx: Tx, person: Person, workshop_id: int, values: Mapping[str, Any], now: datetime
    ) -> Changed:
        """`change` inside a transaction of others: a conversation's completion."""
        wanted = (Status.DRAFT, Status.PROPOSED, Status.PUBLISHED)
        before = self._overviews.edit(tx, person, workshop_id, *wanted)
        if before.status is Status.PUBLISHED and "seats" in values:
            raise ValueError("seats of a published workshop are changed by `set_seats`")
        after = with_values(before, values)
        found = changes(before, after)
        if before.status is Status.PUBLISHED:
            require_upcoming(before, now)
            if lacking := missing(after, now):
                raise Refused("workshop_incomplete", missing=lacking)
            return self._change_published(tx, person, before, after, now)
        rows.save(tx, before, after)
        self._note_change(tx, now, person, after, found)
        return Changed(after, found)

    async def set_seats(
        self,
        turn: Turn,
        workshop_id: int,
        seats: int,
        view: Callable[[Resizing, Translator], object],
    ) -> None:
        """More seats go to the reserve list at once; fewer than are taken are refused with what
        can be done instead. Raises Refused: staff_only, workshop_gone, workshop_changed."""

        def work(tx: Tx, person: Person) -> Resizing:
            return self.set_seats_in(tx, person, workshop_id, seats, turn.now)

        await turn.write(work, view)

    def set_seats_in(
        self, tx: Tx, person: Person, workshop_id: int, seats: int, now: datetime
    ) -> Resizing:
        """`set_seats` inside a transaction of others."""
        workshop = self._ledger.managed(tx, person, workshop_id, Status.PUBLISHED)
        before = kept.roster(tx, workshop)
        after = rosters.resize(before, seats)
        if isinstance(after, TooFewSeats):
            return after
        number = rosters.to_offer(after, now)
        self._rounds.grow(tx, before, seats, now)
        self._overviews.note(
            tx, now, person, "seats", workshop, old=workshop.seats, new=seats, offered=number
        )
        return Resized(after.workshop, after.seats.offering(number), number)

    async def cancel(
        self,
        turn: Turn,
        workshop_id: int,
        why: str,
        view: Callable[[CalledOff, Translator], object],
    ) -> None:
        """It does not take place: everybody is told at once, reminders vanish.

        Raises Refused: staff_only, workshop_gone, workshop_changed, workshop_begun.
        """

        def work(tx: Tx, person: Person) -> CalledOff:
            return self.cancel_in(tx, person, workshop_id, why, turn.now)

        await turn.write(work, view)

    def cancel_in(
        self, tx: Tx, person: Person, workshop_id: int, why: str, now: datetime
    ) -> CalledOff:
        """`cancel` inside a transaction of others."""
        workshop = self._ledger.managed(tx, person, workshop_id, Status.PUBLISHED)
        number = kept.reached(tx, [require_upcoming(workshop, now).id])
        off = called_off(workshop, why, now)
        rows.save(tx, workshop, off)
        calls = tuple(kept.to_call(tx, off))
        rounds.finish_all(tx, off.id)
        self._rounds.begin(tx, Round(off.id, CANCELLED), now)
        self._ledger.tell_staff_to_call(tx, off, calls, now)
        self._overviews.note(tx, now, person, "cancel", workshop, told=number, calls=len(calls))
        return CalledOff(off, number, calls)

    async def managed(self, turn: Turn, view: Callable[[Managed, Translator], object]) -> None:
        """All for staff, their own for a partner. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> Managed:
            require(person, Right.PROPOSE_WORKSHOPS)
            return self._managed(tx, person, turn.now)

        await turn.write(work, view)

    async def one(
        self,
        turn: Turn,
        workshop_id: int,
        view: Callable[[Overview, Translator], object],
        *,
        code: bool = False,
    ) -> None:
        """One workshop for staff, with its code. Raises Refused: staff_only, workshop_gone."""
        if code:
            link = await turn.read(lambda tx, person: self._link(tx, person, workshop_id))
            await asyncio.to_thread(self._overviews.draw_code, link)  # remembered for below

        def work(tx: Tx, person: Person) -> Overview:
            workshop = self._overviews.look(tx, person, workshop_id)
            return self._overviews.overview(tx, workshop, turn.now, code=code, reader=person)

        await turn.write(work, view)

    def _link(self, tx: Tx, person: Person, workshop_id: int) -> str:
        return self._overviews.link(self._overviews.look(tx, person, workshop_id))

    def _change_published(
        self, tx: Tx, person: Person, before: Workshop, after: Workshop, now: datetime
    ) -> Changed:
        found = changes(before, after)
        heard = told(found)
        # whatever follows from other times, `Tending` sees to at once
        after = replace(after, due_at=now)
        self._ledger.wake_tending()
        if not heard:
            rows.save(tx, before, after)
            self._note_change(tx, now, person, after, found)
            return Changed(after, found)
        after = heard_of(before, after)
        rows.save(tx, before, after)
        rows.add_changes(tx, after, heard, person.id, now)
        number, calls = kept.reached(tx, [after.id]), tuple(kept.to_call(tx, after))
        self._rounds.begin(tx, Round(after.id, CHANGED), now)
        self._ledger.tell_staff_to_call(tx, after, calls, now)
        self._note_change(tx, now, person, after, found, told=number, calls=len(calls))
        return Changed(after, found, number, calls)

    def _note_change(
        self, tx: Tx, now: datetime, person: Person, after: Workshop,
        found: Sequence[Change], **details: object,
    ) -> None:  # fmt: skip
        names = [one.name for one in found]
        self._overviews.note(tx, now, person, "change", after, fields=names, **details)

    def _managed(self, tx: Tx, person: Person, now: datetime) -> Managed:
        staff = person.role in STAFF
        own = [] if staff else rows.of_author(tx, person.id, LIST_LIMIT)

        def listed(found: list[Workshop]) -> tuple[Listed, ...]:
            return tuple(self._overviews.listed(tx, one) for one in found)

        def drafts(status: Status) -> list[Workshop]:
            if staff:
                return rows.with_status(tx, status, LIST_LIMIT)
            return [one for one in own if one.status is status]

        def theirs(one: Workshop) -> bool:
            return staff or one.created_by == person.id

        coming = [one for one in rows.upcoming(tx, now, LIST_LIMIT) if theirs(one)]
        past = [one for one in rows.past(tx, now, LIST_LIMIT) if theirs(one)]
        return Managed(
            listed(drafts(Status.DRAFT)), listed(drafts(Status.PROPOSED)), listed(coming),
            listed(past), staff,
        )  # fmt: skip


def with_values(workshop: Workshop, values: Mapping[str, Any]) -> Workshop:
    """The workshop with other values; whatever is FIXED is not to be among them."""
    if forbidden := FIXED & set(values):
        raise ValueError(f"not to be changed here: {', '.join(sorted(forbidden))}")
    starts = values.get("starts_at")
    if starts and "ends_at" not in values:
        workshop = moved(workshop, starts)
    return replace(workshop, **values)


def called_off(workshop: Workshop, why: str, now: datetime) -> Workshop:
    """The same, cancelled: nothing about it comes due any more."""
    return replace(
        workshop, status=Status.CANCELLED, cancelled_at=now, cancelled_why=why,
        sequence=workshop.sequence + 1, due_at=None,
    )  # fmt: skip


def heard_of(before: Workshop, after: Workshop) -> Workshop:
    """The next `sequence`; at another time every reminder is to come again."""
    reminded = () if after.starts_at != before.starts_at else after.reminded
    return replace(after, sequence=before.sequence + 1, reminded=reminded)
