"""The jury's work. Before the count each member sees their own points, and nobody sees others'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from bot.domain.contests.applications import Application
from bot.domain.contests.decisions import candidates
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.jury import (
    Assessor,
    Conflict,
    Sheet,
    given,
    panel,
    queue,
    require_complete,
    scores,
    visible,
)
from bot.domain.contests.jury_desk import queue_lines
from bot.domain.contests.overviews import Counted, Judging, JuryQueue
from bot.domain.contests.ranking import level, rank
from bot.domain.contests.scoring import Entry, Ranking
from bot.domain.people import Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.applying import Applications
from bot.services.contests.ledger import Ledger
from bot.services.contests.reading import Reading
from bot.services.contests.seats import progress_of, uncounted
from bot.services.turn import Turn
from bot.storage import contest_juries as rows
from bot.storage import contests
from bot.storage.database import Tx


class Juries:
    """One application at a time; counted once. Who sits in it: `Seats`."""

    def __init__(self, ledger: Ledger, applications: Applications, reading: Reading) -> None:
        self._ledger = ledger
        self._applications = applications
        self._reading = reading

    async def declare(
        self,
        turn: Turn,
        application_id: int,
        reason: str,
        view: Callable[[JuryQueue, Translator], object],
    ) -> None:
        """A conflict of interest: this application leaves their queue, and what they gave it is
        gone. Raises Refused: reason_missing, not_yours_to_do, not_in_this_phase, scores_counted."""

        await turn.write(
            lambda tx, person: self.declared(tx, person, application_id, reason, turn.now), view
        )

    def declared(
        self, tx: Tx, person: Person, application_id: int, reason: str, now: datetime
    ) -> JuryQueue:
        """The same inside a transaction of others."""
        application, edition = self._ledger.application(tx, application_id)
        assessor = self.sitting(tx, person, edition, Action.DECLARE_CONFLICT, now, application)
        if not reason.strip():
            raise Refused("reason_missing")
        rows.declare(tx, Conflict(assessor.id, application.id, reason.strip()), now)
        self._ledger.note(tx, now, person.id, "jury.conflict", f"application:{application.id}")
        return replace(self._next(tx, edition, assessor), after="conflict")

    # Points.

    async def queue(
        self, turn: Turn, contest_id: int, view: Callable[[JuryQueue, Translator], object]
    ) -> None:
        """„Zostało 4 z 11”; may be read before points can be given. Raises Refused:
        not_yours_to_do, not_in_this_phase, scores_counted."""

        def work(tx: Tx, person: Person) -> JuryQueue:
            edition = self._ledger.edition(tx, contest_id)
            assessor = self.sitting(tx, person, edition, Action.DECLARE_CONFLICT, turn.now)
            return self._next(tx, edition, assessor)

        await turn.write(work, view)

    async def judge(
        self, turn: Turn, application_id: int, view: Callable[[Judging, Translator], object]
    ) -> None:
        """One application with everything in it, and their own sheet. Raises Refused like `queue`,
        application_gone."""

        await self._reading.warm(application_id)

        def work(tx: Tx, person: Person) -> Judging:
            found = self.judging(tx, person, application_id, turn.now)
            application = found.file.application
            return replace(
                found,
                answers=self._reading.answers(tx, person, application, turn.now),
                files=len(self._reading.files(tx, person, application, turn.now)),
            )

        await turn.write(work, view)

    async def score(
        self,
        turn: Turn,
        application_id: int,
        criterion: str,
        value: Fraction,
        view: Callable[[Judging, Translator], object],
    ) -> None:
        """Points on one criterion. Raises Refused like `judge`, criterion_unknown, off_the_scale,
        sheet_submitted."""

        await turn.write(
            lambda tx, person: self.scored(tx, person, application_id, criterion, value, turn.now),
            view,
        )

    def scored(
        self, tx: Tx, person: Person, application_id: int, criterion: str, value: Fraction,
        now: datetime,
    ) -> Judging:  # fmt: skip
        """The same inside a transaction of others."""

        def change(sheet: Sheet, edition: Edition) -> Sheet:
            points = given(sheet, edition.contest.jury.criteria, criterion, value)
            return replace(sheet, points=points)

        return self._changed(tx, person, application_id, change, now)

    async def comment(
        self,
        turn: Turn,
        application_id: int,
        words: str,
        view: Callable[[Judging, Translator], object],
    ) -> None:
        """A comment for the protocol. Raises Refused like `judge`, sheet_submitted."""

        await turn.write(
            lambda tx, person: self.commented(tx, person, application_id, words, turn.now), view
        )

    def commented(
        self, tx: Tx, person: Person, application_id: int, words: str, now: datetime
    ) -> Judging:
        """The same inside a transaction of others."""

        def change(sheet: Sheet, _edition: Edition) -> Sheet:
            if sheet.submitted_at:
                raise Refused("sheet_submitted")
            return replace(sheet, comment=words.strip())

        return self._changed(tx, person, application_id, change, now)

    async def submit(
        self, turn: Turn, application_id: int, view: Callable[[JuryQueue, Translator], object]
    ) -> None:
        """Hand the sheet in for good, and on to the next. Raises Refused like `judge`,
        points_missing (criteria), sheet_submitted."""

        def work(tx: Tx, person: Person) -> JuryQueue:
            application, edition, assessor = self._before(
                tx, person, application_id, Action.SCORE, turn.now
            )
            sheet = rows.sheet(tx, assessor.id, application.id)
            require_complete(sheet, edition.contest.jury.criteria)
            rows.save_sheet(tx, replace(sheet, submitted_at=turn.now))
            self._ledger.note(
                tx, turn.now, person.id, "jury.submit", f"application:{application.id}"
            )
            after = replace(self._next(tx, edition, assessor), after="submitted")
            if progress_of(self._ledger, tx, edition).complete:
                self._ledger.tell_staff(tx, "contest_jury_done", edition.id, edition.round,
                                        turn.now)  # fmt: skip
            return after

        await turn.write(work, view)

    async def count(
        self, turn: Turn, contest_id: int, view: Callable[[Counted, Translator], object]
    ) -> None:
        """Count the points and freeze them: from now on nobody can give any, and they may be seen.

        Raises Refused: staff_only, not_in_this_phase, scores_missing (waiting), nothing_to_count.
        """

        def work(tx: Tx, person: Person) -> Counted:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.COUNT, turn.now)
            ranking = self.ranking(tx, edition)
            if ranking is None:
                raise Refused("nothing_to_count")
            if ranking.waiting and not ranking.places:
                raise Refused("scores_missing", waiting=ranking.waiting)
            if edition.counted_at is None:
                contests.set_counted(tx, contest_id, turn.now)
                edition = replace(edition, counted_at=turn.now)
                self._ledger.note(tx, turn.now, person.id, "jury.count", f"contest:{contest_id}")
            return self._counted(tx, edition, ranking)

        await turn.write(work, view)

    async def totals(
        self, turn: Turn, contest_id: int, view: Callable[[Counted, Translator], object]
    ) -> None:
        """The ranking, once it was counted. Raises Refused: not_yours_to_do, not_in_this_phase,
        not_counted."""

        def work(tx: Tx, person: Person) -> Counted:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_TOTALS, turn.now)
            ranking = self.ranking(tx, edition)
            if edition.counted_at is None or ranking is None:
                raise Refused("not_counted")
            return self._counted(tx, edition, ranking)

        await turn.write(work, view)

    async def sheets(
        self, turn: Turn, contest_id: int, view: Callable[[tuple[Sheet, ...], Translator], object]
    ) -> None:
        """Sheets that this person may see: before the count their own, then all. Raises Refused:
        not_yours_to_do, not_in_this_phase."""

        def work(tx: Tx, person: Person) -> tuple[Sheet, ...]:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_TOTALS, turn.now)
            viewer = self._ledger.assessor(tx, person, edition)
            every = rows.sheets(tx, contest_id, edition.round)
            return visible(every, viewer, edition.counted_at)

        await turn.write(work, view)

    def ranking(self, tx: Tx, edition: Edition) -> Ranking | None:
        """The jury's, of this round; None where there is no jury. Not for anybody's eyes before
        the count."""
        jury = edition.contest.jury
        if not jury.criteria:
            return None
        found = rows.of_contest(tx, edition.id)
        return rank(
            jury.criteria, jury.policy, panel(found, rows.conflicts(tx, edition.id)),
            [_entry(one) for one in self._ledger.judged(tx, edition)],
            scores(rows.sheets(tx, edition.id, edition.round)),
        )  # fmt: skip

    def unjudged(self, tx: Tx, edition: Edition) -> Ranking:
        """Where nobody gives points."""
        return level(_entry(one) for one in self._ledger.judged(tx, edition))

    # Parts.

    def sitting(
        self, tx: Tx, person: Person, edition: Edition, action: Action, now: datetime,
        application: Application | None = None,
    ) -> Assessor:  # fmt: skip
        """The assessor that somebody is here. Raises Refused: not_yours_to_do,
        not_in_this_phase, scores_counted."""
        self._ledger.allow(tx, person, edition, action, now, application)
        assessor = self._ledger.assessor(tx, person, edition)
        if assessor is None:
            raise Refused("not_yours_to_do")
        uncounted(edition)
        return assessor

    def judging(self, tx: Tx, person: Person, application_id: int, now: datetime) -> Judging:
        """The sheet without the application's answers, inside a transaction of others."""
        application, edition, assessor = self._before(
            tx, person, application_id, Action.DECLARE_CONFLICT, now
        )
        return self._judging(tx, person, application, edition, assessor, now)

    def _before(
        self, tx: Tx, person: Person, application_id: int, action: Action, now: datetime
    ) -> tuple[Application, Edition, Assessor]:
        application, edition = self._ledger.application(tx, application_id)
        assessor = self.sitting(tx, person, edition, action, now, application)
        if application.id not in {one.id for one in self._ledger.judged(tx, edition)}:
            raise Refused("application_gone")
        return application, edition, assessor

    def _changed(
        self, tx: Tx, person: Person, application_id: int,
        change: Callable[[Sheet, Edition], Sheet], now: datetime,
    ) -> Judging:  # fmt: skip
        application, edition, assessor = self._before(tx, person, application_id, Action.SCORE, now)
        sheet = rows.sheet(tx, assessor.id, application.id)
        rows.save_sheet(tx, change(sheet, edition))
        return self._judging(tx, person, application, edition, assessor, now)

    def _judging(
        self, tx: Tx, person: Person, application: Application, edition: Edition,
        assessor: Assessor, now: datetime,
    ) -> Judging:  # fmt: skip
        file = self._applications.file(tx, person, application, edition, now)
        sheet = rows.sheet(tx, assessor.id, application.id)
        return Judging(edition, file, sheet, self._next(tx, edition, assessor).queue)

    def _next(self, tx: Tx, edition: Edition, assessor: Assessor) -> JuryQueue:
        judged = self._ledger.judged(tx, edition)
        known = rows.conflicts(tx, edition.id)
        sheets = rows.sheets(tx, edition.id, edition.round)
        found = queue(assessor, [one.id for one in judged], known, sheets)
        lines = queue_lines(assessor, judged, known, sheets)
        return JuryQueue(edition, found, found.left[0] if found.left else 0, lines)

    def _counted(self, tx: Tx, edition: Edition, ranking: Ranking) -> Counted:
        titles = {str(one.id): one.title for one in self._ledger.judged(tx, edition)}
        names = {one.key: one.name for one in rows.of_contest(tx, edition.id)}
        return Counted(edition, ranking, titles, candidates(edition.contest, ranking), names)


def _entry(application: Application) -> Entry:
    return Entry(str(application.id), application.requested, application.number)
