"""Invitations: only the SHA-256 of a code is kept."""

from __future__ import annotations

from bot.clock import moment
from bot.domain.invitations import Invitation
from bot.domain.people import Role
from bot.storage.database import Tx


def add(
    tx: Tx,
    mark: str,
    role: Role,
    created_by: int | None,
    now: str,
    expires_at: str,
    organisation_id: int | None = None,
) -> None:
    """A new one."""
    tx.execute(
        "INSERT INTO invitation (mark, role, created_by, created_at, expires_at, organisation_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (mark, role, created_by, now, expires_at, organisation_id),
    )


def by_mark(tx: Tx, mark: str) -> Invitation | None:
    """The invitation whose code has this SHA-256."""
    row = tx.execute(
        "SELECT mark, role, created_by, expires_at, used_by, used_at, organisation_id "
        "FROM invitation WHERE mark = ?",
        (mark,),
    ).fetchone()
    if row is None:
        return None
    used = row[5] is not None
    return Invitation(row[0], Role(row[1]), row[2], moment(row[3]), row[4], used, row[6])


def use(tx: Tx, mark: str, person_id: int, now: str) -> bool:
    """Use it up; False where somebody was faster."""
    done = tx.execute(
        "UPDATE invitation SET used_by = ?, used_at = ? WHERE mark = ? AND used_at IS NULL",
        (person_id, now, mark),
    )
    return done.rowcount == 1


def revoke(tx: Tx, created_by: int, now: str) -> None:
    """Links that this person gave out and nobody used are over."""
    tx.execute(
        "UPDATE invitation SET expires_at = ? "
        "WHERE created_by = ? AND used_at IS NULL AND expires_at > ?",
        (now, created_by, now),
    )


def forget(tx: Tx, before: str) -> int:
    """Drop those that ended before a moment; returns how many."""
    return tx.execute("DELETE FROM invitation WHERE expires_at < ?", (before,)).rowcount
