"""Workshops, their series, and what was changed about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from bot.clock import moment, stamp
from bot.domain.series import Series, Signing
from bot.domain.workshops import Audience, Change, Silence, Status, Workshop
from bot.storage.database import Tx

_NAMES = tuple(one.name for one in fields(Workshop))
_COLUMNS = ", ".join(_NAMES)
_KEPT = _NAMES[1:]  # all but the id


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_READ: Mapping[str, Callable[[Any], object]] = {
    "status": Status, "audience": Audience, "silence": Silence,
    "starts_at": moment, "ends_at": moment, "needs_until": _moment, "opens_at": _moment,
    "closes_at": _moment, "published_at": _moment, "cancelled_at": _moment, "due_at": _moment,
    "languages": _words, "reminded": _words,
    "guardian_agrees": bool, "guardian_stays": bool, "funded": bool,
    "instructor_checked_on": lambda text: date.fromisoformat(text) if text else None,
}  # fmt: skip


def _workshop(row: Sequence[Any]) -> Workshop:
    values: dict[str, Any] = {
        name: _READ[name](value) if name in _READ else value
        for name, value in zip(_NAMES, row, strict=True)
    }
    return Workshop(**values)


def _stored(value: object) -> object:
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return int(value) if isinstance(value, bool) else value


def add(tx: Tx, workshop: Workshop, now: datetime) -> Workshop:
    """Keep a new one; its id is given here, its `token` must be set."""
    marks = ", ".join("?" * (len(_KEPT) + 1))
    values = [_stored(getattr(workshop, name)) for name in _KEPT]
    row = tx.execute(
        f"INSERT INTO workshop ({', '.join(_KEPT)}, created_at) "  # noqa: S608 - our own columns
        f"VALUES ({marks}) RETURNING {_COLUMNS}",
        (*values, stamp(now)),
    ).fetchone()
    return _workshop(row)


def save(tx: Tx, before: Workshop, after: Workshop) -> None:
    """Write the columns that differ."""
    changed = [name for name in _KEPT if getattr(before, name) != getattr(after, name)]
    if changed:
        columns = ", ".join(f"{name} = ?" for name in changed)
        values = [_stored(getattr(after, name)) for name in changed]
        tx.execute(
            f"UPDATE workshop SET {columns} WHERE id = ?",  # noqa: S608 - our own columns
            (*values, after.id),
        )


def _select(tx: Tx, condition: str, *values: object) -> list[Workshop]:
    sql = f"SELECT {_COLUMNS} FROM workshop WHERE {condition}"  # noqa: S608 - our own columns
    return [_workshop(row) for row in tx.execute(sql, values)]


def by_id(tx: Tx, workshop_id: int) -> Workshop | None:
    """The workshop with this id."""
    return next(iter(_select(tx, "id = ?", workshop_id)), None)


def by_token(tx: Tx, token: str) -> Workshop | None:
    """The workshop behind a deep link."""
    return next(iter(_select(tx, "token = ?", token)), None)


def upcoming(tx: Tx, now: datetime, limit: int) -> list[Workshop]:
    """Published ones that have not ended, the soonest first; those that are cancelled too."""
    return _select(
        tx,
        "status IN ('published', 'cancelled') AND ends_at > ? ORDER BY starts_at, id LIMIT ?",
        stamp(now), limit,
    )  # fmt: skip


def past(tx: Tx, now: datetime, limit: int) -> list[Workshop]:
    """Published ones that have ended, the latest first."""
    return _select(
        tx,
        "status = 'published' AND ends_at <= ? ORDER BY starts_at DESC, id LIMIT ?",
        stamp(now), limit,
    )  # fmt: skip


def with_status(tx: Tx, status: Status, limit: int) -> list[Workshop]:
    """Those that stand there, the newest first."""
    return _select(tx, "status = ? ORDER BY id DESC LIMIT ?", status, limit)


def of_author(tx: Tx, person_id: int, limit: int) -> list[Workshop]:
    """A partner's own, the newest first."""
    return _select(tx, "created_by = ? ORDER BY id DESC LIMIT ?", person_id, limit)


def of_series(tx: Tx, series_id: int) -> list[Workshop]:
    """The meetings of a series, by time."""
    return _select(tx, "series_id = ? ORDER BY starts_at, id", series_id)


def due(tx: Tx, now: datetime, limit: int) -> list[int]:
    """The ids of those that need attention, the most urgent first."""
    rows = tx.execute(
        "SELECT id FROM workshop WHERE due_at <= ? ORDER BY due_at LIMIT ?", (stamp(now), limit)
    )
    return [int(row[0]) for row in rows]


def rest(tx: Tx, workshop_id: int) -> None:
    """It needs no attention any more."""
    tx.execute("UPDATE workshop SET due_at = NULL WHERE id = ?", (workshop_id,))


def next_due(tx: Tx) -> datetime | None:
    """When one of them needs attention next."""
    row = tx.execute("SELECT min(due_at) FROM workshop WHERE due_at IS NOT NULL").fetchone()
    return _moment(row[0])


def delete(tx: Tx, workshop_id: int) -> None:
    """Forget a draft or a proposal."""
    tx.execute(
        "DELETE FROM workshop WHERE id = ? AND status IN ('draft', 'proposed')", (workshop_id,)
    )


# What was changed.


def add_changes(
    tx: Tx, workshop: Workshop, changes: Sequence[Change], by: int | None, now: datetime
) -> None:
    """Keep old and new of what everybody is told, under the workshop's `sequence`."""
    tx.executemany(
        "INSERT INTO workshop_change VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                workshop.id, workshop.sequence, one.name, str(_stored(one.old)),
                str(_stored(one.new)), by, stamp(now),
            )
            for one in changes
        ],
    )  # fmt: skip


def changes_since(tx: Tx, workshop_id: int, sequence: int) -> tuple[Change, ...]:
    """What changed after `sequence`: the oldest value and the newest; what came back is left out.

    Names as of `Workshop`'s fields, in their order.
    """
    rows = tx.execute(
        "SELECT name, old, new FROM workshop_change WHERE workshop_id = ? AND sequence > ? "
        "ORDER BY sequence",
        (workshop_id, sequence),
    ).fetchall()
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for name, old, new in rows:
        first.setdefault(name, old)
        last[name] = new
    return tuple(
        Change(name, _value(name, first[name]), _value(name, last[name]))
        for name in _NAMES
        if name in first and first[name] != last[name]
    )


def _value(name: str, text: str) -> object:
    return _READ[name](text) if name in _READ else text


# Series.


def add_series(tx: Tx, series: Series, by: int | None, now: datetime) -> Series:
    """Keep a series; its id is given here."""
    row = tx.execute(
        "INSERT INTO series (rule, skip_holidays, meetings, signing, created_by, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (
            series.rule, int(series.skip_holidays), series.meetings, series.signing, by, stamp(now),
        ),
    ).fetchone()  # fmt: skip
    return Series(int(row[0]), series.rule, series.meetings, series.signing, series.skip_holidays)


def series_by_id(tx: Tx, series_id: int) -> Series | None:
    """The series with this id."""
    row = tx.execute(
        "SELECT id, rule, meetings, signing, skip_holidays FROM series WHERE id = ?", (series_id,)
    ).fetchone()
    return Series(row[0], row[1], row[2], Signing(row[3]), bool(row[4])) if row else None
