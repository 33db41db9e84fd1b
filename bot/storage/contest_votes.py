"""Ballots and codes. Who voted is a keyed hash; what was voted leads to nobody."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.domain.contests.voting import Cast, Medium, Turnout
from bot.storage.database import Tx


def note_voter(tx: Tx, contest_id: int, mark: str) -> bool:
    """This person votes now; False where they have voted before."""
    done = tx.execute(
        "INSERT INTO vote_mark VALUES (?, ?) ON CONFLICT DO NOTHING", (contest_id, mark)
    )
    return done.rowcount == 1


def voted(tx: Tx, contest_id: int, mark: str) -> bool:
    """Has this person voted?"""
    return bool(
        tx.execute(
            "SELECT 1 FROM vote_mark WHERE contest_id = ? AND mark = ?", (contest_id, mark)
        ).fetchone()
    )


def add_codes(tx: Tx, contest_id: int, marks: Iterable[str]) -> None:
    """Codes to be given out at the desk."""
    tx.executemany(
        "INSERT INTO vote_code (contest_id, mark) VALUES (?, ?)",
        [(contest_id, mark) for mark in marks],
    )


def use_code(tx: Tx, contest_id: int, mark: str) -> bool:
    """Use it up; False where there is no such code, or it was used."""
    done = tx.execute(
        "UPDATE vote_code SET used = 1 WHERE contest_id = ? AND mark = ? AND used = 0",
        (contest_id, mark),
    )
    return done.rowcount == 1


def add(tx: Tx, contest_id: int, round_: int, key: str, cast: Cast) -> None:
    """A ballot under a random key."""
    tx.execute(
        "INSERT INTO ballot VALUES (?, ?, ?, ?, ?, ?)",
        (key, contest_id, round_, cast.medium, json.dumps(cast.projects), json.dumps(cast.points)),
    )


def ballots(tx: Tx, contest_id: int, round_: int) -> list[Cast]:
    """All of them, in the order of their random keys."""
    rows = tx.execute(
        "SELECT medium, projects, points FROM ballot "
        "WHERE contest_id = ? AND round = ? ORDER BY key",
        (contest_id, round_),
    )
    return [Cast(Medium(m), tuple(json.loads(p)), tuple(json.loads(n))) for m, p, n in rows]


def turnout(tx: Tx, contest_id: int, round_: int) -> Turnout:
    """How many there are, and nothing else."""
    rows = tx.execute(
        "SELECT medium, count(*) FROM ballot WHERE contest_id = ? AND round = ? GROUP BY medium",
        (contest_id, round_),
    )
    found = {str(medium): int(number) for medium, number in rows}
    return Turnout(found.get(Medium.BOT, 0), found.get(Medium.PAPER, 0))


def take_back(tx: Tx, contest_id: int, round_: int, batch: str) -> int:
    """Ballots typed from paper under keys that begin like this are gone; how many they were."""
    done = tx.execute(
        "DELETE FROM ballot WHERE contest_id = ? AND round = ? AND medium = 'paper' "
        "AND substr(key, 1, ?) = ?",
        (contest_id, round_, len(batch), batch),
    )
    return done.rowcount


def code_is_free(tx: Tx, contest_id: int, mark: str) -> bool:
    """Is there such a code, not used yet?"""
    return bool(
        tx.execute(
            "SELECT 1 FROM vote_code WHERE contest_id = ? AND mark = ? AND used = 0",
            (contest_id, mark),
        ).fetchone()
    )


def drop_codes(tx: Tx, contest_id: int) -> None:
    """A new round: slips of the one before work no more."""
    tx.execute("DELETE FROM vote_code WHERE contest_id = ?", (contest_id,))


def codes(tx: Tx, contest_id: int) -> tuple[int, int]:
    """How many were issued, and how many of them used."""
    row = tx.execute(
        "SELECT count(*), coalesce(sum(used), 0) FROM vote_code WHERE contest_id = ?",
        (contest_id,),
    ).fetchone()
    return int(row[0]), int(row[1])
