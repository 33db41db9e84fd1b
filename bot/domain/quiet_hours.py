"""Quiet hours: when a message may go, so that nobody is woken by a library.

The table of the design, §"Delivery". Hours are read on the wall clock of the library's zone; on
the nights when clocks change the quiet is longer rather than shorter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.frozen import frozen

SOON = timedelta(hours=3)  # after the quiet ends: what starts before is told at once
SPREAD = timedelta(minutes=5)  # over which those who were held are written to
EVENING = time(20, 0)  # when a reminder goes that would fall into the night
BEFORE_QUIET = timedelta(minutes=30)  # where 20.00 is quiet already
_DAY = timedelta(days=1)
_GOLDEN = 2654435761  # Knuth's multiplier: neighbours' ids land far apart


class Kind(StrEnum):
    """What a message is, as far as the night is concerned."""

    REPLY = "reply"  # to what the person just did; a chat that they opened
    EVENT = "event"  # about an event: cancelled, moved, a seat offered
    SHORTLY_BEFORE = "shortly_before"  # the reminder a few hours before an event
    OTHER = "other"  # announcements, nudges, other reminders


@frozen
class QuietHours:
    """From–until on the wall clock, often across midnight. The same hour twice: never quiet."""

    begins: time
    ends: time

    @property
    def none(self) -> bool:
        """Whether there is no quiet at all."""
        return self.begins == self.ends


DEFAULT = QuietHours(time(20, 30), time(8, 0))


@frozen
class Night:
    """One stretch of quiet. Moments in UTC; `ends` is the first that is not quiet."""

    begins: datetime
    ends: datetime


def may_go(
    kind: Kind,
    wanted: datetime,
    zone: ZoneInfo,
    hours: QuietHours = DEFAULT,
    *,
    now: datetime | None = None,
    starts: datetime | None = None,
    person_id: int = 0,
) -> datetime:
    """When a message that is wanted at `wanted` may go; `wanted` itself where nothing is against.

    `now` (default `wanted`) is when this is decided: a reminder is moved to the evening before
    only while that lies ahead. `starts` is the event's. `person_id` spreads people over the first
    minutes after the quiet, each always at the same place.
    """
    night = quiet_at(wanted, zone, hours)
    if night is None or kind is Kind.REPLY:
        return wanted
    if kind is Kind.SHORTLY_BEFORE and starts:
        return _shortly_before(wanted, night, zone, hours, now or wanted, starts, person_id)
    if kind is Kind.EVENT and starts and starts < night.ends + SOON:
        return wanted
    return _held(night, zone, hours, person_id)


def quiet_at(moment: datetime, zone: ZoneInfo, hours: QuietHours = DEFAULT) -> Night | None:
    """The stretch of quiet that `moment` falls into, None by day."""
    if hours.none:
        return None
    today = moment.astimezone(zone).date()
    nights = (_night(today + days * _DAY, zone, hours) for days in (-1, 0))
    return next((night for night in nights if night.begins <= moment < night.ends), None)


def hours_of(begins: str | None, ends: str | None) -> QuietHours:
    """What is stored for a person (`HH:MM`, or nothing for the default)."""
    if begins is None or ends is None:
        return DEFAULT
    return QuietHours(time.fromisoformat(begins), time.fromisoformat(ends))


def _shortly_before(
    wanted: datetime, night: Night, zone: ZoneInfo, hours: QuietHours,
    now: datetime, starts: datetime, person_id: int,
) -> datetime:  # fmt: skip
    evening = _evening_before(night, zone, hours)
    if evening > now:
        return evening
    morning = _held(night, zone, hours, person_id)
    return morning if morning < starts else wanted


def _evening_before(night: Night, zone: ZoneInfo, hours: QuietHours) -> datetime:
    day = night.begins.astimezone(zone).date()
    evenings = (min(_moments(day - days * _DAY, EVENING, zone)) for days in (0, 1))
    evening = next(one for one in evenings if one <= night.begins)
    asleep = evening == night.begins or quiet_at(evening, zone, hours)
    return night.begins - BEFORE_QUIET if asleep else evening


def _held(night: Night, zone: ZoneInfo, hours: QuietHours, person_id: int) -> datetime:
    """The end of the quiet and this person's place in the minutes after it."""
    day = night.begins.astimezone(zone).date()
    following = (_night(day + days * _DAY, zone, hours).begins for days in (1, 2))
    awake = next(begins for begins in following if begins > night.ends) - night.ends
    width = min(SPREAD, awake) // timedelta(seconds=1)
    place = person_id * _GOLDEN % 2**32 * width >> 32
    return night.ends + timedelta(seconds=place)


@lru_cache(maxsize=256)  # the same for all who wait for the same morning
def _night(day: date, zone: ZoneInfo, hours: QuietHours) -> Night:
    """The quiet that begins on `day`."""
    until = day if hours.begins < hours.ends else day + _DAY
    begins = min(_moments(day, hours.begins, zone))
    return Night(begins, max(_moments(until, hours.ends, zone)))


def _moments(day: date, hour: time, zone: ZoneInfo) -> Iterator[datetime]:
    """What this hour may mean: twice when clocks go back; around the gap when they go ahead."""
    for fold in (0, 1):
        yield datetime.combine(day, hour, zone).replace(fold=fold).astimezone(UTC)
