"""Dates and times. A date is its ISO 8601 text; where a number is asked, days since 1970."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo

from ..context import Context
from ..moments import clock_of, days, moment_of, pad_date, parse_moment, parse_time, text_of
from ..terms import Kind
from ..values import NAN, Value, parse_number, to_string
from .signature import Function, seeing

ANY, DATE, NUMBER, STRING = Kind.ANY, Kind.DATE, Kind.NUMBER, Kind.STRING

INVALID = "Invalid Date"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

_DATE_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: str(moment.month),
    "b": lambda moment: _MONTHS[moment.month - 1],
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: str(moment.day),
    "a": lambda moment: _DAYS[moment.weekday()],
}
_TIME_PARTS: Mapping[str, Callable[[datetime], str]] = {
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
}
_PART = re.compile(r"%(.)", re.DOTALL)


def _moment(value: Value, zone: tzinfo | None) -> datetime | None:
    """A moment from a number of days or from a text, which may be either."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return None if math.isnan(value) else moment_of(value, zone)
    text = to_string(value).strip()
    if (moment := parse_moment(pad_date(text), zone)) is not None:
        return moment
    number = parse_number(text, zone)
    return None if math.isnan(number) else moment_of(number, zone)


def _date(ctx: Context, value: Value) -> str:
    """date(): the date or date-time that a text or a number of days means; "" stays ""."""
    if isinstance(value, bool) or to_string(value) == "":
        return ""
    moment = _moment(value, ctx.env.now.tzinfo)
    return INVALID if moment is None else text_of(moment)


def _today(ctx: Context) -> str:
    return ctx.env.now.date().isoformat()


def _now(ctx: Context) -> str:
    return ctx.env.now.isoformat(timespec="milliseconds")


def _decimal_date_time(ctx: Context, value: Value) -> float:
    moment = _moment(value, ctx.env.now.tzinfo)
    return NAN if moment is None else days(moment)


def _decimal_time(ctx: Context, text: str) -> float:
    moment = parse_time(text.strip(), ctx.env.now.tzinfo)
    return NAN if moment is None else clock_of(moment)


def _time(ctx: Context, text: str) -> str:
    """time(): the clock part of a time or date-time, "" if it is neither."""
    zone = ctx.env.now.tzinfo
    moment = parse_time(text.strip(), zone) or parse_moment(text.strip(), zone)
    return "" if moment is None else f"{moment:%H:%M:%S}.{moment.microsecond // 1000:03}"


def _formatter(
    parts: Mapping[str, Callable[[datetime], str]],
) -> Callable[[Context, Value, str], str]:
    """format-date(): unknown `%` parts stay as written; what is no date becomes ""."""

    def formatted(ctx: Context, value: Value, pattern: str) -> str:
        moment = _moment(value, ctx.env.now.tzinfo)
        if moment is None:
            return ""
        return _PART.sub(
            lambda part: parts[part[1]](moment) if part[1] in parts else part[0], pattern
        )

    return formatted


FUNCTIONS: Mapping[str, Function] = {
    "today": seeing(DATE, _today),
    "now": seeing(DATE, _now),
    "date": seeing(DATE, _date, ANY),
    "date-time": seeing(DATE, _date, ANY),
    "time": seeing(STRING, _time, STRING),
    "decimal-date-time": seeing(NUMBER, _decimal_date_time, ANY),
    "decimal-time": seeing(NUMBER, _decimal_time, STRING),
    "format-date": seeing(STRING, _formatter(_DATE_PARTS), ANY, STRING),
    "format-date-time": seeing(STRING, _formatter({**_DATE_PARTS, **_TIME_PARTS}), ANY, STRING),
}
