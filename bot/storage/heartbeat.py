"""The last moment at which the bot was surely alive."""

from __future__ import annotations

from bot.storage.database import Tx


def beat(tx: Tx, now: str) -> None:
    """Note that we are alive."""
    tx.execute(
        "INSERT INTO heartbeat (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = ?",
        (now, now),
    )


def last(tx: Tx) -> str | None:
    """When we last were; None before the first start."""
    row = tx.execute("SELECT at FROM heartbeat").fetchone()
    return str(row[0]) if row else None
