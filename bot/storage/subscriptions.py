"""What people want to be written to about, and when. Nothing is on before they tap."""

from __future__ import annotations

from bot.domain.quiet_hours import QuietHours, hours_of
from bot.storage.database import Tx


def topics(tx: Tx, person_id: int) -> frozenset[str]:
    """The topics that are on."""
    rows = tx.execute("SELECT topic FROM subscription WHERE person_id = ?", (person_id,))
    return frozenset(str(row[0]) for row in rows)


def follows(tx: Tx, person_id: int, topic: str) -> bool:
    """Whether this one is on."""
    row = tx.execute(
        "SELECT 1 FROM subscription WHERE person_id = ? AND topic = ?", (person_id, topic)
    ).fetchone()
    return row is not None


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


def quiet_hours(tx: Tx, person_id: int) -> QuietHours:
    """When this person wants to be left alone."""
    row = tx.execute(
        "SELECT quiet_from, quiet_until FROM person WHERE id = ?", (person_id,)
    ).fetchone()
    return hours_of(*row) if row else hours_of(None, None)


def set_quiet_hours(tx: Tx, person_id: int, hours: QuietHours | None) -> None:
    """Their own hours; None for the usual ones."""
    begins = hours.begins.isoformat("minutes") if hours else None
    ends = hours.ends.isoformat("minutes") if hours else None
    tx.execute(
        "UPDATE person SET quiet_from = ?, quiet_until = ? WHERE id = ?", (begins, ends, person_id)
    )
