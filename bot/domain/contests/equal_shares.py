"""The Method of Equal Shares with cost utility, exact, completed by adding 1 zł to every share.

Everybody gets an equal share of the pool. A project is bought when its supporters can carry it; the
one that asks the least of each supporter for each złoty of its cost comes first, that is the one
with the most "effective votes" (cost / payment). Source: Peters, Pierczyński, Skowron (2021) and
the conventions of equalshares.net: utility = cost, ties by lower cost and then more votes; shares
grow by one whole unit until the winners would cost more than the pool.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import ceil

from bot.domain.contests.elections import Election
from bot.domain.contests.electorate import Electorate, electorate
from bot.domain.contests.head_start import HeadStart
from bot.domain.contests.purses import Held, Purses, Quote
from bot.domain.contests.quotes import bound, exact_quote, first_bound
from bot.domain.contests.ties import EQUAL_SHARES_TIES, Tie, TieBreaker, TiePolicy, tie_breaker

KEY_BITS = 64
ONE_UNIT = 100  # grosze
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Purchase:
    """One round. `payment`: grosze for a point (for a vote with approval), at most.

    `payers` gave something, `emptied` of them gave all they still had and have nothing now.
    """

    project: str
    cost: int
    effective_votes: Fraction
    payment: Fraction
    payers: int
    emptied: int
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class Unbought:
    """Why a project lost: its supporters still have `money` grosze together, it costs more."""

    project: str
    cost: int
    money: Fraction


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Trial:
    """A share that was tried, and what its winners would cost, in grosze."""

    share: Fraction
    spent: int
    winners: int


@dataclass(frozen=True, slots=True)
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
    start = HeadStart(voters, election.pool + unit)
    final = count_round(start, Fraction(election.pool, everybody), breaker)
    trials = [_trial(final)]
    affordable = sum(p.cost for p in voters.projects)
    share = election.pool // unit // everybody * unit
    while completion and final.spent < affordable:
        share += unit
        tried = count_round(start, Fraction(share), breaker, final.purchases)
        trials.append(_trial(tried))
        if tried.spent > election.pool:
            break
        final = tried
    lost = _unbought(election, voters, final, breaker)
    return SharesCount(election.pool, final, lost, tuple(trials))


def _trial(tried: Round) -> Trial:
    return Trial(tried.share, tried.spent, len(tried.purchases))


def count_round(
    start: HeadStart, share: Fraction, breaker: TieBreaker, hints: Sequence[Purchase] = ()
) -> Round:
    """One count at a fixed share, not below that of the round before with the same start.

    `hints`: purchases of another round, to look at first; they change no result.
    """
    start.advance(share)
    market = _Market(start, share, breaker)
    return Round(share, tuple(market.purchases(hints)))


def _unbought(
    election: Election, voters: Electorate, result: Round, breaker: TieBreaker
) -> tuple[Unbought, ...]:
    """What the supporters of the losers still have after a round, which is counted once more."""
    start = HeadStart(voters, ceil(result.share))
    start.advance(result.share)
    market = _Market(start, result.share, breaker)
    bought = {purchase.project for purchase in market.purchases(result.purchases)}
    places = market.place
    return tuple(
        Unbought(p.id, p.cost, market.purses.behind(places[p.id]) if p.id in places else NOTHING)
        for p in election.projects
        if p.id not in bought
    )


class _Market:
    """A queue of projects by a bound on their price, the most promising first.

    Purses only shrink, so an old bound stays valid: most projects need no second look.
    """

    def __init__(self, start: HeadStart, share: Fraction, breaker: TieBreaker) -> None:
        voters = start.voters
        self.voters, self.breaker, self.ahead = voters, breaker, tuple(start.rates)
        self.purses = Purses(start, share)
        self.bounds = [first_bound(self.purses, project) for project in voters.projects]
        self.open = set(range(len(voters.projects))).difference(self.ahead)
        self.settled: dict[int, Held] = {}
        self.queue = [(self.key(place), place) for place in self.open]
        heapify(self.queue)
        self.place = {project.id: n for n, project in enumerate(voters.projects)}

    def key(self, place: int) -> int:
        """Price for each złoty of the cost, rounded down."""
        return (self.bounds[place] << KEY_BITS) // self.voters.projects[place].cost

    def purchases(self, hints: Sequence[Purchase]) -> Iterator[Purchase]:
        """Buy until nobody can carry anything."""
        yield from map(self._bought_ahead, self.ahead)
        ahead = [(self.place[hint.project], hint.payment) for hint in reversed(hints)]
        while self.open:
            while ahead and ahead[-1][0] not in self.open:
                ahead.pop()
            self.refresh(ahead.pop() if ahead else None)
            cheapest = self.settle()
            if not cheapest:
                return
            tie = self._tie(list(cheapest))
            chosen = self.place[tie.projects[0]] if tie else next(iter(cheapest))
            yield self._buy(chosen, cheapest[chosen], tie)

    def refresh(self, hint: tuple[int, Fraction] | None) -> None:
        """Sharpen the bounds of all that might be the cheapest now."""
        self.settled.clear()
        best = hint[0] if hint and self._sharpen(hint[0], self._units(hint[1])) else None
        looked = []
        while self.queue and (best is None or self.queue[0][0] <= self.key(best)):
            place = heappop(self.queue)[1]
            if place not in self.open:
                continue
            if place in self.settled or self._sharpen(place, self._limit(place, best), True):
                looked.append(place)
                if best is None or self.key(place) < self.key(best):
                    best = place
        for place in looked:
            heappush(self.queue, (self.key(place), place))

    def _units(self, payment: Fraction) -> int:
        return payment.numerator * self.purses.scale // payment.denominator

    def _limit(self, place: int, best: int | None) -> int | None:
        """The payment above which a project is dearer than the best so far."""
        if best is None:
            return None
        projects = self.voters.projects
        return self.bounds[best] * projects[place].cost // projects[best].cost

    def _sharpen(self, place: int, guess: int | None = None, limited: bool = False) -> bool:
        held, cost = self.purses.held(place), self.voters.projects[place].cost
        start = self.bounds[place]
        found = bound(cost * self.purses.scale, held, start, guess, limited=limited)
        if found is None:
            self.open.discard(place)
            return False
        self.bounds[place] = found
        if not limited or guess is None or found <= guess:
            self.settled[place] = held
        return True

    def settle(self) -> dict[int, Quote]:
        """The cheapest and its equals, by the exact quotes of all that are not surely dearer."""
        equals: dict[int, Quote] = {}
        looked, ceiling = [], 0
        while self.queue and (not equals or self.queue[0][0] <= ceiling):
            place = heappop(self.queue)[1]
            quote = self._quote(place) if place in self.open else None
            if quote is None:
                self.open.discard(place)
                continue
            looked.append(place)
            order = self._compare(place, quote, *next(iter(equals.items()))) if equals else -1
            if order < 0:
                equals, ceiling = {place: quote}, self._ceiling(place, quote)
            elif order == 0:
                equals[place] = quote
        for place in looked:
            heappush(self.queue, (self.key(place), place))
        return equals

    def _quote(self, place: int) -> Quote | None:
        if place not in self.settled and not self._sharpen(place):
            return None
        cost, held = self.voters.projects[place].cost, self.settled[place]
        return exact_quote(self.purses, cost, held, self.bounds[place])

    def _compare(self, place: int, quote: Quote, other: int, best: Quote) -> int:
        mine = quote.numerator * best.divisor * self.voters.projects[other].cost
        theirs = best.numerator * quote.divisor * self.voters.projects[place].cost
        return (mine > theirs) - (mine < theirs)

    def _ceiling(self, place: int, quote: Quote) -> int:
        units = (quote.numerator * self.purses.scale) << KEY_BITS
        cost = self.voters.projects[place].cost
        return units // (self.purses.denominator * quote.divisor * cost)

    def _tie(self, equals: Sequence[int]) -> Tie | None:
        if len(equals) < 2:
            return None
        return self.breaker.order([self.voters.projects[place].id for place in equals])

    def _bought_ahead(self, place: int) -> Purchase:
        project = self.voters.projects[place]
        payers = sum(len(group.voters) for group in project.groups)
        payment = self.purses.rate(place)
        return Purchase(project.id, project.cost, project.cost / payment, payment, payers, 0)

    def _buy(self, place: int, quote: Quote, tie: Tie | None) -> Purchase:
        project = self.voters.projects[place]
        self.open.discard(place)
        payers, emptied = self.purses.buy(place, quote, self.settled[place])
        payment = self.purses.rate(place)
        effective = project.cost / payment
        return Purchase(project.id, project.cost, effective, payment, payers, emptied, tie)
