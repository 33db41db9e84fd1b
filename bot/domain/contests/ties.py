"""Named ways to put equals in an order. Whatever decided is written into the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from bot.domain.contests.elections import Election, votes
from bot.errors import Refused
from bot.frozen import frozen


class TieKey(StrEnum):
    """What decides between equals."""

    LOWER_COST = "lower-cost"
    HIGHER_COST = "higher-cost"
    MORE_VOTES = "more-votes"
    LOT = "lot"  # drawn by people; the order they drew is given
    LIST_ORDER = "list-order"


@frozen
class TiePolicy:
    """Keys in their order; at the very end the order of the list decides, and is named.

    `drawn` holds the ids in the order in which lots were drawn.
    """

    keys: tuple[TieKey, ...] = ()
    drawn: tuple[str, ...] = ()


EQUAL_SHARES_TIES = TiePolicy((TieKey.LOWER_COST, TieKey.MORE_VOTES))  # equalshares.net


@frozen
class Tie:
    """Equals, in the order that was found, and the key that put the first before the rest."""

    projects: tuple[str, ...]
    decided_by: TieKey


@frozen
class TieBreaker:
    """A policy made ready for one election."""

    policy: TiePolicy
    values: Mapping[TieKey, Callable[[str], int]]

    def order(self, tied: Sequence[str]) -> Tie:
        """Raises Refused("lot_not_drawn") where a lot should decide and nobody drew one."""
        keys = (*self.policy.keys, TieKey.LIST_ORDER)
        if TieKey.LOT in keys and not set(tied) <= set(self.policy.drawn):
            keys = self._before_the_lot(tied)
        ranks = {project: tuple(self.values[key](project) for key in keys) for project in tied}
        first, second, *_ = ordered = sorted(tied, key=ranks.__getitem__)
        differing = (a != b for a, b in zip(ranks[first], ranks[second], strict=True))
        return Tie(tuple(ordered), keys[next(n for n, differs in enumerate(differing) if differs)])

    def _before_the_lot(self, tied: Sequence[str]) -> tuple[TieKey, ...]:
        keys = self.policy.keys[: self.policy.keys.index(TieKey.LOT)]
        ranks = {tuple(self.values[key](project) for key in keys) for project in tied}
        if len(ranks) < len(tied):
            raise Refused("lot_not_drawn", projects=tuple(tied))
        return keys


def tie_breaker(election: Election, policy: TiePolicy) -> TieBreaker:
    """The policy with the costs, votes and order of this election."""
    costs, counted = election.costs, votes(election)
    place = {project.id: number for number, project in enumerate(election.projects)}
    lot = {project: number for number, project in enumerate(policy.drawn)}
    values: dict[TieKey, Callable[[str], int]] = {
        TieKey.LOWER_COST: lambda project: costs[project],
        TieKey.HIGHER_COST: lambda project: -costs[project],
        TieKey.MORE_VOTES: lambda project: -counted[project],
        TieKey.LOT: lambda project: lot[project],
        TieKey.LIST_ORDER: lambda project: place[project],
    }
    return TieBreaker(policy, values)
