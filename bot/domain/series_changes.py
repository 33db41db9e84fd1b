"""One change for several meetings of a series: which of them, and what it comes to for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.workshops import Change, Workshop, changes

TIMES = ("starts_at", "ends_at", "closes_at", "needs_until")


class Scope(StrEnum):
    """How far a change of one meeting reaches."""

    THIS = "this"
    FOLLOWING = "following"


def following(meetings: Sequence[Workshop], first: Workshop, now: datetime) -> tuple[Workshop, ...]:
    """This meeting and the later ones of its series that stand where it stands and are to come."""
    return tuple(
        one
        for one in meetings
        if one.status is first.status and one.starts_at >= first.starts_at and not one.begun(now)
    )


def carried(before: Workshop, after: Workshop, other: Workshop, zone: ZoneInfo) -> Workshop:
    """Another meeting after the same change.

    Times move by as many days and to the same hour of the wall clock; what is counted from the
    beginning keeps its distance.
    """
    found = changes(before, after)
    values: dict[str, Any] = {one.name: one.new for one in found if one.name not in TIMES}
    if any(one.name in ("starts_at", "ends_at") for one in found):
        values["starts_at"] = _along(before.starts_at, after.starts_at, other.starts_at, zone)
        values["ends_at"] = _along(before.ends_at, after.ends_at, other.ends_at, zone)
    starts_at = values.get("starts_at", other.starts_at)
    for name in ("closes_at", "needs_until"):
        if getattr(before, name) != (new := getattr(after, name)):
            values[name] = starts_at - (after.starts_at - new) if new else None
    return replace(other, **values)


def _along(before: datetime, after: datetime, other: datetime, zone: ZoneInfo) -> datetime:
    days = after.astimezone(zone).date() - before.astimezone(zone).date()
    day = other.astimezone(zone).date() + days
    return datetime.combine(day, after.astimezone(zone).time(), zone).astimezone(UTC)


def in_common(found: Sequence[Sequence[Change]]) -> tuple[Change, ...]:
    """What is the same change for each of several meetings: said once."""
    if not found:
        return ()
    return tuple(one for one in found[0] if all(one in others for others in found[1:]))
