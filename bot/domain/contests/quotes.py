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
        near = [pair for pair in zip(group.voters, left, strict=True) if pair[1] <= sure]
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
