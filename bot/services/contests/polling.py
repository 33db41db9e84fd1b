"""The residents' vote. Hidden until it is closed, from staff too; nothing leads to who voted."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from bot.domain.contests.applications import Application, mentioned
from bot.domain.contests.contest import VoteMode
from bot.domain.contests.decisions import candidates
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.elections import Election, Project
from bot.domain.contests.overviews import BallotPaper, Candidate, Codes, Voted
from bot.domain.contests.voting import (
    CODE_LENGTH,
    CODE_LETTERS,
    Cast,
    Medium,
    Tally,
    code_mark,
    election,
    mark,
    require_ballot,
    tally,
)
from bot.domain.people import Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.judging import Juries
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications
from bot.storage import contest_votes as rows
from bot.storage.database import Tx

CODES_AT_ONCE = 500


class Polls:
    """`secret` keys the marks of who voted, and of codes."""

    def __init__(self, ledger: Ledger, juries: Juries, secret: bytes) -> None:
        self._ledger = ledger
        self._juries = juries
        self._secret = secret

    async def paper(
        self, turn: Turn, contest_id: int, view: Callable[[BallotPaper, Translator], object]
    ) -> None:
        """What may be voted for. Raises Refused: contest_gone, not_in_this_phase, no_vote_here,
        not_counted (the jury chooses who goes to the vote)."""

        def work(tx: Tx, person: Person) -> BallotPaper:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.VOTE, turn.now)
            listed = tuple(self._candidate(tx, one) for one in self.listed(tx, edition))
            voted = rows.voted(tx, contest_id, self._mark(edition, person))
            return BallotPaper(edition, listed, voted)

        await turn.write(work, view)

    async def vote(
        self,
        turn: Turn,
        contest_id: int,
        projects: Sequence[str],
        view: Callable[[Voted, Translator], object],
        points: Sequence[int] = (),
        code: str = "",
    ) -> None:
        """Once, for good. `projects`: candidates' ids, best first where the order matters.

        Raises Refused like `paper`, notice_first, voted_before, code_unknown (or used), and those
        of `voting.require_ballot`.
        """

        def work(tx: Tx, person: Person) -> Voted:
            edition = self._ledger.edition(tx, contest_id)
            received = self._ledger.received(tx, turn.now)
            self._ledger.allow(tx, person, edition, Action.VOTE, received)
            if not person.notice_accepted:
                raise Refused("notice_first")
            if not rows.note_voter(tx, contest_id, self._mark(edition, person)):
                raise Refused("voted_before")
            if edition.contest.vote.codes:
                used = code_mark(self._secret, contest_id, code)
                if not rows.use_code(tx, contest_id, used):
                    raise Refused("code_unknown")
            return self._cast(tx, edition, Cast(Medium.BOT, tuple(projects), tuple(points)))

        await turn.write(work, view)

    async def enter(
        self,
        turn: Turn,
        contest_id: int,
        projects: Sequence[str],
        view: Callable[[Voted, Translator], object],
        points: Sequence[int] = (),
    ) -> None:
        """Staff type in a paper ballot; paper is counted apart. Raises Refused: staff_only,
        not_in_this_phase, no_paper_here, and those of `voting.require_ballot`."""

        def work(tx: Tx, person: Person) -> Voted:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.ENTER_BALLOTS, turn.now)
            if not edition.contest.vote.paper:
                raise Refused("no_paper_here")
            done = self._cast(tx, edition, Cast(Medium.PAPER, tuple(projects), tuple(points)))
            self._ledger.note(tx, turn.now, person.id, "vote.enter", f"contest:{contest_id}")
            return done

        await turn.write(work, view)

    async def issue(
        self, turn: Turn, contest_id: int, number: int, view: Callable[[Codes, Translator], object]
    ) -> None:
        """Single-use codes for slips at the desk, shown once; up to 500 at once. Raises Refused:
        staff_only, not_in_this_phase, no_codes_here, too_many_codes (most)."""
        made = [new_code() for _ in range(min(number, CODES_AT_ONCE))]

        def work(tx: Tx, person: Person) -> Codes:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.ISSUE_CODES, turn.now)
            if not edition.contest.vote.codes:
                raise Refused("no_codes_here")
            if not 0 < number <= CODES_AT_ONCE:
                raise Refused("too_many_codes", most=CODES_AT_ONCE)
            rows.add_codes(
                tx, contest_id, [code_mark(self._secret, contest_id, one) for one in made]
            )
            self._ledger.note(
                tx, turn.now, person.id, "vote.codes", f"contest:{contest_id}", number=number
            )
            return Codes(edition, tuple(made))

        await turn.write(work, view)

    async def tally(
        self, turn: Turn, contest_id: int, view: Callable[[Tally, Translator], object]
    ) -> None:
        """After the end: bot, paper, together. Raises Refused: staff_only, not_in_this_phase,
        no_vote_here."""

        def work(tx: Tx, person: Person) -> Tally:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_VOTES, turn.now)
            projects = [_project(one) for one in self.listed(tx, edition)]
            casts = rows.ballots(tx, contest_id, edition.round)
            return tally(edition.contest.vote, projects, casts)

        await turn.write(work, view)

    def listed(self, tx: Tx, edition: Edition) -> list[Application]:
        """Who stands in the vote: the jury's best, or all that passed the formal check. Raises
        Refused: no_vote_here, not_counted."""
        if edition.contest.vote.mode is VoteMode.NONE:
            raise Refused("no_vote_here")
        judged = self._ledger.judged(tx, edition)
        ranking = self._juries.ranking(tx, edition)
        if ranking is None:
            return judged
        if edition.counted_at is None:
            raise Refused("not_counted")
        chosen = set(candidates(edition.contest, ranking))
        return [one for one in judged if str(one.id) in chosen]

    def election(self, tx: Tx, edition: Edition) -> Election | None:
        """For the counting, once the vote is closed; None where there was none. Whoever withdrew
        after being listed is left out of the ballots too."""
        if edition.contest.vote.mode is VoteMode.NONE:
            return None
        projects = [_project(one) for one in self.listed(tx, edition)]
        known = {one.id for one in projects}
        casts = [_without(one, known) for one in rows.ballots(tx, edition.id, edition.round)]
        pool = edition.contest.money.pool
        return election(edition.contest.vote, pool, projects, casts)

    def _cast(self, tx: Tx, edition: Edition, cast: Cast) -> Voted:
        listed = [str(one.id) for one in self.listed(tx, edition)]
        require_ballot(edition.contest.vote, listed, cast)
        rows.add(tx, edition.id, edition.round, secrets.token_hex(16), cast)
        return Voted(edition, rows.turnout(tx, edition.id, edition.round))

    def _mark(self, edition: Edition, person: Person) -> str:
        return mark(self._secret, edition.id, person.telegram_id, edition.round)

    def _candidate(self, tx: Tx, application: Application) -> Candidate:
        every = contest_applications.versions(tx, application.id)
        summary = mentioned(every[-1].answers, "summary") if every else ""
        return Candidate(str(application.id), application.title, summary, application.requested)


def new_code() -> str:
    """Ten letters without those that look alike: 50 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _project(application: Application) -> Project:
    return Project(str(application.id), application.requested, application.title)


def _without(cast: Cast, known: set[str]) -> Cast:
    kept = [n for n, project in enumerate(cast.projects) if project in known]
    points = tuple(cast.points[n] for n in kept) if cast.points else ()
    return Cast(cast.medium, tuple(cast.projects[n] for n in kept), points)
