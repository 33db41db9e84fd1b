"""Dates, times and both together as XForms text, with the library's offset for that day."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from bot.forms.dates import read_date
from bot.forms.metadata import stamp
from bot.forms.model import Kind
from bot.forms.refusal import Refusal, refusal
from bot.forms.times import read_time

_BETWEEN = re.compile(r",?\s+(?:o|godz\.?|o godz\.?|об|о|at)\s+|,\s*|T|\s+", re.IGNORECASE)


def read_moment(text: str, now: datetime) -> str | Refusal:
    """A day and a time, „jutro o 17”, „12.05.2027 17:30”: each place to cut is tried.

    Reason: not_datetime, or what `read_date` says where only the day is wrong.
    """
    wrong: Refusal | None = None
    for cut in reversed(list(_BETWEEN.finditer(text.strip()[:80]))):
        at = read_time(text.strip()[cut.end() :])
        day = read_date(text.strip()[: cut.start()], now.date())
        if isinstance(at, Refusal):
            continue
        if not isinstance(day, Refusal):
            return written_moment(day, at, now)
        wrong = day if day.reason != "not_date" else wrong
    return wrong or refusal("not_datetime", text=text)


def written_moment(day: date, at: time, now: datetime) -> str:
    """XForms dateTime, `2027-05-12T17:00:00.000+02:00`."""
    return stamp(datetime.combine(day, at, tzinfo=now.tzinfo))


def written_time(at: time, now: datetime) -> str:
    """XForms time, `17:00:00.000+02:00`, with today's offset."""
    return written_moment(now.date(), at, now).partition("T")[2]


def picked(kind: Kind, iso: str, now: datetime) -> str | None:
    """What was picked from the calendar, for a date or datetime; None where it does not fit."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    if kind is Kind.DATE:
        return moment.date().isoformat()
    if kind is Kind.DATETIME:
        return written_moment(moment.date(), moment.time(), now)
    return None
