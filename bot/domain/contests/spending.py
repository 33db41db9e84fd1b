"""What was spent of a grant, line by line, in whole grosze."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.contests.budget import Budget, BudgetLine, read_amount
from bot.domain.contests.realisation import Expense, Source
from bot.errors import Refused
from bot.frozen import frozen

BESIDE = 0  # the number of „none of the lines”


@frozen
class LineSpent:
    """A line of the budget and what it took. `planned`: from the grant."""

    number: int
    item: str
    planned: int
    grant: int = 0
    own: int = 0

    @property
    def over(self) -> int:
        """How much more of the grant it took than planned."""
        return max(0, self.grant - self.planned)


@frozen
class Spending:
    """All lines, and what fits none of them."""

    awarded: int
    lines: tuple[LineSpent, ...] = ()

    @property
    def grant(self) -> int:
        """Paid from the grant."""
        return sum(line.grant for line in self.lines)

    @property
    def own(self) -> int:
        """Paid by the authors."""
        return sum(line.own for line in self.lines)

    @property
    def left(self) -> int:
        """What of the grant nobody has spent."""
        return max(0, self.awarded - self.grant)

    @property
    def over(self) -> int:
        """What was spent beyond the grant."""
        return max(0, self.grant - self.awarded)


def spending(budget: Budget, awarded: int, expenses: Iterable[Expense]) -> Spending:
    """Sums by line; a number that the budget does not have counts as none of its lines."""
    every = tuple(expenses)
    known = range(1, len(budget.lines) + 1)
    lines = [_line(n, line, every) for n, line in enumerate(budget.lines, 1)]
    beside = [one for one in every if one.line not in known]
    if beside:
        lines.append(_summed(LineSpent(BESIDE, "", 0), beside))
    return Spending(awarded, tuple(lines))


def _line(number: int, line: BudgetLine, every: Iterable[Expense]) -> LineSpent:
    own = (one for one in every if one.line == number)
    return _summed(LineSpent(number, line.item, line.requested), own)


def _summed(line: LineSpent, expenses: Iterable[Expense]) -> LineSpent:
    paid = dict.fromkeys(Source, 0)
    for one in expenses:
        paid[one.source] += one.amount
    return LineSpent(line.number, line.item, line.planned, paid[Source.GRANT], paid[Source.OWN])


def amount_of(text: str) -> int:
    """„1 240,50 zł” as grosze. Raises Refused: amount_unread (text)."""
    amount = read_amount(text)
    if not amount:
        raise Refused("amount_unread", text=text)
    return amount
