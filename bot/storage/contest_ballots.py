"""Ballots on their way: the numbers of candidates, drafts, and who is typing one."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.clock import moment, stamp
from bot.domain.contests.ballots import Draft, Writing
from bot.domain.contests.voting import Medium
from bot.storage.database import Tx


def numbers(tx: Tx, contest_id: int, round_: int) -> dict[int, int]:
    """By application."""
    rows = tx.execute(
        "SELECT application_id, number FROM ballot_number WHERE contest_id = ? AND round = ?",
        (contest_id, round_),
    )
    return {int(row[0]): int(row[1]) for row in rows}


def add_numbers(tx: Tx, contest_id: int, round_: int, drawn: Iterable[tuple[int, int]]) -> None:
    """(application, number), for good."""
    tx.executemany(
        "INSERT INTO ballot_number VALUES (?, ?, ?, ?)",
        [(contest_id, round_, application_id, number) for application_id, number in drawn],
    )


def draft(tx: Tx, person_id: int, contest_id: int) -> Draft:
    """What somebody has chosen so far; an empty one where nothing."""
    row = tx.execute(
        "SELECT projects, points, code FROM ballot_draft WHERE person_id = ? AND contest_id = ?",
        (person_id, contest_id),
    ).fetchone()
    return Draft(tuple(json.loads(row[0])), tuple(json.loads(row[1])), row[2]) if row else Draft()


def save(tx: Tx, person_id: int, contest_id: int, kept: Draft) -> None:
    """Keep it until it is cast."""
    tx.execute(
        "INSERT INTO ballot_draft VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (person_id, contest_id) DO UPDATE SET "
        "projects = excluded.projects, points = excluded.points, code = excluded.code",
        (person_id, contest_id, json.dumps(kept.projects), json.dumps(kept.points), kept.code),
    )


def drop(tx: Tx, person_id: int, contest_id: int) -> None:
    """It is cast, or given up: nothing of it stays."""
    tx.execute(
        "DELETE FROM ballot_draft WHERE person_id = ? AND contest_id = ?", (person_id, contest_id)
    )


def contests_with_drafts(tx: Tx) -> list[int]:
    """Contests in which somebody has chosen and not voted."""
    return [int(row[0]) for row in tx.execute("SELECT DISTINCT contest_id FROM ballot_draft")]


def drop_all(tx: Tx, contest_id: int) -> None:
    """The vote is over: who had not cast theirs has no draft any more."""
    tx.execute("DELETE FROM ballot_draft WHERE contest_id = ?", (contest_id,))


def begin_writing(tx: Tx, person_id: int, writing: Writing) -> None:
    """What they type next is a ballot."""
    tx.execute(
        "INSERT INTO ballot_writing VALUES (?, ?, ?, ?) ON CONFLICT (person_id) DO UPDATE SET "
        "contest_id = excluded.contest_id, medium = excluded.medium, until = excluded.until",
        (person_id, writing.contest_id, writing.medium, stamp(writing.until)),
    )


def everybody_writing(tx: Tx) -> dict[int, Writing]:
    """By the account's number."""
    rows = tx.execute(
        "SELECT p.telegram_id, w.contest_id, w.medium, w.until "
        "FROM ballot_writing w JOIN person p ON p.id = w.person_id"
    )
    return {int(row[0]): Writing(row[1], Medium(row[2]), moment(row[3])) for row in rows}


def end_writing(tx: Tx, telegram_id: int) -> None:
    """What they type next is none."""
    tx.execute(
        "DELETE FROM ballot_writing "
        "WHERE person_id = (SELECT id FROM person WHERE telegram_id = ?)",
        (telegram_id,),
    )
