"""Bands of a histogram: equal, round widths that people read easily."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count

from bot.frozen import frozen

MOST = 10


@frozen
class Band:
    """Whole numbers: low ≤ x ≤ high. Others: low ≤ x < high."""

    low: Fraction
    high: Fraction
    whole: bool

    @property
    def name(self) -> str:
        """„5–9”; one number where the band holds only that."""
        low, high = _plain(self.low), _plain(self.high)
        return low if low == high else f"{low}–{high}"

    def holds(self, value: Fraction) -> bool:
        return self.low <= value and (value <= self.high if self.whole else value < self.high)

    def joined(self, following: Band) -> Band:
        """This band and all up to the end of `following`."""
        return Band(self.low, following.high, self.whole)


def bands(values: Sequence[Fraction]) -> tuple[Band, ...]:
    """At most ten bands of width 1, 2 or 5 × 10ⁿ that cover `values`; () for none."""
    if not values:
        return ()
    whole = all(value.denominator == 1 for value in values)
    low, high = min(values), max(values)
    width = _width(high - low, whole)
    start = low // width * width
    found: list[Band] = []
    while start <= high:
        found.append(Band(start, start + width - (1 if whole else 0), whole))
        start += width
    return tuple(found)


def _width(span: Fraction, whole: bool) -> Fraction:
    width = Fraction(1)
    if not whole:
        while span and span / width < 1:
            width /= 10
    for factor in _steps():
        if span / (width * factor) < MOST - 1:
            return width * factor
    raise AssertionError("the steps grow without end")


def _steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, …"""
    return ((1, 2, 5)[n % 3] * 10 ** (n // 3) for n in count())


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):g}"
