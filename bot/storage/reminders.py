"""Reminders as rows of the outbox, who refused them, and what is forgotten with what they are of.

A reminder's row has a dedupe key, so that planning may be repeated, and no text: it is rendered,
or given up, when it is sent.
"""

from __future__ import annotations

from datetime import datetime

from bot.clock import moment, stamp
from bot.domain.outgoing import Outgoing
from bot.domain.quiet_hours import QuietHours, hours_of
from bot.domain.reminders import CLOSING, EVERYTHING, MOST, UNFINISHED
from bot.domain.subscriptions import Topic
from bot.frozen import frozen
from bot.storage import outbox
from bot.storage.database import Tx

_WAITS = "('pending', 'sending')"


@frozen
class Recipient:
    """Somebody to remind. `key` tells this reminder from every other."""

    person_id: int
    chat_id: int
    quiet: QuietHours
    key: str


@frozen
class Pending:
    """Reminders of one purpose about one subject that wait, and the first of their moments."""

    purpose: str
    subject_id: int
    people: int
    first_at: datetime


def add(tx: Tx, purpose: str, subject_id: int, to: Recipient, at: datetime, now: datetime) -> None:
    """One reminder, to go at `at`; what has this key already stays as it is."""
    row = Outgoing(
        "notice", to.chat_id, "", "{}", to.person_id,
        not_before=stamp(at), dedupe_key=to.key, purpose=purpose, subject_id=subject_id,
    )  # fmt: skip
    outbox.add(tx, [row], stamp(now))


_RESTING = (
    "SELECT p.id, p.telegram_id, p.quiet_from, p.quiet_until, s.id, "  # noqa: S608 - our own
    "iif(once.id IS NULL, 1, 2) FROM session s JOIN person p ON p.id = s.person_id "
    f"LEFT JOIN outbox once ON once.dedupe_key = '{UNFINISHED}:' || s.id || ':1' "
    "WHERE s.kind = 'survey' AND s.subject_id = ? AND s.id > ? AND s.id <= ? "
    "AND s.dry_run = 0 AND s.touched_at <= ? AND p.reachable = 1 "
    """AND s.state NOT LIKE '%"answers":{}%' """
    f"AND (once.id IS NULL OR (once.state NOT IN {_WAITS} AND once.not_before < ?)) "
    "AND NOT EXISTS (SELECT 1 FROM reminder_refusal r WHERE r.person_id = p.id "
    f"AND r.purpose = '{UNFINISHED}' AND r.subject_id IN ({EVERYTHING}, s.id)) ORDER BY s.id"
)


def unfinished(
    tx: Tx, survey_id: int, after: int, window: int, rested: datetime, reminded: datetime
) -> tuple[list[Recipient], int | None]:
    """Of the `window` sessions that follow session `after`: whom to remind of theirs.

    Answered something, not since `rested`; not reminded yet, or once, before `reminded`. The
    second value is where the next window begins, None at the end.
    """
    ids = tx.execute(
        "SELECT id FROM session WHERE kind = 'survey' AND subject_id = ? AND id > ? "
        "ORDER BY id LIMIT ?",
        (survey_id, after, window),
    ).fetchall()
    if not ids:
        return [], None
    last = int(ids[-1][0])
    rows = tx.execute(_RESTING, (survey_id, after, last, stamp(rested), stamp(reminded)))
    people = [
        Recipient(row[0], row[1], hours_of(row[2], row[3]), _key(row[4], row[5])) for row in rows
    ]
    return people, last if len(ids) == window else None


def closing(
    tx: Tx, survey_id: int, schedule_id: int, after: int, window: int
) -> tuple[list[Recipient], int | None]:
    """Of the people with the `window` ids that follow `after`: who began the survey or follows
    surveys. The second value is where the next window begins, None at the end."""
    key = f"{CLOSING}:{survey_id}:{schedule_id}"  # told again after an extension
    row = tx.execute("SELECT max(id) FROM person").fetchone()
    rows = tx.execute(
        "SELECT p.id, p.telegram_id, p.quiet_from, p.quiet_until FROM person p "
        "WHERE p.id > ? AND p.id <= ? AND p.reachable = 1 AND ("
        "EXISTS (SELECT 1 FROM subscription s WHERE s.person_id = p.id AND s.topic = ?) OR "
        "EXISTS (SELECT 1 FROM session t WHERE t.person_id = p.id AND t.kind = 'survey' "
        "AND t.subject_id = ? AND t.dry_run = 0)) ORDER BY p.id",
        (after, after + window, Topic.SURVEYS, survey_id),
    )
    people = [
        Recipient(one[0], one[1], hours_of(one[2], one[3]), f"{key}:{one[0]}") for one in rows
    ]
    last = int(row[0] or 0)
    return people, after + window if after + window < last else None


def refuse(tx: Tx, person_id: int, purpose: str, subject_id: int) -> None:
    """No more of this to this person; `EVERYTHING` for all of the purpose."""
    tx.execute(
        "INSERT INTO reminder_refusal (person_id, purpose, subject_id) VALUES (?, ?, ?) "
        "ON CONFLICT (person_id, purpose, subject_id) DO NOTHING",
        (person_id, purpose, subject_id),
    )


def allow(tx: Tx, person_id: int, purpose: str) -> None:
    """They want to be reminded after all."""
    tx.execute(
        "DELETE FROM reminder_refusal WHERE person_id = ? AND purpose = ?", (person_id, purpose)
    )


def refused(tx: Tx, person_id: int, purpose: str, subject_id: int = EVERYTHING) -> bool:
    """Whether this person refused this, or all of the purpose."""
    row = tx.execute(
        "SELECT 1 FROM reminder_refusal WHERE person_id = ? AND purpose = ? "
        "AND subject_id IN (?, ?)",
        (person_id, purpose, EVERYTHING, subject_id),
    ).fetchone()
    return row is not None


def forget_session(tx: Tx, session_id: int) -> None:
    """With a session goes whatever would tell that it was there: reminders and their refusal."""
    keys = [_key(session_id, number) for number in range(1, MOST + 1)]
    tx.executemany("DELETE FROM outbox WHERE dedupe_key = ?", [(key,) for key in keys])
    tx.execute(
        "DELETE FROM reminder_refusal WHERE purpose = ? AND subject_id = ? "
        "AND person_id = (SELECT person_id FROM session WHERE id = ?)",
        (UNFINISHED, session_id, session_id),
    )


def forget_closing(tx: Tx, survey_id: int, limit: int) -> bool:
    """Delete up to `limit` reminders that a survey closes: who got none would have answered."""
    first, behind = _range(survey_id)
    gone = tx.execute(
        "DELETE FROM outbox WHERE dedupe_key IN (SELECT dedupe_key FROM outbox "
        "WHERE dedupe_key >= ? AND dedupe_key < ? LIMIT ?)",
        (first, behind, limit),
    )
    return gone.rowcount > 0


def told_of_closed(tx: Tx) -> list[int]:
    """Closed surveys of whose closing somebody was still to be told, or was told."""
    found = tx.execute("SELECT id FROM survey WHERE status = 'closed'").fetchall()
    ids = [int(row[0]) for row in found]
    return [one for one in ids if _any_closing(tx, one)]


def _any_closing(tx: Tx, survey_id: int) -> bool:
    first, behind = _range(survey_id)
    row = tx.execute(
        "SELECT 1 FROM outbox WHERE dedupe_key >= ? AND dedupe_key < ? LIMIT 1", (first, behind)
    ).fetchone()
    return row is not None


def pending(tx: Tx) -> list[Pending]:
    """What waits, soonest first."""
    rows = tx.execute(
        "SELECT purpose, subject_id, count(*), min(not_before) FROM outbox "
        "WHERE state = 'pending' AND lane = 'notice' AND purpose <> '' "
        "GROUP BY purpose, subject_id ORDER BY min(not_before)"
    )
    return [Pending(row[0], row[1], row[2], moment(row[3])) for row in rows]


def skip(tx: Tx, purpose: str, subject_id: int, limit: int) -> bool:
    """Give up to `limit` of these up; were there any?"""
    done = tx.execute(
        "UPDATE outbox SET state = 'skipped', error = 'cancelled' WHERE id IN "
        "(SELECT id FROM outbox WHERE state = 'pending' AND lane = 'notice' AND purpose = ? "
        "AND subject_id = ? LIMIT ?)",
        (purpose, subject_id, limit),
    )
    return done.rowcount > 0


def _key(session_id: int, number: int) -> str:
    return f"{UNFINISHED}:{session_id}:{number}"


def _range(survey_id: int) -> tuple[str, str]:
    """The keys of a survey's closing lie from the first up to the second: `;` follows `:`."""
    return f"{CLOSING}:{survey_id}:", f"{CLOSING}:{survey_id};"
