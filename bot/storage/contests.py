"""Contests as they are held: configuration, phases and their changes, outages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from bot.clock import moment, stamp
from bot.domain.contests.applications import Outage
from bot.domain.contests.configuration import read_toml
from bot.domain.contests.contest import Contest, Phase, PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.phases import Change
from bot.errors import Refused
from bot.storage.database import Tx

_COLUMNS = "id, token, source, form_id, round, counted_at, created_by, votes_counted_at"


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _stamp(at: datetime | None) -> str | None:
    return stamp(at) if at else None


@lru_cache(maxsize=32)
def _configured(source: str) -> Contest:
    """What was kept had no problem when it was read first."""
    found = read_toml(source).contest
    if found is None:
        raise Refused("contest_unreadable")
    return found


def _edition(tx: Tx, row: Sequence[Any]) -> Edition:
    phases = tx.execute(
        "SELECT name, begins_at, ends_at FROM contest_phase WHERE contest_id = ?", (row[0],)
    )
    known = {PhaseName(n): Phase(PhaseName(n), _moment(b), _moment(e)) for n, b, e in phases}
    contest = replace(
        _configured(row[2]), round=row[4], phases=tuple(known[n] for n in PhaseName if n in known)
    )
    public = tx.execute(
        "SELECT round, published_at FROM published_round WHERE contest_id = ? ORDER BY round",
        (row[0],),
    ).fetchall()
    return Edition(
        row[0], row[1], contest, row[3], row[4], _moment(row[5]),
        _moment(dict(public).get(row[4])), row[6], _moment(row[7]),
        tuple(number for number, _ in public),
    )  # fmt: skip


def add(tx: Tx, edition: Edition, source: str, now: datetime) -> Edition:
    """Keep a new one with its phases; its id is given here."""
    row = tx.execute(
        "INSERT INTO contest (token, title, source, form_id, round, created_by, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (edition.token, edition.title, source, edition.form_id, edition.round,
         edition.created_by, stamp(now)),
    ).fetchone()  # fmt: skip
    contest_id = int(row[0])
    for phase in edition.contest.phases:
        set_phase(tx, contest_id, phase)
    return replace(edition, id=contest_id)


def configure(tx: Tx, edition: Edition, source: str) -> None:
    """Another configuration instead, phases and all."""
    tx.execute(
        "UPDATE contest SET title = ?, source = ?, form_id = ?, round = ? WHERE id = ?",
        (edition.title, source, edition.form_id, edition.round, edition.id),
    )
    tx.execute("DELETE FROM contest_phase WHERE contest_id = ?", (edition.id,))
    for phase in edition.contest.phases:
        set_phase(tx, edition.id, phase)


def delete(tx: Tx, contest_id: int) -> bool:
    """With all that is about it; False where somebody has begun to apply."""
    done = tx.execute(
        "DELETE FROM contest WHERE id = :id "
        "AND NOT EXISTS (SELECT 1 FROM application WHERE contest_id = :id)",
        {"id": contest_id},
    )
    return done.rowcount == 1


def by_id(tx: Tx, contest_id: int) -> Edition | None:
    """The contest with this id, as it stands."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM contest WHERE id = ?",  # noqa: S608 - our own columns
        (contest_id,),
    ).fetchone()
    return _edition(tx, row) if row else None


def by_token(tx: Tx, token: str) -> Edition | None:
    """The contest behind a deep link."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM contest WHERE token = ?",  # noqa: S608 - our own columns
        (token,),
    ).fetchone()
    return _edition(tx, row) if row else None


def newest(tx: Tx, limit: int) -> list[Edition]:
    """The newest first."""
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM contest ORDER BY id DESC LIMIT ?",  # noqa: S608 - our own columns
        (limit,),
    ).fetchall()
    return [_edition(tx, row) for row in rows]


def received(tx: Tx, contest_id: int) -> int:
    """How many applications have a receipt."""
    row = tx.execute(
        "SELECT count(*) FROM application WHERE contest_id = ? AND number > 0", (contest_id,)
    ).fetchone()
    return int(row[0])


def any_begun(tx: Tx, now: datetime) -> bool:
    """Whether there is one to see for everybody."""
    row = tx.execute(
        "SELECT EXISTS (SELECT 1 FROM contest_phase WHERE name <> 'draft' AND begins_at <= ?)",
        (stamp(now),),
    ).fetchone()
    return bool(row[0])


def title_behind(tx: Tx, token: str, now: datetime) -> str:
    """The title of the contest behind a link, "" for one that has not begun."""
    row = tx.execute(
        "SELECT title FROM contest WHERE token = ? AND EXISTS (SELECT 1 FROM contest_phase "
        "WHERE contest_id = contest.id AND name <> 'draft' AND begins_at <= ?)",
        (token, stamp(now)),
    ).fetchone()
    return str(row[0]) if row else ""


def set_counted(tx: Tx, contest_id: int, at: datetime | None) -> None:
    """From then on scores are frozen; None when a new round begins."""
    tx.execute("UPDATE contest SET counted_at = ? WHERE id = ?", (_stamp(at), contest_id))


def set_votes_counted(tx: Tx, contest_id: int, at: datetime | None) -> None:
    """From then on ballots are frozen; None when a new round begins."""
    tx.execute("UPDATE contest SET votes_counted_at = ? WHERE id = ?", (_stamp(at), contest_id))


def set_published(tx: Tx, contest_id: int, round_: int, at: datetime) -> None:
    """The town may read the results of this round, from now on."""
    tx.execute(
        "INSERT INTO published_round (contest_id, round, published_at) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET published_at = excluded.published_at",
        (contest_id, round_, stamp(at)),
    )


def set_round(tx: Tx, contest_id: int, number: int) -> None:
    """The next round has begun."""
    tx.execute("UPDATE contest SET round = ? WHERE id = ?", (number, contest_id))


def set_phase(tx: Tx, contest_id: int, phase: Phase) -> None:
    """A phase's hours."""
    tx.execute(
        "INSERT INTO contest_phase (contest_id, name, begins_at, ends_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (contest_id, name) DO UPDATE "
        "SET begins_at = excluded.begins_at, ends_at = excluded.ends_at",
        (contest_id, phase.name, _stamp(phase.begin), _stamp(phase.end)),
    )


def phase_ids(tx: Tx, contest_id: int) -> dict[PhaseName, int]:
    """What schedules and notices know the phases by."""
    rows = tx.execute("SELECT name, id FROM contest_phase WHERE contest_id = ?", (contest_id,))
    return {PhaseName(name): int(phase_id) for name, phase_id in rows}


def phase_by_id(tx: Tx, phase_id: int) -> tuple[Edition, PhaseName] | None:
    """The contest of a phase, and which one it is."""
    row = tx.execute("SELECT contest_id, name FROM contest_phase WHERE id = ?",
                     (phase_id,)).fetchone()  # fmt: skip
    edition = by_id(tx, int(row[0])) if row else None
    return (edition, PhaseName(row[1])) if edition else None


def set_archived(tx: Tx, contest_id: int, until: str | None) -> None:
    """The day after which the file may be destroyed."""
    tx.execute("UPDATE contest SET archived_until = ? WHERE id = ?", (until, contest_id))


def add_changes(
    tx: Tx, contest_id: int, changes: Iterable[Change], reason: str, by: int, now: datetime
) -> None:
    """Old and new hours, the reason, who and when."""
    tx.executemany(
        "INSERT INTO contest_phase_change (contest_id, name, old_begin, old_end, new_begin, "
        "new_end, reason, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                contest_id, one.after.name, _stamp(one.before.begin), _stamp(one.before.end),
                _stamp(one.after.begin), _stamp(one.after.end), reason, by, stamp(now),
            )
            for one in changes
        ],
    )  # fmt: skip


def last_change(tx: Tx, contest_id: int, name: PhaseName) -> str:
    """Why a phase was moved last, "" where it never was."""
    row = tx.execute(
        "SELECT reason FROM contest_phase_change WHERE contest_id = ? AND name = ? "
        "ORDER BY id DESC LIMIT 1",
        (contest_id, name),
    ).fetchone()
    return str(row[0]) if row else ""


def note_outage(tx: Tx, outage: Outage) -> None:
    """The bot was down from when to when."""
    tx.execute(
        "INSERT INTO outage VALUES (?, ?) ON CONFLICT (since) DO UPDATE SET until = excluded.until",
        (stamp(outage.since), stamp(outage.until)),
    )


def outages(tx: Tx, since: datetime) -> list[Outage]:
    """Those that ended after a moment."""
    rows = tx.execute("SELECT since, until FROM outage WHERE until > ? ORDER BY since",
                      (stamp(since),))  # fmt: skip
    return [Outage(moment(since_), moment(until)) for since_, until in rows]
