"""Offers of freed seats: who is asked next, when they are told, and how long the seat waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.quiet_hours import DEFAULT, SOON, Kind, QuietHours, may_go, quiet_at
from bot.domain.signups import SignUp

LONGEST, SHORTEST = timedelta(hours=24), timedelta(minutes=20)
SHARE = 4  # an offer lasts a quarter of the time left
MORNING = timedelta(hours=1)  # to answer after the quiet hours
LAST = timedelta(minutes=30)  # later seats are given away at the door
STEP = timedelta(minutes=5)  # ends are rounded up to it


def may_offer(starts_at: datetime, now: datetime) -> bool:
    """Is there time left to ask somebody?"""
    return starts_at - now >= LAST


@lru_cache(maxsize=64)  # the same for everybody who is asked in one go
def offer_times(
    starts_at: datetime, now: datetime, zone: ZoneInfo, hours: QuietHours = DEFAULT
) -> tuple[datetime, datetime]:
    """When the next person is told, and until when the seat waits for them.

    The wait shrinks as the start nears: a quarter of what is left, at least 20 minutes and at most
    a day. Quiet hours are kept and none of the wait ends in them, unless the workshop starts
    within three hours of their end.
    """
    told_at = may_go(Kind.EVENT, now, zone, hours, starts=starts_at)
    ends = told_at + min(max((starts_at - told_at) / SHARE, SHORTEST), LONGEST)
    night = quiet_at(ends, zone, hours)
    if night and night.ends + MORNING + SOON <= starts_at:
        ends = night.ends + MORNING
    return told_at, min(_rounded_up(ends), starts_at)


def _rounded_up(moment: datetime) -> datetime:
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return moment + (-since % STEP)


def next_in_line(signups: Sequence[SignUp], free: int) -> tuple[SignUp, ...]:
    """Who is to get an offer: in the order of arrival, everybody whose whole party fits.

    A party that is too big for what is free waits, and whoever fits behind it is not held up.
    """
    found = []
    for signup in signups:
        if free <= 0:
            break
        waiting = signup.waiting
        if 0 < waiting <= free:
            found.append(signup)
            free -= waiting
    return tuple(found)
