"""Organisations, their members, and what they offer."""

from __future__ import annotations

from collections.abc import Sequence

from bot.clock import moment
from bot.domain.organisations import Idea, Kind, Organisation, Resource, Running, Status
from bot.domain.people import Person
from bot.storage import people
from bot.storage.database import Tx

_COLUMNS = "o.id, o.name, o.kind, o.status, o.about, o.created_by"


def _organisation(row: tuple[int, str, str, str, str, int | None]) -> Organisation:
    return Organisation(row[0], row[1], Kind(row[2]), Status(row[3]), row[4], row[5])


def add(
    tx: Tx, name: str, kind: Kind, about: str, status: Status, created_by: int, now: str
) -> Organisation:
    """A new one."""
    row = tx.execute(
        "INSERT INTO organisation (name, kind, status, about, created_by, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (name, kind, status, about, created_by, now),
    ).fetchone()
    return Organisation(int(row[0]), name, kind, status, about, created_by)


def by_id(tx: Tx, organisation_id: int) -> Organisation | None:
    """The organisation with this id."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM organisation o WHERE o.id = ?",  # noqa: S608 - our own columns
        (organisation_id,),
    ).fetchone()
    return _organisation(row) if row else None


def with_status(tx: Tx, statuses: Sequence[Status]) -> list[Organisation]:
    """Those that stand there, by name."""
    marks = ",".join("?" * len(statuses))
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM organisation o WHERE o.status IN ({marks}) "  # noqa: S608
        "ORDER BY o.name, o.id",
        tuple(statuses),
    )
    return [_organisation(row) for row in rows]


def of_person(tx: Tx, person_id: int, statuses: Sequence[Status]) -> list[Organisation]:
    """Those that somebody belongs to, by name."""
    marks = ",".join("?" * len(statuses))
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM membership m "  # noqa: S608 - our own columns
        "JOIN organisation o ON o.id = m.organisation_id "
        f"WHERE m.person_id = ? AND o.status IN ({marks}) ORDER BY o.name, o.id",
        (person_id, *statuses),
    )
    return [_organisation(row) for row in rows]


def describe(tx: Tx, organisation_id: int, name: str, kind: Kind, about: str) -> None:
    """What it says of itself."""
    tx.execute(
        "UPDATE organisation SET name = ?, kind = ?, about = ? WHERE id = ?",
        (name, kind, about, organisation_id),
    )


def set_status(tx: Tx, organisation_id: int, status: Status) -> None:
    """Where it stands with the library."""
    tx.execute("UPDATE organisation SET status = ? WHERE id = ?", (status, organisation_id))


def count(tx: Tx, status: Status) -> int:
    """How many stand there."""
    row = tx.execute("SELECT count(*) FROM organisation WHERE status = ?", (status,)).fetchone()
    return int(row[0])


def join(tx: Tx, organisation_id: int, person_id: int, now: str) -> bool:
    """Somebody belongs to it; False if they did before."""
    done = tx.execute(
        "INSERT INTO membership (organisation_id, person_id, since) VALUES (?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (organisation_id, person_id, now),
    )
    return done.rowcount == 1


def leave(tx: Tx, organisation_id: int, person_id: int) -> None:
    """Somebody belongs to it no more."""
    tx.execute(
        "DELETE FROM membership WHERE organisation_id = ? AND person_id = ?",
        (organisation_id, person_id),
    )


def leave_all(tx: Tx, person_id: int) -> None:
    """Somebody is no partner any more."""
    tx.execute("DELETE FROM membership WHERE person_id = ?", (person_id,))


def members(tx: Tx, organisation_id: int) -> list[Person]:
    """Everybody in it, the longest first."""
    found = tx.execute(
        "SELECT person_id FROM membership WHERE organisation_id = ? ORDER BY since, person_id",
        (organisation_id,),
    )
    known = (people.by_id(tx, int(row[0])) for row in found.fetchall())
    return [person for person in known if person]


def is_member(tx: Tx, organisation_id: int, person_id: int) -> bool:
    """Does this person belong to it?"""
    row = tx.execute(
        "SELECT 1 FROM membership WHERE organisation_id = ? AND person_id = ?",
        (organisation_id, person_id),
    ).fetchone()
    return row is not None


def offer(tx: Tx, organisation_id: int, text: str, person_id: int, now: str) -> Resource:
    """Something that it can give."""
    row = tx.execute(
        "INSERT INTO resource (organisation_id, text, offered_by, offered_at) "
        "VALUES (?, ?, ?, ?) RETURNING id",
        (organisation_id, text, person_id, now),
    ).fetchone()
    return Resource(int(row[0]), organisation_id, text)


def resources(tx: Tx, organisation_id: int) -> list[Resource]:
    """What it can give, in the order in which it was offered."""
    rows = tx.execute(
        "SELECT id, organisation_id, text FROM resource WHERE organisation_id = ? ORDER BY id",
        (organisation_id,),
    )
    return [Resource(*row) for row in rows]


def resource(tx: Tx, resource_id: int) -> Resource | None:
    """One of these."""
    row = tx.execute(
        "SELECT id, organisation_id, text FROM resource WHERE id = ?", (resource_id,)
    ).fetchone()
    return Resource(*row) if row else None


def withdraw(tx: Tx, resource_id: int) -> None:
    """It is not offered any more."""
    tx.execute("DELETE FROM resource WHERE id = ?", (resource_id,))


def running(tx: Tx, organisation: Organisation, now: str) -> list[Running]:
    """Workshops that name it as their partner or that its members proposed, the next first."""
    rows = tx.execute(
        "SELECT w.id, w.title, w.starts_at, w.status = 'published' FROM workshop w "
        "WHERE w.ends_at > ? AND w.status IN ('proposed', 'published') "
        "AND (w.partner = ? COLLATE NOCASE OR (w.partner = '' AND EXISTS (SELECT 1 "
        "FROM membership m JOIN person p ON p.id = m.person_id "
        "WHERE m.organisation_id = ? AND m.person_id = w.created_by AND p.role = 'partner'))) "
        "ORDER BY w.starts_at, w.id LIMIT 10",
        (now, organisation.name, organisation.id),
    )
    return [Running(row[0], row[1], moment(row[2]), bool(row[3])) for row in rows]


def ideas(tx: Tx, organisation: Organisation) -> list[Idea]:
    """What was handed in in its name and was not withdrawn, the newest first."""
    rows = tx.execute(
        "SELECT a.title, c.title FROM application a JOIN contest c ON c.id = a.contest_id "
        "WHERE a.number > 0 AND a.status IN ('submitted', 'undecided') "
        "AND a.organisation = ? COLLATE NOCASE ORDER BY a.id DESC LIMIT 10",
        (organisation.name,),
    )
    return [Idea(*row) for row in rows]
