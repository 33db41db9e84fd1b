"""Groups and channels that the bot was put into."""

from __future__ import annotations

from bot.domain.chats import Chat
from bot.storage.database import Tx

_COLUMNS = "id, kind, title, status, can_post"


def put(tx: Tx, chat: Chat, now: str) -> None:
    """Keep what Telegram says of it now."""
    tx.execute(
        "INSERT INTO chat (id, kind, title, status, can_post, updated_at) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
        "title = excluded.title, status = excluded.status, can_post = excluded.can_post, "
        "updated_at = excluded.updated_at",
        (chat.id, chat.kind, chat.title, chat.status, int(chat.can_post), now),
    )


def by_id(tx: Tx, chat_id: int) -> Chat | None:
    """The chat with Telegram's id."""
    sql = f"SELECT {_COLUMNS} FROM chat WHERE id = ?"  # noqa: S608 - our own columns
    row = tx.execute(sql, (chat_id,)).fetchone()
    return Chat(row[0], row[1], row[2], row[3], bool(row[4])) if row else None


def to_post_in(tx: Tx) -> list[Chat]:
    """Where announcements may go, by title."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM chat "  # noqa: S608 - our own columns
        "WHERE status = 'administrator' AND can_post = 1 ORDER BY title, id"
    )
    return [Chat(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows]


def gone(tx: Tx, chat_id: int, now: str) -> None:
    """The bot was put out of it, or it is no more."""
    tx.execute(
        "UPDATE chat SET status = 'gone', can_post = 0, updated_at = ? WHERE id = ?", (now, chat_id)
    )


def move(tx: Tx, old: int, new: int, now: str) -> None:
    """A group became a supergroup, with another id."""
    tx.execute(
        "UPDATE OR REPLACE chat SET id = ?, kind = 'supergroup', updated_at = ? WHERE id = ?",
        (new, now, old),
    )
