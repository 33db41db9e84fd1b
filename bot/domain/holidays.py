"""Polish public holidays, computed.

Act of 18 January 1951 on days free from work, art. 1, with Christmas Eve added from 2025 on.
Sundays are left out: they are free anyway.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

FIXED = {
    (1, 1): "Nowy Rok",
    (1, 6): "Trzech Króli",
    (5, 1): "Święto Pracy",
    (5, 3): "Święto Konstytucji 3 Maja",
    (8, 15): "Wniebowzięcie Najświętszej Maryi Panny",
    (11, 1): "Wszystkich Świętych",
    (11, 11): "Święto Niepodległości",
    (12, 25): "Boże Narodzenie",
    (12, 26): "drugi dzień Bożego Narodzenia",
}
MOVABLE = {
    0: "Wielkanoc", 1: "Poniedziałek Wielkanocny", 49: "Zielone Świątki", 60: "Boże Ciało",
}  # fmt: skip
EVE_FREE_SINCE = 2025


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the Meeus/Jones/Butcher algorithm)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    skipped = (century + 8) // 25
    moon = (19 * golden + century - leaps - (century - skipped + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=16)
def holidays(year: int) -> dict[date, str]:
    """The days of a year that are free from work, with their Polish names."""
    found = {date(year, month, day): name for (month, day), name in FIXED.items()}
    sunday = easter(year)
    found |= {sunday + timedelta(days=after): name for after, name in MOVABLE.items()}
    if year >= EVE_FREE_SINCE:
        found[date(year, 12, 24)] = "Wigilia"
    return found


def holiday(day: date) -> str | None:
    """The holiday's name, None on other days."""
    return holidays(day.year).get(day)
