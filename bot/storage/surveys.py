"""Surveys and the marks of who took part."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from bot.clock import moment
from bot.domain.surveys import Status, Survey
from bot.forms.state import State
from bot.storage.database import Tx

_COLUMNS = (
    "id, token, form_id, title, status, anonymous, opens_at, closes_at, published_at, closed_at"
)
_EMPTY = '%"answers":{}%'  # of a session, as `sessions` writes it
_Row = tuple[int, str, int, str, str, int, str | None, str | None, str | None, str | None]


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _survey(row: _Row) -> Survey:
    return Survey(
        row[0], row[1], row[2], row[3], Status(row[4]), bool(row[5]), *map(_moment, row[6:])
    )


def add(tx: Tx, token: str, form_id: int, title: str, created_by: int | None, now: str) -> Survey:
    """A new draft."""
    row = tx.execute(
        "INSERT INTO survey (token, form_id, title, status, created_by, created_at) "  # noqa: S608
        f"VALUES (?, ?, ?, 'draft', ?, ?) RETURNING {_COLUMNS}",
        (token, form_id, title, created_by, now),
    ).fetchone()
    return _survey(row)


def by_id(tx: Tx, survey_id: int) -> Survey | None:
    """The survey with this id."""
    sql = f"SELECT {_COLUMNS} FROM survey WHERE id = ?"  # noqa: S608 - our own columns
    row = tx.execute(sql, (survey_id,)).fetchone()
    return _survey(row) if row else None


def by_token(tx: Tx, token: str) -> Survey | None:
    """The survey behind a deep link."""
    sql = f"SELECT {_COLUMNS} FROM survey WHERE token = ?"  # noqa: S608 - our own columns
    row = tx.execute(sql, (token,)).fetchone()
    return _survey(row) if row else None


def with_status(tx: Tx, status: Status, limit: int) -> list[Survey]:
    """The newest surveys that stand there, newest first."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM survey WHERE status = ? "  # noqa: S608 - our own columns
        "ORDER BY id DESC LIMIT ?",
        (status, limit),
    )
    return [_survey(row) for row in rows]


def after_workshops(tx: Tx) -> set[int]:
    """Those that ask who came to a workshop: nobody else is invited."""
    return {
        int(row[0])
        for row in tx.execute("SELECT survey_id FROM workshop WHERE survey_id IS NOT NULL")
    }


def to_close(tx: Tx, now: str) -> list[Survey]:
    """Open surveys whose hour has come."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM survey "  # noqa: S608 - our own columns
        "WHERE status = 'open' AND closes_at <= ?",
        (now,),
    )
    return [_survey(row) for row in rows]


def publish(
    tx: Tx, survey_id: int, anonymous: bool, opens_at: str | None, closes_at: str | None, now: str
) -> bool:
    """Open a draft to people; False where it is no draft any more."""
    done = tx.execute(
        "UPDATE survey SET status = 'open', anonymous = ?, opens_at = ?, closes_at = ?, "
        "published_at = ? WHERE id = ? AND status = 'draft'",
        (int(anonymous), opens_at, closes_at, now, survey_id),
    )
    return done.rowcount == 1


def extend(tx: Tx, survey_id: int, closes_at: str | None) -> None:
    """Another last day for an open survey."""
    tx.execute(
        "UPDATE survey SET closes_at = ? WHERE id = ? AND status = 'open'", (closes_at, survey_id)
    )


def close(tx: Tx, survey_id: int, now: str) -> bool:
    """Close an open survey; False where it is not open."""
    done = tx.execute(
        "UPDATE survey SET status = 'closed', closed_at = ? WHERE id = ? AND status = 'open'",
        (now, survey_id),
    )
    return done.rowcount == 1


_UNFINISHED = (
    "SELECT id, state FROM session WHERE kind = 'survey' AND dry_run = 0 AND subject_id = ? "
    "AND state NOT LIKE ?"
)


def sweep(tx: Tx, survey_id: int, limit: int) -> bool:
    """Delete up to `limit` marks and unfinished answers of a closed survey; were there any?

    An emptied session stays until the night, so that who comes back is told why.
    """
    sessions = tx.execute(f"{_UNFINISHED} LIMIT ?", (survey_id, _EMPTY, limit)).fetchall()
    for session_id, state in sessions:
        empty = replace(State.from_json(json.loads(state)), answers={}, asked=frozenset(), ticks=())
        text = json.dumps(empty.to_json(), ensure_ascii=False, separators=(",", ":"))
        tx.execute("DELETE FROM attachment WHERE session_id = ?", (session_id,))
        tx.execute("UPDATE session SET state = ? WHERE id = ?", (text, session_id))
    marks = tx.execute(
        "DELETE FROM participation WHERE survey_id = ? AND mark IN "
        "(SELECT mark FROM participation WHERE survey_id = ? LIMIT ?)",
        (survey_id, survey_id, limit),
    )
    return bool(sessions) or marks.rowcount > 0


def unswept(tx: Tx) -> list[int]:
    """Closed surveys that still have marks, unfinished answers, or no last snapshot."""
    rows = tx.execute(
        "SELECT id FROM survey s WHERE status = 'closed' AND ("
        "EXISTS (SELECT 1 FROM participation p WHERE p.survey_id = s.id) OR EXISTS "
        "(SELECT 1 FROM session t WHERE t.kind = 'survey' AND t.dry_run = 0 "
        "AND t.subject_id = s.id AND t.state NOT LIKE ?) OR NOT EXISTS "
        "(SELECT 1 FROM result_snapshot r WHERE r.survey_id = s.id AND r.closed = 1))",
        (_EMPTY,),
    )
    return [int(row[0]) for row in rows]


def delete_draft(tx: Tx, survey_id: int) -> None:
    """Forget a draft that was never published, with its conversations and dry runs."""
    about = "kind IN ('survey', 'publish') AND subject_id = ?"
    tx.execute(
        "DELETE FROM attachment WHERE session_id IN "  # noqa: S608 - our own condition
        f"(SELECT id FROM session WHERE {about})",
        (survey_id,),
    )
    tx.execute(f"DELETE FROM session WHERE {about}", (survey_id,))  # noqa: S608
    tx.execute("DELETE FROM survey WHERE id = ? AND status = 'draft'", (survey_id,))


def counts(tx: Tx, survey_id: int) -> tuple[int, int]:
    """How many handed in, and how many have answered something and not finished."""
    row = tx.execute(
        "SELECT (SELECT count(*) FROM response WHERE survey_id = ?), "
        "(SELECT count(*) FROM session WHERE kind = 'survey' AND subject_id = ? AND dry_run = 0 "
        "AND state NOT LIKE ?)",
        (survey_id, survey_id, _EMPTY),
    ).fetchone()
    return int(row[0]), int(row[1])


def started(tx: Tx, person_id: int) -> set[int]:
    """The surveys that this person has begun and not finished."""
    rows = tx.execute(
        "SELECT subject_id FROM session WHERE kind = 'survey' AND dry_run = 0 AND person_id = ?",
        (person_id,),
    )
    return {int(row[0]) for row in rows}
