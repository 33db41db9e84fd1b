"""Handed-in answers as results read them, and the stored snapshots of what may be shown."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.domain.disclosure import visible
from bot.domain.responses import Response
from bot.domain.surveys import Status, Survey
from bot.forms.model import Form
from bot.frozen import frozen
from bot.storage import surveys
from bot.storage.database import Tx
from bot.storage.forms import Forms

GENERATIONS = 2  # the snapshot that is shown and the one that will be


@frozen
class Row:
    """One handed-in response as stored; `answers` is JSON text, reference → value."""

    form_id: int
    channel: str
    day: str
    language: str
    answers: str
    person: str = ""


@frozen
class Stored:
    """One snapshot: what may be shown of `total` responses, as JSON text."""

    total: int
    closed: bool
    day: str
    tables: str


@frozen
class Looked:
    """What one consistent read found of a survey: its forms, how many, and the rows if asked."""

    survey: Survey
    form: Form
    earlier: tuple[Form, ...]  # with which people answered too, the oldest first
    total: int
    unfinished: int
    versions: tuple[tuple[int, str], ...]  # form's id → version
    rows: tuple[Row, ...] = ()
    stored: Stored | None = None

    def responses(self) -> list[Response]:
        """The rows as responses; 10 µs each, so not for the event loop or the writer."""
        versions = dict(self.versions)
        return [
            Response(json.loads(r.answers), r.channel, r.day, r.language, versions[r.form_id])
            for r in self.rows
        ]


def look(tx: Tx, survey: Survey, shelf: Forms, places: Sequence[str]) -> Looked:
    """A survey with its forms and counts, without rows."""
    total, unfinished = surveys.counts(tx, survey.id)
    form = shelf.get(tx, survey.form_id, places)
    earlier = {number: shelf.get(tx, number, places) for number in forms_used(tx, survey)}
    known = {survey.form_id: form} | earlier
    versions = tuple((number, one.version) for number, one in known.items())
    return Looked(survey, form, tuple(earlier.values()), total, unfinished, versions)


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


def to_show(tx: Tx, survey: Survey, total: int) -> Stored | None:
    """The stored snapshot that may be shown when there are `total` responses.

    Of an anonymous survey that runs it is not the newest (`disclosure.visible`).
    """
    kept = taken(tx, survey.id)
    if survey.status is Status.CLOSED:
        shown = max((number for number, last in kept if last), default=0)
    elif survey.anonymous:
        shown = visible([number for number, _ in kept], total, closed=False)
    else:
        shown = max((number for number, _ in kept), default=0)
    return stored(tx, survey.id, shown)


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
