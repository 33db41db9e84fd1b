"""What becomes of funded applications. All is read at once: there is little of it."""

from __future__ import annotations

from datetime import date, datetime

from bot.clock import moment, stamp
from bot.domain.contests.realisation import (
    EventHeld,
    Expense,
    Milestone,
    Photo,
    Realisation,
    Report,
    Source,
    Status,
)
from bot.storage.database import Tx


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


# The realisation itself.


def by_id(tx: Tx, application_id: int) -> Realisation | None:
    """Of one application."""
    row = tx.execute(
        "SELECT application_id, status, report_due, departed FROM realisation "
        "WHERE application_id = ?",
        (application_id,),
    ).fetchone()
    return Realisation(row[0], Status(row[1]), _day(row[2]), row[3]) if row else None


def add(tx: Tx, realisation: Realisation, now: datetime) -> None:
    """It begins."""
    tx.execute(
        "INSERT INTO realisation VALUES (?, ?, ?, ?, ?)",
        (
            realisation.application_id, realisation.status, _text(realisation.report_due),
            realisation.departed, stamp(now),
        ),
    )  # fmt: skip


def save(tx: Tx, realisation: Realisation) -> None:
    """As it stands now."""
    tx.execute(
        "UPDATE realisation SET status = ?, report_due = ?, departed = ? WHERE application_id = ?",
        (
            realisation.status, _text(realisation.report_due), realisation.departed,
            realisation.application_id,
        ),
    )  # fmt: skip


def of_contest(tx: Tx, contest_id: int) -> list[Realisation]:
    """In the order of receipts."""
    rows = tx.execute(
        "SELECT r.application_id, r.status, r.report_due, r.departed FROM realisation r "
        "JOIN application a ON a.id = r.application_id WHERE a.contest_id = ? "
        "ORDER BY a.year, a.number",
        (contest_id,),
    )
    return [Realisation(row[0], Status(row[1]), _day(row[2]), row[3]) for row in rows]


def of_person(tx: Tx, person_id: int) -> list[int]:
    """Applications that somebody carries out, the newest first."""
    rows = tx.execute(
        "SELECT r.application_id FROM realisation r JOIN application_member m "
        "ON m.application_id = r.application_id WHERE m.person_id = ? ORDER BY 1 DESC",
        (person_id,),
    )
    return [int(row[0]) for row in rows]


# Milestones.


def add_milestone(tx: Tx, application_id: int, title: str, due: date | None) -> int:
    """One more; returns its id."""
    row = tx.execute(
        "INSERT INTO milestone (application_id, title, due) VALUES (?, ?, ?) RETURNING id",
        (application_id, title, _text(due)),
    ).fetchone()
    return int(row[0])


def milestones(tx: Tx, application_id: int) -> tuple[Milestone, ...]:
    """Soonest first; without a day last."""
    rows = tx.execute(
        "SELECT id, title, due, done_on FROM milestone WHERE application_id = ? "
        "ORDER BY due IS NULL, due, id",
        (application_id,),
    )
    return tuple(Milestone(row[0], row[1], _day(row[2]), _day(row[3])) for row in rows)


def milestone(tx: Tx, milestone_id: int) -> tuple[int, Milestone] | None:
    """(application, milestone)."""
    row = tx.execute(
        "SELECT application_id, id, title, due, done_on FROM milestone WHERE id = ?",
        (milestone_id,),
    ).fetchone()
    return (int(row[0]), Milestone(row[1], row[2], _day(row[3]), _day(row[4]))) if row else None


def set_milestone(tx: Tx, milestone: Milestone) -> None:
    """Another title or day; ticked off or not."""
    tx.execute(
        "UPDATE milestone SET title = ?, due = ?, done_on = ? WHERE id = ?",
        (milestone.title, _text(milestone.due), _text(milestone.done_on), milestone.id),
    )


# Events.


def add_event(tx: Tx, application_id: int, event: EventHeld, by: int, now: datetime) -> int:
    """Something took place; returns its id."""
    row = tx.execute(
        "INSERT INTO realisation_event "
        "(application_id, day, what, people, newcomers, reported_by, reported_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            application_id, _text(event.day), event.what, event.people, event.newcomers, by,
            stamp(now),
        ),
    ).fetchone()  # fmt: skip
    return int(row[0])


def events(tx: Tx, application_id: int) -> tuple[EventHeld, ...]:
    """By day."""
    rows = tx.execute(
        "SELECT id, day, what, people, newcomers FROM realisation_event "
        "WHERE application_id = ? ORDER BY day, id",
        (application_id,),
    )
    return tuple(
        EventHeld(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4]) for row in rows
    )


# Photos.


def add_photo(tx: Tx, application_id: int, photo: Photo, by: int, now: datetime) -> int:
    """A picture with the note on consent; returns its id."""
    row = tx.execute(
        "INSERT INTO realisation_photo "
        "(application_id, file_id, caption, consent, public, shared_by, shared_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            application_id, photo.file_id, photo.caption, photo.consent, int(photo.public), by,
            stamp(now),
        ),
    ).fetchone()  # fmt: skip
    return int(row[0])


def photos(tx: Tx, application_id: int) -> tuple[Photo, ...]:
    """In the order in which they came."""
    rows = tx.execute(
        "SELECT id, file_id, caption, consent, public FROM realisation_photo "
        "WHERE application_id = ? ORDER BY id",
        (application_id,),
    )
    return tuple(Photo(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows)


# Spending.


def add_expense(tx: Tx, application_id: int, expense: Expense, by: int, now: datetime) -> int:
    """Money that was paid; returns its id."""
    row = tx.execute(
        "INSERT INTO expense "
        "(application_id, line, what, amount, source, document, day, entered_by, entered_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            application_id, expense.line, expense.what, expense.amount, expense.source,
            expense.document, _text(expense.day), by, stamp(now),
        ),
    ).fetchone()  # fmt: skip
    return int(row[0])


def expenses(tx: Tx, application_id: int) -> tuple[Expense, ...]:
    """By line, then as they came."""
    rows = tx.execute(
        "SELECT id, line, what, amount, source, document, day FROM expense "
        "WHERE application_id = ? ORDER BY line, id",
        (application_id,),
    )
    return tuple(
        Expense(row[0], row[1], row[2], row[3], Source(row[4]), row[5], _day(row[6]))
        for row in rows
    )


_TAKEN_BACK = {
    "event": "DELETE FROM realisation_event WHERE id = ? RETURNING application_id",
    "photo": "DELETE FROM realisation_photo WHERE id = ? RETURNING application_id",
    "expense": "DELETE FROM expense WHERE id = ? RETURNING application_id",
    "milestone": "DELETE FROM milestone WHERE id = ? RETURNING application_id",
}


def take_back(tx: Tx, what: str, entry_id: int) -> int:
    """An entry goes for good; whose it was, 0 where there was none. Undone with the transaction."""
    row = tx.execute(_TAKEN_BACK[what], (entry_id,)).fetchone()
    return int(row[0]) if row else 0


# Reports.


def add_report(tx: Tx, application_id: int, report: Report, by: int) -> None:
    """One version more."""
    tx.execute(
        "INSERT INTO realisation_report "
        "(application_id, number, outcome, worked, not_worked, quote, handed_in_by, handed_in_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            application_id, report.number, report.outcome, report.worked, report.not_worked,
            report.quote, by, stamp(report.handed_in_at),
        ),
    )  # fmt: skip


def reports(tx: Tx, application_id: int) -> tuple[Report, ...]:
    """Versions, the oldest first."""
    rows = tx.execute(
        "SELECT number, outcome, worked, not_worked, handed_in_at, quote, returned, accepted_at "
        "FROM realisation_report WHERE application_id = ? ORDER BY number",
        (application_id,),
    )
    return tuple(
        Report(
            row[0], row[1], row[2], row[3], moment(row[4]), row[5], row[6],
            moment(row[7]) if row[7] else None,
        )
        for row in rows
    )  # fmt: skip


def decide_report(
    tx: Tx, application_id: int, number: int, returned: str, accepted_at: datetime | None, by: int
) -> None:
    """Accepted, or returned with what is to be mended."""
    tx.execute(
        "UPDATE realisation_report SET returned = ?, accepted_at = ?, decided_by = ? "
        "WHERE application_id = ? AND number = ?",
        (returned, stamp(accepted_at) if accepted_at else None, by, application_id, number),
    )
