"""How old somebody is, no nearer than a band of years: only for who gave it, to see what suits."""

from __future__ import annotations

import re

from bot.errors import Refused
from bot.frozen import frozen

AGES = ((16, 24), (25, 44), (45, 64), (65, 120))  # as questionnaires of libraries have them
CHILD = 18
_TYPED = re.compile(r"(\d{1,3})(?:\s*(?:[-–]\s*(\d{1,3})|(\+)))?")


@frozen
class AgeBand:
    """Years of birth from … to: it needs no yearly care."""

    born_from: int
    born_until: int

    def may_be(self, youngest: int | None, oldest: int | None, year: int) -> bool:
        """May somebody of this band be of these ages in that year? An age is not known to a year
        before the birthday, so the nearer year counts as well."""
        low, high = year - self.born_until - 1, year - self.born_from
        return low <= (oldest if oldest is not None else high) and (youngest or 0) <= high

    def ages(self, year: int) -> tuple[int, int]:
        """About how old, for the eye."""
        return year - self.born_until, year - self.born_from


def band_of(low: int, high: int, year: int) -> AgeBand:
    """Who is of these ages now."""
    return AgeBand(year - high, year - low)


def read_band(text: str, year: int) -> AgeBand:
    """„25–44”, „65+”, „34”: the band with it. Raises Refused: bad_age_band."""
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise Refused("bad_age_band")
    age = int(match[1])
    for low, high in AGES:
        if low <= age <= high:
            return band_of(low, high, year)
    raise Refused("bad_age_band")
