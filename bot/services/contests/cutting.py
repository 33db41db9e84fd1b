"""The first cut of a round, counted off the writer where that takes a while."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.domain.contests.awards import Awards, Terms
from bot.domain.contests.contest import Contest
from bot.domain.contests.decisions import first_cut
from bot.domain.contests.editions import Edition
from bot.domain.contests.elections import Election
from bot.domain.contests.scoring import Ranking
from bot.domain.people import Person
from bot.errors import Refused
from bot.frozen import frozen
from bot.services.contests.judging import Juries
from bot.services.contests.polling import Polls, counted
from bot.services.turn import Turn
from bot.storage import contest_awards as rows
from bot.storage import contests
from bot.storage.database import Tx


@frozen
class Count:
    """What the first cut is made from."""

    contest: Contest
    ranking: Ranking | None
    election: Election | None
    terms: Terms
    round: int
    drawn: tuple[str, ...]

    def made(self) -> Awards:
        """The cut. Raises Refused like `decisions.first_cut`."""
        return first_cut(
            self.contest, self.ranking, self.election, self.terms, self.round, self.drawn
        )


def _outcome(count: Count) -> Awards | Refused:
    try:
        return count.made()
    except Refused as refused:
        return refused


class Cuts:
    """Remembers the last count: what it was made from is compared before it is believed."""

    def __init__(self, juries: Juries, polls: Polls) -> None:
        self._juries = juries
        self._polls = polls
        self._counted: tuple[Count, Awards | Refused] | None = None

    def cut(self, tx: Tx, edition: Edition) -> Awards:
        """The first decisions of a round. Raises Refused: not_counted, votes_not_counted,
        nothing_to_count, scores_missing, lot_not_drawn."""
        count = self._to_count(tx, edition)
        if self._counted is None or self._counted[0] != count:
            return count.made()
        found = self._counted[1]
        if isinstance(found, Refused):
            raise found
        return found

    async def beside(self, turn: Turn, contest_id: int) -> None:
        """Equal shares of thousands take a while: counted off the writer, which then only looks
        whether anything has changed since."""

        def look(tx: Tx, _person: Person) -> Count | None:
            edition = contests.by_id(tx, contest_id)
            if edition is None or rows.latest(tx, contest_id, edition.round):
                return None
            try:
                return self._to_count(tx, edition)
            except Refused:
                return None  # the transaction says so, to whom it may

        count = await turn.read(look)
        if count and (self._counted is None or self._counted[0] != count):
            self._counted = (count, await asyncio.to_thread(_outcome, count))

    def _to_count(self, tx: Tx, edition: Edition) -> Count:
        ranking = self._juries.ranking(tx, edition)
        if ranking is not None and edition.counted_at is None:
            raise Refused("not_counted")
        if not edition.contest.ranks:
            ranking = self._juries.unjudged(tx, edition)
        counted(edition)
        lot = rows.lot(tx, edition.id, edition.round)
        return Count(
            edition.contest, ranking, self._polls.election(tx, edition), terms_of(tx, edition),
            edition.round, lot.drawn if lot else (),
        )  # fmt: skip


def terms_of(tx: Tx, edition: Edition) -> Terms:
    """How this round's pool is given out: a later round has what the one before left."""
    terms, earlier = edition.contest.money.terms(), edition.round - 1
    before = rows.latest(tx, edition.id, earlier) if earlier else None
    return replace(before.awards.terms, pool=before.awards.left) if before else terms
