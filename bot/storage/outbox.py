"""Messages on their way out: stored with the change that caused them, settled in batches."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.outgoing import Outgoing, Settled
from bot.storage.database import Tx

_COLUMNS = (
    "lane, chat_id, method, params, person_id, attachment_name, attachment, session_id, rev, "
    "not_before, dedupe_key, attempts, id, purpose, subject_id, mailing_id, message_id, parts, step"
)


def add(tx: Tx, rows: Sequence[Outgoing], now: str) -> list[Outgoing]:
    """Store rows and give them ids; one whose dedupe key is known is left out."""
    stored = []
    for row in rows:
        got = tx.execute(
            "INSERT INTO outbox (lane, person_id, chat_id, method, params, attachment_name, "
            "attachment, session_id, rev, not_before, dedupe_key, purpose, subject_id, "
            "message_id, parts, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING RETURNING id",
            (
                row.lane, row.person_id, row.chat_id, row.method, row.params,
                row.attachment_name, row.attachment, row.session_id, row.rev,
                row.not_before, row.dedupe_key, row.purpose, row.subject_id,
                row.message_id, row.parts, now,
            ),
        ).fetchone()  # fmt: skip
        if got:
            stored.append(row._replace(id=int(got[0])))
    return stored


def unsent(tx: Tx, lane: str) -> list[Outgoing]:
    """What an earlier run left in this lane, oldest first."""
    return _outgoing(
        tx,
        f"SELECT {_COLUMNS} FROM outbox WHERE state = 'pending' AND lane = ? "  # noqa: S608
        "ORDER BY id",
        (lane,),
    )


def due(tx: Tx, now: str, limit: int) -> list[Outgoing]:
    """Notices whose time has come, oldest first."""
    return _outgoing(
        tx,
        f"SELECT {_COLUMNS} FROM outbox WHERE state = 'pending' "  # noqa: S608
        "AND lane = 'notice' AND not_before <= ? ORDER BY not_before, id LIMIT ?",
        (now, limit),
    )


def next_due(tx: Tx) -> str | None:
    """When the next notice is to go out; "" for at once, None if there is none."""
    row = tx.execute(
        "SELECT min(not_before) FROM outbox WHERE state = 'pending' AND lane = 'notice'"
    ).fetchone()
    return None if row[0] is None else str(row[0])


def _outgoing(tx: Tx, sql: str, values: tuple[object, ...]) -> list[Outgoing]:
    return [Outgoing._make(row) for row in tx.execute(sql, values)]


def settle(tx: Tx, settled: Sequence[Settled]) -> None:
    """Note what became of rows. Sent ones go, so that no copy of the text stays.

    A notice with a dedupe key keeps its row without the text, so that it is never sent again.
    """
    for one in settled:
        if one.state == "sent" and one.row.dedupe_key is None:
            tx.execute("DELETE FROM outbox WHERE id = ?", (one.row.id,))
        else:
            tx.execute(
                "UPDATE outbox SET state = ?, error = ?, params = '{}', attachment = NULL "
                "WHERE id = ?",
                (one.state, one.error, one.row.id),
            )
        if one.state == "sent" and one.row.session_id:
            tx.execute(
                "UPDATE session SET message_id = ? WHERE id = ? AND rev = ?",
                (one.message_id, one.row.session_id, one.row.rev),
            )


def claim(tx: Tx, row_ids: Sequence[int]) -> None:
    """These are about to be sent: after a crash they are uncertain."""
    tx.executemany(
        "UPDATE outbox SET state = 'sending' WHERE id = ?", [(row_id,) for row_id in row_ids]
    )


def hand_over(tx: Tx, row_ids: Sequence[int]) -> None:
    """Replies that would not go out at once: the delivery worker tries on, in order."""
    tx.executemany(
        "UPDATE outbox SET lane = 'notice' WHERE id = ?", [(row_id,) for row_id in row_ids]
    )


def release(tx: Tx, row_id: int, not_before: str) -> None:
    """Send it later: after a 429, a 5xx or a fault of the network."""
    tx.execute(
        "UPDATE outbox SET state = 'pending', attempts = attempts + 1, not_before = ? WHERE id = ?",
        (not_before, row_id),
    )


def recover(tx: Tx) -> int:
    """After a crash: notices that were being sent go again. Returns how many."""
    return tx.execute(
        "UPDATE outbox SET state = 'pending' WHERE state = 'sending' AND lane = 'notice'"
    ).rowcount
