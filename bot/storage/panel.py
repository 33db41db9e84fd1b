"""Counts for the panel."""

from __future__ import annotations

from bot.domain.panel import Counted
from bot.storage.database import Tx


def responses_by_survey(tx: Tx, day: str) -> list[Counted]:
    """For each survey that is open: responses, and those of days before `day` (ISO)."""
    rows = tx.execute(
        "SELECT s.anonymous, count(r.key), count(r.key) FILTER (WHERE r.day < ?) "
        "FROM survey s JOIN response r ON r.survey_id = s.id "
        "WHERE s.status = 'open' GROUP BY s.id",
        (day,),
    )
    return [Counted(bool(row[0]), int(row[1]), int(row[2])) for row in rows]


def open_surveys(tx: Tx, now: str) -> int:
    """Surveys that people may answer now."""
    row = tx.execute(
        "SELECT count(*) FROM survey WHERE status = 'open' "
        "AND (opens_at IS NULL OR opens_at <= ?) AND (closes_at IS NULL OR closes_at > ?)",
        (now, now),
    ).fetchone()
    return int(row[0])
