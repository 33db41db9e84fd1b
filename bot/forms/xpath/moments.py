"""Dates and times as ODK keeps them: ISO 8601 text in and out, days since 1970 as a number.

A day is always 24 hours here: the number counts wall-clock time at the zone's standard offset,
so that `today() + 7` is a midnight and `${b} - ${a}` of two dates is whole also when the clocks
change between them. In a zone without summer time this equals the time since the epoch.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall-clock arithmetic
DAY = timedelta(days=1)

_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[-+]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[-+]\d\d(?::?\d\d)?)?", re.ASCII)
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?", re.ASCII)


@lru_cache(maxsize=64)
def standard_offset(zone: tzinfo | None) -> timedelta:
    """The zone's offset without summer time, as it was at the epoch."""
    offset = EPOCH.replace(tzinfo=zone).utcoffset()
    return timedelta(0) if offset is None else offset


def _offset(text: str) -> timezone | None:
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:] if len(text) > 3 else 0)
    if minutes >= 24 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def parse_moment(text: str, zone: tzinfo | None) -> datetime | None:
    """A date or date-time in ISO 8601, on the clock of `zone`; None if it is neither."""
    if len(text) < 10 or text[4] != "-" or (found := _MOMENT.fullmatch(text)) is None:
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    home = _offset(offset) if offset else zone
    if offset and home is None:
        return None
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            micro, home,
        )  # fmt: skip
        return moment.astimezone(zone) if offset else moment
    except (ValueError, OverflowError):
        return None


def parse_time(text: str, zone: tzinfo | None) -> datetime | None:
    """A time of day (`HH:MM[:SS[.fff]][offset]`) on 1970-01-01, on the clock of `zone`."""
    return parse_moment(f"1970-01-01T{text}", zone) if _TIME.fullmatch(text) else None


def pad_date(text: str) -> str:
    """`2027-5-1` → `2027-05-01`, which people type and ODK takes; anything else unchanged."""
    found = _UNPADDED.fullmatch(text)
    if found is None:
        return text
    year, month, day, rest = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}{rest or ''}"


def days(moment: datetime) -> float:
    """Days since 1970-01-01T00:00Z, of 24 hours each (see the module)."""
    return (moment.replace(tzinfo=None) - EPOCH - standard_offset(moment.tzinfo)) / DAY


def day_number(text: str, zone: tzinfo | None) -> float | None:
    """`days` of the date or date-time that `text` is; None if it is neither."""
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            whole = date.fromisoformat(text).toordinal() - EPOCH.toordinal()
        except ValueError:
            return None
        return whole - standard_offset(zone) / DAY
    moment = parse_moment(text, zone)
    return None if moment is None else days(moment)


def moment_of(number: float, zone: tzinfo | None) -> datetime | None:
    """The inverse of `days`, to the millisecond; None outside the years 1–9999."""
    try:
        since = timedelta(milliseconds=round(number * 86_400_000))
        return (EPOCH + since + standard_offset(zone)).replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def text_of(moment: datetime) -> str:
    """A midnight as a date, anything else as a date-time with milliseconds and offset."""
    wall = moment.replace(tzinfo=None)
    if wall == datetime(wall.year, wall.month, wall.day):  # noqa: DTZ001
        return f"{wall.year:04}-{wall.month:02}-{wall.day:02}"
    return moment.isoformat(timespec="milliseconds")


def clock_of(moment: datetime) -> float:
    """The time of day as a fraction of a day."""
    wall = moment.replace(tzinfo=None)
    return (
        timedelta(
            hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond
        )
        / DAY
    )
