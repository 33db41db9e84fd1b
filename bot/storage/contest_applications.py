"""Applications with their members, versions, history, formal marks and calls for corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

import orjson

from bot.clock import moment, stamp
from bot.domain.contests.applications import (
    Application,
    Channel,
    Event,
    Formal,
    Status,
    Version,
    Why,
)
from bot.domain.contests.contest import Kind
from bot.domain.contests.formal import Call, Mark
from bot.domain.people import Person
from bot.forms.state import State
from bot.storage import people
from bot.storage.database import Tx

_NAMES = tuple(one.name for one in fields(Application))
_COLUMN = {"edition_id": "contest_id"}
_COLUMNS = ", ".join(_COLUMN.get(name, name) for name in _NAMES)
_KEPT = _NAMES[1:]
_READ: Mapping[str, Callable[[Any], object]] = {
    "kind": Kind, "status": Status, "formal": Formal, "channel": Channel, "minor": bool,
    "received_at": lambda text: moment(text) if text else None,
}  # fmt: skip


def _application(row: Sequence[Any]) -> Application:
    values: dict[str, Any] = {
        name: _READ[name](value) if name in _READ else value
        for name, value in zip(_NAMES, row, strict=True)
    }
    return Application(**values)


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return stamp(value)
    return int(value) if isinstance(value, bool) else value


def add(
    tx: Tx, application: Application, now: datetime, entered_by: int | None = None
) -> Application:
    """Keep a new one; its id is given here."""
    columns = ", ".join(_COLUMN.get(name, name) for name in _KEPT)
    marks = ", ".join("?" * (len(_KEPT) + 2))
    row = tx.execute(
        f"INSERT INTO application ({columns}, entered_by, created_at) "  # noqa: S608 - our own
        f"VALUES ({marks}) RETURNING {_COLUMNS}",
        (*(_stored(getattr(application, name)) for name in _KEPT), entered_by, stamp(now)),
    ).fetchone()
    return _application(row)


def save(tx: Tx, before: Application, after: Application) -> None:
    """Write the columns that differ."""
    changed = [name for name in _KEPT if getattr(before, name) != getattr(after, name)]
    if changed:
        columns = ", ".join(f"{_COLUMN.get(name, name)} = ?" for name in changed)
        tx.execute(
            f"UPDATE application SET {columns} WHERE id = ?",  # noqa: S608 - our own columns
            (*(_stored(getattr(after, name)) for name in changed), after.id),
        )


def _select(tx: Tx, condition: str, *values: object) -> list[Application]:
    sql = f"SELECT {_COLUMNS} FROM application WHERE {condition}"  # noqa: S608 - our own columns
    return [_application(row) for row in tx.execute(sql, values)]


def by_id(tx: Tx, application_id: int) -> Application | None:
    """The application with this id."""
    return next(iter(_select(tx, "id = ?", application_id)), None)


def by_token(tx: Tx, token: str) -> Application | None:
    """The one that a co-author's link leads to."""
    return next(iter(_select(tx, "token = ?", token)), None)


def of_contest(tx: Tx, contest_id: int, round_: int | None = None) -> list[Application]:
    """With a receipt, in its order; of one round or of all."""
    return _select(
        tx, "contest_id = ? AND number > 0 AND (? IS NULL OR round = ?) ORDER BY year, number",
        contest_id, round_, round_,
    )  # fmt: skip


def being_typed(tx: Tx, contest_id: int) -> list[Application]:
    """What came on paper and is not typed in to the end."""
    return _select(
        tx, "contest_id = ? AND status = 'draft' AND channel <> 'bot' ORDER BY id", contest_id
    )


def of_person(tx: Tx, person_id: int) -> list[Application]:
    """Whose author or co-author somebody is, the newest first."""
    return _select(
        tx, "id IN (SELECT application_id FROM application_member WHERE person_id = ?) "
        "ORDER BY id DESC", person_id,
    )  # fmt: skip


def written_by(tx: Tx, contest_id: int, person_id: int, round_: int) -> int:
    """How many of an author's take part or are being written."""
    row = tx.execute(
        "SELECT count(*) FROM application WHERE contest_id = ? AND author_id = ? AND round = ? "
        "AND status IN ('draft', 'submitted', 'undecided')",
        (contest_id, person_id, round_),
    ).fetchone()
    return int(row[0])


def next_number(tx: Tx, contest_id: int, year: int) -> int:
    """The receipt's number: no gaps, no repeats, because one transaction runs at a time."""
    row = tx.execute(
        "SELECT max(number) FROM application WHERE contest_id = ? AND year = ?", (contest_id, year)
    ).fetchone()
    return int(row[0] or 0) + 1


def delete_draft(tx: Tx, application_id: int) -> None:
    """A draft that nobody wants; what was handed in stays."""
    tx.execute("DELETE FROM application WHERE id = ? AND number = 0", (application_id,))
    tx.execute(
        "DELETE FROM session WHERE kind = 'application' AND subject_id = ?", (application_id,)
    )


# Members.


def join(tx: Tx, application_id: int, person_id: int, now: datetime) -> bool:
    """Add a co-author; False where they were in before."""
    done = tx.execute(
        "INSERT INTO application_member VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (application_id, person_id, stamp(now)),
    )
    return done.rowcount == 1


def leave(tx: Tx, application_id: int, person_id: int) -> None:
    """A co-author goes."""
    tx.execute(
        "DELETE FROM application_member WHERE application_id = ? AND person_id = ?",
        (application_id, person_id),
    )


def members(tx: Tx, application_id: int) -> list[Person]:
    """Author and co-authors, in the order in which they came."""
    rows = tx.execute(
        "SELECT person_id FROM application_member WHERE application_id = ? "
        "ORDER BY joined_at, person_id",
        (application_id,),
    ).fetchall()
    return [person for row in rows if (person := people.by_id(tx, int(row[0])))]


def drafting(tx: Tx, contest_id: int) -> list[tuple[int, Person]]:
    """(application, author or co-author) of every draft."""
    rows = tx.execute(
        "SELECT m.application_id, m.person_id FROM application_member m "
        "JOIN application a ON a.id = m.application_id "
        "WHERE a.contest_id = ? AND a.status = 'draft' ORDER BY 1, 2",
        (contest_id,),
    ).fetchall()
    found = ((int(row[0]), people.by_id(tx, int(row[1]))) for row in rows)
    return [(application_id, person) for application_id, person in found if person]


def pen(tx: Tx, application_id: int) -> int | None:
    """Who has the draft's answers in their conversation."""
    row = tx.execute(
        "SELECT person_id FROM session WHERE kind = 'application' AND subject_id = ?",
        (application_id,),
    ).fetchone()
    return int(row[0]) if row else None


def keep_drafts(tx: Tx, until: str, now: str, before: str) -> int:
    """Drafts wait for weeks: conversations about them that would end before a moment are kept on,
    as long as their contest takes applications."""
    return tx.execute(
        "UPDATE session SET expires_at = ? WHERE kind = 'application' AND expires_at < ? "
        "AND subject_id IN (SELECT a.id FROM application a LEFT JOIN contest_phase p "
        "ON p.contest_id = a.contest_id AND p.name = 'open' "
        "WHERE coalesce(p.ends_at, ?) >= ?)",
        (until, before, now, now),
    ).rowcount


# Versions and history.


def add_version(
    tx: Tx, application_id: int, version: Version, form_id: int, state: State, by: int | None
) -> None:
    """Keep the answers for good, and where the conversation stood, to edit them later."""
    tx.execute(
        "INSERT INTO application_version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            application_id, version.number, form_id,
            orjson.dumps(dict(version.answers)).decode(),
            orjson.dumps(state.to_json()).decode(), version.why, by, stamp(version.saved_at),
        ),
    )  # fmt: skip


def versions(tx: Tx, application_id: int) -> list[Version]:
    """The oldest first."""
    rows = tx.execute(
        "SELECT number, answers, saved_at, why FROM application_version "
        "WHERE application_id = ? ORDER BY number",
        (application_id,),
    )
    return [Version(n, orjson.loads(a), moment(at), Why(why)) for n, a, at, why in rows]


def last_state(tx: Tx, application_id: int) -> tuple[int, State] | None:
    """(form, state) of the newest version."""
    row = tx.execute(
        "SELECT form_id, state FROM application_version WHERE application_id = ? "
        "ORDER BY number DESC LIMIT 1",
        (application_id,),
    ).fetchone()
    return (int(row[0]), State.from_json(orjson.loads(row[1]))) if row else None


def state_of(tx: Tx, application_id: int, number: int) -> tuple[int, State] | None:
    """(form, state) of one version."""
    row = tx.execute(
        "SELECT form_id, state FROM application_version WHERE application_id = ? AND number = ?",
        (application_id, number),
    ).fetchone()
    return (int(row[0]), State.from_json(orjson.loads(row[1]))) if row else None


def add_event(tx: Tx, application_id: int, event: Event, by: int | None) -> None:
    """One line of the history."""
    tx.execute(
        "INSERT INTO application_event (application_id, what, words, done_by, at) "
        "VALUES (?, ?, ?, ?, ?)",
        (application_id, event.what, event.words, by, stamp(event.at)),
    )


def events(tx: Tx, application_id: int) -> tuple[Event, ...]:
    """The history, oldest first."""
    rows = tx.execute(
        "SELECT what, at, words FROM application_event WHERE application_id = ? ORDER BY id",
        (application_id,),
    )
    return tuple(Event(what, moment(at), words) for what, at, words in rows)


# The formal check.


def set_mark(tx: Tx, application_id: int, item: str, mark: Mark, by: int, now: datetime) -> None:
    """Yes, no or not applicable; the last one counts."""
    tx.execute(
        "INSERT INTO formal_mark VALUES (?, ?, ?, ?, ?) ON CONFLICT (application_id, item) "
        "DO UPDATE SET mark = excluded.mark, marked_by = excluded.marked_by, "
        "marked_at = excluded.marked_at",
        (application_id, item, mark, by, stamp(now)),
    )


def marks(tx: Tx, application_id: int) -> dict[str, Mark]:
    """By item."""
    rows = tx.execute(
        "SELECT item, mark FROM formal_mark WHERE application_id = ?", (application_id,)
    )
    return {item: Mark(mark) for item, mark in rows}


def add_call(
    tx: Tx, application_id: int, what: str, until: datetime, by: int, now: datetime
) -> Call:
    """A call for corrections."""
    row = tx.execute(
        "INSERT INTO correction (application_id, what, until, sent_by, sent_at) "
        "VALUES (?, ?, ?, ?, ?) RETURNING id",
        (application_id, what, stamp(until), by, stamp(now)),
    ).fetchone()
    return Call(int(row[0]), application_id, what, until, now)


def calls(tx: Tx, application_id: int) -> tuple[Call, ...]:
    """All of them, oldest first."""
    rows = tx.execute(
        "SELECT id, application_id, what, until, sent_at, fixed_at FROM correction "
        "WHERE application_id = ? ORDER BY id",
        (application_id,),
    )
    return tuple(
        Call(row[0], row[1], row[2], moment(row[3]), moment(row[4]),
             moment(row[5]) if row[5] else None)
        for row in rows
    )  # fmt: skip


def fix_call(tx: Tx, call_id: int, now: datetime) -> None:
    """It was answered."""
    tx.execute("UPDATE correction SET fixed_at = ? WHERE id = ?", (stamp(now), call_id))
