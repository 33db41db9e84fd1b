"""What one round of Equal Shares found out that holds in the next, at a larger share.

As long as both rounds buy the same projects in the same order, nobody has less in the later one,
and nobody has more than `extra` more: the growth of the share and what the same purchases cost them
less, added up. So a price seen in the earlier round can have fallen by no more than what all who
were short of money then have got since, spread over those who were not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple


class Note(NamedTuple):
    """One look at a project. In units: `rest` of the cost is left to supporters with `weight`,
    while the `poor`, so many people, give all they have."""

    place: int
    rest: int
    weight: int
    poor: int


@dataclass(slots=True)
class Trail:
    """One round, step by step: what was bought at which payment for a point (units), what was
    looked at before."""

    share: Fraction
    bought: list[tuple[int, int]] = field(default_factory=list)
    notes: dict[int, list[Note]] = field(default_factory=dict)

    def look(self, note: Note) -> None:
        """Remember a look, at the step that the round has reached."""
        self.notes.setdefault(len(self.bought), []).append(note)


class Following:
    """A later round that keeps to an earlier one as long as it can."""

    def __init__(self, before: Trail | None, share: Fraction, scale: int, heaviest: int) -> None:
        self.before = before if before and before.share <= share else None
        more = share - before.share if before else share
        self.extra = -(-more.numerator * scale // more.denominator)
        self.heaviest, self.step = heaviest, 0

    def bought(self, place: int, units: int) -> None:
        """Go on, or leave the earlier round where it bought something else."""
        if self.before is None:
            return
        known = self.before.bought[self.step : self.step + 1]
        if not known or known[0][0] != place:
            self.before = None
            return
        self.extra += max(0, known[0][1] + 1 - units) * self.heaviest
        self.step += 1

    def expected(self) -> tuple[int, int] | None:
        """What the earlier round bought now, and its payment for a point, in units."""
        if self.before is None or self.step >= len(self.before.bought):
            return None
        return self.before.bought[self.step]

    def bounds(self) -> Iterator[tuple[int, int]]:
        """Places, and payments for a point below which they cannot be now, in units."""
        if self.before:
            for place, rest, weight, poor in self.before.notes.get(self.step, ()):
                yield place, (rest - poor * self.extra) // weight
