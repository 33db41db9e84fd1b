"""What a project would cost its supporters now: the one number that Equal Shares compares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.domain.contests.electorate import Supported
from bot.domain.contests.purses import Held, Purses, Quote

Part = tuple[int, int, Sequence[int]]  # weight, how many people, what they (or the poorer) have
NEAR, NOWHERE = 16, -1  # a good guess is less than a sixteenth too low


def first_bound(purses: Purses, project: Supported) -> int:
    """The payment for a point, in units, when everybody can pay it: never too high."""
    return project.cost * purses.scale // project.weight


class Bound(NamedTuple):
    """A payment for a point, in units, never above the exact one; and how it was found.

    `rest` of the cost falls on supporters who have more: `rich` people with `weight` together.
    """

    price: int
    rest: int
    weight: int
    rich: int


def bound(
    cost: int, held: Held, start: int, guess: int | None = None, *, limited: bool = False
) -> Bound:
    """Rises from such a payment until it holds; a good guess saves steps.

    With `limited` it is enough to know that it lies beyond the guess. `cost` is in units too.
    With `weight` 0 and a `rest`, the supporters cannot carry the cost.
    """
    ceiling = guess + guess // NEAR if guess is not None and not limited else NOWHERE
    asked, price = _Asked(held, cost, ceiling), start
    if guess is not None and guess > start:
        rest, weight, rich = asked.missing(guess)
        if weight <= 0 < rest:
            return Bound(guess, rest, weight, rich)
        if weight > 0:
            price = max(start, rest // weight)
            if limited and price > guess:
                return Bound(price, rest, weight, rich)
    while True:
        rest, weight, rich = asked.missing(price)
        if weight <= 0 or rest // weight <= price:
            return Bound(price, rest, weight, rich)
        price = rest // weight


class _Asked:
    """The supporters of one project, looked at again and again. Up to the ceiling, purses that
    hold more than such a payment need no look."""

    def __init__(self, held: Held, cost: int, ceiling: int) -> None:
        self._cost, self._ceiling = cost, ceiling
        self._all = [(group.weight, len(left), left) for group, left in held]
        self._near: Sequence[Part] = [
            (weight, holders, [left for left in purses if left <= ceiling * weight])
            for weight, holders, purses in (self._all if ceiling > NOWHERE else ())
        ]

    def missing(self, price: int) -> tuple[int, int, int]:
        """`rest`, `weight` and `rich` of a `Bound` at this price."""
        return _missing(self._near if price <= self._ceiling else self._all, self._cost, price)


def _missing(parts: Sequence[Part], cost: int, price: int) -> tuple[int, int, int]:
    """What is left of the cost when all who have no more than the price give all they have."""
    weight = rich = 0
    for group_weight, holders, purses in parts:
        all_in = price * group_weight
        poor = [left for left in purses if left <= all_in]
        cost -= sum(poor)
        more = holders - len(poor)
        weight += group_weight * more
        rich += more
    return cost, weight, rich


def exact_quote(purses: Purses, cost: int, held: Held, found: Bound) -> Quote | None:
    """The exact payment, from a bound that holds. None: the supporters cannot carry the cost."""
    broke, doubtful = _near(purses, held, found)
    everybody = sum(group.weight * len(group.voters) for group, _ in held)
    while True:
        payers = [voter for voter in broke if purses.left[voter]]
        weight = everybody - sum(broke.values())
        named = purses.voters.named_by(payers)
        rest = cost * purses.denominator - purses.exact_sum(named, len(payers))
        if weight == 0 < rest:
            return None
        if weight == 0:
            rest, weight = _richest(purses, broke, payers)
        poorer = {
            voter: group_weight
            for voter, group_weight in doubtful.items()
            if purses.exact(voter) * weight <= rest * group_weight
        }
        if not poorer:
            return Quote(rest, weight, tuple(broke), len(payers), named)
        broke |= poorer
        doubtful = {v: w for v, w in doubtful.items() if v not in poorer}


def _near(purses: Purses, held: Held, found: Bound) -> tuple[dict[int, int], dict[int, int]]:
    """Weights by voter: of those who surely have no more, and of those too near to tell.

    Rounding hides at most `slack` of each purse up to the price, and that is spread over all who
    have more: so far above the bound the exact payment can be, and no further.
    """
    everybody = sum(len(group.voters) for group, _ in held)
    hidden = purses.slack * (everybody - found.rich)
    if found.weight > 0:
        margin = 2 * hidden // found.weight + 2 * purses.slack
        broke, doubtful = _split(purses, held, found.price, found.price + 2 + margin)
        sure = found.weight - sum(doubtful.values())
        if found.weight + hidden + purses.slack * len(doubtful) <= (2 + margin) * sure:
            return broke, doubtful
    most = found.price + found.weight + 1 + purses.slack * everybody
    return _split(purses, held, found.price, most)


def _split(
    purses: Purses, held: Held, price: int, highest: int
) -> tuple[dict[int, int], dict[int, int]]:
    broke: dict[int, int] = {}
    doubtful: dict[int, int] = {}
    for group, left in held:
        sure, low = highest * group.weight + purses.slack, price * group.weight
        near = [(v, purse) for v, purse in zip(group.voters, left, strict=True) if purse <= sure]
        for voter, purse in near:
            (broke if purse <= low else doubtful)[voter] = group.weight
    return broke, doubtful


def _richest(purses: Purses, broke: dict[int, int], payers: list[int]) -> tuple[int, int]:
    """Where everybody gives all they have, the highest payment for a point is the price."""
    numerator, divisor = 0, 1
    for voter in payers:
        left = purses.exact(voter)
        if left * divisor > numerator * broke[voter]:
            numerator, divisor = left, broke[voter]
    return numerator, divisor
