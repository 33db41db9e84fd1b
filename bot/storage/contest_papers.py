"""Papers to be signed that somebody waits for: made again where the program ended before."""

from __future__ import annotations

from bot.storage.database import Tx


def want(tx: Tx, application_id: int, person_id: int) -> None:
    """This person is to get the application's PDF; twice is once."""
    tx.execute(
        "INSERT INTO signing_paper VALUES (?, ?) ON CONFLICT DO NOTHING",
        (application_id, person_id),
    )


def wanted(tx: Tx) -> list[tuple[int, int]]:
    """(application, person)"""
    rows = tx.execute("SELECT application_id, person_id FROM signing_paper ORDER BY 1, 2")
    return [(int(row[0]), int(row[1])) for row in rows]


def settle(tx: Tx, application_id: int, person_id: int) -> None:
    """It is made, or cannot be."""
    tx.execute(
        "DELETE FROM signing_paper WHERE application_id = ? AND person_id = ?",
        (application_id, person_id),
    )
