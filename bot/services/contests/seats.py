"""Who sits in the jury: invited by link, excused when ill, reminded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.contests.editions import ASSESSOR_LINK, Action, Edition
from bot.domain.contests.jury import Assessor, Progress, progress
from bot.domain.contests.overviews import AssessorLink, InJury, JuryBoard
from bot.domain.invitations import VALID, mark, new_code
from bot.domain.people import Person
from bot.domain.welcome import require_notice
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications, people
from bot.storage import contest_juries as rows
from bot.storage.database import Tx


class Seats:
    """For staff, and for whoever takes a link."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def invite(
        self, turn: Turn, contest_id: int, view: Callable[[AssessorLink, Translator], object]
    ) -> None:
        """A single-use link. Raises Refused: staff_only, not_in_this_phase, scores_counted."""
        code, until = new_code(), turn.now + VALID

        def work(tx: Tx, person: Person) -> AssessorLink:
            edition = self._named(tx, person, contest_id, turn.now)
            rows.invite(tx, contest_id, mark(code), person.id, until)
            self._ledger.note(tx, turn.now, person.id, "jury.invite", f"contest:{contest_id}")
            return AssessorLink(edition, self._ledger.office.link(ASSESSOR_LINK + code), until)

        await turn.write(work, view)

    async def accept(
        self, turn: Turn, code: str, view: Callable[[InJury, Translator], object]
    ) -> None:
        """By the link. Whoever applies in this contest cannot judge in it.

        Raises Refused: invitation_unknown, notice_first, scores_counted, applicant_cannot_judge.
        """

        def work(tx: Tx, person: Person) -> InJury:
            used = mark(code.removeprefix(ASSESSOR_LINK))
            contest_id = rows.invited_to(tx, used, turn.now)
            if contest_id is None:
                raise Refused("invitation_unknown")
            edition = uncounted(self._ledger.edition(tx, contest_id))
            require_notice(person, ASSESSOR_LINK + code.removeprefix(ASSESSOR_LINK))
            theirs = contest_applications.of_person(tx, person.id)
            if any(one.edition_id == contest_id for one in theirs):
                raise Refused("applicant_cannot_judge")
            rows.use_invitation(tx, used, turn.now)
            assessor = rows.add(tx, contest_id, person.id, person.name, turn.now)
            self._ledger.note(tx, turn.now, person.id, "jury.join", f"contest:{contest_id}")
            return InJury(edition, assessor)

        await turn.write(work, view)

    async def excuse(
        self,
        turn: Turn,
        contest_id: int,
        assessor_id: int,
        why: str,
        view: Callable[[JuryBoard, Translator], object],
    ) -> None:
        """One is ill: they are waited for no longer, and count nowhere. Raises Refused: staff_only,
        not_in_this_phase, reason_missing, scores_counted, assessor_gone."""
        await turn.write(
            lambda tx, person: self.excused(tx, person, contest_id, assessor_id, why, turn.now),
            view,
        )

    def excused(
        self, tx: Tx, person: Person, contest_id: int, assessor_id: int, why: str, now: datetime
    ) -> JuryBoard:
        """The same inside a transaction of others."""
        edition = self.may_excuse(tx, person, contest_id, assessor_id, now)[0]
        if not why.strip():
            raise Refused("reason_missing")
        rows.withdraw(tx, assessor_id, why.strip())
        self._ledger.note(tx, now, person.id, "jury.excuse", f"assessor:{assessor_id}")
        return self._board(tx, person, edition, now)

    def may_excuse(
        self, tx: Tx, person: Person, contest_id: int, assessor_id: int, now: datetime
    ) -> tuple[Edition, Assessor]:
        """Who is excused. Raises Refused: staff_only, not_in_this_phase, scores_counted,
        assessor_gone."""
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.EXCUSE_ASSESSOR, now)
        uncounted(edition)
        for one in rows.of_contest(tx, contest_id):
            if one.id == assessor_id and not one.withdrawn:
                return edition, one
        raise Refused("assessor_gone")

    async def progress(
        self, turn: Turn, contest_id: int, view: Callable[[JuryBoard, Translator], object]
    ) -> None:
        """Who still has how much to do; no points. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> JuryBoard:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_PROGRESS, turn.now)
            return self._board(tx, person, edition, turn.now)

        await turn.write(work, view)

    async def remind(
        self, turn: Turn, contest_id: int, view: Callable[[JuryBoard, Translator], object]
    ) -> None:
        """Write to whoever has something left; each once a day. Raises Refused: staff_only,
        not_in_this_phase, scores_counted."""

        def work(tx: Tx, person: Person) -> JuryBoard:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.REMIND_ASSESSORS, turn.now)
            told = remind_late(self._ledger, tx, uncounted(edition), turn.now)
            return replace(self._board(tx, person, edition, turn.now), reminded=told)

        await turn.write(work, view)

    def _board(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> JuryBoard:
        titles = {one.id: one.title for one in self._ledger.judged(tx, edition)}
        known = tuple(one for one in rows.conflicts(tx, edition.id) if one.application_id in titles)
        return JuryBoard(
            edition, progress_of(self._ledger, tx, edition), known, titles,
            self._ledger.may(tx, person, edition, now),
        )  # fmt: skip

    def _named(self, tx: Tx, person: Person, contest_id: int, now: datetime) -> Edition:
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.NAME_ASSESSORS, now)
        return uncounted(edition)


def progress_of(ledger: Ledger, tx: Tx, edition: Edition) -> Progress:
    """Everybody's queue, of this round."""
    return progress(
        rows.of_contest(tx, edition.id), [one.id for one in ledger.judged(tx, edition)],
        rows.conflicts(tx, edition.id), rows.sheets(tx, edition.id, edition.round),
    )  # fmt: skip


def remind_late(ledger: Ledger, tx: Tx, edition: Edition, now: datetime) -> int:
    """Write to whoever has something left; nobody twice a day. Returns how many are told."""
    day = now.astimezone(ledger.office.profile.zone).date()
    found = progress_of(ledger, tx, edition).queues
    late = [one for one, queue in found if queue.left and not one.withdrawn]
    persons = (people.by_id(tx, one.person_id) for one in late if one.person_id)
    letters = [
        ledger.letter(one, "contest_jury", edition.id, day)
        for one in persons
        if one and one.reachable
    ]
    return ledger.tell(tx, letters, now)


def uncounted(edition: Edition) -> Edition:
    """Raises Refused: scores_counted."""
    if edition.counted_at:
        raise Refused("scores_counted")
    return edition
