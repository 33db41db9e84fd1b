"""Whose next message goes into a conversation."""

from __future__ import annotations

from datetime import datetime

from bot.clock import moment, stamp
from bot.domain.threads import Writing
from bot.storage.database import Tx


def put(tx: Tx, writing: Writing) -> None:
    """From now on this person's next message goes there."""
    tx.execute(
        "INSERT INTO writing (person_id, thread_id, organisation_id, draft_id, until) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (person_id) DO UPDATE SET "
        "thread_id = excluded.thread_id, organisation_id = excluded.organisation_id, "
        "draft_id = excluded.draft_id, until = excluded.until",
        (
            writing.person_id, writing.thread_id, writing.organisation_id, writing.draft_id,
            stamp(writing.until),
        ),
    )  # fmt: skip


def of_person(tx: Tx, person_id: int) -> Writing | None:
    """Where this person's next message goes."""
    row = tx.execute(
        "SELECT until, thread_id, organisation_id, draft_id FROM writing WHERE person_id = ?",
        (person_id,),
    ).fetchone()
    return Writing(person_id, moment(row[0]), row[1], row[2], row[3]) if row else None


def everybody(tx: Tx) -> dict[int, datetime]:
    """All who are writing, by their account's number, and until when."""
    rows = tx.execute(
        "SELECT p.telegram_id, w.until FROM writing w JOIN person p ON p.id = w.person_id"
    )
    return {int(row[0]): moment(row[1]) for row in rows}


def end(tx: Tx, person_id: int) -> None:
    """What this person writes next goes nowhere."""
    tx.execute("DELETE FROM writing WHERE person_id = ?", (person_id,))


def end_of(tx: Tx, telegram_id: int) -> None:
    """The same, by the account's number."""
    tx.execute(
        "DELETE FROM writing WHERE person_id = (SELECT id FROM person WHERE telegram_id = ?)",
        (telegram_id,),
    )
