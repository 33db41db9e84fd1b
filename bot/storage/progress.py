"""Which runs have a message that tells how far they are, and whether it told the end."""

from __future__ import annotations

from bot.storage.database import Tx


def to_tell(tx: Tx) -> list[int]:
    """The runs whose message does not tell the end yet, oldest first."""
    rows = tx.execute("SELECT id FROM mailing WHERE told = 0 AND progress_chat_id <> 0 ORDER BY id")
    return [int(row[0]) for row in rows]


def set_told(tx: Tx, mailing_id: int, told: bool) -> None:
    """It tells the end; or there is news after the end."""
    tx.execute("UPDATE mailing SET told = ? WHERE id = ?", (int(told), mailing_id))


def newest(tx: Tx) -> int:
    """The run that staff steer by typing; 0 where there is none."""
    row = tx.execute("SELECT max(id) FROM mailing").fetchone()
    return int(row[0] or 0)
