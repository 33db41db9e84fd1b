"""The jury: who sits in it, conflicts of interest, sheets of points."""

from __future__ import annotations

import json
from datetime import datetime
from fractions import Fraction

from bot.clock import moment, stamp
from bot.domain.contests.editions import JUDGING, Edition
from bot.domain.contests.jury import Assessor, Conflict, Sheet
from bot.domain.contests.phases import standing
from bot.storage import contests
from bot.storage.database import Tx

_ASSESSOR = "id, person_id, name, withdrawn"


def invite(tx: Tx, contest_id: int, mark: str, by: int, expires_at: datetime) -> None:
    """A single-use link; only the SHA-256 of its code is kept."""
    tx.execute(
        "INSERT INTO assessor_invitation VALUES (?, ?, ?, ?, NULL)",
        (mark, contest_id, by, stamp(expires_at)),
    )


def invited_to(tx: Tx, mark: str, now: datetime) -> int | None:
    """The contest that an unused link leads to."""
    row = tx.execute(
        "SELECT contest_id FROM assessor_invitation "
        "WHERE mark = ? AND used_at IS NULL AND expires_at > ?",
        (mark, stamp(now)),
    ).fetchone()
    return int(row[0]) if row else None


def use_invitation(tx: Tx, mark: str, now: datetime) -> None:
    """It was taken."""
    tx.execute("UPDATE assessor_invitation SET used_at = ? WHERE mark = ?", (stamp(now), mark))


def add(tx: Tx, contest_id: int, person_id: int, name: str, now: datetime) -> Assessor:
    """A member of the jury; who was one before stays the same."""
    row = tx.execute(
        "INSERT INTO assessor (contest_id, person_id, name, joined_at) VALUES (?, ?, ?, ?) "  # noqa: S608
        "ON CONFLICT (contest_id, person_id) DO UPDATE SET withdrawn = '' "
        f"RETURNING {_ASSESSOR}",
        (contest_id, person_id, name, stamp(now)),
    ).fetchone()
    return Assessor(*row)


def of_contest(tx: Tx, contest_id: int) -> tuple[Assessor, ...]:
    """The whole jury, in the order in which they joined."""
    rows = tx.execute(
        f"SELECT {_ASSESSOR} FROM assessor WHERE contest_id = ? ORDER BY id",  # noqa: S608
        (contest_id,),
    )
    return tuple(Assessor(*row) for row in rows)


def of_person(tx: Tx, contest_id: int, person_id: int) -> Assessor | None:
    """What somebody is in this jury."""
    row = tx.execute(
        f"SELECT {_ASSESSOR} FROM assessor WHERE contest_id = ? AND person_id = ?",  # noqa: S608
        (contest_id, person_id),
    ).fetchone()
    return Assessor(*row) if row else None


def sitting(tx: Tx, person_id: int) -> tuple[int, ...]:
    """The contests in whose jury somebody sits, the newest first."""
    rows = tx.execute(
        "SELECT contest_id FROM assessor WHERE person_id = ? AND withdrawn = '' "
        "ORDER BY contest_id DESC",
        (person_id,),
    )
    return tuple(int(row[0]) for row in rows)


def judges(tx: Tx, person_id: int, now: datetime) -> bool:
    """Does a jury wait for points of theirs? They sit in it, points can be given, and something is
    not handed in."""
    found = (contests.by_id(tx, one) for one in sitting(tx, person_id))
    return any(
        something_left(tx, one, person_id)
        for one in found
        if one and one.counted_at is None and standing(one.contest, now) in JUDGING
    )


def something_left(tx: Tx, edition: Edition, person_id: int) -> bool:
    """Has this member of the jury a passed application of the round without a sheet or a
    conflict?"""
    row = tx.execute(
        "SELECT 1 FROM application a JOIN assessor s ON s.contest_id = a.contest_id "
        "WHERE a.contest_id = ? AND a.round = ? AND s.person_id = ? AND s.withdrawn = '' "
        "AND a.status = 'submitted' "
        "AND a.formal = 'passed' AND NOT EXISTS (SELECT 1 FROM sheet h WHERE h.application_id = "
        "a.id AND h.assessor_id = s.id AND h.submitted_at IS NOT NULL) AND NOT EXISTS (SELECT 1 "
        "FROM conflict c WHERE c.application_id = a.id AND c.assessor_id = s.id) LIMIT 1",
        (edition.id, edition.round, person_id),
    ).fetchone()
    return row is not None


def withdraw(tx: Tx, assessor_id: int, why: str) -> None:
    """They judge no longer; "" takes it back."""
    tx.execute("UPDATE assessor SET withdrawn = ? WHERE id = ?", (why, assessor_id))


def declare(tx: Tx, conflict: Conflict, now: datetime) -> None:
    """A conflict of interest: what they gave this application, if anything, goes."""
    tx.execute(
        "INSERT INTO conflict VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (conflict.assessor_id, conflict.application_id, conflict.reason, stamp(now)),
    )
    tx.execute(
        "DELETE FROM sheet WHERE assessor_id = ? AND application_id = ?",
        (conflict.assessor_id, conflict.application_id),
    )


def conflicts(tx: Tx, contest_id: int) -> tuple[Conflict, ...]:
    """All that were declared."""
    rows = tx.execute(
        "SELECT c.assessor_id, c.application_id, c.reason FROM conflict c "
        "JOIN assessor a ON a.id = c.assessor_id WHERE a.contest_id = ? ORDER BY 1, 2",
        (contest_id,),
    )
    return tuple(Conflict(*row) for row in rows)


def sheet(tx: Tx, assessor_id: int, application_id: int) -> Sheet:
    """As far as it is filled in."""
    row = tx.execute(
        "SELECT assessor_id, application_id, points, comment, submitted_at FROM sheet "
        "WHERE assessor_id = ? AND application_id = ?",
        (assessor_id, application_id),
    ).fetchone()
    return _sheet(row) if row else Sheet(assessor_id, application_id)


def save_sheet(tx: Tx, sheet_: Sheet) -> None:
    """Points and comment as they are now."""
    points = {name: str(value) for name, value in sheet_.points.items()}
    at = stamp(sheet_.submitted_at) if sheet_.submitted_at else None
    tx.execute(
        "INSERT INTO sheet VALUES (?, ?, ?, ?, ?) ON CONFLICT (assessor_id, application_id) "
        "DO UPDATE SET points = excluded.points, comment = excluded.comment, "
        "submitted_at = excluded.submitted_at",
        (sheet_.assessor_id, sheet_.application_id, json.dumps(points), sheet_.comment, at),
    )


def sheets(tx: Tx, contest_id: int, round_: int) -> tuple[Sheet, ...]:
    """All of a round's, submitted or not. Who may see which: `jury.visible`."""
    rows = tx.execute(
        "SELECT s.assessor_id, s.application_id, s.points, s.comment, s.submitted_at "
        "FROM sheet s JOIN application a ON a.id = s.application_id "
        "WHERE a.contest_id = ? AND a.round = ? ORDER BY 2, 1",
        (contest_id, round_),
    )
    return tuple(_sheet(row) for row in rows)


def _sheet(row: tuple[int, int, str, str, str | None]) -> Sheet:
    points = {name: Fraction(value) for name, value in json.loads(row[2]).items()}
    return Sheet(row[0], row[1], points, row[3], moment(row[4]) if row[4] else None)
