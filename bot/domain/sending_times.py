"""When an announcement goes: now, „jutro 17”, „12 maja 17:30”, „co piątek 12”."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import Refused
from bot.forms.dates import read_date
from bot.forms.fold import fold
from bot.forms.moments import read_moment
from bot.forms.refusal import Refusal
from bot.forms.times import read_time
from bot.frozen import frozen

EVENING = time(17)  # „Jutro 17.00”
PAID_RATE = 1000  # messages a second of a paid broadcast
FREE_SHARE = 30  # messages of each second that cost nothing
SURE = 5 / 6  # of a rate: what an estimate counts on, since answers take their time too
STAR_TENTHS = 1  # tenths of a Telegram Star for each message over that

_NOW = frozenset(map(fold, ("teraz", "od razu", "zaraz", "зараз", "відразу", "now", "at once")))
_EVERY = re.compile(
    r"^\s*(?:co\s+tydzie[nń](?:\s+w)?|w\s+każd[ąy]|co|w\s+każdy|щотижня(?:\s+[ув])?|що|кожної|"
    r"кожного|every(?:\s+week(?:\s+on)?)?)\s+",
    re.IGNORECASE,
)


@frozen
class When:
    """The (first) moment, UTC; `weekly`: then on the same day and hour of each week."""

    at: datetime
    weekly: bool = False


def read_when(text: str, now: datetime, zone: ZoneInfo, *, weekly: bool = False) -> When:
    """What a librarian typed. Raises Refused: not_a_time, hour_missing, not_a_day, time_past."""
    if fold(text) in _NOW and not weekly:
        return When(now)
    every = _EVERY.match(text)
    local = now.astimezone(zone)
    at = _moment(text[every.end() :] if every else text, local)
    if at <= now:
        raise Refused("time_past")
    return When(at, weekly or every is not None)


def _moment(text: str, local: datetime) -> datetime:
    found = read_moment(text, local)
    if not isinstance(found, Refusal):
        return datetime.fromisoformat(found).astimezone(UTC)
    hour = read_time(text)
    if isinstance(hour, Refusal):
        raise _unreadable(text, found, local)
    return _next(hour, local)


def _unreadable(text: str, wrong: Refusal, local: datetime) -> Refused:
    """A day alone needs its hour; „wczoraj” and „31.02 17:00” are wrong in their own ways."""
    day = read_date(text, local.date())
    if isinstance(day, date):
        return Refused("time_past" if day < local.date() else "hour_missing", day=text.strip())
    unknown = {wrong.reason, day.reason} <= {"not_datetime", "not_date"}
    return Refused("not_a_time" if unknown else "not_a_day")


def _next(hour: time, local: datetime) -> datetime:
    """Today at this hour, or tomorrow where it is past."""
    at = datetime.combine(local.date(), hour, local.tzinfo)
    return (at if at > local else at + timedelta(days=1)).astimezone(UTC)


def tomorrow_evening(now: datetime, zone: ZoneInfo) -> datetime:
    """Tomorrow at 17.00 on the library's clock."""
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, EVENING, zone).astimezone(UTC)


def seconds_for(people: int, per_second: int, *, paid: bool = False) -> int:
    """How long it takes at so many messages a second, about; at least a second."""
    return max(1, round(people / (SURE * (PAID_RATE if paid else per_second))))


def stars_for(people: int) -> float:
    """What a paid broadcast costs at most, in Telegram Stars: 0.1 for each message over the free
    30 of every second. The free share of later seconds is not counted on."""
    return max(0, people - FREE_SHARE) * STAR_TENTHS / 10
