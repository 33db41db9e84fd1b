"""What a project would cost its supporters now: the one number that Equal Shares compares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.contests.electorate import Group, Supported
from bot.domain.contests.purses import Purses

Held = Sequence[tuple[Group, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Quote:
    """The least payment for a point with which the supporters carry the cost.

    Exactly `numerator / (denominator of the purses * divisor)` grosze. Who has less gives all.
    """

    numerator: int
    divisor: int


def first_bound(purses: Purses, project: Supported) -> int:
    """The payment for a point, in units, when everybody can pay it: never too high."""
    return project.cost * purses.scale // project.weight


def bound(purses: Purses, project: Supported, start: int, limit: int | None = None) -> int | None:
    """A payment for a point, in units, that is never above the exact one.

    Rises from such a number until it holds, or until it is known to lie beyond `limit`.
    None: the supporters cannot carry the cost.
    """
    held = _held(purses, project)
    cost, price = project.cost * purses.scale, start
    if limit is not None and limit > start:
        rest, weight = _missing(held, project, cost, limit)
        if weight > 0 and rest > limit * weight:
            return rest // weight
        if weight <= 0 < rest:
            return None
    while True:
        rest, weight = _missing(held, project, cost, price)
        if weight <= 0:
            return None if rest > 0 else price
        if rest // weight <= price:
            return price
        price = rest // weight


def exact_quote(purses: Purses, project: Supported, price: int) -> Quote | None:
    """The exact payment, from a `bound` that holds. None: the supporters cannot carry the cost."""
    poor = [
        (voter, group.weight)
        for group, purse in _held(purses, project)
        for voter, left in zip(group.voters, purse, strict=True)
        if 0 < left <= price * group.weight
    ]
    known = {voter for voter, _ in poor}
    empty = sum(g.weight * purse.count(0) for g, purse in _held(purses, project))
    while True:
        weight = project.weight - empty - sum(weight for _, weight in poor)
        rest = project.cost * purses.denominator - purses.exact_sum([v for v, _ in poor])
        if weight == 0:
            return _all_in(purses, poor) if rest <= 0 else None
        found = _poorer_than(purses, project, Quote(rest, weight), price, known)
        if not found:
            return Quote(rest, weight)
        poor += found
        known.update(voter for voter, _ in found)


def _held(purses: Purses, project: Supported) -> Held:
    return [(group, group.purses_of(purses.left)) for group in project.groups]


def _missing(held: Held, project: Supported, cost: int, price: int) -> tuple[int, int]:
    """What is left of the cost when all who have no more than the price give all they have."""
    weight = project.weight
    for group, purse in held:
        all_in = price * group.weight
        poor = [left for left in purse if left <= all_in]
        cost -= sum(poor)
        weight -= group.weight * len(poor)
    return cost, weight


def _poorer_than(
    purses: Purses, project: Supported, quote: Quote, price: int, known: set[int]
) -> list[tuple[int, int]]:
    """Voters who looked rich at the bound but cannot pay the exact quote."""
    found = []
    for group, purse in _held(purses, project):
        need = quote.numerator * group.weight
        sure = need * purses.scale // (purses.denominator * quote.divisor) + purses.slack
        low = price * group.weight
        if not any(low < left <= sure for left in purse):
            continue
        found += [
            (voter, group.weight)
            for voter, left in zip(group.voters, purse, strict=True)
            if low < left <= sure and voter not in known
            and purses.exact(voter) * quote.divisor <= need
        ]  # fmt: skip
    return found


def _all_in(purses: Purses, poor: Sequence[tuple[int, int]]) -> Quote:
    best = Quote(0, 1)
    for voter, weight in poor:
        left = purses.exact(voter)
        if left * best.divisor > best.numerator * weight:
            best = Quote(left, weight)
    return best
