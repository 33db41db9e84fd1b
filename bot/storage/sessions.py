"""Sessions: one row holds all that is needed to go on after days, or after the bot was killed."""

from __future__ import annotations

import orjson

from bot.domain.sessions import Session
from bot.forms.engine import State
from bot.storage import reminders
from bot.storage.database import Tx

_SELECT = (
    "SELECT s.id, s.person_id, s.kind, s.subject_id, s.form_id, s.state, s.number, s.message_id, "
    "s.current, s.dry_run, s.expires_at, v.closes_at, v.status, v.anonymous FROM session s "
    "LEFT JOIN survey v ON s.kind = 'survey' AND v.id = s.subject_id "
)
_Row = tuple[
    int, int, str, int, int, str, int, int, int, int, str, str | None, str | None, int | None
]


def _session(row: _Row) -> Session:
    return Session(
        row[0], row[1], row[2], row[3], row[4], State.from_json(orjson.loads(row[5])), row[6],
        row[7], bool(row[8]), bool(row[9]), row[10], row[11] or "", row[12] in (None, "open"),
        bool(row[13]),
    )  # fmt: skip


def add(tx: Tx, session: Session, now: str) -> Session:
    """Keep a new session, which becomes the person's current one. Its `id` is given here."""
    _rest(tx, session.person_id)
    row = tx.execute(
        "INSERT INTO session (person_id, kind, subject_id, form_id, state, rev, number, current, "
        "dry_run, started_at, touched_at, expires_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?) RETURNING id",
        (
            session.person_id, session.kind, session.subject_id, session.form_id,
            _dumped(session.state), session.rev, session.number, int(session.dry_run), now, now,
            session.expires_at,
        ),
    ).fetchone()  # fmt: skip
    return by_id(tx, int(row[0]), session.person_id) or session


def by_id(tx: Tx, session_id: int, person_id: int) -> Session | None:
    """This person's session with this id."""
    row = tx.execute(
        f"{_SELECT} WHERE s.id = ? AND s.person_id = ?", (session_id, person_id)
    ).fetchone()
    return _session(row) if row else None


def current(tx: Tx, person_id: int) -> Session | None:
    """The one that a typed text answers."""
    row = tx.execute(f"{_SELECT} WHERE s.person_id = ? AND s.current = 1", (person_id,)).fetchone()
    return _session(row) if row else None


def about(tx: Tx, person_id: int, kind: str, subject_id: int, dry_run: bool) -> Session | None:
    """The person's session for this survey, this profile …"""
    row = tx.execute(
        f"{_SELECT} WHERE s.person_id = ? AND s.kind = ? AND s.subject_id = ? AND s.dry_run = ?",
        (person_id, kind, subject_id, int(dry_run)),
    ).fetchone()
    return _session(row) if row else None


def of_person(tx: Tx, person_id: int) -> list[Session]:
    """All of them, the last touched first."""
    rows = tx.execute(f"{_SELECT} WHERE s.person_id = ? ORDER BY s.touched_at DESC", (person_id,))
    return [_session(row) for row in rows]


def save(tx: Tx, session: Session, now: str) -> None:
    """Keep where it stands now."""
    tx.execute(
        "UPDATE session SET state = ?, rev = ?, number = ?, message_id = ?, touched_at = ?, "
        "expires_at = ? WHERE id = ?",
        (
            _dumped(session.state), session.rev, session.number, session.message_id, now,
            session.expires_at, session.id,
        ),
    )  # fmt: skip


def make_current(tx: Tx, session: Session) -> None:
    """What the person types next is for this one."""
    _rest(tx, session.person_id)
    tx.execute("UPDATE session SET current = 1 WHERE id = ?", (session.id,))


def leave(tx: Tx, session_id: int) -> None:
    """It waits; what the person types next is not for it."""
    tx.execute("UPDATE session SET current = 0 WHERE id = ?", (session_id,))


def delete(tx: Tx, session_id: int) -> None:
    """Its answers and the files given for them are gone. Handed-in files have left it before.

    So are its reminders: they would tell who began a survey that is anonymous.
    """
    reminders.forget_session(tx, session_id)
    tx.execute("DELETE FROM session WHERE id = ?", (session_id,))


def overdue(tx: Tx, now: str, limit: int) -> list[int]:
    """Sessions whose time has passed or whose survey is closed."""
    rows = tx.execute(
        "SELECT s.id FROM session s "
        "LEFT JOIN survey v ON s.kind = 'survey' AND s.dry_run = 0 AND v.id = s.subject_id "
        "WHERE s.expires_at <= ? OR v.status <> 'open' OR v.closes_at <= ? LIMIT ?",
        (now, now, limit),
    )
    return [int(row[0]) for row in rows]


def _rest(tx: Tx, person_id: int) -> None:
    tx.execute("UPDATE session SET current = 0 WHERE person_id = ? AND current = 1", (person_id,))


def _dumped(state: State) -> str:
    return orjson.dumps(state.to_json()).decode()
