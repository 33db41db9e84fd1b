"""Handed-in answers as results read them, and the stored snapshots of what may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.surveys import Survey
from bot.storage.database import Tx

GENERATIONS = 2  # the snapshot that is shown and the one that will be


@dataclass(frozen=True, slots=True)
class Row:
    """One handed-in response as stored; `answers` is JSON text, reference → value."""

    form_id: int
    channel: str
    day: str
    language: str
    answers: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """One snapshot: what may be shown of `total` responses, as JSON text."""

    total: int
    closed: bool
    day: str
    tables: str


def rows(tx: Tx, survey_id: int) -> list[Row]:
    """Every response, in the order of their random keys."""
    found = tx.execute(
        "SELECT r.form_id, r.channel, r.day, r.language, r.answers, coalesce(p.name, '') "
        "FROM response r LEFT JOIN person p ON p.id = r.person_id "
        "WHERE r.survey_id = ? ORDER BY r.key",
        (survey_id,),
    )
    return [Row(*row) for row in found]


def count(tx: Tx, survey_id: int) -> int:
    """How many responses there are."""
    sql = "SELECT count(*) FROM response WHERE survey_id = ?"
    return int(tx.execute(sql, (survey_id,)).fetchone()[0])


def taken(tx: Tx, survey_id: int) -> list[tuple[int, bool]]:
    """The snapshots that are kept: their totals, and whether the survey was closed."""
    sql = "SELECT total, closed FROM result_snapshot WHERE survey_id = ? ORDER BY total"
    return [(int(row[0]), bool(row[1])) for row in tx.execute(sql, (survey_id,))]


def stored(tx: Tx, survey_id: int, total: int) -> Stored | None:
    """The snapshot with this many responses."""
    row = tx.execute(
        "SELECT total, closed, day, tables FROM result_snapshot WHERE survey_id = ? AND total = ?",
        (survey_id, total),
    ).fetchone()
    return Stored(row[0], bool(row[1]), row[2], row[3]) if row else None


def save(tx: Tx, survey_id: int, snapshot: Stored) -> None:
    """Keep a snapshot; older ones than the last two go."""
    tx.execute(
        "INSERT INTO result_snapshot (survey_id, total, closed, day, tables) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (survey_id, total) DO UPDATE SET "
        "closed = excluded.closed, day = excluded.day, tables = excluded.tables",
        (survey_id, snapshot.total, int(snapshot.closed), snapshot.day, snapshot.tables),
    )
    tx.execute(
        "DELETE FROM result_snapshot WHERE survey_id = ? AND total NOT IN "
        "(SELECT total FROM result_snapshot WHERE survey_id = ? ORDER BY total DESC LIMIT ?)",
        (survey_id, survey_id, GENERATIONS),
    )


def candidates(tx: Tx) -> list[int]:
    """Surveys that may need a snapshot: anonymous open ones, and closed ones without the last."""
    found = tx.execute(
        "SELECT id FROM survey s WHERE (status = 'open' AND anonymous = 1) OR "
        "(status = 'closed' AND NOT EXISTS (SELECT 1 FROM result_snapshot t "
        "WHERE t.survey_id = s.id AND t.closed = 1))"
    )
    return [int(row[0]) for row in found]


def forms_used(tx: Tx, survey: Survey) -> list[int]:
    """The earlier forms with which people answered, the oldest first; without today's."""
    found = tx.execute(
        "SELECT DISTINCT form_id FROM response WHERE survey_id = ? AND form_id <> ? "
        "ORDER BY form_id",
        (survey.id, survey.form_id),
    )
    return [int(row[0]) for row in found]
