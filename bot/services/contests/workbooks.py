"""Everything of a contest as one spreadsheet, for staff. Read in one snapshot, made off the loop,
noted when it is handed over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import VoteMode
from bot.domain.contests.decisions import Round
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.elections import Project
from bot.domain.contests.formal import checklist
from bot.domain.contests.jury import Sheet, visible
from bot.domain.contests.voting import Tally, tally
from bot.domain.contests.workbook import Entered, Everything, Grid, TakenAway
from bot.domain.people import Person
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.contests.polling import Polls
from bot.services.contests.reading import Reading
from bot.services.turn import Turn
from bot.storage import contest_applications as rows
from bot.storage import contest_awards, contest_juries, contest_votes
from bot.storage.database import Tx

Tabulated = Callable[[Everything, Translator], Sequence[Grid]]
Written = Callable[[Sequence[Grid]], bytes]


class Workbooks:
    """`tabulated` words the tables, `written` makes the file's bytes of them, off the loop."""

    def __init__(self, ledger: Ledger, reading: Reading, polls: Polls) -> None:
        self._ledger = ledger
        self._reading = reading
        self._polls = polls

    async def everything(
        self,
        turn: Turn,
        contest_id: int,
        tabulated: Tabulated,
        written: Written,
        view: Callable[[TakenAway, Translator], object],
    ) -> None:
        """The whole contest. Raises Refused: contest_gone, staff_only, not_in_this_phase."""

        def look(tx: Tx, person: Person) -> tuple[Everything, Translator]:
            edition = self._allowed(tx, person, contest_id, turn)
            translator = self._ledger.office.translator(person.language, turn.now)
            return self._everything(tx, person, edition, turn), translator

        found, translator = await turn.read(look)
        content = await asyncio.to_thread(lambda: written(tabulated(found, translator)))

        def work(tx: Tx, person: Person) -> TakenAway:
            edition = self._allowed(tx, person, contest_id, turn)
            subject = f"contest:{contest_id}"
            self._ledger.note(tx, turn.now, person.id, "contest.file", subject, kind="xlsx")
            return TakenAway(edition, f"konkurs-{contest_id}.xlsx", content)

        await turn.write(work, view)

    def _allowed(self, tx: Tx, person: Person, contest_id: int, turn: Turn) -> Edition:
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.SEE_ALL, turn.now)
        return edition

    def _everything(self, tx: Tx, person: Person, edition: Edition, turn: Turn) -> Everything:
        every = rows.of_contest(tx, edition.id)
        return Everything(
            edition,
            tuple(self._entered(tx, person, one, edition, turn) for one in every),
            contest_juries.of_contest(tx, edition.id),
            frozen_sheets(tx, edition),
            contest_juries.conflicts(tx, edition.id),
            self._tally(tx, person, edition, turn),
            decided_rounds(tx, edition),
        )

    def _entered(
        self, tx: Tx, person: Person, application: Application, edition: Edition, turn: Turn
    ) -> Entered:
        return Entered(
            self._reading.file(tx, person, application, edition, turn.now),
            self._reading.answers(tx, person, application, turn.now),
            checklist(edition.contest), rows.marks(tx, application.id),
            rows.calls(tx, application.id),
        )  # fmt: skip

    def _tally(self, tx: Tx, person: Person, edition: Edition, turn: Turn) -> Tally | None:
        """Hidden until the votes are counted, here too."""
        vote = edition.contest.vote
        over = Action.SEE_VOTES in self._ledger.may(tx, person, edition, turn.now)
        if vote.mode is VoteMode.NONE or not over or edition.votes_counted_at is None:
            return None
        projects = [
            Project(str(one.id), one.requested, one.title)
            for one in self._polls.listed(tx, edition)
        ]
        return tally(vote, projects, contest_votes.ballots(tx, edition.id, edition.round))


def frozen_sheets(tx: Tx, edition: Edition) -> tuple[Sheet, ...]:
    """Points of rounds that were counted; of the present one nobody's before its count."""
    found: list[Sheet] = []
    for number in range(1, edition.round + 1):
        every = contest_juries.sheets(tx, edition.id, number)
        if number < edition.round:
            found += [one for one in every if one.submitted_at]
        else:
            found += visible(every, None, edition.counted_at)
    return tuple(found)


def decided_rounds(tx: Tx, edition: Edition) -> tuple[Round, ...]:
    """Decisions of every round that has any."""
    numbers = range(1, edition.round + 1)
    found = (contest_awards.latest(tx, edition.id, number) for number in numbers)
    return tuple(one for one in found if one)
