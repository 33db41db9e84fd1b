"""What will happen by itself, and when: one row each, so that a restart forgets nothing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.disclosure import Figure
from bot.frozen import frozen
from bot.recurrence import Rule, next_time


class Status(StrEnum):
    """Where a schedule stands."""

    ACTIVE = "active"
    DONE = "done"
    CANCELLED = "cancelled"


@frozen
class Schedule:
    """Something of a kind about a subject, due at `next_at` (UTC); without a rule only once.

    `cursor` is where the next piece begins, once a long run has begun.
    """

    id: int
    kind: str
    subject_id: int
    next_at: datetime
    rule: Rule | None = None
    cursor: int = 0
    status: Status = Status.ACTIVE


def next_run(schedule: Schedule, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When it is due again; None for never. Runs missed meanwhile are not made up for, and a
    clock that was put back repeats none."""
    if schedule.rule is None:
        return None
    return next_time(schedule.rule, max(now, schedule.next_at), zone)


@frozen
class Scheduled:
    """One line of „Zaplanowane”. `title` names the subject; `people` is None where nobody knows."""

    schedule: Schedule
    title: str
    people: Figure | None = None


@frozen
class Held:
    """Messages of one purpose about one subject that wait for their hour: how many, the first."""

    purpose: str
    subject_id: int
    title: str
    people: Figure
    first_at: datetime


@frozen
class Agenda:
    """All that will happen by itself. `cancelled` was just taken off."""

    scheduled: tuple[Scheduled, ...]
    held: tuple[Held, ...]
    cancelled: bool = False

    @property
    def entries(self) -> tuple[Scheduled | Held, ...]:
        """Soonest first, as they are numbered."""
        return tuple(sorted((*self.held, *self.scheduled), key=_when))


def _when(entry: Scheduled | Held) -> datetime:
    return entry.first_at if isinstance(entry, Held) else entry.schedule.next_at
