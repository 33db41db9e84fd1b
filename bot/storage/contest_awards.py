"""Decisions of each round, step by step, with reasons and protocols. Nothing is overwritten."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from bot.clock import moment, stamp
from bot.domain.contests.awards import Awards, Change, Decision, Fit, Outcome, Terms, Why
from bot.domain.contests.decisions import Lot, Protocol, Round
from bot.domain.people import Person
from bot.storage.database import Tx


def add(
    tx: Tx, contest_id: int, step: int, what: str, awards: Awards, by: int, now: datetime
) -> None:
    """One step more: the first cut, or a change with its words."""
    change = awards.changes[-1] if awards.changes else Change(what, "", 0, ())
    terms = awards.terms
    tx.execute(
        "INSERT INTO award (contest_id, round, step, what, words, amount, terms, decisions, "
        "made_by, made_at, approval) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            contest_id, awards.round, step, what, change.words, change.amount,
            json.dumps([terms.pool, terms.fit, terms.grant_min, terms.grant_max,
                        terms.winners_max, terms.step]),
            json.dumps([_plain(one) for one in awards.decisions], ensure_ascii=False), by,
            stamp(now), change.approval,
        ),
    )  # fmt: skip


def latest(tx: Tx, contest_id: int, round_: int) -> Round | None:
    """A round as it stands, with all its changes."""
    rows = tx.execute(
        "SELECT step, what, words, amount, terms, decisions, approval, made_at FROM award "
        "WHERE contest_id = ? AND round = ? ORDER BY step",
        (contest_id, round_),
    ).fetchall()
    if not rows:
        return None
    kept = [tuple(_decision(one) for one in json.loads(row[5])) for row in rows]
    changes = tuple(
        Change(row[1], row[2], row[3], before, row[6], moment(row[7]))
        for row, before in zip(rows[1:], kept, strict=False)
    )
    awards = Awards(_terms(json.loads(rows[-1][4])), kept[-1], round_, changes)
    protocol, step = _protocol(tx, contest_id, round_)
    return Round(awards, rows[-1][0], _reasons(tx, contest_id, round_), protocol, step)


def cut_at(tx: Tx, contest_id: int, round_: int) -> datetime | None:
    """When the pool of a round was divided first."""
    row = tx.execute(
        "SELECT made_at FROM award WHERE contest_id = ? AND round = ? AND step = 0",
        (contest_id, round_),
    ).fetchone()
    return moment(row[0]) if row else None


def protocols(tx: Tx, contest_id: int, round_: int) -> tuple[Protocol, ...]:
    """The first one and its amendments."""
    rows = tx.execute(
        "SELECT number, reference, approved_at, approver FROM protocol "
        "WHERE contest_id = ? AND round = ? ORDER BY number",
        (contest_id, round_),
    )
    return tuple(Protocol(row[0], row[1], moment(row[2]), row[3]) for row in rows)


def set_lot(tx: Tx, contest_id: int, round_: int, lot: Lot) -> None:
    """What people drew so far in a round."""
    tx.execute(
        "INSERT INTO lot VALUES (?, ?, ?, ?, ?) ON CONFLICT (contest_id, round) DO UPDATE "
        "SET drawn = excluded.drawn, words = excluded.words, drawn_at = excluded.drawn_at",
        (contest_id, round_, json.dumps(lot.drawn), lot.words, stamp(lot.at)),
    )


def lot(tx: Tx, contest_id: int, round_: int) -> Lot | None:
    """What was drawn, if anything was."""
    row = tx.execute(
        "SELECT drawn, words, drawn_at FROM lot WHERE contest_id = ? AND round = ?",
        (contest_id, round_),
    ).fetchone()
    return Lot(tuple(json.loads(row[0])), row[1], moment(row[2])) if row else None


def set_reason(
    tx: Tx, application_id: int, round_: int, words: str, by: int, now: datetime
) -> None:
    """Why somebody gets nothing, in words for them."""
    tx.execute(
        "INSERT INTO award_reason VALUES (?, ?, ?, ?, ?) ON CONFLICT (application_id, round) "
        "DO UPDATE SET words = excluded.words, given_by = excluded.given_by, "
        "given_at = excluded.given_at",
        (application_id, round_, words, by, stamp(now)),
    )


def approve(
    tx: Tx, contest_id: int, round_: int, step: int, reference: str, by: Person, now: datetime
) -> Protocol:
    """The protocol of exactly this step; the second and further ones amend the first."""
    row = tx.execute(
        "INSERT INTO protocol SELECT ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? "
        "FROM protocol WHERE contest_id = ? AND round = ? RETURNING number",
        (
            contest_id, round_, reference, step, by.name, by.id, stamp(now), contest_id, round_,
        ),
    ).fetchone()  # fmt: skip
    return Protocol(int(row[0]), reference, now, by.name)


def _protocol(tx: Tx, contest_id: int, round_: int) -> tuple[Protocol | None, int]:
    row = tx.execute(
        "SELECT number, reference, approved_at, approver, step FROM protocol "
        "WHERE contest_id = ? AND round = ? ORDER BY number DESC LIMIT 1",
        (contest_id, round_),
    ).fetchone()
    return (Protocol(row[0], row[1], moment(row[2]), row[3]), int(row[4])) if row else (None, -1)


def _reasons(tx: Tx, contest_id: int, round_: int) -> dict[str, str]:
    rows = tx.execute(
        "SELECT r.application_id, r.words FROM award_reason r "
        "JOIN application a ON a.id = r.application_id WHERE a.contest_id = ? AND r.round = ?",
        (contest_id, round_),
    )
    return {str(application_id): words for application_id, words in rows}


def _plain(one: Decision) -> list[Any]:
    return [one.application, one.rank, str(one.points), one.requested, one.awarded, one.outcome,
            one.why, one.words]  # fmt: skip


def _decision(kept: Sequence[Any]) -> Decision:
    name, rank, points, requested, awarded, outcome, why, words = kept
    return Decision(
        name, rank, Fraction(points), requested, awarded, Outcome(outcome), Why(why), words
    )


def _terms(kept: Sequence[Any]) -> Terms:
    pool, fit, least, most, winners, step = kept
    return Terms(pool, Fit(fit), least, most, winners, step)
