"""When something periodic is next due. The arithmetic is APScheduler's."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.frozen import frozen

_A_MOMENT = timedelta(microseconds=1)


@frozen
class Rule:
    """Each of `days` (0 = Monday; none: every day) at this hour of the library's wall clock."""

    hour: int
    minute: int = 0
    days: tuple[int, ...] = ()

    @classmethod
    def weekly(cls, first: datetime, zone: ZoneInfo) -> Rule:
        """On the weekday and at the hour of `first`."""
        local = first.astimezone(zone)
        return cls(local.hour, local.minute, (local.weekday(),))

    @classmethod
    def from_json(cls, text: str) -> Rule | None:
        """What `to_json` wrote; None for "" (once)."""
        if not text:
            return None
        kept = json.loads(text)
        return cls(kept["hour"], kept["minute"], tuple(kept["days"]))

    def to_json(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self))


def next_time(rule: Rule, after: datetime, zone: ZoneInfo) -> datetime:
    """The first moment after `after`, UTC: once a day, also when clocks go back over the hour.

    An hour that the spring night leaves out counts as the one after it.
    """
    from apscheduler.triggers.cron import CronTrigger  # its first import takes 0.1 s

    weekdays = ",".join(map(str, rule.days)) or "*"
    trigger = CronTrigger(
        hour=rule.hour, minute=rule.minute, second=0, day_of_week=weekdays, timezone=zone
    )
    local = after.astimezone(zone)
    found: datetime = trigger.get_next_fire_time(None, local + _A_MOMENT)
    if found.replace(fold=0).astimezone(UTC) <= after:  # the hour that comes twice
        tomorrow = datetime.combine(local.date() + timedelta(days=1), time(0), zone)
        found = trigger.get_next_fire_time(None, tomorrow)
    return found.astimezone(UTC)
