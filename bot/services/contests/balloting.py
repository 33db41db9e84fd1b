"""The ballot in somebody's hands: chosen by taps or typed, looked over, cast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.contests.applications import mentioned
from bot.domain.contests.ballots import (
    Draft,
    Writing,
    code_in,
    read_ballot,
    read_link,
    scored,
    ticked,
    turned,
    without_gone,
)
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import LINK, Action, Edition
from bot.domain.contests.overviews import BallotPaper, Voted
from bot.domain.contests.phases import standing
from bot.domain.contests.voting import Cast, Medium, code_mark, require_ballot
from bot.domain.people import Person
from bot.domain.welcome import require_notice
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.contests.polling import Polls
from bot.services.turn import Turn
from bot.storage import contest_applications, contest_votes, contests
from bot.storage import contest_ballots as rows
from bot.storage.database import Tx

LIST_LIMIT = 20
GOES_ON = timedelta(hours=2)  # so long after the last touch what is typed is still a ballot

View = Callable[[BallotPaper, Translator], object]
Change = Callable[[Edition, Draft], Draft]


class Ballots:
    """`writes` says whose next message is a ballot, without a look into the database.

    Every method raises Refused: contest_gone, not_in_this_phase, no_vote_here, not_counted.
    """

    def __init__(self, ledger: Ledger, polls: Polls) -> None:
        self._ledger = ledger
        self._polls = polls
        self._writing: dict[int, Writing] = {}

    async def load(self) -> None:
        """At start: who has a ballot open."""
        self._writing |= await self._ledger.office.db.read(rows.everybody_writing)

    def writes(self, telegram_id: int, now: datetime) -> Writing | None:
        """Is what this account types next a ballot, and which?"""
        writing = self._writing.get(telegram_id)
        return writing if writing and writing.until > now else None

    async def leave(self, telegram_id: int) -> None:
        """They turned to something else; what they chose stays."""
        if telegram_id in self._writing:
            await self._ledger.office.db.write(lambda tx: rows.end_writing(tx, telegram_id))
            self._writing.pop(telegram_id, None)

    async def current(
        self, turn: Turn, view: Callable[[BallotPaper | tuple[Edition, ...], Translator], object]
    ) -> None:
        """`/glosuj`: the ballot of the only open vote, or which ones there are."""

        def work(tx: Tx, person: Person) -> BallotPaper | tuple[Edition, ...]:
            found = tuple(
                one
                for one in contests.newest(tx, LIST_LIMIT)
                if standing(one.contest, turn.now) is PhaseName.VOTE
            )
            return self._opened(tx, person, found[0], turn.now) if len(found) == 1 else found

        await turn.write(work, view)

    async def show(self, turn: Turn, contest_id: int, view: View) -> None:
        """The ballot as it stands."""
        await self._change(turn, contest_id, view, lambda _, draft: draft)

    async def details(self, turn: Turn, contest_id: int, view: View) -> None:
        """The same, with what each idea is about."""

        def work(tx: Tx, person: Person) -> BallotPaper:
            edition = self._ledger.edition(tx, contest_id)
            paper = self._opened(tx, person, edition, turn.now)
            told = tuple(
                replace(one, summary=_summary(tx, int(one.id))) for one in paper.candidates
            )
            return replace(paper, candidates=told)

        await turn.write(work, view)

    async def tick(
        self, turn: Turn, contest_id: int, project: str, wanted: bool, view: View
    ) -> None:
        """Chosen, or not any more. Raises Refused like `ballots.ticked`."""

        def change(edition: Edition, draft: Draft) -> Draft:
            return ticked(edition.contest.vote, draft, project, wanted)

        await self._change(turn, contest_id, view, change)

    async def score(
        self, turn: Turn, contest_id: int, project: str, points: int, view: View
    ) -> None:
        """So many points for one. Raises Refused like `ballots.scored`."""

        def change(edition: Edition, draft: Draft) -> Draft:
            return scored(edition.contest.vote, draft, project, points)

        await self._change(turn, contest_id, view, change)

    async def clear(self, turn: Turn, contest_id: int, view: View) -> None:
        """Nothing is chosen any more."""
        await self._change(turn, contest_id, view, lambda _, draft: Draft(code=draft.code))

    async def write(self, turn: Turn, contest_id: int, text: str, view: View) -> None:
        """A whole ballot, typed; or the code from a slip. Raises Refused: code_unknown, those of
        `ballots.read_ballot` and of `voting.require_ballot`."""

        def work(tx: Tx, person: Person) -> BallotPaper:
            edition = self._ledger.edition(tx, contest_id)
            paper = self._opened(tx, person, edition, turn.now)
            code = code_in(text) if edition.contest.vote.codes else ""
            if code:
                return self._with_code(tx, person, paper, code)
            typed = replace(read(paper, text), code=paper.draft.code)
            listed = [one.id for one in paper.candidates]
            require_ballot(
                edition.contest.vote, listed, Cast(Medium.BOT, typed.projects, typed.points)
            )
            return self._kept(tx, person, paper, typed)

        await turn.write(work, view)

    async def follow(self, turn: Turn, link: str, view: View) -> None:
        """The QR code of a slip: the ballot of that contest with that code. Raises Refused:
        contest_gone, code_unknown."""
        token, code = read_link(link)

        def work(tx: Tx, person: Person) -> BallotPaper:
            edition = contests.by_token(tx, token)
            if edition is None:
                raise Refused("contest_gone")
            paper = self._opened(tx, person, edition, turn.now)
            return self._with_code(tx, person, paper, code) if paper.lacks_code else paper

        await turn.write(work, view)

    async def cast(
        self, turn: Turn, contest_id: int, view: Callable[[Voted, Translator], object]
    ) -> None:
        """What was chosen goes into the box, once and for good; the draft goes. A second time
        changes nothing. Raises Refused like `Polls.put`."""

        def work(tx: Tx, person: Person) -> Voted:
            edition = self._ledger.edition(tx, contest_id)
            received = self._ledger.received(tx, turn.now)
            self._ledger.allow(tx, person, edition, Action.VOTE, received)
            if self._polls.voted(tx, edition, person):
                turnout = contest_votes.turnout(tx, contest_id, edition.round)
                return Voted(edition, turnout, again=True)
            draft = rows.draft(tx, person.id, contest_id)
            done = self._polls.put(tx, edition, person, draft.projects, draft.points, draft.code)
            rows.drop(tx, person.id, contest_id)
            self._stop_writing(tx, person)
            return done

        await turn.write(work, view)

    async def forget(self) -> None:
        """Every night: drafts of votes that are over."""
        now = self._ledger.office.clock.now()

        def work(tx: Tx) -> None:
            for contest_id in rows.contests_with_drafts(tx):
                edition = self._ledger.edition(tx, contest_id)
                if standing(edition.contest, now) is not PhaseName.VOTE:
                    rows.drop_all(tx, contest_id)

        await self._ledger.office.db.write(work)

    def begin_writing(self, tx: Tx, person: Person, writing: Writing) -> None:
        """What they type from now on is a ballot, also after a restart."""
        rows.begin_writing(tx, person.id, writing)
        office, who = self._ledger.office, person.telegram_id
        office.after_commit.append(lambda: self._writing.__setitem__(who, writing))

    def _stop_writing(self, tx: Tx, person: Person) -> None:
        rows.end_writing(tx, person.telegram_id)
        office, who = self._ledger.office, person.telegram_id
        office.after_commit.append(lambda: self._stopped(who))

    def _stopped(self, telegram_id: int) -> None:
        self._writing.pop(telegram_id, None)

    async def _change(self, turn: Turn, contest_id: int, view: View, change: Change) -> None:
        def work(tx: Tx, person: Person) -> BallotPaper:
            edition = self._ledger.edition(tx, contest_id)
            paper = self._opened(tx, person, edition, turn.now)
            after = change(edition, paper.draft)
            listed = {one.id for one in paper.candidates}
            if not set(after.projects) <= listed:
                raise Refused("ballot_unknown")
            return self._kept(tx, person, paper, after)

        await turn.write(work, view)

    def _opened(self, tx: Tx, person: Person, edition: Edition, now: datetime) -> BallotPaper:
        self._ledger.allow(tx, person, edition, Action.VOTE, self._ledger.received(tx, now))
        require_notice(person, LINK + edition.token)
        listed = self._polls.candidates(tx, edition)
        mine = turned(listed, self._polls.secret, edition.id, person.telegram_id)
        voted = self._polls.voted(tx, edition, person)
        draft = without_gone(rows.draft(tx, person.id, edition.id), [one.id for one in listed])
        if not voted:
            self.begin_writing(tx, person, Writing(edition.id, Medium.BOT, now + GOES_ON))
        return BallotPaper(edition, tuple(mine), voted, Draft() if voted else draft)

    def _kept(self, tx: Tx, person: Person, paper: BallotPaper, after: Draft) -> BallotPaper:
        """Nothing is kept of somebody who has voted."""
        if paper.voted or after == paper.draft:
            return replace(paper, told="same")
        rows.save(tx, person.id, paper.edition.id, after)
        return replace(paper, draft=after)

    def _with_code(self, tx: Tx, person: Person, paper: BallotPaper, code: str) -> BallotPaper:
        if paper.voted:
            return paper
        mark = code_mark(self._polls.secret, paper.edition.id, code)
        if not contest_votes.code_is_free(tx, paper.edition.id, mark):
            raise Refused("code_unknown")
        return replace(self._kept(tx, person, paper, replace(paper.draft, code=mark)), told="code")


def read(paper: BallotPaper, text: str) -> Draft:
    """What was typed, as `ballots.read_ballot` reads it."""
    titles = {one.number: (one.id, one.title) for one in paper.candidates}
    return read_ballot(text, paper.edition.contest.vote, titles)


def _summary(tx: Tx, application_id: int) -> str:
    every = contest_applications.versions(tx, application_id)
    return mentioned(every[-1].answers, "summary") if every else ""
