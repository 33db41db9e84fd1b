"""Who did what, when: append-only."""

from __future__ import annotations

import json

from bot.storage.database import Tx


def add(
    tx: Tx, now: str, actor_id: int | None, action: str, subject: str = "", **details: object
) -> None:
    """Append one line. `details` hold no personal data: they outlive an erasure."""
    tx.execute(
        "INSERT INTO audit (at, actor_id, action, subject, details) VALUES (?, ?, ?, ?, ?)",
        (now, actor_id, action, subject, json.dumps(details, ensure_ascii=False)),
    )
