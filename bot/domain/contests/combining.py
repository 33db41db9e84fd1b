"""The jury's ranking and the residents' vote brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.domain.contests.scoring import Ranking, Standing
from bot.frozen import frozen


@frozen
class Combined:
    """One application: its part of the maximum, of all votes, and both by weight (0 to 1).

    Equals share a rank; `jury_rank` and `votes` stay visible beside it.
    """

    application: str
    rank: int
    total: Fraction
    jury: Fraction
    vote: Fraction
    jury_rank: int
    votes: int


def to_vote(ranking: Ranking, top: int) -> tuple[str, ...]:
    """Who goes to the vote: the jury's best, and all that equal the last of them. 0 = all."""
    good = [ranked for ranked in ranking.places if ranked.standing is Standing.RANKED]
    return tuple(ranked.entry.id for ranked in good if not top or ranked.rank <= top)


def combined(
    ranking: Ranking, votes: Mapping[str, int], weight: Fraction, voted: Sequence[str]
) -> tuple[Combined, ...]:
    """Best first. `weight`: the vote's part; `voted`: who stood in the vote."""
    everybody = sum(votes.get(application, 0) for application in voted)
    rows = []
    for ranked in ranking.places:
        name = ranked.entry.id
        if name in voted:
            jury = ranked.points / ranking.maximum if ranking.maximum else Fraction(0)
            vote = Fraction(votes.get(name, 0), everybody or 1)
            total = (1 - weight) * jury + weight * vote
            rows.append(Combined(name, 0, total, jury, vote, ranked.rank, votes.get(name, 0)))
    rows.sort(key=lambda row: -row.total)
    totals = [row.total for row in rows]
    return tuple(
        Combined(
            row.application, totals.index(row.total) + 1, row.total, row.jury, row.vote,
            row.jury_rank, row.votes,
        )
        for row in rows
    )  # fmt: skip
