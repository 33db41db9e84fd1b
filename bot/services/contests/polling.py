"""The residents' vote. Hidden until it is counted, from staff too; nothing leads to who voted."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import VoteMode
from bot.domain.contests.decisions import candidates
from bot.domain.contests.editions import LINK, Action, Edition
from bot.domain.contests.elections import Election, Project
from bot.domain.contests.overviews import BallotPaper, Candidate, Tallied, Voted
from bot.domain.contests.voting import (
    Cast,
    Medium,
    code_mark,
    election,
    mark,
    require_ballot,
    tally,
)
from bot.domain.people import Person
from bot.domain.welcome import require_notice
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.judging import Juries
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_ballots, contests
from bot.storage import contest_votes as rows
from bot.storage.database import Tx

_lot = secrets.SystemRandom()


class Polls:
    """`secret` keys the marks of who voted, and of codes."""

    def __init__(self, ledger: Ledger, juries: Juries, secret: bytes) -> None:
        self._ledger = ledger
        self._juries = juries
        self.secret = secret

    async def paper(
        self, turn: Turn, contest_id: int, view: Callable[[BallotPaper, Translator], object]
    ) -> None:
        """What may be voted for. Raises Refused: contest_gone, not_in_this_phase, no_vote_here,
        not_counted (the jury chooses who goes to the vote)."""

        def work(tx: Tx, person: Person) -> BallotPaper:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.VOTE, turn.now)
            return BallotPaper(
                edition, self.candidates(tx, edition), self.voted(tx, edition, person)
            )

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

        Raises Refused like `paper`, and those of `put`.
        """

        def work(tx: Tx, person: Person) -> Voted:
            edition = self._ledger.edition(tx, contest_id)
            received = self._ledger.received(tx, turn.now)
            self._ledger.allow(tx, person, edition, Action.VOTE, received)
            used = code_mark(self.secret, contest_id, code)
            return self.put(tx, edition, person, tuple(projects), tuple(points), used)

        await turn.write(work, view)

    def put(
        self, tx: Tx, edition: Edition, person: Person, projects: tuple[str, ...],
        points: tuple[int, ...], code: str,
    ) -> Voted:  # fmt: skip
        """One person's ballot, of which nothing leads to them; `code` is a code's mark.

        Raises Refused: notice_first, voted_before, code_unknown (or used), and those of `add`.
        """
        require_notice(person, LINK + edition.token)
        if not rows.note_voter(tx, edition.id, self._mark(edition, person)):
            raise Refused("voted_before")
        if edition.contest.vote.codes and not rows.use_code(tx, edition.id, code):
            raise Refused("code_unknown")
        self.add(tx, edition, Cast(Medium.BOT, projects, points), secrets.token_hex(16))
        return Voted(edition, rows.turnout(tx, edition.id, edition.round))

    def add(self, tx: Tx, edition: Edition, cast: Cast, key: str) -> None:
        """Into the box. Raises Refused: votes_counted, and those of `voting.require_ballot`."""
        uncounted(edition)
        listed = [str(one.id) for one in self.listed(tx, edition)]
        require_ballot(edition.contest.vote, listed, cast)
        rows.add(tx, edition.id, edition.round, key, cast)

    async def count(
        self, turn: Turn, contest_id: int, view: Callable[[Tallied, Translator], object]
    ) -> None:
        """Count the votes and freeze them: from now on no ballot comes in or goes, and the tally
        may be seen. Twice changes nothing.

        Raises Refused: staff_only, not_in_this_phase, no_vote_here, not_counted (the jury first).
        """

        def work(tx: Tx, person: Person) -> Tallied:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.COUNT_VOTES, turn.now)
            found = self._tallied(tx, edition)
            if edition.votes_counted_at:
                return found
            contests.set_votes_counted(tx, contest_id, turn.now)
            self._ledger.note(tx, turn.now, person.id, "vote.count", f"contest:{contest_id}")
            return replace(found, edition=replace(edition, votes_counted_at=turn.now))

        await turn.write(work, view)

    async def tally(
        self, turn: Turn, contest_id: int, view: Callable[[Tallied, Translator], object]
    ) -> None:
        """Once they were counted: bot, paper, together. Raises Refused: staff_only,
        not_in_this_phase, no_vote_here, votes_not_counted."""

        def work(tx: Tx, person: Person) -> Tallied:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_VOTES, turn.now)
            counted(edition)
            return self._tallied(tx, edition)

        await turn.write(work, view)

    def _tallied(self, tx: Tx, edition: Edition) -> Tallied:
        projects = [_project(one) for one in self.listed(tx, edition)]
        casts = rows.ballots(tx, edition.id, edition.round)
        found = tally(edition.contest.vote, projects, casts)
        return Tallied(edition, self.candidates(tx, edition), found)

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

    def candidates(self, tx: Tx, edition: Edition) -> tuple[Candidate, ...]:
        """Those listed, by their numbers: drawn by lot when they are first asked for, the same for
        everybody and on paper, and never changed. Who comes later is put at the end."""
        listed = self.listed(tx, edition)
        known = contest_ballots.numbers(tx, edition.id, edition.round)
        fresh = [one.id for one in listed if one.id not in known]
        _lot.shuffle(fresh)
        drawn = dict(zip(fresh, range(len(known) + 1, len(known) + len(fresh) + 1), strict=True))
        contest_ballots.add_numbers(tx, edition.id, edition.round, drawn.items())
        found = known | drawn
        return tuple(
            Candidate(str(one.id), one.title, "", one.requested, found[one.id])
            for one in sorted(listed, key=lambda one: found[one.id])
        )

    def voted(self, tx: Tx, edition: Edition, person: Person) -> bool:
        """Has this person voted?"""
        return rows.voted(tx, edition.id, self._mark(edition, person))

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

    def _mark(self, edition: Edition, person: Person) -> str:
        return mark(self.secret, edition.id, person.telegram_id, edition.round)


def uncounted(edition: Edition) -> None:
    """Raises Refused: votes_counted."""
    if edition.votes_counted_at:
        raise Refused("votes_counted")


def counted(edition: Edition) -> None:
    """Nobody sees how a vote stands before. Raises Refused: votes_not_counted."""
    if edition.contest.vote.mode is not VoteMode.NONE and not edition.votes_counted_at:
        raise Refused("votes_not_counted")


def _project(application: Application) -> Project:
    return Project(str(application.id), application.requested, application.title)


def _without(cast: Cast, known: set[str]) -> Cast:
    kept = [n for n, project in enumerate(cast.projects) if project in known]
    points = tuple(cast.points[n] for n in kept) if cast.points else ()
    return Cast(cast.medium, tuple(cast.projects[n] for n in kept), points)
