"""The formal check: marks, calls for corrections, and what people decide about late arrivals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Media
from bot.domain.contests.applications import (
    Application,
    Channel,
    Formal,
    Status,
    mentioned,
    require_status,
)
from bot.domain.contests.arrivals import Arrivals, Versions, by_urgency
from bot.domain.contests.budget import budget_of
from bot.domain.contests.editions import STAFF, Action, Edition, refusal
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
from bot.domain.contests.phases import standing
from bot.domain.people import Person, Right, require
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.contests.reading import Reading
from bot.services.turn import Turn
from bot.storage import contest_applications as rows
from bot.storage import contests
from bot.storage.database import Tx

Gaps = tuple[Item, ...]
View = Callable[[Checking, Translator], object]
LISTED = 20  # contests
ATTACHMENT = "attachment"  # the question for the signed scan
SEEN = (Status.SUBMITTED, Status.UNDECIDED, Status.WITHDRAWN, Status.TURNED_AWAY)


class FormalChecks:
    """For staff. Each change answers with the application as it then stands; those that end in
    `_in` run inside a transaction of others.

    All raise Refused: application_gone, staff_only, not_in_this_phase, own_application.
    """

    def __init__(self, ledger: Ledger, reading: Reading) -> None:
        self._ledger = ledger
        self._reading = reading

    # What there is.

    async def waiting(
        self, turn: Turn, contest_id: int, view: Callable[[Arrivals, Translator], object]
    ) -> None:
        """All of this round with a receipt, what waits for staff first."""

        def work(tx: Tx, person: Person) -> Arrivals:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_ALL, turn.now)
            return self._arrivals(tx, person, edition, turn.now)

        await turn.write(work, view)

    async def every(
        self, turn: Turn, view: Callable[[tuple[Arrivals, ...], Translator], object]
    ) -> None:
        """The same of every contest that has begun."""

        def work(tx: Tx, person: Person) -> tuple[Arrivals, ...]:
            require(person, Right.MANAGE_CONTESTS)
            begun = (
                one
                for one in contests.newest(tx, LISTED)
                if refusal(Action.SEE_ALL, STAFF, standing(one.contest, turn.now)) is None
            )
            return tuple(self._arrivals(tx, person, one, turn.now) for one in begun)

        await turn.write(work, view)

    async def look(self, turn: Turn, application_id: int, view: View) -> None:
        """Everything in one application, its checklist, the gaps that the bot sees."""
        await self._reading.warm(application_id)

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._seen(tx, person, application_id, Action.SEE_ALL, turn.now)
            return self._checking(tx, person, application, edition, turn.now)

        await turn.write(work, view)

    async def compare(
        self,
        turn: Turn,
        application_id: int,
        before: int,
        after: int,
        view: Callable[[Versions, Translator], object],
    ) -> None:
        """Two versions beside each other, by number; 0 and 0: the two newest. Raises Refused:
        version_gone."""
        await self._reading.warm(application_id)

        def work(tx: Tx, person: Person) -> Versions:
            application, _ = self._seen(tx, person, application_id, Action.SEE_ALL, turn.now)
            pair = (before, after) if after else (application.version - 1, application.version)
            return self._reading.versions(tx, person, application, *pair, turn.now)

        await turn.write(work, view)

    async def files(
        self,
        turn: Turn,
        application_id: int,
        view: Callable[[tuple[Application, tuple[Media, ...]], Translator], object],
    ) -> None:
        """What was attached to the newest version."""
        await self._reading.warm(application_id)

        def work(tx: Tx, person: Person) -> tuple[Application, tuple[Media, ...]]:
            application, _ = self._seen(tx, person, application_id, Action.SEE_ALL, turn.now)
            return application, self._reading.files(tx, person, application, turn.now)

        await turn.write(work, view)

    # What people decide.

    async def mark(
        self, turn: Turn, application_id: int, item: str, mark: Mark, view: View
    ) -> None:
        """Yes, no or not applicable. Raises Refused: item_unknown."""

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._checked(tx, person, application_id, turn.now)
            require_mark(checklist(edition.contest), item)
            return self._marked(tx, person, application, edition, item, mark, turn.now)

        await turn.write(work, view)

    async def mark_at(
        self, turn: Turn, application_id: int, place: int, mark: Mark, view: View
    ) -> None:
        """The same by the item's place on the list, from 0."""

        def work(tx: Tx, person: Person) -> Checking:
            application, edition = self._checked(tx, person, application_id, turn.now)
            items = checklist(edition.contest)
            if not 0 <= place < len(items):
                raise Refused("item_unknown", item=place + 1)
            return self._marked(tx, person, application, edition, items[place], mark, turn.now)

        await turn.write(work, view)

    async def call(
        self, turn: Turn, application_id: int, what: str, until: datetime, view: View
    ) -> None:
        """What exactly to mend, and until when; the authors are told. After the awards it asks for
        a new budget. Raises Refused: reason_missing, date_past, application_changed."""
        await turn.write(
            lambda tx, person: self.call_in(tx, person, application_id, what, until, turn.now), view
        )

    def call_in(
        self, tx: Tx, person: Person, application_id: int, what: str, until: datetime, now: datetime
    ) -> Checking:
        """The same."""
        application, edition = self.callable(tx, person, application_id, now)
        require_call(what, until, now)
        open_ = [one for one in rows.calls(tx, application.id) if one.fixed_at is None]
        for one in open_:  # a newer call takes the place of an older one
            rows.fix_call(tx, one.id, now)
        call = rows.add_call(tx, application.id, what.strip(), until, person.id, now)
        after = application
        if application.formal in (Formal.OPEN, Formal.CALLED):
            after = replace(application, formal=Formal.CALLED)
            rows.save(tx, application, after)
        self._ledger.happened(tx, after, "called", person, now, call.what)
        self._ledger.tell_members(tx, "contest_correction", after, call.id, now)
        return self._checking(tx, person, after, edition, now)

    def callable(
        self, tx: Tx, person: Person, application_id: int, now: datetime
    ) -> tuple[Application, Edition]:
        """One that can be called for corrections, or concluded. Raises Refused:
        application_changed."""
        application, edition = self._checked(tx, person, application_id, now)
        return require_status(application, Status.SUBMITTED), edition

    async def conclude(
        self, turn: Turn, application_id: int, passed: bool, words: str, view: View
    ) -> None:
        """It takes part, or it does not and why. Raises Refused: check_unfinished (left),
        item_failed (failed), reason_missing, application_changed."""
        await turn.write(
            lambda tx, person: self.conclude_in(
                tx, person, application_id, passed, words, turn.now
            ),
            view,
        )

    def conclude_in(
        self, tx: Tx, person: Person, application_id: int, passed: bool, words: str, now: datetime
    ) -> Checking:
        """The same."""
        application, edition = self.callable(tx, person, application_id, now)
        formal = concluded(self._checking(tx, person, application, edition, now), passed, words)
        after = replace(application, formal=formal)
        rows.save(tx, application, after)
        self._ledger.happened(tx, after, formal.value, person, now, words.strip())
        key = f"{formal}:{after.version}"
        self._ledger.tell_members(tx, "contest_formal", after, key, now)
        return self._checking(tx, person, after, edition, now)

    async def admit(
        self, turn: Turn, application_id: int, taken: bool, words: str, view: View
    ) -> None:
        """„Do decyzji”: it came late while the bot had been down. Raises Refused: reason_missing,
        application_changed."""
        await turn.write(
            lambda tx, person: self.admit_in(tx, person, application_id, taken, words, turn.now),
            view,
        )

    def admit_in(
        self, tx: Tx, person: Person, application_id: int, taken: bool, words: str, now: datetime
    ) -> Checking:
        """The same."""
        application, edition = self.undecided(tx, person, application_id, now)
        if not words.strip():
            raise Refused("reason_missing")
        status = Status.SUBMITTED if taken else Status.TURNED_AWAY
        after = replace(application, status=status)
        rows.save(tx, application, after)
        what = "admitted" if taken else "turned-away"
        self._ledger.happened(tx, after, what, person, now, words.strip())
        self._ledger.tell_members(tx, "contest_admitted", after, status, now)
        return self._checking(tx, person, after, edition, now)

    def undecided(
        self, tx: Tx, person: Person, application_id: int, now: datetime
    ) -> tuple[Application, Edition]:
        """One that is „do decyzji”. Raises Refused: application_changed."""
        application, edition = self._seen(tx, person, application_id, Action.ADMIT, now)
        return require_status(application, Status.UNDECIDED), edition

    # Parts.

    def _arrivals(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> Arrivals:
        return Arrivals(
            edition, standing(edition.contest, now),
            by_urgency(rows.of_contest(tx, edition.id, edition.round)),
            self._ledger.may(tx, person, edition, now), tuple(rows.being_typed(tx, edition.id)),
        )  # fmt: skip

    def _marked(
        self, tx: Tx, person: Person, application: Application, edition: Edition, item: str,
        mark: Mark, now: datetime,
    ) -> Checking:  # fmt: skip
        rows.set_mark(tx, application.id, item, mark, person.id, now)
        subject = f"application:{application.id}"
        self._ledger.note(tx, now, person.id, "application.mark", subject, item=item, mark=mark)
        return self._checking(tx, person, application, edition, now)

    def _checked(
        self, tx: Tx, person: Person, application_id: int, now: datetime
    ) -> tuple[Application, Edition]:
        return self._seen(tx, person, application_id, Action.CHECK, now)

    def _seen(
        self, tx: Tx, person: Person, application_id: int, action: Action, now: datetime
    ) -> tuple[Application, Edition]:
        application, edition = self._ledger.application(tx, application_id)
        self._ledger.allow(tx, person, edition, action, now)
        if person.id in {one.id for one in rows.members(tx, application.id)}:
            raise Refused("own_application")
        return require_status(application, *SEEN), edition

    def _checking(
        self, tx: Tx, person: Person, application: Application, edition: Edition, now: datetime
    ) -> Checking:
        file = self._reading.file(tx, person, application, edition, now)
        return Checking(
            application, checklist(edition.contest), rows.marks(tx, application.id),
            _gaps(application, edition, file.version.answers if file.version else {}),
            rows.calls(tx, application.id), file,
            self._reading.answers(tx, person, application, now),
            self._ledger.may(tx, person, edition, now),
        )  # fmt: skip


def _gaps(application: Application, edition: Edition, answers: Mapping[str, str]) -> Gaps:
    members = mentioned(answers, "members").replace(";", ",")
    people = 1 + len([one for one in members.split(",") if one.strip()])
    signed = bool(mentioned(answers, ATTACHMENT)) or application.channel is not Channel.BOT
    budget = budget_of(answers)
    return warnings(edition.contest, application, budget, people=people, signed=signed)
