"""Reminders: when somebody is reminded, and what of. The night is `quiet_hours`' matter."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.quiet_hours import Kind, may_go
from bot.domain.sessions import StepShown
from bot.domain.surveys import Survey
from bot.frozen import frozen
from bot.recurrence import Rule, next_time

UNFINISHED, CLOSING = "survey_unfinished", "survey_closing"  # purposes, and kinds of schedules
EVENING = Rule(18)
REST = timedelta(hours=20)  # after the last answer, before somebody is reminded of the next
APART = 3  # days between the two
MOST = 2  # of one unfinished survey, ever
CLOSING_AHEAD = timedelta(hours=24)
EVERYTHING = 0  # the subject of a refusal of all reminders of a purpose


@frozen
class Unfinished:
    """Answers that wait; `step` is the question that stands."""

    step: StepShown


@frozen
class ClosesSoon:
    """A survey's last day. `step` is where the person left off; None if they have not begun."""

    survey: Survey
    minutes: int
    step: StepShown | None = None


@frozen
class Refusal:
    """„Nie przypominaj” was tapped; `session_id` is 0 where there is nothing to go on with."""

    session_id: int = 0


def first_evening(touched: datetime, zone: ZoneInfo) -> datetime:
    """The first 18.00 after enough rest."""
    return next_time(EVENING, touched + REST - timedelta(seconds=1), zone)


def reminded_before(now: datetime, zone: ZoneInfo) -> datetime:
    """Who was reminded before this moment may be reminded a second time.

    In whole days of the wall clock, so that neither a few seconds nor a change of the clocks
    puts the second one off by a day.
    """
    day = now.astimezone(zone).date() - timedelta(days=APART - 1)
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def closing_reminder(survey: Survey, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When to tell that a survey closes: a day ahead, or in the morning after that hour.

    None where it has no last day, or that is too near.
    """
    if survey.closes_at is None or survey.over(now):
        return None
    at = may_go(Kind.OTHER, survey.closes_at - CLOSING_AHEAD, zone)
    return at if at > max(now, survey.opens_at or now) else None
