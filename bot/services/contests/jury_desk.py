"""An assessor's taps and typing: one criterion after another, comments, conflicts; and what staff
are asked before somebody is excused. `Juries` and `Seats` hold the rules."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from bot.clock import stamp
from bot.domain.contests.editions import Action
from bot.domain.contests.jury import require_complete, visible
from bot.domain.contests.jury_desk import (
    AT_ONCE,
    COMMENT,
    CONFLICT,
    EXCUSE,
    FORMS,
    POINTS,
    first_open,
    numbered,
    scale,
)
from bot.domain.contests.overviews import (
    ApplicationFiles,
    Judging,
    JuriesShown,
    JuryBoard,
    JuryQueue,
    SheetsShown,
)
from bot.domain.people import STAFF, Person
from bot.domain.sessions import Finished, StepShown
from bot.domain.surveys import Begin
from bot.errors import Refused
from bot.forms import builtin
from bot.i18n import Translator
from bot.services.contests.judging import Juries
from bot.services.contests.ledger import Ledger
from bot.services.contests.reading import Reading
from bot.services.contests.seats import Seats
from bot.services.turn import Turn
from bot.storage import contest_juries as rows
from bot.storage import contests, forms, sessions
from bot.storage.database import Tx

LISTED = 20  # contests
Complete = Callable[[Tx, Person, Finished, datetime], object]
View = Callable[[Judging, Translator], object]
Ask = Callable[[StepShown, Translator], object]


class JuryDesk:
    """For `app`: `completions` by kind of session; `at_once`, by the form's name, says whether it
    is handed in with its last answer."""

    def __init__(
        self, ledger: Ledger, juries: Juries, seats: Seats, reading: Reading, shelf: forms.Forms,
        begin: Begin,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._juries = juries
        self._seats = seats
        self._reading = reading
        self._shelf = shelf
        self._begin = begin
        self._forms: dict[str, int] = {}
        self.at_once = {name: kind in AT_ONCE for kind, name in FORMS.items()}
        self.completions: Mapping[str, Complete] = {
            POINTS: self._given, COMMENT: self._commented, CONFLICT: self._declared,
            EXCUSE: self._excused,
        }  # fmt: skip

    async def board(self, turn: Turn, view: Callable[[JuriesShown, Translator], object]) -> None:
        """`/jury`: where this person sits and points are not counted; for staff, all contests with
        a jury."""

        def work(tx: Tx, person: Person) -> JuriesShown:
            found = (contests.by_id(tx, one) for one in rows.sitting(tx, person.id))
            sitting = tuple(one for one in found if one and one.counted_at is None)
            if person.role not in STAFF:
                return JuriesShown(sitting)
            every = contests.newest(tx, LISTED)
            return JuriesShown(sitting, tuple(one for one in every if one.contest.jury.criteria))

        await turn.write(work, view)

    async def sits_in(self, turn: Turn) -> tuple[int, ...]:
        """The contests in whose jury this person sits, as long as points are not counted."""

        def look(tx: Tx, person: Person) -> tuple[int, ...]:
            found = (contests.by_id(tx, one) for one in rows.sitting(tx, person.id))
            return tuple(one.id for one in found if one and one.counted_at is None)

        return await turn.read(look)

    async def manages(self, turn: Turn) -> bool:
        """Whether this person looks after juries."""
        return await turn.read(lambda _tx, person: person.role in STAFF)

    async def ready(self, turn: Turn, application_id: int, view: View) -> None:
        """The whole sheet before it is handed in. Raises Refused like `Juries.submit`."""

        def work(tx: Tx, person: Person) -> Judging:
            found = self._juries.judging(tx, person, application_id, turn.now)
            self._may_score(tx, person, found, turn.now)
            require_complete(found.sheet, found.edition.contest.jury.criteria)
            return found

        await turn.write(work, view)

    async def placed(self, turn: Turn, contest_id: int, place: int) -> int:
        """The assessor at this place, from 1, of those that staff see; 0 for none."""

        def look(tx: Tx, _: Person) -> int:
            found = rows.of_contest(tx, contest_id)
            return found[place - 1].id if 1 <= place <= len(found) else 0

        return await turn.read(look)

    async def meant(self, turn: Turn, contest_id: int, number: int) -> int:
        """The application with this number on its receipt, of those that are judged now; 0 for
        none, and for whoever has nothing to do with the jury."""

        def look(tx: Tx, person: Person) -> int:
            edition = self._ledger.edition(tx, contest_id)
            if person.role not in STAFF and self._ledger.assessor(tx, person, edition) is None:
                return 0
            judged = self._ledger.judged(tx, edition)
            return next((one.id for one in judged if one.number == number), 0)

        return await turn.read(look)

    async def criterion(self, turn: Turn, application_id: int, number: int, view: View) -> None:
        """One criterion, whose points are typed or tapped next; with 0 the first without points, or
        the whole sheet. Raises Refused like `Juries.score`."""
        form_id = await self._form(POINTS)

        def work(tx: Tx, person: Person) -> Judging:
            found = self._juries.judging(tx, person, application_id, turn.now)
            self._may_score(tx, person, found, turn.now)
            return self._asking(tx, person, found, number, form_id, turn.now)

        await turn.write(work, view)

    async def pointing(self, turn: Turn, session_id: int) -> tuple[int, int] | None:
        """The application and the criterion that a conversation left lying asks points for; None
        for any other conversation."""

        def look(tx: Tx, person: Person) -> tuple[int, int] | None:
            found = sessions.by_id(tx, session_id, person.id)
            if found is None or found.kind != POINTS:
                return None
            known = {ref.rpartition("/")[2]: said for ref, said in found.state.answers.items()}
            return int(known["application"]), int(known["number"])

        return await turn.read(look)

    async def give(
        self, turn: Turn, application_id: int, number: int, value: Fraction, view: View
    ) -> None:
        """Points by a tap or a command; then the next criterion. Raises Refused like
        `Juries.score`."""
        form_id = await self._form(POINTS)

        def work(tx: Tx, person: Person) -> Judging:
            found = self._put(tx, person, application_id, number, value, form_id, turn.now)
            return replace(found, just_given=number if turn.callback_id else 0)

        await turn.write(work, view)

    async def ask_comment(self, turn: Turn, application_id: int, view: Ask) -> None:
        """Raises Refused like `Juries.comment`."""

        def known(tx: Tx, person: Person) -> dict[str, str]:
            found = self._juries.judging(tx, person, application_id, turn.now)
            self._may_score(tx, person, found, turn.now)
            return {"idea": found.file.application.title}

        await self._ask(turn, COMMENT, application_id, known, view)

    async def ask_conflict(self, turn: Turn, application_id: int, view: Ask) -> None:
        """Raises Refused like `Juries.declare`."""

        def known(tx: Tx, person: Person) -> dict[str, str]:
            found = self._juries.judging(tx, person, application_id, turn.now)
            return {"idea": found.file.application.title}

        await self._ask(turn, CONFLICT, application_id, known, view)

    async def ask_to_excuse(self, turn: Turn, contest_id: int, assessor_id: int, view: Ask) -> None:
        """Raises Refused like `Seats.excuse`."""

        def known(tx: Tx, person: Person) -> dict[str, str]:
            _, assessor = self._seats.may_excuse(tx, person, contest_id, assessor_id, turn.now)
            return {"contest": str(contest_id), "person": assessor.name}

        await self._ask(turn, EXCUSE, assessor_id, known, view)

    async def files(
        self,
        turn: Turn,
        application_id: int,
        view: Callable[[ApplicationFiles, Translator], object],
    ) -> None:
        """What the authors attached. Raises Refused like `Juries.judge`."""
        await self._reading.warm(application_id)

        def work(tx: Tx, person: Person) -> ApplicationFiles:
            application = self._juries.judging(
                tx, person, application_id, turn.now
            ).file.application
            files = self._reading.files(tx, person, application, turn.now)
            return ApplicationFiles(application, files)

        await turn.write(work, view)

    async def sheets(
        self, turn: Turn, application_id: int, view: Callable[[SheetsShown, Translator], object]
    ) -> None:
        """Every sheet of one application, for the protocol. Raises Refused: not_yours_to_do,
        not_in_this_phase, not_counted."""

        def work(tx: Tx, person: Person) -> SheetsShown:
            application, edition = self._ledger.application(tx, application_id)
            self._ledger.allow(tx, person, edition, Action.SEE_TOTALS, turn.now)
            if edition.counted_at is None:
                raise Refused("not_counted")
            every = rows.sheets(tx, edition.id, application.round)
            shown = visible(every, None, edition.counted_at)
            return SheetsShown(
                edition, application,
                tuple(one for one in shown if one.application_id == application.id),
                rows.of_contest(tx, edition.id),
                tuple(c for c in rows.conflicts(tx, edition.id)
                      if c.application_id == application.id),
            )  # fmt: skip

        await turn.write(work, view)

    # What the conversations end in.

    def _given(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> Judging | Refused:
        """What can no longer be given ends the conversation; what is off the scale is asked for
        again."""
        said, form_id = finished.by_name(), finished.session.form_id
        application_id, number = int(said["application"]), int(said["number"])
        try:
            return self._put(
                tx, person, application_id, number, Fraction(said["points"]), form_id, now
            )
        except Refused as error:
            if error.reason != "off_the_scale":
                return error
        found = self._juries.judging(tx, person, application_id, now)
        asked = self._asking(tx, person, found, number, form_id, now)
        return replace(asked, objection="off_the_scale")

    def _commented(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Judging:
        words = finished.by_name()["comment"]
        return self._juries.commented(tx, person, finished.session.subject_id, words, now)

    def _declared(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> JuryQueue:
        reason = finished.by_name()["reason"]
        found = self._juries.declared(tx, person, finished.session.subject_id, reason, now)
        self.forget(tx, person, found.edition.id)
        return found

    def _excused(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> JuryBoard:
        said = finished.by_name()
        assessor_id = finished.session.subject_id
        return self._seats.excused(
            tx, person, int(said["contest"]), assessor_id, said["reason"], now
        )

    # Parts.

    def forget(self, tx: Tx, person: Person, contest_id: int) -> None:
        """What they type next is no points."""
        held = sessions.about(tx, person.id, POINTS, contest_id, False)
        if held:
            sessions.delete(tx, held.id)

    def _may_score(self, tx: Tx, person: Person, found: Judging, now: datetime) -> None:
        edition, application = found.edition, found.file.application
        self._juries.sitting(tx, person, edition, Action.SCORE, now, application)
        if found.sheet.submitted_at:
            raise Refused("sheet_submitted")

    def _put(
        self, tx: Tx, person: Person, application_id: int, number: int, value: Fraction,
        form_id: int, now: datetime,
    ) -> Judging:  # fmt: skip
        edition = self._ledger.application(tx, application_id)[1]
        asked = numbered(edition.contest.jury.criteria, number)
        found = self._juries.scored(tx, person, application_id, asked.name, value, now)
        return self._asking(tx, person, found, 0, form_id, now)

    def _asking(
        self, tx: Tx, person: Person, found: Judging, number: int, form_id: int, now: datetime
    ) -> Judging:
        edition, application = found.edition, found.file.application
        number = number or first_open(edition.contest.jury.criteria, found.sheet)
        if not number:
            self.forget(tx, person, edition.id)
            return found
        asked = numbered(edition.contest.jury.criteria, number)
        known = {
            "application": str(application.id), "number": str(number), "idea": application.title,
            "criterion": asked.label or asked.name,
            "scale": scale(asked, comma=person.language != "en"),
        }  # fmt: skip
        begun = self._begin(
            tx, person, POINTS, edition.id, form_id, now=now, preset=known, anew=True
        )
        session = begun.session
        return replace(found, asked=number, session=session.id, rev=session.rev)

    async def _ask(
        self, turn: Turn, kind: str, subject_id: int,
        known: Callable[[Tx, Person], Mapping[str, str]], view: Ask,
    ) -> None:  # fmt: skip
        form_id = await self._form(kind)

        def work(tx: Tx, person: Person) -> StepShown:
            preset = known(tx, person)
            return self._begin(
                tx, person, kind, subject_id, form_id, now=turn.now, preset=preset, anew=True
            )

        await turn.write(work, view)

    async def _form(self, kind: str) -> int:
        """The stored form, read before the transaction that uses it."""
        if kind in self._forms:
            return self._forms[kind]
        name, office = FORMS[kind], self._ledger.office
        workbook = await asyncio.to_thread(builtin.load, name)
        now, places = stamp(office.clock.now()), office.profile.places
        form_id = await office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        await office.db.read(lambda tx: self._shelf.get(tx, form_id, places))
        self._forms[kind] = form_id
        return form_id
