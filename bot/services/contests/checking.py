"""The formal check: marks, calls for corrections, and what people decide about late arrivals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.contests.applications import (
    Application,
    Formal,
    Status,
    Version,
    mentioned,
    require_status,
)
from bot.domain.contests.budget import Budget, budget_of
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.formal import (
    Checking,
    Item,
    Mark,
    checklist,
    concluded,
    require_call,
    require_mark,
    warnings,
)
from bot.domain.people import Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications as rows
from bot.storage.database import Tx

View = Callable[[Checking, Translator], object]
ATTACHMENT = "attachment"  # the question for the signed scan


class FormalChecks:
    """For staff. Each method answers with the checklist as it then stands.

    All raise Refused: application_gone, staff_only, not_in_this_phase, own_application.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def waiting(
        self,
        turn: Turn,
        contest_id: int,
        view: Callable[[tuple[Application, ...], Translator], object],
    ) -> None:
        """All of this round with a receipt, in its order."""

        def work(tx: Tx, person: Person) -> tuple[Application, ...]:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.CHECK, turn.now)
            return tuple(rows.of_contest(tx, contest_id, edition.round))

        await turn.write(work, view)

    async def look(self, turn: Turn, application_id: int, view: View) -> None:
        """The checklist of one application, with the gaps that the bot sees."""

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._checked(tx, person, application_id, turn.now)
            return self._checking(tx, application, edition)

        await turn.write(work, view)

    async def mark(
        self, turn: Turn, application_id: int, item: str, mark: Mark, view: View
    ) -> None:
        """Yes, no or not applicable. Raises Refused: item_unknown."""

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._checked(tx, person, application_id, turn.now)
            require_mark(checklist(edition.contest), item)
            rows.set_mark(tx, application.id, item, mark, person.id, turn.now)
            self._ledger.note(
                tx, turn.now, person.id, "application.mark", f"application:{application.id}",
                item=item, mark=mark,
            )  # fmt: skip
            return self._checking(tx, application, edition)

        await turn.write(work, view)

    async def call(
        self, turn: Turn, application_id: int, what: str, until: datetime, view: View
    ) -> None:
        """What exactly to mend, and until when; the authors are told. After the awards it asks for
        a new budget. Raises Refused: reason_missing, date_past, application_changed."""

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._checked(tx, person, application_id, turn.now)
            require_status(application, Status.SUBMITTED)
            require_call(what, until, turn.now)
            open_ = [one for one in rows.calls(tx, application.id) if one.fixed_at is None]
            for one in open_:  # a newer call takes the place of an older one
                rows.fix_call(tx, one.id, turn.now)
            call = rows.add_call(tx, application.id, what.strip(), until, person.id, turn.now)
            after = application
            if application.formal in (Formal.OPEN, Formal.CALLED):
                after = replace(application, formal=Formal.CALLED)
                rows.save(tx, application, after)
            self._ledger.happened(tx, after, "called", person, turn.now, call.what)
            self._ledger.tell_members(tx, "contest_correction", after, call.id, turn.now)
            return self._checking(tx, after, edition)

        await turn.write(work, view)

    async def conclude(
        self, turn: Turn, application_id: int, passed: bool, words: str, view: View
    ) -> None:
        """It takes part, or it does not and why. Raises Refused: check_unfinished (left),
        item_failed (failed), reason_missing, application_changed."""

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._checked(tx, person, application_id, turn.now)
            require_status(application, Status.SUBMITTED)
            formal = concluded(self._checking(tx, application, edition), passed, words)
            after = replace(application, formal=formal)
            rows.save(tx, application, after)
            self._ledger.happened(tx, after, formal.value, person, turn.now, words.strip())
            self._ledger.tell_members(tx, "contest_formal", after, f"{formal}:{after.version}",
                                      turn.now)  # fmt: skip
            return self._checking(tx, after, edition)

        await turn.write(work, view)

    async def admit(
        self, turn: Turn, application_id: int, taken: bool, words: str, view: View
    ) -> None:
        """„Do decyzji”: it came late while the bot had been down. Raises Refused: reason_missing,
        application_changed."""

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._ledger.application(tx, application_id)
            self._ledger.allow(tx, person, edition, Action.ADMIT, turn.now)
            require_status(application, Status.UNDECIDED)
            if not words.strip():
                raise Refused("reason_missing")
            status = Status.SUBMITTED if taken else Status.TURNED_AWAY
            after = replace(application, status=status)
            rows.save(tx, application, after)
            what = "admitted" if taken else "turned-away"
            self._ledger.happened(tx, after, what, person, turn.now, words.strip())
            self._ledger.tell_members(tx, "contest_admitted", after, status, turn.now)
            return self._checking(tx, after, edition)

        await turn.write(work, view)

    def _checked(
        self, tx: Tx, person: Person, application_id: int, now: datetime
    ) -> tuple[Application, Edition]:
        application, edition = self._ledger.application(tx, application_id)
        self._ledger.allow(tx, person, edition, Action.CHECK, now)
        if person.id in {one.id for one in rows.members(tx, application.id)}:
            raise Refused("own_application")
        require_status(
            application, Status.SUBMITTED, Status.UNDECIDED, Status.WITHDRAWN, Status.TURNED_AWAY
        )
        return application, edition

    def _checking(self, tx: Tx, application: Application, edition: Edition) -> Checking:
        every = rows.versions(tx, application.id)
        version = every[-1] if every else None
        return Checking(
            application, checklist(edition.contest), rows.marks(tx, application.id),
            self._warnings(application, edition, version), rows.calls(tx, application.id),
        )  # fmt: skip

    def _warnings(
        self, application: Application, edition: Edition, version: Version | None
    ) -> tuple[Item, ...]:
        answers = version.answers if version else {}
        members = mentioned(answers, "members").replace(";", ",")
        people = 1 + len([one for one in members.split(",") if one.strip()])
        budget = budget_of(answers) if version else Budget()
        signed = bool(mentioned(answers, ATTACHMENT)) or application.channel != "bot"
        return warnings(edition.contest, application, budget, people=people, signed=signed)
