"""Conversations of staff about a workshop: which form asks, and what it shows as known."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain import workshop_answers
from bot.domain.programme import Overview
from bot.domain.seats import Seats
from bot.domain.signups import ACTIVE
from bot.domain.workshops import Audience, Workshop


class Talk(StrEnum):
    """The kinds of sessions."""

    COMPOSE = "workshop"
    CHANGE = "workshop_change"
    COPY = "workshop_copy"
    SERIES = "workshop_series"
    CHECK = "workshop_check"  # who checked the instructor
    CALL = "workshop_call"  # somebody signs up by phone
    WALK_IN = "workshop_walk_in"
    SEATS = "workshop_seats"
    CANCEL = "workshop_cancel"


FORMS: Mapping[Talk, str] = {
    Talk.COMPOSE: "warsztat",
    Talk.CHANGE: "warsztat",
    Talk.COPY: "kopia_warsztatu",
    Talk.SERIES: "seria_warsztatow",
    Talk.CHECK: "sprawdzenie_prowadzacych",
    Talk.CALL: "wpis_na_liste",
    Talk.WALK_IN: "wpis_na_liste",
    Talk.SEATS: "miejsca_warsztatu",
    Talk.CANCEL: "odwolanie_warsztatu",
}
AT_ONCE = (
    "kopia_warsztatu", "sprawdzenie_prowadzacych", "miejsca_warsztatu", "wpis_na_liste",
)  # fmt: skip
NAMED = ("children", "guests")  # questions of `wpis_na_liste` whose answers are people
FRESH = {
    "mode": "new", "party": "1", "cancel_hours": "0", "silence": "keep", "fee": "0",
    "guardian_agrees": "no", "guardian_stays": "no",
}  # fmt: skip


def preset(talk: Talk, overview: Overview, zone: ZoneInfo, *, asks_needs: bool) -> dict[str, str]:
    """What the form of `talk` knows already, by question name."""
    workshop = overview.workshop
    match talk:
        case Talk.CHANGE:
            return {**workshop_answers.known(workshop, zone), "series": _series(overview)}
        case Talk.COPY:
            return {"title": workshop.title, "hours": hours(workshop, zone)}
        case Talk.CHECK:
            return _checked(workshop)
        case Talk.CALL | Talk.WALK_IN:
            return _entry(talk, workshop, overview.seats, asks_needs)
        case Talk.SEATS:
            return _seats(workshop, overview.seats)
        case Talk.CANCEL:
            people = sum(number for state, number in overview.counts.items() if state in ACTIVE)
            return {"title": workshop.title, "people": str(people), "series": _series(overview)}
        case _:
            return {"title": workshop.title}


def _series(overview: Overview) -> str:
    """Is there to be asked whether the following meetings are meant as well?"""
    return "yes" if overview.series else "no"


def fresh(*, funded: bool) -> dict[str, str]:
    """What a new workshop begins with."""
    return {**FRESH, "funded": "yes" if funded else "no"}


def hours(workshop: Workshop, zone: ZoneInfo) -> str:
    """„17.00–19.00”."""
    starts, ends = workshop.starts_at.astimezone(zone), workshop.ends_at.astimezone(zone)
    return f"{starts:%H.%M}–{ends:%H.%M}"


def _names(workshop: Workshop) -> str:
    """Whether names are asked: of children, of who comes along, or none but one's own."""
    if workshop.audience is Audience.CHILDREN:
        return "children"
    return "yes" if workshop.party > 1 or workshop.audience is Audience.FAMILIES else "no"


def _checked(workshop: Workshop) -> dict[str, str]:
    day = workshop.instructor_checked_on
    known = {
        "title": workshop.title,
        "instructor": workshop.instructor,
        "instructor_check": workshop.instructor_check,
        "instructor_checked_on": day.isoformat() if day else "",
    }
    return {name: text for name, text in known.items() if text}


def _entry(talk: Talk, workshop: Workshop, seats: Seats, asks_needs: bool) -> dict[str, str]:
    return {
        "title": workshop.title,
        "channel": "phone" if talk is Talk.CALL else "walk_in",
        "names": _names(workshop),
        "needs_asked": "yes" if asks_needs and talk is Talk.CALL else "no",
        "free": str(seats.free),
    }


def _seats(workshop: Workshop, seats: Seats) -> dict[str, str]:
    return {
        "title": workshop.title, "now": str(seats.total), "taken": str(seats.taken),
        "waiting": str(seats.waiting),
    }  # fmt: skip
