"""The first purchases of Equal Shares go the same way at every share that is large enough.

While nobody is short of money, the project with the most supporters comes next and all of them pay
the same. That does not depend on the share, so completion rounds need not count it again.
"""

from __future__ import annotations

from array import array
from collections import Counter
from fractions import Fraction

from bot.domain.contests.electorate import Electorate
from bot.domain.contests.trail import Trail

QUICK_BITS = 28  # the interpreter is quickest with numbers of up to 30 bits


class HeadStart:
    """What everybody has paid after the purchases so far; grows with the shares asked for."""

    def __init__(self, voters: Electorate, share: Fraction) -> None:
        """`share`: the smallest that will be asked for, in grosze."""
        self.voters = voters
        self.scale = 1 << max(0, QUICK_BITS - int(share).bit_length())
        self.paid = array("q", bytes(8 * len(voters.ballots)))
        self.rates: dict[int, Fraction] = {}  # place → payment for a point, in order
        self.trail: Trail | None = None  # of the round before
        self.beside = voters.beside()
        self._queue = _clear_order(voters)

    def advance(self, share: Fraction) -> None:
        """Buy all that leaves everybody with something; shares must never fall."""
        whole = share.numerator * self.scale // share.denominator
        while self._queue and self._highest(place := self._queue[-1]) < whole:
            self._buy(place)
            self._queue.pop()

    def _units(self, place: int) -> int:
        project = self.voters.projects[place]
        return project.cost * self.scale // project.weight

    def _highest(self, place: int) -> int:
        """The most that any supporter would have paid, rounding included."""
        rounding, units = len(self.rates) + 2, self._units(place)
        groups = self.voters.projects[place].groups
        return rounding + max(max(g.purses_of(self.paid)) + g.weight * (units + 1) for g in groups)

    def _buy(self, place: int) -> None:
        project = self.voters.projects[place]
        self.rates[place] = Fraction(project.cost, project.weight)
        for group in project.groups:
            units = project.cost * group.weight * self.scale // project.weight
            for voter, paid in zip(group.voters, group.purses_of(self.paid), strict=True):
                self.paid[voter] = paid + units


def _clear_order(voters: Electorate) -> list[int]:
    """Places by weight, the heaviest last, down to the first that another equals."""
    weights = Counter(project.weight for project in voters.projects)
    shared = [weight for weight, projects in weights.items() if projects > 1]
    least = max(shared, default=0)
    clear = [n for n, project in enumerate(voters.projects) if project.weight > least]
    return sorted(clear, key=lambda place: voters.projects[place].weight)
