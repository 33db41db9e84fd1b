"""Results that a library has shown to residents: frozen tables and a few words."""

from __future__ import annotations

import json

from bot.frozen import frozen
from bot.storage.database import Tx

_COLUMNS = "p.id, p.survey_id, p.token, s.title, p.comment, p.tables, p.published_at"


@frozen
class Stored:
    """One publication; `tables` is JSON text."""

    id: int
    survey_id: int
    token: str
    title: str
    comment: str
    tables: str
    published_at: str


def add(
    tx: Tx,
    survey_id: int,
    token: str,
    questions: tuple[str, ...],
    comment: str,
    tables: str,
    person_id: int,
    now: str,
) -> int:
    """Show these questions to residents; the new id."""
    row = tx.execute(
        "INSERT INTO publication (survey_id, token, questions, comment, tables, published_by, "
        "published_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (survey_id, token, json.dumps(questions), comment, tables, person_id, now),
    ).fetchone()
    return int(row[0])


def by_id(tx: Tx, publication_id: int) -> Stored | None:
    """One publication."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM publication p JOIN survey s ON s.id = p.survey_id "  # noqa: S608
        "WHERE p.id = ?",
        (publication_id,),
    ).fetchone()
    return Stored(*row) if row else None


def by_token(tx: Tx, token: str) -> Stored | None:
    """The publication behind a deep link."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM publication p JOIN survey s ON s.id = p.survey_id "  # noqa: S608
        "WHERE p.token = ?",
        (token,),
    ).fetchone()
    return Stored(*row) if row else None


def newest(tx: Tx, limit: int) -> list[tuple[int, str]]:
    """Id and title of the newest publications, newest first."""
    rows = tx.execute(
        "SELECT p.id, s.title FROM publication p JOIN survey s ON s.id = p.survey_id "
        "ORDER BY p.id DESC LIMIT ?",
        (limit,),
    )
    return [(int(row[0]), str(row[1])) for row in rows]


def delete(tx: Tx, publication_id: int) -> None:
    """Withdraw it."""
    tx.execute("DELETE FROM publication WHERE id = ?", (publication_id,))
