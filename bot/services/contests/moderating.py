"""Remarks before they are public: staff read one after another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.contests.consultation import APPROVED, Remark, Status, ToModerate
from bot.domain.contests.editions import Action, Edition
from bot.domain.people import Person, Right, require
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications
from bot.storage import contest_consultations as rows
from bot.storage.database import Tx


class Moderating:
    """For staff."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def moderate(
        self, turn: Turn, contest_id: int, view: Callable[[ToModerate, Translator], object]
    ) -> None:
        """The oldest remark that nobody has read. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> ToModerate:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.MODERATE, turn.now)
            return self._next(tx, edition)

        await turn.write(work, view)

    async def decide(
        self,
        turn: Turn,
        remark_id: int,
        public: bool,
        view: Callable[[ToModerate, Translator], object],
    ) -> None:
        """Public, without its author's name, or hidden; then the next. Authors of the application
        hear of a public one. Raises Refused: staff_only, remark_gone."""

        def work(tx: Tx, person: Person) -> ToModerate:
            require(person, Right.MANAGE_CONTESTS)
            found = rows.remark(tx, remark_id)
            if found is None:
                raise Refused("remark_gone")
            edition = self._ledger.edition(tx, found.contest_id)
            self._ledger.allow(tx, person, edition, Action.MODERATE, turn.now)
            status = Status.APPROVED if public else Status.HIDDEN
            if rows.decide(tx, remark_id, status, person.id):
                self._decided(tx, person, found, status, turn.now)
            return self._next(tx, edition)

        await turn.write(work, view)

    def _next(self, tx: Tx, edition: Edition) -> ToModerate:
        waiting = rows.waiting(tx, edition.id)
        if not waiting:
            return ToModerate(edition, 0)
        about = waiting[0].application_id
        application = contest_applications.by_id(tx, about) if about else None
        return ToModerate(
            edition, len(waiting), waiting[0], application.title if application else ""
        )

    def _decided(
        self, tx: Tx, person: Person, found: Remark, status: Status, now: datetime
    ) -> None:
        self._ledger.note(tx, now, person.id, f"remark.{status}", f"remark:{found.id}")
        about = found.application_id
        application = contest_applications.by_id(tx, about) if about else None
        if application and status is Status.APPROVED:
            members = contest_applications.members(tx, application.id)
            self._ledger.tell(
                tx,
                [self._ledger.letter(one, APPROVED, found.id, "") for one in members
                 if one.reachable],
                now,
            )  # fmt: skip
