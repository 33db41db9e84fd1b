"""What one round of Equal Shares found out that holds in the next, at a larger share.

Where the later round has bought all that the earlier one had at some step, nobody has more than
they had at that step, but for the growth of the share and what the same purchases cost them less.
So a price seen then can have fallen by no more than what all who were short of money have got
since, spread over those who were not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

Beside = Sequence[Sequence[tuple[int, int]]]


class Note(NamedTuple):
    """One look at a project. In units: `rest` of the cost is left to supporters with `weight`,
    while the `poor`, so many people, give all they have. Or less is left than that, never more."""

    place: int
    rest: int
    weight: int
    poor: int

    @property
    def hopeless(self) -> bool:
        """Everybody gives all they have, and it is not enough."""
        return self.weight <= 0 < self.rest


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
    """A later round beside an earlier one: how far everything that was bought then is bought now.

    A purse holds the share less all payments, or nothing: the order of purchases does not matter,
    so a round that bought more by now, or in another order, may still ask the earlier one.
    """

    def __init__(self, before: Trail | None, share: Fraction, scale: int, beside: Beside) -> None:
        """`beside`: as `Electorate.beside`."""
        self.before = before if before and before.share <= share else None
        more = share - before.share if before else share
        self.more = -(-more.numerator * scale // more.denominator)
        self.step, self._told, self._beside = 0, 0, beside
        self._paid: dict[int, int] = {}
        self._spared: Counter[int] = Counter()  # what supporters of a project paid less than before

    def bought(self, place: int, units: int) -> None:
        """Remember a payment for a point; go on where the earlier round had bought it too."""
        if self.before is None:
            return
        self._paid[place] = units
        for known, before in self.before.bought[self.step :]:
            if known not in self._paid:
                return
            self._spare(known, before + 1 - self._paid[known])
            self.step += 1

    def _spare(self, place: int, units: int) -> None:
        if units > 0:
            for other, points in self._beside[place]:
                self._spared[other] += units * points

    def expected(self) -> tuple[int, int] | None:
        """What the earlier round bought next, and its payment for a point, in units."""
        if self.before is None or self.step >= len(self.before.bought):
            return None
        return self.before.bought[self.step]

    def known(self) -> Iterator[Note]:
        """Looks that the earlier round had taken by here, with what must be left of them now."""
        if self.before is None:
            return
        for step in range(self._told, self.step + 1):
            for note in self.before.notes.get(step, ()):
                got = note.poor * self.more + self._spared[note.place]
                yield note._replace(rest=note.rest - got)
        self._told = self.step + 1
