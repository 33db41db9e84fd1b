"""The vote in the hands of staff: codes for the desk, ballots from paper, how many have voted."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.domain.contests.ballots import LINK, Writing
from bot.domain.contests.contest import PhaseName, VoteMode
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.overviews import (
    BallotPaper,
    Codes,
    PaperEntered,
    PaperUnread,
    Slip,
    VoteDesk,
)
from bot.domain.contests.phases import standing
from bot.domain.contests.voting import CODE_LENGTH, CODE_LETTERS, Cast, Medium, code_mark
from bot.domain.people import Person, Right, require
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.balloting import GOES_ON, LIST_LIMIT, Ballots, read
from bot.services.contests.ledger import Ledger
from bot.services.contests.polling import Polls, uncounted
from bot.services.turn import Turn
from bot.storage import contest_votes as rows
from bot.storage import contests
from bot.storage.database import Tx

CODES_AT_ONCE = 500
BATCH = 12  # letters that keys of ballots entered together share
AHEAD = timedelta(days=7)  # before the end: slips say neither „dziś” nor „jutro”

View = Callable[[VoteDesk, Translator], object]
Draw = Callable[[Sequence[Slip], Translator], bytes]


class PollDesk:
    """For staff. How the vote stands is nowhere here: see `Polls.tally`."""

    def __init__(self, ledger: Ledger, polls: Polls, ballots: Ballots) -> None:
        self._ledger = ledger
        self._polls = polls
        self._ballots = ballots

    async def look(self, turn: Turn, contest_id: int, view: View) -> None:
        """How many have voted, and what can be done; 0 is the newest contest with a vote. Raises
        Refused: staff_only, contest_gone, no_vote_here."""

        def work(tx: Tx, person: Person) -> VoteDesk:
            return self._desk(tx, person, contest_id, turn.now)

        await turn.write(work, view)

    async def write_paper(self, turn: Turn, contest_id: int, view: View) -> None:
        """From now on what they type are ballots from paper. Raises Refused: staff_only,
        not_in_this_phase, no_paper_here, votes_counted."""

        def work(tx: Tx, person: Person) -> VoteDesk:
            self._with_paper(tx, person, contest_id, turn.now)
            writing = Writing(contest_id, Medium.PAPER, turn.now + GOES_ON)
            self._ballots.begin_writing(tx, person, writing)
            return self._desk(tx, person, contest_id, turn.now)

        await turn.write(work, view)

    async def enter(
        self,
        turn: Turn,
        contest_id: int,
        text: str,
        view: Callable[[PaperEntered, Translator], object],
    ) -> None:
        """Ballots from paper, one a line, counted apart. What is no ballot is told, the others are
        taken. Raises Refused like `write_paper`."""
        batch = secrets.token_hex(BATCH // 2)

        def work(tx: Tx, person: Person) -> PaperEntered:
            edition = self._with_paper(tx, person, contest_id, turn.now)
            writing = Writing(contest_id, Medium.PAPER, turn.now + GOES_ON)
            self._ballots.begin_writing(tx, person, writing)
            entered, unread = self._entered(tx, edition, text, batch)
            self._ledger.note(
                tx, turn.now, person.id, "vote.enter", f"contest:{contest_id}", number=len(entered)
            )
            turnout = rows.turnout(tx, contest_id, edition.round)
            return PaperEntered(edition, tuple(entered), tuple(unread), turnout, batch)

        await turn.write(work, view)

    async def take_back(self, turn: Turn, contest_id: int, batch: str, view: View) -> None:
        """Ballots from paper that were entered together are not counted; twice changes nothing.
        Raises Refused like `write_paper`."""

        def work(tx: Tx, person: Person) -> VoteDesk:
            edition = self._with_paper(tx, person, contest_id, turn.now)
            if len(batch) == BATCH:
                number = rows.take_back(tx, contest_id, edition.round, batch)
                self._ledger.note(
                    tx, turn.now, person.id, "vote.take_back", f"contest:{contest_id}",
                    number=number,
                )  # fmt: skip
            return self._desk(tx, person, contest_id, turn.now)

        await turn.write(work, view)

    async def issue(
        self,
        turn: Turn,
        contest_id: int,
        number: int,
        drawn: Draw,
        view: Callable[[Codes, Translator], object],
    ) -> None:
        """Single-use codes on slips to print, shown once; up to 500 at once. Raises Refused:
        staff_only, not_in_this_phase, no_codes_here, too_many_codes (most)."""
        edition = await turn.read(
            lambda tx, person: self._with_codes(tx, person, contest_id, number, turn.now)
        )
        made = tuple(new_code() for _ in range(number))
        content = await asyncio.to_thread(self._drawn, edition, made, drawn, turn.now)

        def work(tx: Tx, person: Person) -> Codes:
            stands = self._with_codes(tx, person, contest_id, number, turn.now)
            secret = self._polls.secret
            rows.add_codes(tx, contest_id, [code_mark(secret, contest_id, one) for one in made])
            self._ledger.note(
                tx, turn.now, person.id, "vote.codes", f"contest:{contest_id}", number=number
            )
            return Codes(stands, made, content)

        await turn.write(work, view)

    def _desk(self, tx: Tx, person: Person, contest_id: int, now: datetime) -> VoteDesk:
        require(person, Right.MANAGE_CONTESTS)
        edition = self._ledger.edition(tx, contest_id or _newest(tx))
        vote = edition.contest.vote
        if vote.mode is VoteMode.NONE and not vote.support:
            raise Refused("no_vote_here")
        phase = standing(edition.contest, now)
        voted = phase is PhaseName.VOTE and vote.mode is not VoteMode.NONE
        listed = self._polls.candidates(tx, edition) if voted else ()
        return VoteDesk(
            edition, phase, self._ledger.may(tx, person, edition, now),
            rows.turnout(tx, edition.id, edition.round), *rows.codes(tx, edition.id), listed,
        )  # fmt: skip

    def _with_paper(self, tx: Tx, person: Person, contest_id: int, now: datetime) -> Edition:
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.ENTER_BALLOTS, now)
        if not edition.contest.vote.paper:
            raise Refused("no_paper_here")
        uncounted(edition)
        return edition

    def _entered(
        self, tx: Tx, edition: Edition, text: str, batch: str
    ) -> tuple[list[tuple[str, ...]], list[PaperUnread]]:
        paper = BallotPaper(edition, self._polls.candidates(tx, edition), False)
        titles = {one.id: one.title for one in paper.candidates}
        entered, unread = [], []
        for line in filter(None, map(str.strip, text.splitlines())):
            try:
                typed = read(paper, line)
                key = batch + secrets.token_hex(16 - BATCH // 2)
                self._polls.add(tx, edition, Cast(Medium.PAPER, typed.projects, typed.points), key)
                entered.append(tuple(titles[one] for one in typed.projects))
            except Refused as error:
                unread.append(PaperUnread(line, error.reason, error.facts))
        return entered, unread

    def _with_codes(
        self, tx: Tx, person: Person, contest_id: int, number: int, now: datetime
    ) -> Edition:
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.ISSUE_CODES, now)
        if not edition.contest.vote.codes:
            raise Refused("no_codes_here")
        if not 0 < number <= CODES_AT_ONCE:
            raise Refused("too_many_codes", most=CODES_AT_ONCE)
        return edition

    def _drawn(self, edition: Edition, codes: Sequence[str], drawn: Draw, now: datetime) -> bytes:
        office, phase = self._ledger.office, edition.contest.phase(PhaseName.VOTE)
        slips = [
            Slip(
                edition.title, office.profile.library, code,
                office.link(f"{LINK}{edition.token}_{code}"), phase.end if phase else None,
                edition.contest.vote.paper,
            )
            for code in codes
        ]  # fmt: skip
        read = phase.end - AHEAD if phase and phase.end else now
        return drawn(slips, office.translator(office.profile.default_language, read))


def _newest(tx: Tx) -> int:
    voted = (
        one.id
        for one in contests.newest(tx, LIST_LIMIT)
        if one.contest.vote.mode is not VoteMode.NONE
    )
    return next(voted, 0)


def new_code() -> str:
    """Ten characters without those that look alike: 50 bits; never digits only, since numbers are
    ballots."""
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if not code.isdigit():
            return code
