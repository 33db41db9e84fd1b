"""Conversations with the library, their messages, who has read them, who is writing."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.clock import moment, stamp
from bot.domain.announcements import Media
from bot.domain.threads import Message, Side, Status, Thread
from bot.storage.database import Tx

_SEEN = (
    "(SELECT count(*) FROM reading r JOIN person s ON s.id = r.person_id "
    "WHERE r.thread_id = t.id AND s.role IN ('librarian', 'owner') "
    "AND r.message_id >= (SELECT max(m.id) FROM message m WHERE m.thread_id = t.id))"
)
_SELECT = (
    "SELECT t.id, t.person_id, t.organisation_id, coalesce(o.name, p.name, ''), t.status, "  # noqa: S608
    f"t.minor, t.assignee_id, coalesce(a.name, ''), t.deletion_asked_by, t.waiting_since, {_SEEN} "
    "FROM thread t LEFT JOIN person p ON p.id = t.person_id "
    "LEFT JOIN organisation o ON o.id = t.organisation_id "
    "LEFT JOIN person a ON a.id = t.assignee_id "
)
_WAITING = f"(t.status = 'waiting' OR (t.minor = 1 AND {_SEEN} < 2))"
_MESSAGE = (
    "SELECT m.id, m.thread_id, m.side, m.author_id, coalesce(p.name, ''), m.text, m.media, "
    "m.sent_at FROM message m LEFT JOIN person p ON p.id = m.author_id "
)
_Row = tuple[
    int, int | None, int | None, str, str, int, int | None, str, int | None, str, int
]  # fmt: skip


def _thread(row: _Row) -> Thread:
    return Thread(
        row[0], row[1], row[2], row[3], Status(row[4]), bool(row[5]), row[6], row[7], row[8],
        moment(row[9]), row[10],
    )  # fmt: skip


def add(tx: Tx, person_id: int | None, organisation_id: int | None, now: str) -> Thread:
    """A new one, with a person or with an organisation."""
    row = tx.execute(
        "INSERT INTO thread (person_id, organisation_id, status, opened_at, waiting_since, "
        "touched_at) VALUES (?, ?, 'answered', ?, ?, ?) RETURNING id",
        (person_id, organisation_id, now, now, now),
    ).fetchone()
    found = by_id(tx, int(row[0]))
    assert found
    return found


def by_id(tx: Tx, thread_id: int) -> Thread | None:
    """The thread with this id."""
    row = tx.execute(f"{_SELECT} WHERE t.id = ?", (thread_id,)).fetchone()
    return _thread(row) if row else None


def open_with(tx: Tx, person_id: int | None, organisation_id: int | None) -> Thread | None:
    """The one that goes on with this person, or with this organisation."""
    row = tx.execute(
        f"{_SELECT} WHERE t.person_id IS ? AND t.organisation_id IS ? AND t.status <> 'closed' "
        "ORDER BY t.id DESC LIMIT 1",
        (person_id, organisation_id),
    ).fetchone()
    return _thread(row) if row else None


def waiting(tx: Tx, limit: int) -> list[Thread]:
    """What wants somebody of the staff, the longest first."""
    rows = tx.execute(
        f"{_SELECT} WHERE {_WAITING} ORDER BY t.waiting_since, t.id LIMIT ?", (limit,)
    )
    return [_thread(row) for row in rows]


def count_waiting(tx: Tx) -> int:
    """How many there are of these."""
    row = tx.execute(f"SELECT count(*) FROM thread t WHERE {_WAITING}").fetchone()  # noqa: S608
    return int(row[0])


def resting(tx: Tx, limit: int) -> list[Thread]:
    """The others, the last touched first."""
    rows = tx.execute(
        f"{_SELECT} WHERE NOT {_WAITING} ORDER BY t.touched_at DESC, t.id DESC LIMIT ?", (limit,)
    )
    return [_thread(row) for row in rows]


def of_person(tx: Tx, person_id: int, limit: int) -> list[Thread]:
    """A person's own, and those of their organisations, the last touched first."""
    rows = tx.execute(
        f"{_SELECT} WHERE t.person_id = ? OR t.organisation_id IN (SELECT m.organisation_id "  # noqa: S608
        "FROM membership m WHERE m.person_id = ?) ORDER BY t.touched_at DESC, t.id DESC LIMIT ?",
        (person_id, person_id, limit),
    )
    return [_thread(row) for row in rows]


def save(tx: Tx, thread: Thread, now: str) -> None:
    """Keep where it stands."""
    tx.execute(
        "UPDATE thread SET status = ?, minor = max(minor, ?), assignee_id = ?, "
        "deletion_asked_by = ?, waiting_since = ?, touched_at = ? WHERE id = ?",
        (
            thread.status, int(thread.minor), thread.assignee_id, thread.deletion_asked_by,
            stamp(thread.waiting_since), now, thread.id,
        ),
    )  # fmt: skip


def delete(tx: Tx, thread_id: int) -> None:
    """It and its messages are gone."""
    tx.execute("DELETE FROM thread WHERE id = ?", (thread_id,))


def forget(tx: Tx, before: str, limit: int) -> bool:
    """Delete up to `limit` answered ones that nobody touched since; were there any? What concerns
    a minor stays until two of the staff delete it."""
    done = tx.execute(
        "DELETE FROM thread WHERE id IN (SELECT id FROM thread WHERE status <> 'waiting' "
        "AND minor = 0 AND touched_at < ? LIMIT ?)",
        (before, limit),
    )
    return done.rowcount > 0


def add_message(
    tx: Tx, thread_id: int, side: Side, author_id: int, text: str, media: Sequence[Media], now: str
) -> Message:
    """Somebody spoke."""
    kept = json.dumps([[one.kind, one.file_id] for one in media])
    row = tx.execute(
        "INSERT INTO message (thread_id, side, author_id, text, media, sent_at) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (thread_id, side, author_id, text, kept, now),
    ).fetchone()
    found = message(tx, int(row[0]))
    assert found
    return found


def message(tx: Tx, message_id: int) -> Message | None:
    """One message."""
    row = tx.execute(f"{_MESSAGE} WHERE m.id = ?", (message_id,)).fetchone()
    return _message(row) if row else None


def messages(tx: Tx, thread_id: int, last: int) -> list[Message]:
    """The last ones of a thread, oldest first."""
    rows = tx.execute(
        f"{_MESSAGE} WHERE m.thread_id = ? ORDER BY m.id DESC LIMIT ?", (thread_id, last)
    ).fetchall()
    return [_message(row) for row in reversed(rows)]


def media(tx: Tx, thread_id: int) -> list[Media]:
    """Every photo and file of a thread, oldest first."""
    rows = tx.execute(
        "SELECT media FROM message WHERE thread_id = ? AND media <> '[]' ORDER BY id", (thread_id,)
    )
    return [Media(*one) for row in rows for one in json.loads(row[0])]


def answered_after(tx: Tx, found: Message) -> bool:
    """Has the library spoken since?"""
    row = tx.execute(
        "SELECT 1 FROM message WHERE thread_id = ? AND id > ? AND side = 'library' LIMIT 1",
        (found.thread_id, found.id),
    ).fetchone()
    return row is not None


def read(tx: Tx, thread_id: int, person_id: int) -> None:
    """One of the staff knows it up to its last message."""
    tx.execute(
        "INSERT INTO reading (thread_id, person_id, message_id) "
        "SELECT ?, ?, max(id) FROM message WHERE thread_id = ? HAVING max(id) IS NOT NULL "
        "ON CONFLICT (thread_id, person_id) DO UPDATE SET message_id = excluded.message_id",
        (thread_id, person_id, thread_id),
    )


def readers(tx: Tx, thread_id: int) -> list[str]:
    """The names of the staff who know it up to its last message."""
    rows = tx.execute(
        "SELECT p.name FROM reading r JOIN person p ON p.id = r.person_id "
        "WHERE r.thread_id = ? AND p.role IN ('librarian', 'owner') "
        "AND r.message_id >= (SELECT max(id) FROM message WHERE thread_id = ?) ORDER BY p.id",
        (thread_id, thread_id),
    )
    return [str(row[0]) for row in rows]


def _message(row: tuple[int, int, str, int | None, str, str, str, str]) -> Message:
    kept = tuple(Media(*one) for one in json.loads(row[6]))
    return Message(row[0], row[1], Side(row[2]), row[3], row[4], row[5], kept, moment(row[7]))
