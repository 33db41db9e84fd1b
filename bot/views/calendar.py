"""Days and hours as buttons. `page` tells which part is shown:

a month is `year * 12 + month - 1`; a day (of a datetime) `ordinal * 25`, plus the hour + 1 once it
is chosen; an hour (of a time) the hour + 1. 0 is the beginning. Days have ordinals far above any
month's number.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, datetime, time

from bot.i18n import Translator
from bot.views.actions import Action, PickDay, Say, StayPut, TurnPage
from bot.views.screen import Button, Row

SLOTS = 25  # a day without an hour, and its 24 hours
FIRST_DAY_PAGE = 12 * 10_000  # above every month that a date can have
MINUTES = (0, 15, 30, 45)
HOURS_IN_ROW = 6
EMPTY = "·"

Day = Callable[[date], Action]


def day_rows(
    session: int, rev: int, page: int, value: str, t: Translator, earliest: date | None = None
) -> list[Row]:
    """A month for a date question. Opens at the answer held, else at today; days before
    `earliest` are not offered."""

    def action(day: date) -> Action:
        return PickDay(session, rev, day.isoformat())

    month = page or _first(value, t)
    return [
        *_month(month, _day(value), action, t, earliest), _months(session, rev, month, earliest)
    ]  # fmt: skip


def moment_rows(
    session: int, rev: int, page: int, value: str, t: Translator, earliest: date | None = None
) -> list[Row]:
    """A month, then hours, then minutes, for a datetime question."""
    if page < FIRST_DAY_PAGE:

        def action(day: date) -> Action:
            return TurnPage(session, rev, day.toordinal() * SLOTS)

        month = page or _first(value, t)
        return [
            *_month(month, _day(value), action, t, earliest), _months(session, rev, month, earliest)
        ]  # fmt: skip
    ordinal, slot = divmod(page, SLOTS)
    day = date.fromordinal(ordinal)
    if not slot:
        return _hours(session, rev, page)
    return [
        tuple(
            Button(f"{slot - 1}:{minute:02d}", PickDay(session, rev, _iso(day, slot - 1, minute)))
            for minute in MINUTES
        )
    ]


def hour_rows(session: int, rev: int, page: int) -> list[Row]:
    """Hours, then minutes, for a time question."""
    if not 0 < page < SLOTS:
        return _hours(session, rev, 0)
    texts = [f"{page - 1:02d}:{minute:02d}" for minute in MINUTES]
    return [tuple(Button(text, Say(session, rev, text)) for text in texts)]


def heading(page: int, t: Translator) -> str:
    """The day already chosen for a datetime, "" before that."""
    return t.day(date.fromordinal(page // SLOTS)) if page >= FIRST_DAY_PAGE else ""


def _first(value: str, t: Translator) -> int:
    start = _day(value) or t.now.date()
    return _month_of(start)


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(
    month: int, held: date | None, action: Day, t: Translator, earliest: date | None
) -> list[Row]:
    year, index = divmod(month, 12)
    names = t.plain("Mo Tu We Th Fr Sa Su").split()
    title = Button(_title(date(year, index + 1, 1), t), StayPut())
    header = tuple(Button(name, StayPut()) for name in names)
    weeks = [
        tuple(_cell(year, index + 1, day, held, action, earliest) for day in week)
        for week in calendar.monthcalendar(year, index + 1)
        if not (earliest and date(year, index + 1, max(week)) < earliest)
    ]
    return [(title,), header, *weeks]


def _cell(
    year: int, month: int, day: int, held: date | None, action: Day, earliest: date | None
) -> Button:
    this = date(year, month, day) if day else None
    if this is None or (earliest and this < earliest):
        return Button(EMPTY, StayPut())
    return Button(f"[{day}]" if this == held else str(day), action(this))


def _months(session: int, rev: int, month: int, earliest: date | None) -> Row:
    after = Button("›", TurnPage(session, rev, month + 1))
    if earliest and month <= _month_of(earliest):
        return (after,)
    return (Button("‹", TurnPage(session, rev, month - 1)), after)


def _hours(session: int, rev: int, base: int) -> list[Row]:
    buttons = [Button(str(hour), TurnPage(session, rev, base + hour + 1)) for hour in range(24)]
    return [tuple(buttons[at : at + HOURS_IN_ROW]) for at in range(0, 24, HOURS_IN_ROW)]


def _title(first: date, t: Translator) -> str:
    from babel.dates import format_date

    return str(format_date(first, format="LLLL y", locale=t.language))


def _iso(day: date, hour: int, minute: int) -> str:
    return datetime.combine(day, time(hour, minute)).isoformat(timespec="minutes")


def _day(value: str) -> date | None:
    return date.fromisoformat(value[:10]) if value else None
