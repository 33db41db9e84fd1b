"""„Zaplanowane”: what will happen by itself, for staff to see and to take off.

Whoever plans something gives its kind to `app`: what to do when it is due, and what it is called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain import disclosure
from bot.domain.disclosure import Figure
from bot.domain.people import Person, Right, require
from bot.domain.schedules import Agenda, Held, Schedule, Scheduled, Status
from bot.frozen import frozen
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import reminders, schedules
from bot.storage.database import Tx

LIST_LIMIT = 30  # lines of one screen
PIECE = 500  # rows given up in one transaction
View = Callable[[Agenda, Translator], object]


def _nobody(_tx: Tx, _subject_id: int) -> int | None:
    return None


def _nothing(_tx: Tx, _subject_id: int, _now: datetime) -> None:
    """Nothing else is to be undone."""


@frozen
class Kind:
    """What is done when a schedule of this kind is due, and how it is told.

    `run` does one piece (≤ 5 ms) in the transaction that also moves the schedule on, so each
    piece is done once. It returns where the next begins, None when all is done. `cancelled` is
    what else happens when staff take it off. `people` is how many it is about, None for unknown.
    """

    run: Callable[[Tx, Schedule, datetime], int | None]
    title: Callable[[Tx, int], str]
    people: Callable[[Tx, int], int | None] = _nobody
    cancelled: Callable[[Tx, int, datetime], None] = _nothing


class Schedules:
    """`kinds` by the names that schedules and purposes of reminders carry."""

    def __init__(self, office: Office, kinds: Mapping[str, Kind]) -> None:
        self._office = office
        self.kinds = kinds

    async def agenda(self, turn: Turn, view: View) -> None:
        """Everything that is to come. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> Agenda:
            require(person, Right.SEE_SCHEDULES)
            return self._agenda(tx)

        await turn.write(work, view)

    async def cancel(self, turn: Turn, schedule_id: int, view: View) -> None:
        """Take one off; twice changes nothing. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> Agenda:
            require(person, Right.SEE_SCHEDULES)
            found = schedules.by_id(tx, schedule_id)
            if found and schedules.end(tx, schedule_id, Status.CANCELLED):
                if kind := self.kinds.get(found.kind):
                    kind.cancelled(tx, found.subject_id, turn.now)
                return self._agenda(tx, cancelled=True)
            return self._agenda(tx)

        await turn.write(work, view)

    async def cancel_held(self, turn: Turn, purpose: str, subject_id: int, view: View) -> None:
        """Give up reminders that wait for their hour. Raises Refused: staff_only."""
        await turn.read(lambda _tx, person: require(person, Right.SEE_SCHEDULES))
        while await self._office.db.write(
            lambda tx: reminders.skip(tx, purpose, subject_id, PIECE)
        ):
            pass

        def work(tx: Tx, person: Person) -> Agenda:
            require(person, Right.SEE_SCHEDULES)
            return self._agenda(tx, cancelled=True)

        await turn.write(work, view)

    async def cancel_line(self, turn: Turn, number: int, view: View) -> None:
        """The same by the number of its line; one that is not there changes nothing. Raises
        Refused: staff_only."""

        def look(tx: Tx, person: Person) -> Scheduled | Held | None:
            require(person, Right.SEE_SCHEDULES)
            entries = self._agenda(tx).entries
            return entries[number - 1] if 0 < number <= len(entries) else None

        entry = await turn.read(look)
        if entry is None:
            await self.agenda(turn, view)
        elif isinstance(entry, Held):
            await self.cancel_held(turn, entry.purpose, entry.subject_id, view)
        else:
            await self.cancel(turn, entry.schedule.id, view)

    def _agenda(self, tx: Tx, *, cancelled: bool = False) -> Agenda:
        scheduled = (self._scheduled(tx, one) for one in schedules.active(tx, LIST_LIMIT))
        held = (
            Held(
                one.purpose, one.subject_id, self._title(tx, one.purpose, one.subject_id),
                disclosure.figure(one.people), one.first_at,
            )
            for one in reminders.pending(tx)[:LIST_LIMIT]
        )  # fmt: skip
        return Agenda(tuple(scheduled), tuple(held), cancelled)

    def _scheduled(self, tx: Tx, schedule: Schedule) -> Scheduled:
        kind = self.kinds.get(schedule.kind)
        count = kind.people(tx, schedule.subject_id) if kind else None
        people: Figure | None = None if count is None else disclosure.figure(count)
        return Scheduled(schedule, self._title(tx, schedule.kind, schedule.subject_id), people)

    def _title(self, tx: Tx, kind: str, subject_id: int) -> str:
        known = self.kinds.get(kind)
        return known.title(tx, subject_id) if known else ""
