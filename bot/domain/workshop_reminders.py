"""What people are told about their workshop by itself, and when.

A week before: "will you come?", for who signed up long before. Where silence frees a seat, two
nudges follow, and two days before the start the seat is free. Then a day and two hours before, and
afterwards the question how it was.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.quiet_hours import Kind, may_go
from bot.domain.signups import SignUp
from bot.domain.workshops import Silence, Workshop


class Reminder(StrEnum):
    """In the order of their times."""

    WEEK = "week"
    NUDGE = "nudge"
    LAST_NUDGE = "last_nudge"
    SILENCE = "silence"  # no message: the seats of the silent are freed
    DAY = "day"
    HOURS = "hours"
    FEEDBACK = "feedback"


QUESTIONS = (Reminder.WEEK, Reminder.NUDGE, Reminder.LAST_NUDGE)
BEFORE = {
    Reminder.WEEK: timedelta(days=7),
    Reminder.NUDGE: timedelta(days=5),
    Reminder.LAST_NUDGE: timedelta(days=3),
    Reminder.SILENCE: timedelta(days=2),
    Reminder.DAY: timedelta(days=1),
    Reminder.HOURS: timedelta(hours=2),
}
AFTER = timedelta(hours=2)  # feedback is asked for when people are home
ASKED_FOR = timedelta(days=7)  # feedback is worth asking for, after the end
RECENT = timedelta(days=1)  # who signed up, or said yes, so shortly before is not asked at once
JUST = timedelta(hours=1)  # who signed up so shortly before a reminder knows
ASKED_ENOUGH = len(QUESTIONS)  # the question and two nudges


def times(workshop: Workshop, zone: ZoneInfo) -> dict[Reminder, datetime]:
    """When each is due. Nudges only where silence frees a seat.

    The reminder two hours before, if it fell into quiet hours, comes the evening before.
    """
    found = {one: workshop.starts_at - before for one, before in BEFORE.items()}
    found[Reminder.HOURS] = may_go(
        Kind.SHORTLY_BEFORE, found[Reminder.HOURS], zone,
        now=found[Reminder.WEEK], starts=workshop.starts_at,
    )  # fmt: skip
    found[Reminder.FEEDBACK] = workshop.ends_at + AFTER
    if workshop.silence is Silence.KEEP:
        for one in (Reminder.NUDGE, Reminder.LAST_NUDGE, Reminder.SILENCE):
            del found[one]
    return found


def useful_until(reminder: Reminder, workshop: Workshop) -> datetime:
    """After this it is stale: a bot that was off for days does not send it."""
    if reminder is Reminder.FEEDBACK:
        return workshop.ends_at + ASKED_FOR
    if reminder in (Reminder.DAY, Reminder.HOURS):
        return workshop.starts_at - timedelta(minutes=15)
    return workshop.starts_at - BEFORE[Reminder.DAY]


def due(
    workshop: Workshop, done: Collection[str], now: datetime, zone: ZoneInfo
) -> tuple[tuple[Reminder, bool], ...]:
    """What has come due and was not done: each with whether it is still of use.

    Of questions and of reminders before the start only the latest is of use: nobody gets three
    messages at once after the bot was off.
    """
    found = [one for one, at in times(workshop, zone).items() if at <= now and one not in done]
    fresh = [one for one in found if now < useful_until(one, workshop)]
    latest = {_group(one): one for one in fresh}
    return tuple((one, one in fresh and latest[_group(one)] is one) for one in found)


def next_due(
    workshop: Workshop, done: Collection[str], now: datetime, zone: ZoneInfo
) -> datetime | None:
    """When the next of them is due."""
    later = (at for one, at in times(workshop, zone).items() if one not in done)
    return min((max(at, now) for at in later), default=None)


def _group(reminder: Reminder) -> object:
    if reminder in QUESTIONS:
        return Reminder.WEEK
    return Reminder.DAY if reminder in (Reminder.DAY, Reminder.HOURS) else reminder


def concerns(reminder: Reminder, signup: SignUp, workshop: Workshop, now: datetime) -> bool:
    """Is this reminder for them?

    Questions: for who has a seat, signed up more than a day before the first question, and has not
    said since that they will come. Silence: for who was asked often enough and could answer.
    """
    if reminder is Reminder.FEEDBACK:
        return signup.came
    if not signup.seated:
        return False
    if reminder in (Reminder.DAY, Reminder.HOURS):
        return signup.made_at < now - JUST
    asked = workshop.starts_at - BEFORE[Reminder.WEEK] - RECENT
    said = max(signup.made_at, signup.coming_at or signup.made_at)
    silent = said <= asked
    if reminder is Reminder.SILENCE:
        return silent and not signup.must_be_called and signup.asked >= ASKED_ENOUGH
    return silent
