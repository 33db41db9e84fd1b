"""Updates as they came: kept before the offset is confirmed, erased when they are done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.frozen import frozen
from bot.storage.database import Tx


@frozen
class Received:
    """One raw update (JSON text)."""

    bot_id: int
    update_id: int
    payload: str


@frozen
class SetAside:
    """An update that could not be handled; what was typed is not in here."""

    update_id: int
    received_at: str
    error: str


def add(tx: Tx, updates: Sequence[Received], now: str) -> list[int]:
    """Keep these updates; returns the ids of those that were not known yet, in order."""
    known = []
    for update in updates:
        row = tx.execute(
            "INSERT INTO inbox (bot_id, update_id, received_at, payload) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING update_id",
            (update.bot_id, update.update_id, now, update.payload),
        ).fetchone()
        if row:
            known.append(int(row[0]))
    return known


def finish(tx: Tx, bot_id: int, update_ids: Sequence[int]) -> bool:
    """Mark as done and forget what it said; False if it was done before."""
    changed = 0
    for update_id in update_ids:
        changed += tx.execute(
            "UPDATE inbox SET state = 'done', payload = '' "
            "WHERE bot_id = ? AND update_id = ? AND state = 'waiting'",
            (bot_id, update_id),
        ).rowcount
    return changed > 0


def set_aside(tx: Tx, bot_id: int, update_ids: Sequence[int], error: str) -> None:
    """Give up on an update: staff see the error and its time, never what was typed."""
    tx.executemany(
        "UPDATE inbox SET state = 'failed', payload = '', error = ? "
        "WHERE bot_id = ? AND update_id = ? AND state = 'waiting'",
        [(error, bot_id, update_id) for update_id in update_ids],
    )


def received_at(tx: Tx, bot_id: int, update_ids: Sequence[int]) -> str | None:
    """When the last of these updates was taken in."""
    marks = ", ".join("?" * len(update_ids))
    row = tx.execute(
        f"SELECT max(received_at) FROM inbox WHERE bot_id = ? AND update_id IN ({marks})",  # noqa: S608
        (bot_id, *update_ids),
    ).fetchone()
    return row[0] if row else None


def waiting(tx: Tx, bot_id: int) -> list[Received]:
    """What an earlier run took in and did not finish, oldest first."""
    rows = tx.execute(
        "SELECT bot_id, update_id, payload FROM inbox "
        "WHERE state = 'waiting' AND bot_id = ? ORDER BY update_id",
        (bot_id,),
    )
    return [Received(*row) for row in rows]


def newest(tx: Tx, bot_id: int) -> int:
    """The highest update id taken in so far, 0 for none."""
    row = tx.execute("SELECT max(update_id) FROM inbox WHERE bot_id = ?", (bot_id,)).fetchone()
    return int(row[0] or 0)


def failed(tx: Tx, since: str) -> list[SetAside]:
    """What was set aside since a moment, newest first."""
    rows = tx.execute(
        "SELECT update_id, received_at, error FROM inbox "
        "WHERE state = 'failed' AND received_at >= ? ORDER BY received_at DESC",
        (since,),
    )
    return [SetAside(*row) for row in rows]


def forget(tx: Tx, before: str, limit: int) -> int:
    """Drop up to `limit` keys of updates older than Telegram could ever repeat; how many."""
    return tx.execute(
        "DELETE FROM inbox WHERE (bot_id, update_id) IN (SELECT bot_id, update_id FROM inbox "
        "WHERE state <> 'waiting' AND received_at < ? LIMIT ?)",
        (before, limit),
    ).rowcount
