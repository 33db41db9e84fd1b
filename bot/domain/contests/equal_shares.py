"""The Method of Equal Shares with cost utility, exact, completed by adding 1 zł to every share.

Everybody gets an equal share of the pool. A project is bought when its supporters can carry it; the
one that asks the least of each supporter for each złoty of its cost comes first, that is the one
with the most "effective votes" (cost / payment). Source: Peters, Pierczyński, Skowron (2021) and
the conventions of equalshares.net: utility = cost, ties by lower cost and then more votes; shares
grow by one whole unit until the winners would cost more than the pool.
"""

from __future__ import annotations

from fractions import Fraction

from bot.domain.contests.elections import Election
from bot.domain.contests.electorate import Electorate, electorate
from bot.domain.contests.head_start import HeadStart
from bot.domain.contests.market import Market, Purchase
from bot.domain.contests.ties import EQUAL_SHARES_TIES, TieBreaker, TiePolicy, tie_breaker
from bot.frozen import frozen

ONE_UNIT = 100  # grosze
NOTHING = Fraction(0)


@frozen
class Unbought:
    """Why a project lost: its supporters still have `money` grosze together, it costs more."""

    project: str
    cost: int
    money: Fraction


@frozen
class Round:
    """A whole count at one share: everything bought, in order."""

    share: Fraction
    purchases: tuple[Purchase, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """Ids in the order they were bought."""
        return tuple(purchase.project for purchase in self.purchases)

    @property
    def spent(self) -> int:
        """Grosze."""
        return sum(purchase.cost for purchase in self.purchases)


@frozen
class Trial:
    """A share that was tried, and what its winners would cost, in grosze."""

    share: Fraction
    spent: int
    winners: int


@frozen
class SharesCount:
    """The round that counts, and each trial on the way to it; the last may be over the pool."""

    pool: int
    round: Round
    unbought: tuple[Unbought, ...]
    trials: tuple[Trial, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """Ids in the order they were bought."""
        return self.round.winners


def count_equal_shares(
    election: Election,
    ties: TiePolicy = EQUAL_SHARES_TIES,
    *,
    completion: bool = True,
    unit: int = ONE_UNIT,
) -> SharesCount:
    """`unit`: grosze added to every share in one completion round."""
    voters, breaker = electorate(election), tie_breaker(election, ties)
    everybody = len(election.ballots)
    if not everybody:
        return SharesCount(election.pool, Round(Fraction(0), ()), (), ())
    first = Fraction(election.pool, everybody)
    start = HeadStart(voters, first)
    final = count_round(start, first, breaker)
    trials = [_trial(final)]
    affordable = sum(p.cost for p in voters.projects)
    share = election.pool // unit // everybody * unit
    while completion and final.spent < affordable:
        share += unit
        tried = count_round(start, Fraction(share), breaker)
        trials.append(_trial(tried))
        if tried.spent > election.pool:
            break
        final = tried
    lost = _unbought(election, voters, final, breaker)
    return SharesCount(election.pool, final, lost, tuple(trials))


def _trial(tried: Round) -> Trial:
    return Trial(tried.share, tried.spent, len(tried.purchases))


def count_round(start: HeadStart, share: Fraction, breaker: TieBreaker) -> Round:
    """One count at a fixed share, not below that of the round before with the same start."""
    start.advance(share)
    market = Market(start, share, breaker)
    found = Round(share, tuple(market.purchases()))
    start.trail = market.trail
    return found


def _unbought(
    election: Election, voters: Electorate, result: Round, breaker: TieBreaker
) -> tuple[Unbought, ...]:
    """What the supporters of the losers still have after a round, which is counted once more."""
    start = HeadStart(voters, result.share)
    start.advance(result.share)
    market = Market(start, result.share, breaker)
    bought = {purchase.project for purchase in market.purchases()}
    places = market.place
    return tuple(
        Unbought(p.id, p.cost, market.purses.behind(places[p.id]) if p.id in places else NOTHING)
        for p in election.projects
        if p.id not in bought
    )
