"""Files given as answers: they stay with Telegram, a row says how to get them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.sessions import ReceivedFile, Session
from bot.storage.database import Tx

_ELECTION = "election"


def add(tx: Tx, name: str, person_id: int, session: Session, file: ReceivedFile) -> None:
    """Remember a file under the name that stands in the answers."""
    tx.execute(
        "INSERT INTO attachment (name, person_id, session_id, survey_id, file_id, kind, size) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            name, person_id, session.id, session.subject_id if session.kind == "survey" else None,
            file.file_id, str(file.kind), file.size,
        ),
    )  # fmt: skip


def hand_in(tx: Tx, session_id: int, names: Iterable[str], person_id: int | None) -> None:
    """Files in the handed-in answers leave the session; `person_id` None cuts the link to people.

    What the answers no longer name goes with the session.
    """
    for name in names:
        tx.execute(
            "UPDATE attachment SET session_id = NULL, person_id = ? "
            "WHERE name = ? AND session_id = ?",
            (person_id, name, session_id),
        )


def keep_election(tx: Tx, name: str, person_id: int, file_id_: str, size: int) -> None:
    """A `.pb` file that somebody sent to be counted; the one that they sent before goes."""
    tx.execute("DELETE FROM attachment WHERE person_id = ? AND kind = ?", (person_id, _ELECTION))
    tx.execute(
        "INSERT INTO attachment (name, person_id, file_id, kind, size) VALUES (?, ?, ?, ?, ?)",
        (name, person_id, file_id_, _ELECTION, size),
    )


def election(tx: Tx, name: str, person_id: int) -> str:
    """What Telegram calls somebody's own `.pb` file; "" for none."""
    row = tx.execute(
        "SELECT file_id FROM attachment WHERE name = ? AND person_id = ? AND kind = ?",
        (name, person_id, _ELECTION),
    ).fetchone()
    return str(row[0]) if row else ""


def file_id(tx: Tx, name: str) -> str:
    """What Telegram calls the file that stands in the answers under this name; "" for none."""
    row = tx.execute("SELECT file_id FROM attachment WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""
