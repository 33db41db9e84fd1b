"""Rounds that are not finished: where each of them stands."""

from __future__ import annotations

from bot.domain.workshop_rounds import Round
from bot.storage.database import Tx


def keep(tx: Tx, one: Round) -> None:
    """Store where it stands. One that begins anew takes the place of the older one."""
    tx.execute(
        "INSERT INTO workshop_round (workshop_id, what, batch, goal, after) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (workshop_id, what) DO UPDATE "
        "SET batch = excluded.batch, goal = excluded.goal, after = excluded.after",
        (one.workshop_id, one.what, one.batch, one.goal, one.after),
    )


def finish(tx: Tx, one: Round) -> None:
    """Nothing of it is left."""
    tx.execute(
        "DELETE FROM workshop_round WHERE workshop_id = ? AND what = ?",
        (one.workshop_id, one.what),
    )


def finish_all(tx: Tx, workshop_id: int) -> None:
    """The workshop is called off: what was going on about it makes no sense any more."""
    tx.execute("DELETE FROM workshop_round WHERE workshop_id = ?", (workshop_id,))


def oldest(tx: Tx) -> Round | None:
    """The one to go on with."""
    row = tx.execute(
        "SELECT workshop_id, what, batch, goal, after FROM workshop_round ORDER BY id LIMIT 1"
    ).fetchone()
    return Round(*row) if row else None
