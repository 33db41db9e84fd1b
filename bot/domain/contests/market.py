"""Buying at a fixed share: whatever asks the least of each supporter comes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush

from bot.domain.contests.head_start import HeadStart
from bot.domain.contests.purses import Held, Purses, Quote
from bot.domain.contests.quotes import Bound, bound, exact_quote, first_bound
from bot.domain.contests.ties import Tie, TieBreaker
from bot.domain.contests.trail import Following, Note, Trail
from bot.frozen import frozen

KEY_BITS = 64


@frozen
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


class Market:
    """A queue of projects by a bound on their price, the most promising first.

    Purses only shrink, so an old bound stays valid: most projects need no second look.
    """

    def __init__(self, start: HeadStart, share: Fraction, breaker: TieBreaker) -> None:
        voters = start.voters
        self.voters, self.breaker, self.ahead = voters, breaker, tuple(start.rates)
        self.purses = Purses(start, share)
        self.bounds = [first_bound(self.purses, project) for project in voters.projects]
        self.open = set(range(len(voters.projects))).difference(self.ahead)
        self.settled: dict[int, tuple[Held, Bound]] = {}
        self.queue = [(self.key(place), place) for place in self.open]
        heapify(self.queue)
        self.place = {project.id: n for n, project in enumerate(voters.projects)}
        self.supporters = [sum(len(g.voters) for g in p.groups) for p in voters.projects]
        self.trail = Trail(share)
        self.following = Following(start.trail, share, start.scale, start.beside)
        for place in self.ahead:
            self.following.bought(place, self._units(self.purses.rate(place)))

    def key(self, place: int) -> int:
        """Price for each złoty of the cost, rounded down."""
        return (self.bounds[place] << KEY_BITS) // self.voters.projects[place].cost

    def purchases(self) -> Iterator[Purchase]:
        """Buy until nobody can carry anything."""
        for place in self.ahead:
            yield self._bought_ahead(place)
        while self.open:
            self.recall()
            self.refresh()
            cheapest = self.settle()
            if not cheapest:
                return
            tie = self._tie(list(cheapest))
            chosen = self.place[tie.projects[0]] if tie else next(iter(cheapest))
            yield self._buy(chosen, cheapest[chosen], tie)

    def recall(self) -> None:
        """Raise the bounds to what the round before tells, and hand it on to the next."""
        for note in self.following.known():
            if note.place not in self.open:
                continue
            if note.hopeless:
                self.open.discard(note.place)
                self.trail.look(note)
            elif note.weight > 0 and note.rest // note.weight > self.bounds[note.place]:
                self.bounds[note.place] = note.rest // note.weight
                self.trail.look(note)

    def refresh(self) -> None:
        """Sharpen the bounds of all that might be the cheapest now."""
        self.settled.clear()
        hint = self.following.expected()
        best = hint[0] if hint and hint[0] in self.open and self._sharpen(*hint) else None
        looked = []
        while self.queue and (best is None or self.queue[0][0] <= self.key(best)):
            key, place = heappop(self.queue)
            if place not in self.open:
                continue
            if self.key(place) > key:
                heappush(self.queue, (self.key(place), place))
                continue
            if place in self.settled or self._sharpen(place, self._limit(place, best), True):
                looked.append(place)
                if best is None or self.key(place) < self.key(best):
                    best = place
        for place in looked:
            heappush(self.queue, (self.key(place), place))

    def _limit(self, place: int, best: int | None) -> int | None:
        """The payment above which a project is dearer than the best so far."""
        if best is None:
            return None
        projects = self.voters.projects
        return self.bounds[best] * projects[place].cost // projects[best].cost

    def _sharpen(self, place: int, guess: int | None = None, limited: bool = False) -> bool:
        held, cost = self.purses.held(place), self.voters.projects[place].cost
        start = self.bounds[place]
        looked = bound(cost * self.purses.scale, held, start, guess, limited=limited)
        note = Note(place, looked.rest, looked.weight, self.supporters[place] - looked.rich)
        self.trail.look(note)
        if note.hopeless:
            self.open.discard(place)
            return False
        self.bounds[place] = looked.price
        if not limited or guess is None or looked.price <= guess:
            self.settled[place] = (held, looked)
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
        return exact_quote(self.purses, self.voters.projects[place].cost, *self.settled[place])

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
        payers, emptied = self.purses.buy(place, quote, self.settled[place][0])
        payment = self.purses.rate(place)
        units = self._units(payment)
        self.following.bought(place, units)
        self.trail.bought.append((place, units))
        effective = project.cost / payment
        return Purchase(project.id, project.cost, effective, payment, payers, emptied, tie)

    def _units(self, payment: Fraction) -> int:
        return payment.numerator * self.purses.scale // payment.denominator
