"""A budget in whole grosze: lines as people type them, live sums, and what is too much."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from bot.domain.contests.contest import Money
from bot.domain.contests.money import HIGHEST, grosze
from bot.errors import Refused
from bot.frozen import frozen

REPEAT, LINE, SOURCE, PART = "budget", "line", "source", "part"  # names in the form
REQUESTED = "requested"  # in a form without lines
_LINE = re.compile(
    r"(?P<item>.*?\S)(?:\s*[:,–-])?\s+"
    r"(?:(?P<quantity>\d{1,6}(?:[.,]\d{1,3})?)\s*(?P<unit>[^\d×x*]{0,20}?)\s*[×xXхХ*]\s*)?"
    r"(?P<price>\d[\d\s]{0,14}(?:[.,]\d{1,2})?)\s*(?:zł|zl|pln|злотих|зл)?\.?",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?:tys\.?|tysi(?:ąc|ąca|ące|ęcy|ac|aca|ace|ecy)|тис\.?|тисячі?|тисяча)$")
_REF = re.compile(rf".*/{REPEAT}\[(\d+)\]/(\w+)")


class Source(StrEnum):
    """Who pays for a line."""

    GRANT = "grant"
    OWN_CASH = "own_cash"
    OWN_IN_KIND = "own_in_kind"
    PART = "part"  # partly from the grant, the rest in own cash


@frozen
class BudgetLine:
    """`quantity` × `price` = `total` = `requested` + `own_cash` + `own_in_kind`. Grosze."""

    item: str
    quantity: Fraction
    unit: str
    price: int
    requested: int = 0
    own_cash: int = 0
    own_in_kind: int = 0

    @property
    def total(self) -> int:
        """Grosze; whole, because `read_line` refuses anything else."""
        return int(self.quantity * self.price)


@frozen
class Budget:
    """All lines. `asked`: the request where the form has no lines."""

    lines: tuple[BudgetLine, ...] = ()
    asked: int = 0

    @property
    def total(self) -> int:
        """Grosze."""
        return sum(line.total for line in self.lines) or self.asked

    @property
    def requested(self) -> int:
        """Grosze from the contest."""
        return sum(line.requested for line in self.lines) or self.asked

    @property
    def own_cash(self) -> int:
        """Grosze."""
        return sum(line.own_cash for line in self.lines)

    @property
    def own_in_kind(self) -> int:
        """Grosze."""
        return sum(line.own_in_kind for line in self.lines)


@frozen
class Fitting:
    """How a request lies to the limits. Grosze; 0 where it does not go beyond that limit."""

    requested: int
    over: int = 0
    under: int = 0

    @property
    def fits(self) -> bool:
        """Within the limits?"""
        return not (self.over or self.under)


def read_amount(text: str) -> int | None:
    """„1 500,50 zł”, „4 tys.”, „4,5 tysiąca” as grosze; None for anything else."""
    bare = re.sub(r"\s|zł|zl|pln", "", text.casefold()).replace(",", ".")
    number, thousands = _THOUSANDS.subn("", bare)
    amount = grosze(number)
    if amount is None or not thousands:
        return amount
    return amount * 1000 if amount * 1000 <= HIGHEST else None


def read_line(text: str) -> BudgetLine:
    """„sala 3 × 150,00 zł”, „druk 200 szt. x 0,35”, „plakaty 120”, all from the grant.

    Raises Refused: budget_line_unread, not_whole_grosze.
    """
    match = _LINE.fullmatch(text.strip())
    price = read_amount(match["price"]) if match else None
    if match is None or not price:
        raise Refused("budget_line_unread", text=text)
    quantity = Fraction((match["quantity"] or "1").replace(",", "."))
    total = quantity * price
    if not quantity or total.denominator != 1:
        raise Refused("not_whole_grosze", text=text)
    unit = (match["unit"] or "").strip()
    return BudgetLine(match["item"].strip(), quantity, unit, price, requested=int(total))


def paid_by(line: BudgetLine, source: Source, part: int = 0) -> BudgetLine:
    """The line with its sources. `part`: grosze from the grant. Raises Refused: part_too_big."""
    requested = {Source.GRANT: line.total, Source.PART: part}.get(source, 0)
    if requested > line.total:
        raise Refused("part_too_big", total=line.total, part=part)
    in_kind = line.total if source is Source.OWN_IN_KIND else 0
    cash = line.total - requested - in_kind
    return BudgetLine(line.item, line.quantity, line.unit, line.price, requested, cash, in_kind)


def budget_of(answers: Mapping[str, str]) -> Budget:
    """From a form's answers by reference, finished or not: lines that cannot be read yet are left
    out."""
    rows: dict[int, dict[str, str]] = {}
    asked = 0
    for ref, value in answers.items():
        if match := _REF.fullmatch(ref):
            rows.setdefault(int(match[1]), {})[match[2]] = value
        elif ref.rpartition("/")[2] == REQUESTED:
            asked = read_amount(value) or 0
    lines = (_line(rows[number]) for number in sorted(rows))
    return Budget(tuple(line for line in lines if line), asked)


def _line(row: Mapping[str, str]) -> BudgetLine | None:
    try:
        line = read_line(row.get(LINE, ""))
        source = Source(row.get(SOURCE) or Source.GRANT)
        if source is Source.PART and not row.get(PART):  # not said yet: as it stood a moment ago
            return line
        return paid_by(line, source, read_amount(row.get(PART, "")) or 0)
    except Refused:
        return None


@frozen
class Sums:
    """A budget while it is written: the line just typed, all lines, and how they lie to the
    limits."""

    line: BudgetLine | None
    budget: Budget
    fitting: Fitting


def sums(answers: Mapping[str, str], money: Money, ref: str) -> Sums | None:
    """What to say beside a step at `ref` of the budget; None before there is a line."""
    budget = budget_of(answers)
    if not budget.lines:
        return None
    match = _REF.fullmatch(ref)
    typed = match is not None and match[2] != LINE
    line = _line(row_beside(answers, ref)) if typed else None
    return Sums(line, budget, fitting(budget, money))


def row_beside(answers: Mapping[str, str], ref: str) -> dict[str, str]:
    """The answers about one budget line, by name; `ref`: of any of them."""
    turn = ref.rpartition("/")[0]
    return {name: answers.get(f"{turn}/{name}", "") for name in (LINE, SOURCE, PART)}


def in_budget(ref: str) -> bool:
    """Whether a step at `ref` is about the budget's lines."""
    return re.search(rf"/{REPEAT}(\[\d+\]|$)", ref) is not None


def fitting(budget: Budget, money: Money) -> Fitting:
    """Too much, or too little? Without a limit for one grant, the pool is the limit."""
    most = money.grant_max or money.pool
    requested = budget.requested
    over = max(0, requested - most) if most else 0
    return Fitting(requested, over, max(0, money.grant_min - requested))


def require_fitting(budget: Budget, money: Money) -> Fitting:
    """Raises Refused: over_limit (over, requested), under_limit (under, requested)."""
    found = fitting(budget, money)
    if found.over:
        raise Refused("over_limit", over=found.over, requested=found.requested)
    if found.under:
        raise Refused("under_limit", under=found.under, requested=found.requested)
    return found
