"""Series of meetings: a recurrence rule, the days it gives, sign-up for one meeting or for all.

The rule is RFC 5545's RRULE (section 3.3.10) as far as a library needs it: FREQ=DAILY, WEEKLY or
MONTHLY, INTERVAL, COUNT, UNTIL, BYDAY (in months with its number, as 2WE). Hours stay the same on
the wall clock, on both nights when clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count, islice, takewhile
from zoneinfo import ZoneInfo

from bot.domain.holidays import holiday
from bot.errors import Refused
from bot.frozen import frozen

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST = 60  # meetings in one series
FARTHEST = 366 * 3  # days that are looked at


class Frequency(StrEnum):
    """FREQ."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


class Signing(StrEnum):
    """For what people sign up."""

    EACH = "each"
    ALL = "all"
    EITHER = "either"


@frozen
class Series:
    """Meetings that belong together. `rule` is an RRULE's text."""

    id: int
    rule: str
    meetings: int
    signing: Signing = Signing.EITHER
    skip_holidays: bool = True


@frozen
class Rule:
    """An RRULE. `days`: (weekday from 0 = Monday, which in the month or 0); count or until."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: date | None = None
    days: tuple[tuple[int, int], ...] = ()

    def __str__(self) -> str:
        parts = [f"FREQ={self.frequency}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval != 1 else []
        days = ",".join(f"{number or ''}{DAYS[day]}" for day, number in self.days)
        parts += [f"BYDAY={days}"] if days else []
        parts += [f"COUNT={self.count}"] if self.count else []
        parts += [f"UNTIL={self.until:%Y%m%d}"] if self.until else []
        return ";".join(parts)


def parse(text: str) -> Rule:
    """An RRULE's text as a rule.

    Raises Refused bad_rule (part) for what is wrong, or more than we do; rule_endless without
    COUNT or UNTIL.
    """
    parts = [part.partition("=") for part in text.removeprefix("RRULE:").split(";") if part]
    values = {name.upper(): value.upper() for name, _, value in parts}
    if unknown := set(values) - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}:
        raise Refused("bad_rule", part=min(unknown))
    try:
        rule = Rule(
            Frequency(values.get("FREQ", "")),
            int(values.get("INTERVAL", 1)),
            int(values["COUNT"]) if "COUNT" in values else None,
            _day(values["UNTIL"]) if "UNTIL" in values else None,
            tuple(_weekday(one) for one in values.get("BYDAY", "").split(",") if one),
        )
    except ValueError as error:
        raise Refused("bad_rule", part=text) from error
    return _checked(rule, text)


def _checked(rule: Rule, text: str) -> Rule:
    if rule.count is None and rule.until is None:
        raise Refused("rule_endless")
    numbered = any(number for _, number in rule.days)
    good = rule.interval >= 1 and (rule.count is None or 1 <= rule.count <= MOST)
    by_month = rule.frequency is Frequency.MONTHLY
    if not good or (rule.count and rule.until) or (numbered and not by_month):
        raise Refused("bad_rule", part=text)
    if by_month and rule.days and not all(number for _, number in rule.days):
        raise Refused("bad_rule", part="BYDAY")
    return rule


def _day(text: str) -> date:
    return datetime.strptime(text[:8], "%Y%m%d").replace(tzinfo=UTC).date()


def _weekday(text: str) -> tuple[int, int]:
    return DAYS.index(text[-2:]), int(text[:-2] or 0)


@frozen
class Skipped:
    """A day that the rule names and that is a holiday."""

    day: date
    holiday: str


@frozen
class Meetings:
    """When a series meets: moments in UTC, and the days that were left out."""

    starts: tuple[datetime, ...]
    skipped: tuple[Skipped, ...] = ()


def meetings(
    rule: Rule, first: datetime, zone: ZoneInfo, *, skip_holidays: bool = True
) -> Meetings:
    """The meetings from `first` on, at its hour by the wall clock of `zone`.

    Left-out holidays do not count: six meetings are six that take place.
    """
    local = first.astimezone(zone)
    starts: list[datetime] = []
    skipped: list[Skipped] = []
    for day in _days(rule, local.date()):
        if (rule.until and day > rule.until) or len(starts) == (rule.count or MOST):
            break
        name = holiday(day) if skip_holidays else None
        if name:
            skipped.append(Skipped(day, name))
            continue
        wall = datetime.combine(day, local.time(), zone)
        starts.append(wall.astimezone(UTC))
    return Meetings(tuple(starts), tuple(skipped))


def _days(rule: Rule, first: date) -> Iterator[date]:
    last = first + timedelta(days=FARTHEST)
    if rule.frequency is Frequency.MONTHLY:
        return takewhile(lambda day: day <= last, _monthly(rule, first))
    every = (first + timedelta(days=n) for n in range(FARTHEST))
    if rule.frequency is Frequency.DAILY:
        wanted = {day for day, _ in rule.days} or set(range(7))
        return (day for day in islice(every, None, None, rule.interval) if day.weekday() in wanted)
    monday = first - timedelta(days=first.weekday())
    weekdays = {day for day, _ in rule.days} or {first.weekday()}
    return (
        day
        for day in every
        if day.weekday() in weekdays and (day - monday).days // 7 % rule.interval == 0
    )


def _monthly(rule: Rule, first: date) -> Iterator[date]:
    for step in count(0, rule.interval):
        year, month = divmod(first.month - 1 + step, 12)
        found = sorted(set(_in_month(rule, first, first.year + year, month + 1)))
        yield from (day for day in found if day >= first)


def _in_month(rule: Rule, first: date, year: int, month: int) -> Iterator[date]:
    start = date(year, month, 1)
    length = ((start + timedelta(days=32)).replace(day=1) - start).days
    if not rule.days and first.day <= length:
        yield start.replace(day=first.day)
    for weekday, number in rule.days:
        same = [n for n in range(1, length + 1) if start.replace(day=n).weekday() == weekday]
        place = number - 1 if number > 0 else number
        if -len(same) <= place < len(same):
            yield start.replace(day=same[place])
