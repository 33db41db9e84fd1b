"""Metadata questions: filled by the program, never asked (XLSForm, "Metadata")."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.forms.model import Kind
from bot.forms.state import State

EMPTY_KINDS = frozenset({Kind.DEVICEID, Kind.METADATA})


def metadata(kind: Kind, state: State, now: datetime) -> str | None:
    """The value of a metadata kind; None for a kind that is not metadata."""
    if kind is Kind.START:
        return stamp(started(state, now))
    if kind is Kind.END:
        return stamp(now)
    if kind is Kind.TODAY:
        return started(state, now).date().isoformat()
    return "" if kind in EMPTY_KINDS else None


def started(state: State, now: datetime) -> datetime:
    """When the session began, in the zone of `now`."""
    began = datetime.fromisoformat(state.started)
    return (began if began.tzinfo else began.replace(tzinfo=UTC)).astimezone(now.tzinfo)


def stamp(moment: datetime) -> str:
    """ODK's dateTime: milliseconds and the offset, `2027-05-12T17:00:00.000+02:00`."""
    return moment.isoformat(timespec="milliseconds")
