"""Bands of ages that people gave, and the ages of children they once signed up."""

from __future__ import annotations

from datetime import datetime

from bot.clock import moment
from bot.domain.age_bands import CHILD, AgeBand
from bot.storage.database import Tx


def of_person(tx: Tx, person_id: int) -> AgeBand | None:
    """What they gave."""
    sql = "SELECT born_from, born_until FROM age_band WHERE person_id = ?"
    row = tx.execute(sql, (person_id,)).fetchone()
    return AgeBand(*row) if row else None


def keep(tx: Tx, person_id: int, band: AgeBand) -> None:
    """In the place of an older one."""
    tx.execute(
        "INSERT INTO age_band VALUES (?, ?, ?) ON CONFLICT (person_id) DO UPDATE "
        "SET born_from = excluded.born_from, born_until = excluded.born_until",
        (person_id, band.born_from, band.born_until),
    )


def forget(tx: Tx, person_id: int) -> None:
    """They gave none."""
    tx.execute("DELETE FROM age_band WHERE person_id = ?", (person_id,))


def children(tx: Tx, person_id: int, now: datetime) -> frozenset[int]:
    """How old the children are by now whom they ever signed up."""
    rows = tx.execute(
        "SELECT DISTINCT p.age, s.made_at FROM participant p JOIN signup s ON s.id = p.signup_id "
        "WHERE s.person_id = ? AND p.age < ?",
        (person_id, CHILD),
    )
    return frozenset(age + (now - moment(made)).days // 365 for age, made in rows)
