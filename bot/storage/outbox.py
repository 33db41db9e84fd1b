"""Messages on their way out: stored with the change that caused them, settled in batches."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bot.domain.outgoing import Attempt, Outgoing, Settled
from bot.storage.database import Tx

COLUMNS = (
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
    rows = tx.execute(
        f"SELECT {COLUMNS} FROM outbox WHERE state = 'pending' AND lane = ? "  # noqa: S608
        "ORDER BY id",
        (lane,),
    )
    return [Outgoing._make(row) for row in rows]


def due(tx: Tx, now: str) -> Iterator[Outgoing]:
    """Notices whose time has come, oldest first, read as they are asked for."""
    rows = tx.execute(
        f"SELECT {COLUMNS} FROM outbox WHERE state = 'pending' "  # noqa: S608
        "AND lane = 'notice' AND not_before <= ? ORDER BY not_before, id",
        (now,),
    )
    return map(Outgoing._make, rows)


def due_of(tx: Tx, mailing_id: int, now: str, limit: int) -> list[Outgoing]:
    """Up to `limit` recipients of a mailing whose time has come.

    They come as one value: each row that SQLite hands over is a chance for other threads to hold
    up the writer.
    """
    found = tx.execute(
        "SELECT json_group_array(json_array(chat_id, person_id, rev, not_before, attempts, id, "
        "purpose, subject_id, message_id, parts, step)) FROM (SELECT * FROM outbox "
        "WHERE state = 'pending' AND mailing_id = ? AND not_before <= ? "
        "ORDER BY not_before, id LIMIT ?)",
        (mailing_id, now, limit),
    ).fetchone()
    return [
        Outgoing(
            "bulk", row[0], "", "{}", row[1], rev=row[2], not_before=row[3], attempts=row[4],
            id=row[5], purpose=row[6], subject_id=row[7], mailing_id=mailing_id,
            message_id=row[8], parts=row[9], step=row[10],
        )
        for row in json.loads(found[0])
    ]  # fmt: skip


def next_due(tx: Tx) -> str | None:
    """When the next notice is to go out; "" for at once, None if there is none."""
    row = tx.execute(
        "SELECT min(not_before) FROM outbox WHERE state = 'pending' AND lane = 'notice'"
    ).fetchone()
    return None if row[0] is None else str(row[0])


def next_due_of(tx: Tx, mailing_id: int) -> str | None:
    """The same for the next recipient of a mailing."""
    row = tx.execute(
        "SELECT min(not_before) FROM outbox WHERE state = 'pending' AND mailing_id = ?",
        (mailing_id,),
    ).fetchone()
    return None if row[0] is None else str(row[0])


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


def keep(tx: Tx, attempts: Sequence[Attempt]) -> int:
    """Note how far rows of mailings, and others that go again, have come.

    Returns how many there still were: somebody may have been erased meanwhile.
    """
    rows = [
        (
            one.row.id, one.state, one.error, one.row.not_before, one.row.attempts,
            one.row.message_id, one.row.parts, one.row.step,
        )
        for one in attempts
    ]  # fmt: skip
    return tx.execute(
        "UPDATE outbox SET state = value ->> 1, error = value ->> 2, not_before = value ->> 3, "
        "attempts = value ->> 4, message_id = value ->> 5, parts = value ->> 6, "
        "step = value ->> 7 FROM json_each(?) WHERE outbox.id = value ->> 0",
        (json.dumps(rows),),
    ).rowcount


def hold_back(tx: Tx, chat_id: int, until: str) -> None:
    """One notice to this chat must wait, so that those after it wait too."""
    tx.execute(
        "UPDATE outbox SET not_before = ? WHERE state = 'pending' AND lane = 'notice' "
        "AND not_before < ? AND chat_id = ?",
        (until, until, chat_id),
    )


def claim(tx: Tx, rows: Sequence[Outgoing]) -> None:
    """These are about to be sent: after a crash they are uncertain."""
    tx.execute(
        "UPDATE outbox SET state = 'sending', rev = value ->> 1 "
        "FROM json_each(?) WHERE outbox.id = value ->> 0",
        (json.dumps([(row.id, row.rev) for row in rows]),),
    )


def hand_over(tx: Tx, row_ids: Sequence[int]) -> None:
    """Replies that would not go out at once: the delivery engine tries on, in order."""
    tx.executemany(
        "UPDATE outbox SET lane = 'notice' WHERE id = ?", [(row_id,) for row_id in row_ids]
    )


def move(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: what waits for it goes to its new id."""
    tx.execute(
        "UPDATE OR IGNORE outbox SET chat_id = ? WHERE chat_id = ? AND person_id IS NULL",
        (new, old),
    )


def recover(tx: Tx) -> int:
    """After a crash: notices that were being sent go again. Returns how many."""
    return tx.execute(
        "UPDATE outbox SET state = 'pending' WHERE state = 'sending' AND mailing_id IS NULL"
    ).rowcount


def forget(tx: Tx, before: str, after: int, limit: int) -> int | None:
    """Of the `limit` rows that follow row `after`, drop those that were made before and have
    ended; dedupe keys stay. Returns where to go on, None when all older ones were looked at."""
    rows = tx.execute(
        "SELECT id, created_at, state IN ('pending', 'sending') OR dedupe_key IS NOT NULL "
        "FROM outbox WHERE id > ? ORDER BY id LIMIT ?",
        (after, limit),
    ).fetchall()
    old = [(row[0],) for row in rows if row[1] < before and not row[2]]
    tx.executemany("DELETE FROM outbox WHERE id = ?", old)
    over = len(rows) < limit or rows[-1][1] >= before  # a later row has a higher id
    return None if over else int(rows[-1][0])
