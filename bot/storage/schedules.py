"""What is due by itself. One active row for each kind and subject."""

from __future__ import annotations

from datetime import datetime

from bot.clock import moment, stamp
from bot.domain.schedules import Schedule, Status
from bot.recurrence import Rule
from bot.storage.database import Tx

_COLUMNS = "id, kind, subject_id, next_at, rule, cursor, status"


def _schedule(row: tuple[int, str, int, str, str, int, str]) -> Schedule:
    return Schedule(
        row[0], row[1], row[2], moment(row[3]), Rule.from_json(row[4]), row[5], Status(row[6])
    )


def add(
    tx: Tx,
    kind: str,
    subject_id: int,
    next_at: datetime,
    rule: Rule | None = None,
    *,
    now: datetime,
    created_by: int | None = None,
) -> Schedule:
    """Plan it; what is active for this kind and subject gets the new time and rule instead.

    Tell the loop afterwards: `office.after_commit.append(office.wake_schedules)`.
    """
    row = tx.execute(
        "INSERT INTO schedule (kind, subject_id, next_at, rule, created_by, created_at) "  # noqa: S608
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (kind, subject_id) WHERE status = 'active' "
        "DO UPDATE SET next_at = excluded.next_at, rule = excluded.rule, cursor = 0 "
        f"RETURNING {_COLUMNS}",
        (
            kind, subject_id, stamp(next_at), rule.to_json() if rule else "", created_by,
            stamp(now),
        ),
    ).fetchone()  # fmt: skip
    return _schedule(row)


def by_id(tx: Tx, schedule_id: int) -> Schedule | None:
    """The one with this id, active or not."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE id = ?",  # noqa: S608 - our own columns
        (schedule_id,),
    ).fetchone()
    return _schedule(row) if row else None


def latest(tx: Tx, kind: str, subject_id: int) -> Schedule | None:
    """The last that was planned for this kind and subject, whatever became of it."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE kind = ? AND subject_id = ? "  # noqa: S608
        "ORDER BY id DESC LIMIT 1",
        (kind, subject_id),
    ).fetchone()
    return _schedule(row) if row else None


def active(tx: Tx, limit: int) -> list[Schedule]:
    """What is to come, soonest first."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE status = 'active' "  # noqa: S608
        "ORDER BY next_at, id LIMIT ?",
        (limit,),
    )
    return [_schedule(row) for row in rows]


def due(tx: Tx, now: str) -> Schedule | None:
    """The one that has waited longest."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM schedule WHERE status = 'active' "  # noqa: S608
        "AND next_at <= ? ORDER BY next_at, id LIMIT 1",
        (now,),
    ).fetchone()
    return _schedule(row) if row else None


def next_due(tx: Tx) -> str | None:
    """When the next one is due."""
    row = tx.execute("SELECT min(next_at) FROM schedule WHERE status = 'active'").fetchone()
    return str(row[0]) if row[0] else None


def go_on(tx: Tx, schedule_id: int, cursor: int) -> None:
    """A piece of it is done; the next begins here."""
    tx.execute("UPDATE schedule SET cursor = ? WHERE id = ?", (cursor, schedule_id))


def put_off(tx: Tx, schedule_id: int, next_at: datetime) -> None:
    """It is done for now, and due again then."""
    tx.execute(
        "UPDATE schedule SET next_at = ?, cursor = 0 WHERE id = ?", (stamp(next_at), schedule_id)
    )


def end(tx: Tx, schedule_id: int, status: Status) -> bool:
    """It is over; False where it was before."""
    done = tx.execute(
        "UPDATE schedule SET status = ? WHERE id = ? AND status = 'active'", (status, schedule_id)
    )
    return done.rowcount == 1


def end_all(tx: Tx, kind: str, subject_id: int, status: Status) -> None:
    """Whatever is planned for this kind and subject is over."""
    tx.execute(
        "UPDATE schedule SET status = ? WHERE kind = ? AND subject_id = ? AND status = 'active'",
        (status, kind, subject_id),
    )
