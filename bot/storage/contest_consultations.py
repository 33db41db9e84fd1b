"""„Popieram” and remarks."""

from __future__ import annotations

from bot.clock import moment
from bot.domain.contests.consultation import Remark, Status
from bot.storage.database import Tx

_COLUMNS = "id, contest_id, application_id, text, status, written_at, person_id"


def support(tx: Tx, application_id: int, person_id: int, now: str) -> None:
    """Somebody supports it; twice is once."""
    tx.execute(
        "INSERT INTO support VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (application_id, person_id, now),
    )


def take_back(tx: Tx, application_id: int, person_id: int) -> None:
    """They do not any more."""
    tx.execute(
        "DELETE FROM support WHERE application_id = ? AND person_id = ?",
        (application_id, person_id),
    )


def supports(tx: Tx, contest_id: int) -> dict[int, int]:
    """How many support each application."""
    rows = tx.execute(
        "SELECT s.application_id, count(*) FROM support s "
        "JOIN application a ON a.id = s.application_id WHERE a.contest_id = ? "
        "GROUP BY s.application_id",
        (contest_id,),
    )
    return {int(row[0]): int(row[1]) for row in rows}


def supported(tx: Tx, contest_id: int, person_id: int) -> frozenset[int]:
    """The applications that somebody supports."""
    rows = tx.execute(
        "SELECT s.application_id FROM support s JOIN application a ON a.id = s.application_id "
        "WHERE a.contest_id = ? AND s.person_id = ?",
        (contest_id, person_id),
    )
    return frozenset(int(row[0]) for row in rows)


def add_remark(
    tx: Tx, contest_id: int, application_id: int | None, person_id: int, text: str, now: str
) -> int:
    """It waits for staff; its id."""
    row = tx.execute(
        "INSERT INTO remark (contest_id, application_id, person_id, text, written_at) "
        "VALUES (?, ?, ?, ?, ?) RETURNING id",
        (contest_id, application_id, person_id, text, now),
    ).fetchone()
    return int(row[0])


def remark(tx: Tx, remark_id: int) -> Remark | None:
    """The one with this id."""
    row = tx.execute(
        f"SELECT {_COLUMNS} FROM remark WHERE id = ?",  # noqa: S608 - our own columns
        (remark_id,),
    ).fetchone()
    return _remark(row) if row else None


def approved(tx: Tx, contest_id: int) -> list[Remark]:
    """What everybody may read, the oldest first."""
    return _with_status(tx, contest_id, Status.APPROVED)


def waiting(tx: Tx, contest_id: int) -> list[Remark]:
    """What staff have not read, the oldest first."""
    return _with_status(tx, contest_id, Status.WAITING)


def waiting_of(tx: Tx, contest_id: int, person_id: int) -> int:
    """How many of somebody's nobody has read."""
    row = tx.execute(
        "SELECT count(*) FROM remark WHERE contest_id = ? AND person_id = ? AND status = 'waiting'",
        (contest_id, person_id),
    ).fetchone()
    return int(row[0])


def decide(tx: Tx, remark_id: int, status: Status, by: int) -> bool:
    """Public or hidden; False where it was so before."""
    done = tx.execute(
        "UPDATE remark SET status = ?, decided_by = ? WHERE id = ? AND status <> ?",
        (status, by, remark_id, status),
    )
    return done.rowcount == 1


def _with_status(tx: Tx, contest_id: int, status: Status) -> list[Remark]:
    rows = tx.execute(
        f"SELECT {_COLUMNS} FROM remark "  # noqa: S608 - our own columns
        "WHERE contest_id = ? AND status = ? ORDER BY id",
        (contest_id, status),
    )
    return [_remark(row) for row in rows]


def _remark(row: tuple[int, int, int | None, str, str, str, int | None]) -> Remark:
    return Remark(row[0], row[1], row[2], row[3], Status(row[4]), moment(row[5]), row[6])
