"""One change, or one cancelling, for this meeting of a series and all that follow it.

Each person hears of it once, however many meetings are theirs; each meeting's `sequence` rises.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clock import stamp
from bot.domain.people import Person
from bot.domain.programme import CalledOff, Changed
from bot.domain.series_changes import carried, following
from bot.domain.signups import SignUp
from bot.domain.workshop_rounds import SERIES_CANCELLED, SERIES_CHANGED, Round
from bot.domain.workshops import Status, Workshop, changes, missing, require_upcoming, told
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops import letters
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.overviews import Overviews
from bot.services.workshops.rounds import Rounds
from bot.services.workshops.workshops import called_off, heard_of, with_values
from bot.storage import signups as kept
from bot.storage import workshop_rounds as rounds
from bot.storage import workshops as rows
from bot.storage.database import Tx

EDITED = (Status.DRAFT, Status.PROPOSED, Status.PUBLISHED)


class SeriesChanges:
    """For staff, and for a partner while the meetings are drafts."""

    def __init__(
        self, office: Office, ledger: Ledger, overviews: Overviews, rounds_: Rounds
    ) -> None:
        self._office = office
        self._ledger = ledger
        self._overviews = overviews
        self._rounds = rounds_

    async def change(
        self,
        turn: Turn,
        workshop_id: int,
        values: Mapping[str, Any],
        view: Callable[[Changed, Translator], object],
    ) -> None:
        """`Workshops.change` of this meeting and the following ones. Raises Refused like it."""

        def work(tx: Tx, person: Person) -> Changed:
            return self.change_in(tx, person, workshop_id, values, turn.now)

        await turn.write(work, view)

    def change_in(
        self, tx: Tx, person: Person, workshop_id: int, values: Mapping[str, Any], now: datetime
    ) -> Changed:
        """`change` inside a transaction of others."""
        before = self._overviews.edit(tx, person, workshop_id, *EDITED)
        after = with_values(before, values)
        zone = self._office.profile.zone
        meetings = self._following(tx, before, now)
        pairs = [
            (one, after if one.id == before.id else carried(before, after, one, zone))
            for one in meetings
        ]
        if before.status is Status.PUBLISHED:
            return self._change_published(tx, person, pairs, now)
        for old, new in pairs:
            rows.save(tx, old, new)
        found = changes(before, after)
        self._note(tx, now, person, "change", pairs[0][1], meetings, fields=[c.name for c in found])
        return Changed(after, found, meetings=len(pairs))

    async def cancel(
        self,
        turn: Turn,
        workshop_id: int,
        why: str,
        view: Callable[[CalledOff, Translator], object],
    ) -> None:
        """`Workshops.cancel` of this meeting and the following ones. Raises Refused like it."""

        def work(tx: Tx, person: Person) -> CalledOff:
            return self.cancel_in(tx, person, workshop_id, why, turn.now)

        await turn.write(work, view)

    def cancel_in(
        self, tx: Tx, person: Person, workshop_id: int, why: str, now: datetime
    ) -> CalledOff:
        """`cancel` inside a transaction of others."""
        first = self._ledger.managed(tx, person, workshop_id, Status.PUBLISHED)
        meetings = self._following(tx, require_upcoming(first, now), now)
        number = kept.reached(tx, [one.id for one in meetings])
        after = [called_off(one, why, now) for one in meetings]
        for old, new in zip(meetings, after, strict=True):
            rows.save(tx, old, new)
            rounds.finish_all(tx, old.id)
        calls = self._go_round(tx, SERIES_CANCELLED, after, now)
        self._note(tx, now, person, "cancel", first, meetings, told=number, calls=len(calls))
        return CalledOff(after[0], number, calls, len(after))

    def _change_published(
        self, tx: Tx, person: Person, pairs: Sequence[tuple[Workshop, Workshop]], now: datetime
    ) -> Changed:
        found = changes(*pairs[0])
        after = []
        for old, new in pairs:
            require_upcoming(old, now)
            if lacking := missing(new, now):
                raise Refused("workshop_incomplete", missing=lacking)
            after.append(self._kept(tx, person, old, new, now))
        ids = [one.id for one in after]
        heard = bool(told(found))
        number = kept.reached(tx, ids) if heard else 0
        calls = self._go_round(tx, SERIES_CHANGED, after, now) if heard else ()
        fields = [one.name for one in found]
        self._note(
            tx, now, person, "change", after[0], after, fields=fields, told=number, calls=len(calls)
        )
        return Changed(after[0], found, number, calls, len(after))

    def _kept(
        self, tx: Tx, person: Person, before: Workshop, after: Workshop, now: datetime
    ) -> Workshop:
        after = replace(after, due_at=now)
        if heard := told(changes(before, after)):
            after = heard_of(before, after)
            rows.add_changes(tx, after, heard, person.id, now)
        rows.save(tx, before, after)
        self._ledger.wake_tending()
        return after

    def _go_round(
        self, tx: Tx, what: str, meetings: Sequence[Workshop], now: datetime
    ) -> tuple[SignUp, ...]:
        """Everybody is told beside; whom staff must call, each once."""
        batch = stamp(now)
        calls: dict[tuple[str, str], SignUp] = {}
        for one in meetings:
            self._rounds.leave(tx, Round(one.id, what, batch))
            calls |= {(who.name, who.phone): who for who in kept.to_call(tx, one)}
        if calls:
            staff = self._ledger.staff(tx)
            made = letters.to_staff_of_series(meetings[0], batch, staff)
            self._ledger.tell(tx, made, now)
        return tuple(calls.values())

    def _following(self, tx: Tx, first: Workshop, now: datetime) -> tuple[Workshop, ...]:
        if first.series_id is None:
            return (first,)
        found = following(rows.of_series(tx, first.series_id), first, now)
        return found or (first,)

    def _note(
        self, tx: Tx, now: datetime, person: Person, what: str, about: Workshop,
        meetings: Sequence[Workshop], **details: object,
    ) -> None:  # fmt: skip
        ids = [one.id for one in meetings]
        self._overviews.note(tx, now, person, f"{what}_series", about, meetings=ids, **details)
