"""What a project would cost its supporters now: the one number that Equal Shares compares."""

from __future__ import annotations

from typing import NamedTuple

from bot.domain.contests.electorate import Supported
from bot.domain.contests.purses import Held, Purses, Quote


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
) -> Bound | None:
    """Rises from such a payment until it holds; a good guess saves steps.

    With `limited` it is enough to know that it lies beyond the guess. `cost` is in units too.
    None: the supporters cannot carry the cost.
    """
    price = start
    if guess is not None and guess > start:
        rest, weight, rich = _missing(held, cost, guess)
        if weight <= 0 < rest:
            return None
        if weight > 0:
            price = max(start, rest // weight)
            if limited and price > guess:
                return Bound(price, rest, weight, rich)
    while True:
        rest, weight, rich = _missing(held, cost, price)
        if weight <= 0 < rest:
            return None
        if weight <= 0 or rest // weight <= price:
            return Bound(price, rest, weight, rich)
        price = rest // weight


def _missing(held: Held, cost: int, price: int) -> tuple[int, int, int]:
    """What is left of the cost when all who have no more than the price give all they have."""
    weight = rich = 0
    for group, purses in held:
        all_in = price * group.weight
        poor = [left for left in purses if left <= all_in]
        cost -= sum(poor)
        more = len(purses) - len(poor)
        weight += group.weight * more
        rich += more
    return cost, weight, rich


def exact_quote(purses: Purses, cost: int, held: Held, price: int) -> Quote | None:
    """The exact payment, from a `bound` that holds. None: the supporters cannot carry the cost."""
    broke, doubtful = _split(purses, held, price)
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


def _split(purses: Purses, held: Held, price: int) -> tuple[dict[int, int], dict[int, int]]:
    """Weights by voter: of those who surely have no more, and of those too near to tell.

    The exact price is at most two units and the whole rounding of all purses above the bound.
    """
    broke: dict[int, int] = {}
    doubtful: dict[int, int] = {}
    highest = price + 2 + purses.slack * sum(len(group.voters) for group, _ in held)
    for group, left in held:
        sure, low = highest * group.weight + purses.slack, price * group.weight
        for voter, purse in [
            pair for pair in zip(group.voters, left, strict=True) if pair[1] <= sure
        ]:
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
