"""A contest as text that it can be read from again: what is kept, and what is handed out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.contests.configuration import WARSAW
from bot.domain.contests.contest import Contest, Meeting, Phase, PoolChange
from bot.domain.contests.money import plain
from bot.domain.contests.scoring import Criterion

MONEY = frozenset({"pool", "grant_min", "grant_max", "amount"})
APART = frozenset({"criteria", "policy", "changes"})  # tables of their own
PLACES = 6  # digits behind the point that the reader takes
Values = dict[str, Any]


def as_toml(contest: Contest, zone: ZoneInfo = WARSAW) -> str:
    """`configuration.read_toml` of it gives the same contest. What is as usual is left out."""
    return "\n".join(_lines(values_of(contest, zone), "")).strip() + "\n"


def values_of(contest: Contest, zone: ZoneInfo = WARSAW) -> Values:
    """As a TOML file of it is read; times are on the wall clock of `zone`."""
    usual = Contest("", ())
    money = _different(contest.money, usual.money, zone)
    jury = _different(contest.jury, usual.jury, zone)
    policy = _different(contest.jury.policy, usual.jury.policy, zone)
    if "percent" in policy:
        policy["threshold_percent"] = policy.pop("percent")
    changes = [_rest(one, PoolChange(0, ""), ("amount", "reason"), zone)
               for one in contest.money.changes]  # fmt: skip
    criteria = [_rest(one, Criterion("", Fraction(0)), ("name", "high"), zone)
                for one in contest.jury.criteria]  # fmt: skip
    found: Values = {
        "title": contest.title,
        **_named(contest, usual, ("rules_url", "rules_version", "round"), zone),
        "phases": {str(one.name): _hours(one, zone) for one in contest.phases},
        "money": money | ({"changes": changes} if changes else {}),
        "eligibility": _different(contest.eligibility, usual.eligibility, zone),
        "jury": jury | policy | ({"criteria": criteria} if criteria else {}),
        "vote": _different(contest.vote, usual.vote, zone),
        "papers": _different(contest.papers, usual.papers, zone),
        "public": {str(what): str(since) for what, since in contest.public.items()},
        "meetings": [_meeting(one, zone) for one in contest.meetings],
    }
    return {key: value for key, value in found.items() if value or key == "phases"}


def _hours(phase: Phase, zone: ZoneInfo) -> Values:
    hours = (("begin", phase.begin), ("end", phase.end))
    return {name: _local(at, zone) for name, at in hours if at}


def _meeting(meeting: Meeting, zone: ZoneInfo) -> Values:
    said = {"title": meeting.title, "at": _local(meeting.at, zone), "place": meeting.place}
    return {name: value for name, value in said.items() if value}


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    """Without an offset where the wall clock says which moment it is."""
    wall = at.astimezone(zone).replace(tzinfo=None, fold=0)
    return wall if wall.replace(tzinfo=zone).astimezone(at.tzinfo) == at else at


def _different(what: object, usual: object, zone: ZoneInfo) -> Values:
    names = [one.name for one in fields(what) if one.name not in APART]  # type: ignore[arg-type]
    return _named(what, usual, names, zone)


def _named(what: object, usual: object, names: Any, zone: ZoneInfo) -> Values:
    found = ((name, getattr(what, name)) for name in names)
    return {
        name: _plain(name, value, zone) for name, value in found if value != getattr(usual, name)
    }


def _rest(what: object, usual: object, needed: tuple[str, ...], zone: ZoneInfo) -> Values:
    """What is needed in any case, then what differs."""
    first = {name: _plain(name, getattr(what, name), zone) for name in needed}
    return first | _different(what, usual, zone)


def _plain(name: str, value: object, zone: ZoneInfo) -> Any:
    if isinstance(value, tuple):
        return [_plain(name, one, zone) for one in value]
    if isinstance(value, Fraction):
        return _exact(value)
    if isinstance(value, StrEnum):
        return str(value)
    if name in MONEY and isinstance(value, int):
        return _zlote(value)
    return value


def _zlote(grosze: int) -> int | Decimal:
    if grosze % 100 == 0:
        return grosze // 100
    return Decimal(plain(abs(grosze))).copy_sign(grosze)


def _exact(value: Fraction) -> int | Decimal | str:
    if value.denominator == 1:
        return int(value)
    if 10**PLACES % value.denominator == 0:
        return Decimal(value.numerator) / Decimal(value.denominator)
    return str(value)


def _lines(values: Mapping[str, Any], name: str) -> Iterator[str]:
    """Simple keys first: behind a table's heading everything belongs to that table."""
    tables = {key: value for key, value in values.items() if _is_table(value)}
    for key, value in values.items():
        if key not in tables:
            yield f"{key} = {_written(value)}"
    for key, value in tables.items():
        path = f"{name}.{key}" if name else key
        several = isinstance(value, list)
        for one in value if several else [value]:
            yield f"\n[[{path}]]" if several else f"\n[{path}]"
            yield from _lines(one, path)


def _is_table(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping)


def _written(value: object) -> str:
    """One value in TOML 1.0."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)
