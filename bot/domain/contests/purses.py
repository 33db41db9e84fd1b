"""What voters still have while Equal Shares runs: quick whole numbers, exact where it matters.

A purse is kept as a whole number of units far below a grosz, rounded so that it is never under
the exact sum and over it by less than one unit for each purchase so far. That settles nearly every
comparison; the rest is settled by exact sums over one common denominator. Nothing is ever decided
by a rounded number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd

from bot.domain.contests.electorate import Electorate, Supported

SUM_BITS = 61  # the interpreter adds quickly what fits a machine word
LEAST_BITS = 20


class Purses:
    """Everybody's money in one run. A purse of 0 is exactly empty, any other exactly is not."""

    def __init__(self, voters: Electorate, share: Fraction) -> None:
        self.voters, self.share = voters, share
        pool = max(1, int(share * len(voters.ballots)))
        self.scale = 1 << max(LEAST_BITS, SUM_BITS - pool.bit_length())
        self.left = [-(-share.numerator * self.scale // share.denominator)] * len(voters.ballots)
        self.slack = 1
        self.denominator = share.denominator
        self._share = share.numerator
        self._rates: dict[int, int] = {}  # place → payment for each point, over the denominator

    def exact_sum(self, holders: Sequence[int]) -> int:
        """The money of these voters, none of them empty, over the denominator."""
        total = len(holders) * self._share
        for token, number in self.voters.named_by(holders).items():
            place, weight = self.voters.tokens[token]
            if place in self._rates:
                total -= number * weight * self._rates[place]
        return total

    def exact(self, voter: int) -> int:
        """The money of one voter who is not empty, over the denominator."""
        return self.exact_sum((voter,))

    def rate(self, place: int) -> Fraction:
        """What a point of a bought project cost, in grosze."""
        return Fraction(self._rates[place], self.denominator)

    def buy(self, place: int, numerator: int, divisor: int) -> tuple[int, int]:
        """Take `numerator / (denominator * divisor)` a point from all supporters, or all they have.

        Returns how many paid and how many of them are empty now.
        """
        shared = gcd(numerator, divisor)
        self._refine(divisor // shared)
        self._rates[place] = numerator // shared
        paid = emptied = 0
        for group in self.voters.projects[place].groups:
            price = self._rates[place] * group.weight
            taken, ended = self._take(group.voters, group.purses_of(self.left), price)
            paid, emptied = paid + taken, emptied + ended
        self.slack += 1
        return paid, emptied

    def _refine(self, factor: int) -> None:
        if factor > 1:
            self.denominator *= factor
            self._share *= factor
            self._rates = {place: rate * factor for place, rate in self._rates.items()}

    def _take(self, voters: Iterable[int], purses: Sequence[int], price: int) -> tuple[int, int]:
        left, units = self.left, price * self.scale // self.denominator
        sure = units + self.slack
        emptied = 0
        for voter, purse in zip(voters, purses, strict=True):
            if purse > sure or (purse > units and self.exact(voter) > price):
                left[voter] = purse - units
            elif purse:
                left[voter] = 0
                emptied += 1
        return len(purses) - purses.count(0), emptied

    def behind(self, project: Supported) -> Fraction:
        """What the supporters of a project still have together, in grosze."""
        holders = [v for group in project.groups for v in group.voters if self.left[v]]
        return Fraction(self.exact_sum(holders), self.denominator)
