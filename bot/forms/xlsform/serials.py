"""Numbers that a spreadsheet shows as days and times (ECMA-376 part 1, §18.8.30 and §18.17.4)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum

from .cells import text_of

_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_DURATION = 46  # [h]:mm:ss
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.I)
_LETTERS = re.compile(r"[dmhys]", re.I)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  a spreadsheet knows no zone
_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_PHANTOM = 60  # Excel believes in 29 February 1900
_DAY_MS = 86_400_000


class Shown(Enum):
    """How a style shows a number."""

    NUMBER = "number"
    MOMENT = "moment"
    DURATION = "duration"


def shown(number: int, code: str = "") -> Shown:
    """What a number format does, from its number and, if it is the file's own, its code."""
    if not code:
        if number == _DURATION:
            return Shown.DURATION
        return Shown.MOMENT if number in _DATES else Shown.NUMBER
    plain = _WORDS.sub("", code.partition(";")[0])
    if _ELAPSED.search(plain):
        return Shown.DURATION
    return Shown.MOMENT if _LETTERS.search(plain) else Shown.NUMBER


def serial_text(value: float, how: Shown, *, from_1904: bool) -> str:
    """The day, time or duration as text; the number itself where no calendar has such a day."""
    try:
        if how is Shown.DURATION:
            return text_of(timedelta(days=value))
        return text_of(_moment(value, from_1904=from_1904))
    except (OverflowError, ValueError):
        return text_of(value)


def _moment(value: float, *, from_1904: bool) -> object:
    day, fraction = divmod(value, 1)
    rest = timedelta(milliseconds=round(fraction * _DAY_MS))
    if day == 0 and not rest.days:
        return (_1900 + rest).time()
    if from_1904:
        return _1904 + timedelta(days=day) + rest
    return _1900 + timedelta(days=day + (0 < value < _PHANTOM)) + rest
