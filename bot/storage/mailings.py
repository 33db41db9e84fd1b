"""Mailings: runs over many recipients, their planning in pieces and their counters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.audiences import load
from bot.domain.mailings import Kind, Mailing, Status
from bot.storage import audiences
from bot.storage.database import Tx

COLUMNS = (
    "id, announcement_id, kind, status, complete, not_before, revision, paid, planned, sent, "
    "failed, unreachable, unknown, skipped, created_by, created_at, started_at, finished_at, "
    "progress_chat_id, progress_message_id"
)
BEGINNING = -(2**62)  # before every chat's id; groups have negative ones


def _mailing(row: tuple[Any, ...]) -> Mailing:
    values = list(row)
    values[2], values[3] = Kind(row[2]), Status(row[3])
    values[4], values[7] = bool(row[4]), bool(row[7])
    return Mailing(*values)


def add(
    tx: Tx,
    announcement_id: int,
    kind: Kind,
    now: str,
    *,
    created_by: int | None = None,
    revision: int = 0,
    not_before: str = "",
    paid: bool = False,
) -> Mailing:
    """Begin a run; who gets it is worked out by the planner, when its time has come.

    A correction or a withdrawal goes to whom the newest run of the announcement has reached.
    """
    row = tx.execute(
        "INSERT INTO mailing (announcement_id, kind, cursor, created_by, revision, "  # noqa: S608
        f"not_before, paid, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING {COLUMNS}",
        (
            announcement_id, kind, 0 if kind is Kind.ANNOUNCEMENT else BEGINNING, created_by,
            revision, not_before, int(paid), now,
        ),
    ).fetchone()  # fmt: skip
    return _mailing(row)


def by_id(tx: Tx, mailing_id: int) -> Mailing | None:
    """The run with this id."""
    row = tx.execute(
        f"SELECT {COLUMNS} FROM mailing WHERE id = ?",  # noqa: S608 - our own columns
        (mailing_id,),
    ).fetchone()
    return _mailing(row) if row else None


def of_announcement(tx: Tx, announcement_id: int) -> list[Mailing]:
    """All runs of an announcement, oldest first."""
    rows = tx.execute(
        f"SELECT {COLUMNS} FROM mailing WHERE announcement_id = ? ORDER BY id",  # noqa: S608
        (announcement_id,),
    )
    return [_mailing(row) for row in rows]


def unfinished(tx: Tx) -> list[Mailing]:
    """Runs that are not over, those with the fewest still waiting first: nobody's short note to
    the staff waits for a long one to the town."""
    rows = tx.execute(
        f"SELECT {COLUMNS} FROM mailing WHERE finished_at = '' "  # noqa: S608
        "ORDER BY planned - sent - failed - unreachable - unknown - skipped, id"
    )
    return [_mailing(row) for row in rows]


def set_status(tx: Tx, mailing_id: int, status: Status) -> None:
    """Pause, resume (RUNNING: planning goes on first, if it was not through) or stop a run.

    A run that is over stays as it is.
    """
    tx.execute(
        "UPDATE mailing SET status = CASE WHEN ? = 'running' AND complete = 0 THEN 'planning' "
        "ELSE ? END WHERE id = ? AND finished_at = ''",
        (status, status, mailing_id),
    )


def set_progress(tx: Tx, mailing_id: int, chat_id: int, message_id: int) -> None:
    """Where its progress is shown."""
    tx.execute(
        "UPDATE mailing SET progress_chat_id = ?, progress_message_id = ? WHERE id = ?",
        (chat_id, message_id, mailing_id),
    )


def resend_unknown(tx: Tx, mailing_id: int) -> int:
    """Staff want the uncertain ones sent again; how many there are. Some may get it twice."""
    again = tx.execute(
        "UPDATE outbox SET state = 'pending', attempts = 0, not_before = '', error = '' "
        "WHERE mailing_id = ? AND state = 'unknown'",
        (mailing_id,),
    ).rowcount
    if again:
        tx.execute(
            "UPDATE mailing SET unknown = unknown - ?, finished_at = '', "
            "status = iif(status = 'finished', 'running', status) WHERE id = ?",
            (again, mailing_id),
        )
    return again


def count(tx: Tx, mailing_id: int, by_state: Mapping[str, int]) -> None:
    """So many rows more have ended in these states."""
    values = {state: by_state.get(state, 0) for state in
              ("sent", "failed", "unreachable", "unknown", "skipped")}  # fmt: skip
    tx.execute(
        "UPDATE mailing SET sent = sent + :sent, failed = failed + :failed, "
        "unreachable = unreachable + :unreachable, unknown = unknown + :unknown, "
        "skipped = skipped + :skipped WHERE id = :id",
        {**values, "id": mailing_id},
    )


def start(tx: Tx, mailing_id: int, now: str) -> None:
    """Its first message is about to go out."""
    tx.execute(
        "UPDATE mailing SET started_at = ? WHERE id = ? AND started_at = ''", (now, mailing_id)
    )


def finish(tx: Tx, mailing_id: int, now: str) -> None:
    """Nobody waits any more. What staff stopped stays stopped."""
    tx.execute(
        "UPDATE mailing SET finished_at = ?, "
        "status = iif(status = 'stopped', 'stopped', 'finished') WHERE id = ?",
        (now, mailing_id),
    )


def recover(tx: Tx) -> int:
    """After a crash: what was being sent is uncertain; edits and deletions may go again.

    Returns how many are uncertain.
    """
    tx.execute(
        "UPDATE outbox SET state = 'pending' WHERE state = 'sending' AND mailing_id IN "
        "(SELECT id FROM mailing WHERE kind <> 'announcement')"
    )
    uncertain = tx.execute(
        "SELECT mailing_id, count(*) FROM outbox "
        "WHERE state = 'sending' AND mailing_id IS NOT NULL GROUP BY mailing_id"
    ).fetchall()
    tx.execute(
        "UPDATE outbox SET state = 'unknown', error = 'interrupted' "
        "WHERE state = 'sending' AND mailing_id IS NOT NULL"
    )
    for mailing_id, number in uncertain:
        count(tx, mailing_id, {"unknown": number})
    return sum(number for _, number in uncertain)


def skip_waiting(tx: Tx, mailing_id: int, limit: int) -> int:
    """Of a run that was stopped, up to `limit` recipients who now get nothing; how many."""
    skipped = tx.execute(
        "UPDATE outbox SET state = 'skipped', error = 'stopped' WHERE id IN "
        "(SELECT id FROM outbox WHERE mailing_id = ? AND state = 'pending' LIMIT ?)",
        (mailing_id, limit),
    ).rowcount
    count(tx, mailing_id, {"skipped": skipped})
    return skipped


def plan(tx: Tx, mailing: Mailing, limit: int, now: str) -> bool | None:
    """Put the recipients among the next `limit` people into the outbox; True when all are in.

    Each run keeps a cursor, so that a crash in the middle costs nothing. A correction must wait
    for what is being sent at this moment with the old words: then None, and nothing is done.
    """
    cursor = tx.execute("SELECT cursor FROM mailing WHERE id = ?", (mailing.id,)).fetchone()[0]
    if mailing.kind is Kind.ANNOUNCEMENT:
        added, upto = _audience(tx, mailing, int(cursor), limit, now)
    elif (source := _source(tx, mailing)) is None:
        added, upto = 0, None
    elif _under_way(tx, source, mailing):
        return None
    else:
        added, upto = _reached(tx, mailing, source, int(cursor), limit, now)
    tx.execute(
        "UPDATE mailing SET planned = planned + ?, cursor = ?, complete = ?, "
        "status = iif(? AND status = 'planning', 'running', status) WHERE id = ?",
        (added, cursor if upto is None else upto, upto is None, upto is None, mailing.id),
    )
    return upto is None


def _audience(
    tx: Tx, mailing: Mailing, cursor: int, limit: int, now: str
) -> tuple[int, int | None]:
    stored = tx.execute(
        "SELECT audience FROM announcement WHERE id = ?", (mailing.announcement_id,)
    ).fetchone()
    audience = load(str(stored[0]))
    if audience is None:
        return 0, None
    if audience.chat_id:
        return _one_chat(tx, mailing, audience.chat_id, now), None
    upto = _window(tx, "SELECT id FROM person WHERE id > ? ORDER BY id", (cursor,), limit)
    condition, values = audiences.where(audience)
    added = tx.execute(
        "INSERT INTO outbox (lane, person_id, chat_id, purpose, subject_id, "  # noqa: S608
        "mailing_id, created_at) SELECT 'bulk', p.id, p.telegram_id, ?, ?, ?, ? FROM person p "
        f"WHERE p.id > ? AND p.id <= ? AND {condition} ORDER BY p.id",
        (
            mailing.kind, mailing.announcement_id, mailing.id, now, cursor,
            2**62 if upto is None else upto, *values,
        ),
    ).rowcount  # fmt: skip
    return added, upto


def _one_chat(tx: Tx, mailing: Mailing, chat_id: int, now: str) -> int:
    return tx.execute(
        "INSERT INTO outbox (lane, chat_id, purpose, subject_id, mailing_id, created_at) "
        "VALUES ('bulk', ?, ?, ?, ?, ?)",
        (chat_id, mailing.kind, mailing.announcement_id, mailing.id, now),
    ).rowcount


def _reached(
    tx: Tx, mailing: Mailing, source: int, cursor: int, limit: int, now: str
) -> tuple[int, int | None]:
    upto = _window(
        tx,
        "SELECT chat_id FROM outbox WHERE mailing_id = ? AND chat_id > ? ORDER BY chat_id",
        (source, cursor),
        limit,
    )
    added = tx.execute(
        "INSERT INTO outbox (lane, person_id, chat_id, purpose, subject_id, mailing_id, "
        "message_id, parts, created_at) "
        "SELECT 'bulk', person_id, chat_id, ?, ?, ?, message_id, parts, ? FROM outbox "
        "WHERE mailing_id = ? AND chat_id > ? AND chat_id <= ? AND state = 'sent' "
        "AND (rev < ? OR ? = 'withdrawal') ORDER BY chat_id",
        (
            mailing.kind, mailing.announcement_id, mailing.id, now, source, cursor,
            2**62 if upto is None else upto, mailing.revision, mailing.kind,
        ),
    ).rowcount  # fmt: skip
    return added, upto


def _window(tx: Tx, sql: str, values: tuple[int, ...], limit: int) -> int | None:
    """The key of the last of the next `limit`; None where fewer are left."""
    row = tx.execute(f"{sql} LIMIT 1 OFFSET ?", (*values, limit - 1)).fetchone()
    return int(row[0]) if row else None


def _source(tx: Tx, mailing: Mailing) -> int | None:
    row = tx.execute(
        "SELECT max(id) FROM mailing WHERE announcement_id = ? AND kind = 'announcement' "
        "AND planned > 0 AND id < ?",
        (mailing.announcement_id, mailing.id),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def _under_way(tx: Tx, source: int, mailing: Mailing) -> bool:
    row = tx.execute(
        "SELECT 1 FROM outbox WHERE state = 'sending' AND mailing_id = ? "
        "AND (rev < ? OR ? = 'withdrawal')",
        (source, mailing.revision, mailing.kind),
    ).fetchone()
    return row is not None
