"""The protocol as a file, made off the loop. What is in it: `domain.contests.minutes`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import VoteMode
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.elections import Project
from bot.domain.contests.minutes import Minutes, ProtocolFile
from bot.domain.contests.voting import Tally, tally
from bot.domain.people import Person
from bot.i18n import DEFAULT_LANGUAGE, Translator
from bot.services.contests.judging import Juries
from bot.services.contests.ledger import Ledger
from bot.services.contests.protocols import allowed, round_of
from bot.services.turn import Turn
from bot.storage import contest_applications, contest_juries, contest_votes
from bot.storage import contest_awards as rows
from bot.storage.database import Tx

Drawn = Callable[[Minutes, Translator], bytes]
LONG_AGO = timedelta(days=3660)  # as seen from then, no day is „dziś” and each has its year
REFUSING = ("failed", "turned-away", "withdrawn")  # events that say why one was not judged


class ProtocolPapers:
    """For staff. The binding language is Polish, whoever takes the file."""

    def __init__(self, ledger: Ledger, juries: Juries) -> None:
        self._ledger = ledger
        self._juries = juries

    async def file(
        self,
        turn: Turn,
        contest_id: int,
        suffix: str,
        drawn: Drawn,
        whole: bool,
        view: Callable[[ProtocolFile, Translator], object],
    ) -> None:
        """The newest round's that is decided; a draft before it is approved. Taking it away is
        noted. Raises Refused: contest_gone, staff_only, not_in_this_phase, not_decided."""
        minutes = await turn.read(
            lambda tx, person: self._gathered(tx, person, contest_id, turn, whole=whole)
        )
        translator = self._ledger.office.translator(DEFAULT_LANGUAGE, turn.now - LONG_AGO)
        content = await asyncio.to_thread(drawn, minutes, translator)
        name = f"protokol-{contest_id}-{minutes.edition.round}.{suffix}"

        def work(tx: Tx, person: Person) -> ProtocolFile:
            allowed(self._ledger, tx, person, contest_id, Action.SEE_DECISIONS, turn.now)
            subject = f"contest:{contest_id}"
            self._ledger.note(
                tx, turn.now, person.id, "protocol.file", subject, kind=suffix, whole=whole
            )
            draft = not minutes.round.approved
            return ProtocolFile(minutes.edition, name, content, whole, draft)

        await turn.write(work, view)

    def _gathered(
        self, tx: Tx, person: Person, contest_id: int, turn: Turn, *, whole: bool
    ) -> Minutes:
        edition = allowed(self._ledger, tx, person, contest_id, Action.SEE_DECISIONS, turn.now)
        if edition.round > 1 and rows.latest(tx, contest_id, edition.round) is None:
            edition = replace(edition, round=edition.round - 1)
        number, profile = edition.round, self._ledger.office.profile
        found = round_of(tx, edition, number)
        every = tuple(contest_applications.of_contest(tx, contest_id, number))
        return Minutes(
            edition, found, profile.library, profile.address, profile.funding,
            contest_juries.of_contest(tx, contest_id), contest_juries.conflicts(tx, contest_id),
            every, {one.id: _why(tx, one) for one in every}, self._juries.ranking(tx, edition),
            self._tally(tx, edition, every), rows.lot(tx, contest_id, number),
            rows.cut_at(tx, contest_id, number), rows.protocols(tx, contest_id, number), whole,
            turn.now.astimezone(profile.zone),
        )  # fmt: skip

    def _tally(self, tx: Tx, edition: Edition, every: tuple[Application, ...]) -> Tally | None:
        vote = edition.contest.vote
        if vote.mode is VoteMode.NONE:
            return None
        casts = contest_votes.ballots(tx, edition.id, edition.round)
        named = {project for cast in casts for project in cast.projects}
        projects = [Project(str(one.id), one.requested, one.title) for one in every
                    if one.runs or str(one.id) in named]  # fmt: skip
        return tally(vote, projects, casts)


def _why(tx: Tx, application: Application) -> str:
    events = contest_applications.events(tx, application.id)
    return next((one.words for one in reversed(events) if one.what in REFUSING), "")
