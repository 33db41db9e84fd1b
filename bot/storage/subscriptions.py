"""What people want to be written to about. Nothing is on before they tap."""

from __future__ import annotations

from bot.storage.database import Tx


def topics(tx: Tx, person_id: int) -> frozenset[str]:
    """The topics that are on."""
    rows = tx.execute("SELECT topic FROM subscription WHERE person_id = ?", (person_id,))
    return frozenset(str(row[0]) for row in rows)


def add(tx: Tx, person_id: int, topic: str, now: str) -> None:
    """Switch one on."""
    tx.execute(
        "INSERT INTO subscription (person_id, topic, since) VALUES (?, ?, ?) "
        "ON CONFLICT (person_id, topic) DO NOTHING",
        (person_id, topic, now),
    )


def remove(tx: Tx, person_id: int, topic: str) -> None:
    """Switch one off."""
    tx.execute("DELETE FROM subscription WHERE person_id = ? AND topic = ?", (person_id, topic))


def clear(tx: Tx, person_id: int) -> None:
    """Switch all off."""
    tx.execute("DELETE FROM subscription WHERE person_id = ?", (person_id,))
