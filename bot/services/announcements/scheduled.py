"""What a schedule does with an announcement when its time has come, for `app`."""

from __future__ import annotations

from datetime import datetime

from bot.clock import stamp
from bot.domain.announcements import Status
from bot.domain.mailings import Kind
from bot.domain.people import STAFF
from bot.domain.schedules import Schedule
from bot.services.announcements import sending
from bot.storage import announcements as rows
from bot.storage import audiences, people
from bot.storage.database import Tx


def run(tx: Tx, schedule: Schedule, now: datetime) -> None:
    """Begin the run; one that is repeated stays scheduled. Whoever calls wakes the engine."""
    found = rows.by_id(tx, schedule.subject_id)
    if found is None or found.status is not Status.SCHEDULED:
        return
    if schedule.rule is None:
        rows.move(tx, found.id, Status.SCHEDULED, Status.SENT, stamp(now))
    author = people.by_id(tx, found.author_id) if found.author_id else None
    teller = author if author and author.role in STAFF else None
    sending.start(tx, found, Kind.ANNOUNCEMENT, teller, now)


def title(tx: Tx, announcement_id: int) -> str:
    """What the list of schedules calls it."""
    found = rows.by_id(tx, announcement_id)
    return found.title if found else ""


def reached(tx: Tx, announcement_id: int) -> int | None:
    """How many it would reach now."""
    found = rows.by_id(tx, announcement_id)
    return audiences.count(tx, found.audience) if found and found.audience else None


def cancelled(tx: Tx, announcement_id: int, now: datetime) -> None:
    """Staff took it off the schedule."""
    rows.move(tx, announcement_id, Status.SCHEDULED, Status.CANCELLED, stamp(now))
