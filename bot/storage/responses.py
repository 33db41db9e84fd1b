"""Handed-in responses, and that somebody took part."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.storage.database import Tx


def add(
    tx: Tx,
    key: str,
    survey_id: int,
    form_id: int,
    person_id: int | None,
    day: str,
    language: str,
    answers: Mapping[str, str],
) -> None:
    """Keep one response; `person_id` is None where the survey is anonymous."""
    tx.execute(
        "INSERT INTO response (key, survey_id, form_id, person_id, day, language, answers) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            key, survey_id, form_id, person_id, day, language,
            json.dumps(answers, ensure_ascii=False, separators=(",", ":")),
        ),
    )  # fmt: skip


def has_named(tx: Tx, survey_id: int, person_id: int) -> bool:
    """Whether this person's response to a survey with names is there."""
    row = tx.execute(
        "SELECT 1 FROM response WHERE survey_id = ? AND person_id = ?", (survey_id, person_id)
    ).fetchone()
    return row is not None


def note_participation(tx: Tx, survey_id: int, mark: str) -> bool:
    """Note that the person behind this mark took part; False if they had before."""
    added = tx.execute(
        "INSERT INTO participation (survey_id, mark) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (survey_id, mark),
    )
    return added.rowcount == 1


def participated(tx: Tx, survey_id: int, mark: str) -> bool:
    """Whether the person behind this mark took part."""
    row = tx.execute(
        "SELECT 1 FROM participation WHERE survey_id = ? AND mark = ?", (survey_id, mark)
    ).fetchone()
    return row is not None
