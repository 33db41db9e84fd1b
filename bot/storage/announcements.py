"""Announcements, from a draft on."""

from __future__ import annotations

import json
from typing import Any

from bot.clock import moment, stamp
from bot.domain import audiences
from bot.domain.announcements import Announcement, Content, LinkButton, Media, Status
from bot.domain.entities import Formatted
from bot.storage.database import Tx

_COLUMNS = (
    "id, author_id, status, topic, audience, text, entities, media, buttons, funded, paid, urgent, "
    "send_at, repeat, awaiting, revision, corrects_id, created_at"
)


def _announcement(row: tuple[Any, ...]) -> Announcement:
    body = Formatted(row[5], tuple(json.loads(row[6])))
    return Announcement(
        id=row[0],
        author_id=row[1],
        status=Status(row[2]),
        topic=row[3],
        audience=audiences.load(row[4]),
        content=Content(body, tuple(Media(*one) for one in json.loads(row[7]))),
        buttons=tuple(LinkButton(*one) for one in json.loads(row[8])),
        funded=bool(row[9]),
        paid=bool(row[10]),
        urgent=bool(row[11]),
        send_at=moment(row[12]) if row[12] else None,
        repeat=row[13],
        awaiting=row[14],
        revision=row[15],
        corrects=row[16] or 0,
        created_at=moment(row[17]),
    )


def _values(one: Announcement) -> tuple[object, ...]:
    content = one.content
    return (
        one.status, one.topic, audiences.dump(one.audience), content.body.text,
        json.dumps(content.body.entities), json.dumps([[m.kind, m.file_id] for m in content.media]),
        json.dumps([[b.label, b.url, b.survey_id, b.workshop_id] for b in one.buttons]),
        int(one.funded), int(one.paid), int(one.urgent),
        stamp(one.send_at) if one.send_at else "", one.repeat,
        one.awaiting, one.revision, one.corrects or None,
    )  # fmt: skip


def add(tx: Tx, draft: Announcement, now: str) -> Announcement:
    """A new one; it gets its id here."""
    row = tx.execute(
        "INSERT INTO announcement (status, topic, audience, text, entities, media, "  # noqa: S608
        "buttons, funded, paid, urgent, send_at, repeat, awaiting, revision, corrects_id, "
        "author_id, created_at, updated_at) "
        f"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING {_COLUMNS}",
        (*_values(draft), draft.author_id, now, now),
    ).fetchone()
    return _announcement(row)


def put(tx: Tx, one: Announcement, now: str) -> None:
    """Keep all of it as it is now."""
    tx.execute(
        "UPDATE announcement SET status = ?, topic = ?, audience = ?, text = ?, entities = ?, "
        "media = ?, buttons = ?, funded = ?, paid = ?, urgent = ?, send_at = ?, repeat = ?, "
        "awaiting = ?, revision = ?, corrects_id = ?, updated_at = ? WHERE id = ?",
        (*_values(one), now, one.id),
    )


def move(tx: Tx, announcement_id: int, before: Status, after: Status, now: str) -> bool:
    """Change where it stands; False where it does not stand there any more."""
    done = tx.execute(
        "UPDATE announcement SET status = ?, awaiting = '', updated_at = ? "
        "WHERE id = ? AND status = ?",
        (after, now, announcement_id, before),
    )
    return done.rowcount == 1


def by_id(tx: Tx, announcement_id: int) -> Announcement | None:
    """The announcement with this id."""
    sql = f"SELECT {_COLUMNS} FROM announcement WHERE id = ?"  # noqa: S608 - our own columns
    row = tx.execute(sql, (announcement_id,)).fetchone()
    return _announcement(row) if row else None


def stands(tx: Tx, announcement_id: int) -> tuple[int, Status] | None:
    """Its revision and status: all that a row which is about to go must ask."""
    row = tx.execute(
        "SELECT revision, status FROM announcement WHERE id = ?", (announcement_id,)
    ).fetchone()
    return (int(row[0]), Status(row[1])) if row else None


def awaiting(tx: Tx, author_id: int) -> Announcement | None:
    """The draft to which this author's next message belongs."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM announcement WHERE author_id = ? "  # noqa: S608
        "AND awaiting <> '' ORDER BY id DESC LIMIT 1",
        (author_id,),
    ).fetchone()
    return _announcement(row) if row else None


def look_away(tx: Tx, author_id: int) -> None:
    """No draft of this author waits for their next message."""
    tx.execute(
        "UPDATE announcement SET awaiting = '' WHERE author_id = ? AND awaiting <> ''", (author_id,)
    )


def look_away_from(tx: Tx, telegram_id: int) -> None:
    """The same by the author's account."""
    tx.execute(
        "UPDATE announcement SET awaiting = '' WHERE awaiting <> '' "
        "AND author_id = (SELECT id FROM person WHERE telegram_id = ?)",
        (telegram_id,),
    )


def attending(tx: Tx) -> set[int]:
    """The Telegram accounts whose next message belongs to a draft."""
    rows = tx.execute(
        "SELECT p.telegram_id FROM announcement a JOIN person p ON p.id = a.author_id "
        "WHERE a.awaiting <> ''"
    )
    return {int(row[0]) for row in rows}


def newest(tx: Tx, limit: int, author_id: int) -> list[Announcement]:
    """The newest first, without corrections on their way and other authors' drafts."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM announcement WHERE corrects_id IS NULL "  # noqa: S608
        "AND (text <> '' OR media <> '[]') AND (status <> 'draft' OR author_id = ?) "
        "ORDER BY id DESC LIMIT ?",
        (author_id, limit),
    )
    return [_announcement(row) for row in rows]


def delete_draft(tx: Tx, announcement_id: int) -> None:
    """Forget what was never sent."""
    tx.execute("DELETE FROM announcement WHERE id = ? AND status = 'draft'", (announcement_id,))


def forget_drafts(tx: Tx, before: str) -> None:
    """Delete what was never sent and nobody touched since."""
    tx.execute(
        "DELETE FROM announcement WHERE updated_at < ? AND (status = 'draft' OR "
        "(status = 'cancelled' AND id NOT IN (SELECT announcement_id FROM mailing)))",
        (before,),
    )
