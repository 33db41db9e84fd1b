"""Conversations as staff see them: what waits, who answers, what concerns a minor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import stamp
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.threads import (
    DELETION,
    LISTED,
    MINOR,
    SHOWN,
    Board,
    Deleted,
    Files,
    Listed,
    Side,
    Status,
    Thread,
    ThreadShown,
    deletes,
    require_closable,
)
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.threads.sides import opened
from bot.services.turn import Office, Turn, tell
from bot.storage import audit, people
from bot.storage import threads as rows
from bot.storage.database import Tx

PIECE = 100  # rows deleted in one transaction
View = Callable[[ThreadShown, Translator], object]
Change = Callable[[Tx, Person, Thread], Thread]


class Threads:
    """For both sides; what only staff may do says so."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def board(self, turn: Turn, view: Callable[[Board, Translator], object]) -> None:
        """`/wiadomosci`: for staff what waits and what does not; for others their own."""

        def work(tx: Tx, person: Person) -> Board:
            if person.role not in STAFF:
                own = rows.of_person(tx, person.id, LISTED)
                return Board(Side.PERSON, others=_listed(tx, own))
            waiting, resting = rows.waiting(tx, LISTED), rows.resting(tx, LISTED)
            number = rows.count_waiting(tx)
            return Board(Side.LIBRARY, _listed(tx, waiting), _listed(tx, resting), number)

        await turn.write(work, view)

    async def show(self, turn: Turn, thread_id: int, asked: str, view: View) -> None:
        """One of them; `asked` is what waits for a yes. Raises Refused: thread_gone."""

        def work(tx: Tx, person: Person) -> ThreadShown:
            thread, side = opened(tx, person, thread_id)
            if side is Side.LIBRARY:
                rows.read(tx, thread.id, person.id)
            return replace(self._shown(tx, person, thread.id, side), asked=asked)

        await turn.write(work, view)

    async def files(
        self, turn: Turn, thread_id: int, view: Callable[[Files, Translator], object]
    ) -> None:
        """Its photos and files once more. Raises Refused: thread_gone."""

        def work(tx: Tx, person: Person) -> Files:
            thread, _ = opened(tx, person, thread_id)
            return Files(thread, tuple(rows.media(tx, thread.id)))

        await turn.write(work, view)

    async def take(self, turn: Turn, thread_id: int, wanted: bool, view: View) -> None:
        """„Ja odpowiem”, or not. Raises Refused: staff_only, thread_gone."""

        def change(_tx: Tx, person: Person, thread: Thread) -> Thread:
            return replace(thread, assignee_id=person.id if wanted else None)

        await self._change(turn, thread_id, change, "taken" if wanted else "given_back", view)

    async def close(self, turn: Turn, thread_id: int, view: View) -> None:
        """Nothing more to say; a further message opens it again.

        Raises Refused: staff_only, thread_gone, second_person_needed.
        """

        def change(_tx: Tx, _person: Person, thread: Thread) -> Thread:
            require_closable(thread)
            return replace(thread, status=Status.CLOSED)

        await self._change(turn, thread_id, change, "closed", view)

    async def mark_minor(self, turn: Turn, thread_id: int, view: View) -> None:
        """„Dotyczy dziecka”: either side may say so, nobody may take it back. Twice changes
        nothing. Raises Refused: thread_gone."""

        def work(tx: Tx, person: Person) -> ThreadShown:
            thread, side = opened(tx, person, thread_id)
            if not thread.minor:
                self._protect(tx, person, thread, turn.now)
            return replace(self._shown(tx, person, thread.id, side), told="minor")

        await turn.write(work, view)

    async def delete(
        self, turn: Turn, thread_id: int, view: Callable[[Deleted, Translator], object]
    ) -> None:
        """The yes. Of a thread that concerns a minor the first of two only asks.

        Raises Refused: staff_only, thread_gone, second_person_needed.
        """

        def work(tx: Tx, person: Person) -> Deleted:
            thread = self._staffs(tx, person, thread_id)
            subject = f"thread:{thread.id}"
            if deletes(thread, person):
                rows.delete(tx, thread.id)
                audit.add(tx, stamp(turn.now), person.id, "thread.delete", subject)
                return Deleted(thread.name)
            rows.save(tx, replace(thread, deletion_asked_by=person.id), stamp(turn.now))
            audit.add(tx, stamp(turn.now), person.id, "thread.ask_to_delete", subject)
            tell(self._office, tx, DELETION, thread.id, _others(tx, person), turn.now)
            return Deleted(thread.name, asked=True)

        await turn.write(work, view)

    async def forget(self) -> None:
        """Drop answered conversations after the library's time. Called every night."""
        days = timedelta(days=self._office.profile.retention_days)
        before = stamp(self._office.clock.now() - days)
        while await self._office.db.write(lambda tx: rows.forget(tx, before, PIECE)):
            pass

    async def _change(
        self, turn: Turn, thread_id: int, change: Change, told: str, view: View
    ) -> None:
        def work(tx: Tx, person: Person) -> ThreadShown:
            thread = self._staffs(tx, person, thread_id)
            rows.read(tx, thread.id, person.id)
            rows.save(tx, change(tx, person, thread), stamp(turn.now))
            return replace(self._shown(tx, person, thread.id, Side.LIBRARY), told=told)

        await turn.write(work, view)

    def _protect(self, tx: Tx, person: Person, thread: Thread, now: datetime) -> None:
        rows.save(tx, replace(thread, minor=True), stamp(now))
        audit.add(tx, stamp(now), person.id, "thread.minor", f"thread:{thread.id}")
        tell(self._office, tx, MINOR, thread.id, _others(tx, person), now)

    def _staffs(self, tx: Tx, person: Person, thread_id: int) -> Thread:
        require(person, Right.ANSWER_MESSAGES)
        thread = rows.by_id(tx, thread_id)
        if thread is None:
            raise Refused("thread_gone")
        return thread

    def _shown(self, tx: Tx, person: Person, thread_id: int, side: Side) -> ThreadShown:
        thread = rows.by_id(tx, thread_id)
        assert thread
        return ThreadShown(
            person, side, thread, tuple(rows.messages(tx, thread_id, SHOWN)),
            len(rows.media(tx, thread_id)), tuple(rows.readers(tx, thread_id)),
        )  # fmt: skip


def _others(tx: Tx, person: Person) -> list[Person]:
    return [one for one in people.with_roles(tx, STAFF) if one.id != person.id]


def _listed(tx: Tx, threads: Iterable[Thread]) -> tuple[Listed, ...]:
    last = ((one, rows.messages(tx, one.id, 1)) for one in threads)
    return tuple(Listed(one, said[0] if said else None) for one, said in last)
