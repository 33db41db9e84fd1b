"""People: who wrote, in which language, with which role."""

from __future__ import annotations

from bot.domain.people import Person, Role
from bot.storage.database import Tx

_COLUMNS = (
    "id, telegram_id, name, username, language, language_chosen, role, "
    "notice_accepted_at IS NOT NULL, reachable"
)


def _person(row: tuple[int, int, str, str, str, int, str, int, int]) -> Person:
    return Person(
        row[0], row[1], row[2], row[3], row[4], bool(row[5]), Role(row[6]), bool(row[7]),
        bool(row[8]),
    )  # fmt: skip


def by_telegram_id(tx: Tx, telegram_id: int) -> Person | None:
    """The person behind a Telegram account."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM person WHERE telegram_id = ?",  # noqa: S608 - our own columns
        (telegram_id,),
    ).fetchone()
    return _person(row) if row else None


def by_id(tx: Tx, person_id: int) -> Person | None:
    """The person with this id."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM person WHERE id = ?",  # noqa: S608 - our own columns
        (person_id,),
    ).fetchone()
    return _person(row) if row else None


def with_roles(tx: Tx, roles: frozenset[Role]) -> list[Person]:
    """Everybody who has one of these roles, oldest first."""
    marks = ",".join("?" * len(roles))
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM person WHERE role IN ({marks}) ORDER BY id",  # noqa: S608
        tuple(roles),
    )
    return [_person(row) for row in rows]


def add(tx: Tx, telegram_id: int, name: str, username: str, language: str, now: str) -> Person:
    """Somebody new: a resident who has chosen nothing yet."""
    row = tx.execute(
        "INSERT INTO person (telegram_id, name, username, language, created_at) "  # noqa: S608
        f"VALUES (?, ?, ?, ?, ?) RETURNING {_COLUMNS}",
        (telegram_id, name, username, language, now),
    ).fetchone()
    return _person(row)


def rename(tx: Tx, person_id: int, name: str, username: str) -> None:
    """Keep the name as Telegram shows it now."""
    tx.execute("UPDATE person SET name = ?, username = ? WHERE id = ?", (name, username, person_id))


def set_language(tx: Tx, person_id: int, language: str) -> None:
    """A language that the person chose."""
    tx.execute(
        "UPDATE person SET language = ?, language_chosen = 1 WHERE id = ?", (language, person_id)
    )


def accept_notice(tx: Tx, person_id: int, now: str) -> None:
    """The person has seen the privacy notice and went on."""
    tx.execute(
        "UPDATE person SET notice_accepted_at = ?, start = NULL WHERE id = ?", (now, person_id)
    )


def greeted(tx: Tx, person_id: int, start: str) -> None:
    """The person was shown the notice; `start` is the parameter of the link they came by, or ""."""
    tx.execute("UPDATE person SET start = ? WHERE id = ?", (start, person_id))


def start(tx: Tx, person_id: int) -> str | None:
    """By which link somebody came who has not gone on from the notice; None for anybody else."""
    row = tx.execute("SELECT start FROM person WHERE id = ?", (person_id,)).fetchone()
    return row[0] if row else None


def set_role(tx: Tx, person_id: int, role: Role) -> None:
    """Make somebody a librarian, a partner …"""
    tx.execute("UPDATE person SET role = ? WHERE id = ?", (role, person_id))


def set_reachable(tx: Tx, telegram_id: int, reachable: bool) -> None:
    """Whether messages reach this person: false after they blocked the bot."""
    tx.execute(
        "UPDATE person SET reachable = ? WHERE telegram_id = ?", (int(reachable), telegram_id)
    )
