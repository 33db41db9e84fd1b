"""What voters still have while Equal Shares runs: quick whole numbers, exact where it matters.

A purse is kept as a whole number of units far below a grosz, rounded so that it is never under
the exact sum and over it by less than one unit for each purchase so far. That settles nearly every
comparison; the rest is settled by exact sums over one common denominator. Nothing is ever decided
by a rounded number.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import gcd, lcm

from bot.domain.contests.electorate import Group, without
from bot.domain.contests.head_start import HeadStart
from bot.frozen import frozen

CROWDED = 4  # a group is gathered anew when more than one in four of it is empty

Held = Sequence[tuple[Group, tuple[int, ...]]]


@frozen
class Quote:
    """The least payment for a point with which the supporters of a project carry its cost.

    Exactly `numerator / (denominator of the purses * divisor)` grosze. `broke` names those who
    have no more than that: `emptied` of them give all they have, `named` counts their tokens.
    """

    numerator: int
    divisor: int
    broke: tuple[int, ...]
    emptied: int
    named: Counter[int]


class Purses:
    """Everybody's money in one run. A purse of 0 is exactly empty, any other exactly is not."""

    def __init__(self, start: HeadStart, share: Fraction) -> None:
        voters = start.voters
        whole = -(-share.numerator * start.scale // share.denominator)
        self.voters, self.scale = voters, start.scale
        self.left = array("q", [whole - paid for paid in start.paid])
        self.slack = len(start.rates) + 1  # no purse is this much over the exact sum, in units
        rates = start.rates.values()
        self.denominator = lcm(share.denominator, *(rate.denominator for rate in rates))
        self._share = int(share * self.denominator)
        # place → payment for a point, over the denominator
        self._rates = {place: int(rate * self.denominator) for place, rate in start.rates.items()}
        self._groups = [project.groups for project in voters.projects]
        self._empty: Counter[int] = Counter()  # by token, among the voters of its group

    def held(self, place: int) -> Held:
        """The supporters of a project, without most of those whose purse is empty."""
        groups = self._groups[place]
        if any(CROWDED * self._empty[g.token] > len(g.voters) for g in groups):
            groups = self._groups[place] = tuple(without(group, self.left) for group in groups)
            for group in groups:
                self._empty[group.token] = 0
        return [(group, group.purses_of(self.left)) for group in groups]

    def exact(self, voter: int) -> int:
        """The money of one voter who is not empty, over the denominator."""
        return self.exact_sum(self.voters.named_by((voter,)), 1)

    def exact_sum(self, named: Counter[int], holders: int) -> int:
        """The money of so many voters, none of them empty, who name these tokens."""
        total, rates, tokens = holders * self._share, self._rates, self.voters.tokens
        for token, number in named.items():
            place, weight = tokens[token]
            if place in rates:
                total -= number * weight * rates[place]
        return total

    def rate(self, place: int) -> Fraction:
        """What a point of a bought project cost, in grosze."""
        return Fraction(self._rates[place], self.denominator)

    def buy(self, place: int, quote: Quote, held: Held) -> tuple[int, int]:
        """Take the quote from all supporters; returns how many paid, and how many are empty now."""
        shared, left = gcd(quote.numerator, quote.divisor), self.left
        self._refine(quote.divisor // shared)
        self._rates[place] = quote.numerator // shared
        payers = sum(len(purses) - purses.count(0) for _, purses in held)
        for group, purses in held:
            units = self._rates[place] * group.weight * self.scale // self.denominator
            for voter, purse in zip(group.voters, purses, strict=True):
                left[voter] = purse - units
        for voter in quote.broke:
            left[voter] = 0
        self._empty += quote.named
        self.slack += 1
        return payers, quote.emptied

    def _refine(self, factor: int) -> None:
        if factor > 1:
            self.denominator *= factor
            self._share *= factor
            self._rates = {place: rate * factor for place, rate in self._rates.items()}

    def behind(self, place: int) -> Fraction:
        """What the supporters of a project still have together, in grosze."""
        groups = self._groups[place]
        holders = [voter for group in groups for voter in group.voters if self.left[voter]]
        named = self.voters.named_by(holders)
        return Fraction(self.exact_sum(named, len(holders)), self.denominator)
