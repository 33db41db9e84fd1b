"""Dates as people type them, in Polish, Ukrainian or English, whatever language they chose.

The day stands before the month in figures („12.05”, „12/05”), as in Poland. A date without a
year means the nearest one in the direction asked for; a weekday means the next such day after
today. „Przyszła sobota” may be either of two Saturdays, so it is asked back.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from bot.forms.calendar_words import COUNTS, MONTHS, NEARBY, UNITS, WEEKDAYS
from bot.forms.fold import fold
from bot.forms.refusal import Refusal, refusal

Prefer = Literal["future", "past"]
_LONGEST = 60

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_FIGURES = re.compile(
    r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})(?:\s*[-./ ]\s*(\d{4}|\d{2}))?\s*(?:r|р|roku)?"
)
_DAY_WORD = re.compile(
    r"(\d{1,2})(?:\.|-?(?:go|ego|th|st|nd|rd|е|го))?\s+(?:of\s+)?([^\W\d_]+)\.?"
    r"(?:,?\s*(\d{4}|\d{2}))?\s*(?:r|р|roku|року)?"
)
_WORD_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:th|st|nd|rd)?(?:,?\s*(\d{4}))?")
_AHEAD = re.compile(r"(?:za|через|за|in)\s+(?:(\S+)\s+)?([^\W\d_]+)")
_AGO = re.compile(r"(?:(\S+)\s+)?([^\W\d_]+)\s+(?:temu|тому|ago)")
_WEEKDAY = re.compile(
    r"(?:(?:w|we|у|в|on)\s+)?(?:(ta|te|ten|najblizsza|najblizszy|цю|цеи|наиближчу|this|"
    r"przyszla|przyszly|nastepna|nastepny|наступну|наступныи|наступнии|next)\s+)?([^\W\d_]+)"
)
_FOLLOWING = "przyszła przyszły następna następny наступну наступний next"
_NEXT = frozenset(map(fold, _FOLLOWING.split()))


def read_date(text: str, today: date, prefer: Prefer = "future") -> date | Refusal:
    """The day that `text` means. Reasons: not_date, impossible_date, ambiguous_date."""
    typed = fold(text)[:_LONGEST]
    if typed in NEARBY:
        return today + timedelta(days=NEARBY[typed])
    try:
        for pattern, reader in _READERS:
            found = pattern.fullmatch(typed)
            day = None if found is None else reader(found, today, prefer)
            if day is not None:
                return day
    except (ValueError, OverflowError):
        return refusal("impossible_date", text=text)
    return refusal("not_date", text=text)


def _iso(found: re.Match[str], _today: date, _prefer: Prefer) -> date:
    year, month, day = map(int, found.groups())
    return date(year, month, day)


def _figures(found: re.Match[str], today: date, prefer: Prefer) -> date:
    return _dated(int(found[1]), int(found[2]), found[3], today, prefer)


def _day_word(found: re.Match[str], today: date, prefer: Prefer) -> date | None:
    month = MONTHS.get(found[2])
    return None if month is None else _dated(int(found[1]), month, found[3], today, prefer)


def _word_day(found: re.Match[str], today: date, prefer: Prefer) -> date | None:
    month = MONTHS.get(found[1])
    return None if month is None else _dated(int(found[2]), month, found[3], today, prefer)


def _ahead(found: re.Match[str], today: date, _prefer: Prefer) -> date | None:
    return _shifted(found, today, 1)


def _ago(found: re.Match[str], today: date, _prefer: Prefer) -> date | None:
    return _shifted(found, today, -1)


def _weekday(found: re.Match[str], today: date, _prefer: Prefer) -> date | Refusal | None:
    wanted = WEEKDAYS.get(found[2])
    if wanted is None:
        return None
    day = today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if found[1] in _NEXT:
        later = day + timedelta(days=7)
        candidates = (day.isoformat(), later.isoformat())
        return refusal("ambiguous_date", candidates=candidates, text=found[0])
    return day


def _dated(day: int, month: int, year: str | None, today: date, prefer: Prefer) -> date:
    """Raises ValueError for a day that does not exist."""
    if year is not None:
        return date(_full_year(int(year), today), month, day)
    years = range(today.year, today.year + 9) if prefer == "future" else _years_back(today)
    found = [date(year, month, day) for year in years if _exists(year, month, day)]
    for one in found:
        if (one >= today) if prefer == "future" else (one <= today):
            return one
    raise ValueError(day)


def _years_back(today: date) -> range:
    return range(today.year, today.year - 9, -1)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _full_year(year: int, today: date) -> int:
    """Two figures: up to 20 years ahead, else the century before."""
    if year >= 100:
        return year
    full = today.year - today.year % 100 + year
    return full if full <= today.year + 20 else full - 100


def _shifted(found: re.Match[str], today: date, sign: int) -> date | None:
    unit = UNITS.get(found[2])
    count = _count(found[1])
    if unit is None or count is None:
        return None
    kind, length = unit
    if kind == "days":
        return today + timedelta(days=sign * count * length)
    return _months_on(today, sign * count * length)


def _count(word: str | None) -> int | None:
    if word is None:
        return 1
    return int(word) if word.isdecimal() and len(word) <= 4 else COUNTS.get(word)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


Reader = Callable[[re.Match[str], date, Prefer], date | Refusal | None]
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_ISO, _iso),
    (_FIGURES, _figures),
    (_DAY_WORD, _day_word),
    (_WORD_DAY, _word_day),
    (_AHEAD, _ahead),
    (_AGO, _ago),
    (_WEEKDAY, _weekday),
)
