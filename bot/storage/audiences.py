"""Who is in an audience right now: as a condition for planning, as a number, as a yes or no."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.domain.audiences import Audience, Kind, Reader
from bot.domain.quiet_hours import hours_of
from bot.storage.database import Tx

Condition = tuple[str, tuple[object, ...]]

_FOLLOWS = "EXISTS (SELECT 1 FROM subscription s WHERE s.person_id = p.id AND s.topic = ?)"
_BEGAN = (
    "EXISTS (SELECT 1 FROM session s WHERE s.person_id = p.id AND s.kind = 'survey' "
    "AND s.subject_id = ? AND s.dry_run = 0)"
)
_ANSWERED = "EXISTS (SELECT 1 FROM response r WHERE r.person_id = p.id AND r.survey_id = ?)"
_REFUSED = (
    "EXISTS (SELECT 1 FROM reminder_refusal n WHERE n.person_id = p.id "
    "AND n.purpose = 'survey_unfinished' AND n.subject_id = 0)"
)
_BELONGS = (
    "EXISTS (SELECT 1 FROM membership m JOIN organisation o ON o.id = m.organisation_id "
    "WHERE m.person_id = p.id AND o.status = 'active')"
)
_NO_TOPICS = "NOT EXISTS (SELECT 1 FROM subscription s WHERE s.person_id = p.id)"
_SILENT = f"({_REFUSED} AND {_NO_TOPICS})"  # who has switched everything off


def where(audience: Audience) -> Condition:
    """An SQL condition on `person p` and its parameters: reachable people of the audience.

    A chat has no people of ours: nobody fits, see `Audience.chat_id`.
    """
    condition, values = _members(audience)
    return f"p.reachable = 1 AND {condition}", values


def _members(audience: Audience) -> Condition:
    match audience.kind:
        case Kind.FOLLOWERS:
            return _FOLLOWS, (audience.value,)
        case Kind.LANGUAGE:
            return f"p.language = ? AND {_FOLLOWS}", (audience.value, audience.topic)
        case Kind.ANSWERED:
            return f"{_ANSWERED} AND NOT {_SILENT}", (audience.survey_id,)
        case Kind.UNFINISHED:
            return f"{_BEGAN} AND NOT {_REFUSED}", (audience.survey_id,)
        case Kind.PARTNERS:
            return f"(p.role = 'partner' OR {_BELONGS})", ()
        case Kind.STAFF:
            return "p.role IN ('librarian', 'owner')", ()
        case Kind.CHAT:
            return "0", ()


def count(tx: Tx, audience: Audience) -> int:
    """How many would get it now; a chat counts as one."""
    if audience.kind is Kind.CHAT:
        return 1
    condition, values = where(audience)
    row = tx.execute(
        f"SELECT count(*) FROM person p WHERE {condition}",  # noqa: S608 - our own conditions
        values,
    ).fetchone()
    return int(row[0])


def followers(tx: Tx) -> dict[tuple[str, str], int]:
    """Reachable followers by (language, topic): all that one look can tell."""
    rows = tx.execute(
        "SELECT p.language, s.topic, count(*) FROM subscription s "
        "JOIN person p ON p.id = s.person_id WHERE p.reachable = 1 GROUP BY p.language, s.topic"
    )
    return {(str(row[0]), str(row[1])): int(row[2]) for row in rows}


def readers(tx: Tx, audience: Audience, person_ids: Sequence[int]) -> dict[int, Reader]:
    """These people as an announcement must know them; as one value, like `outbox.due_of`."""
    condition, values = where(audience)
    found = tx.execute(
        "SELECT json_group_array(json_array(p.id, p.language, p.quiet_from, p.quiet_until, "  # noqa: S608
        f"{condition})) FROM person p WHERE p.id IN (SELECT value FROM json_each(?))",
        (*values, json.dumps(person_ids)),
    ).fetchone()
    return {
        row[0]: Reader(row[1], hours_of(row[2], row[3]), bool(row[4]))
        for row in json.loads(found[0])
    }


def includes(tx: Tx, audience: Audience, person_id: int) -> bool:
    """Is this person (still) in it?"""
    condition, values = where(audience)
    row = tx.execute(
        f"SELECT 1 FROM person p WHERE p.id = ? AND {condition}",  # noqa: S608
        (person_id, *values),
    ).fetchone()
    return row is not None
