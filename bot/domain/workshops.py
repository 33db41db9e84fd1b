"""Workshops: what the library says about one, and whether people may sign up for it now."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.errors import Refused
from bot.frozen import frozen

ADULT = 18  # years; who is younger is a minor in Polish law (Civil Code, art. 10)
LINK = "m_"  # what a deep link to a workshop begins with
LIST_LIMIT = 30  # workshops on one screen


class Status(StrEnum):
    """Where a workshop stands. A partner's proposal waits for a librarian."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Audience(StrEnum):
    """Whom seats are for."""

    EVERYONE = "everyone"
    ADULTS = "adults"
    CHILDREN = "children"  # an adult signs them up and takes no seat
    FAMILIES = "families"  # children and the adults who come with them, each in a seat


class Silence(StrEnum):
    """What becomes of a seat whose holder says nothing to "will you come?"."""

    KEEP = "keep"
    FREE = "free"


@frozen
class Workshop:
    """One meeting. Moments are aware; without `reserve` the reserve list has no limit.

    `sequence` is iCalendar's: raised by each change that people must hear of. `due_at` is when
    it next needs attention: a reminder, an offer's end.
    """

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    seats: int
    status: Status = Status.DRAFT
    token: str = ""
    description: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    reserve: int | None = None  # people, not sign-ups
    party: int = 1  # the most seats in one sign-up
    audience: Audience = Audience.EVERYONE
    age_from: int | None = None
    age_to: int | None = None
    fee: int = 0  # grosze
    bring: str = ""
    instructor: str = ""
    partner: str = ""
    languages: tuple[str, ...] = ()
    accessibility: str = ""
    needs_until: datetime | None = None  # access needs are asked until then; None = not asked
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    cancel_hours: int = 0  # before the start, after which only the library can cancel
    guardian_agrees: bool = False
    guardian_stays: bool = False
    image_notice: str = ""
    contact: str = ""
    funded: bool = False
    poster: str = ""  # Telegram's file id
    form_id: int | None = None  # further questions at sign-up
    survey_id: int | None = None  # feedback afterwards
    project: str = ""
    topic: str = ""
    silence: Silence = Silence.KEEP
    instructor_check: str = ""  # who checked the instructor, where children come
    instructor_checked_on: date | None = None
    series_id: int | None = None
    number: int = 1  # of the meeting in its series
    sequence: int = 0
    created_by: int | None = None
    published_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancelled_why: str = ""
    reminded: tuple[str, ...] = ()  # of `workshop_reminders`: those that are done
    due_at: datetime | None = None

    @property
    def for_minors(self) -> bool:
        """Is it a children's workshop, so that its instructor must have been checked?"""
        young = any(age is not None and age < ADULT for age in (self.age_from, self.age_to))
        return self.audience in (Audience.CHILDREN, Audience.FAMILIES) or (
            young and self.audience is not Audience.ADULTS
        )

    @property
    def cancel_until(self) -> datetime:
        """Till when somebody may give up their seat by themselves."""
        return self.starts_at - timedelta(hours=self.cancel_hours)

    @property
    def closing(self) -> datetime:
        """When sign-up ends: at the latest when the workshop begins."""
        return min(self.closes_at or self.starts_at, self.starts_at)

    def begun(self, now: datetime) -> bool:
        """Has it started?"""
        return now >= self.starts_at

    def upcoming(self, now: datetime) -> bool:
        """Will it take place, and has it not started?"""
        return self.status is Status.PUBLISHED and not self.begun(now)

    def open(self, now: datetime) -> bool:
        """May people sign up now?"""
        opened = self.opens_at is None or now >= self.opens_at
        return self.status is Status.PUBLISHED and opened and now < self.closing


def require_open(workshop: Workshop | None, now: datetime) -> Workshop:
    """The workshop, if people may sign up for it now.

    Raises Refused: workshop_gone, workshop_cancelled, signup_not_yet, signup_over.
    """
    workshop = require_published(workshop)
    if workshop.opens_at is not None and now < workshop.opens_at:
        raise Refused("signup_not_yet", title=workshop.title, opens=workshop.opens_at)
    if now >= workshop.closing:
        raise Refused("signup_over", title=workshop.title)
    return workshop


def require_published(workshop: Workshop | None) -> Workshop:
    """The workshop, if people may see it and it is to take place.

    Raises Refused: workshop_gone (none, or not published), workshop_cancelled.
    """
    if workshop is None or workshop.status in (Status.DRAFT, Status.PROPOSED):
        raise Refused("workshop_gone")
    if workshop.status is Status.CANCELLED:
        raise Refused("workshop_cancelled", title=workshop.title)
    return workshop


def require_status(workshop: Workshop | None, *wanted: Status) -> Workshop:
    """The workshop, if it stands there. Raises Refused: workshop_gone, workshop_changed."""
    if workshop is None:
        raise Refused("workshop_gone")
    if workshop.status not in wanted:
        raise Refused("workshop_changed", title=workshop.title)
    return workshop


def require_upcoming(workshop: Workshop, now: datetime) -> Workshop:
    """The workshop, if it has not started. Raises Refused: workshop_begun."""
    if workshop.begun(now):
        raise Refused("workshop_begun", title=workshop.title)
    return workshop


def missing(workshop: Workshop, now: datetime) -> tuple[str, ...]:
    """What must be said before it can be published, by field name.

    `starts_at` also where it is past; `instructor_check` where children come and nobody has noted
    who checked the instructor and when (act of 13 May 2016, art. 21 and 22b).
    """
    checked = bool(workshop.instructor_check.strip()) and workshop.instructor_checked_on is not None
    facts = {
        "title": bool(workshop.title.strip()),
        "place": bool(workshop.place.strip()),
        "seats": workshop.seats > 0,
        "starts_at": workshop.starts_at > now,
        "ends_at": workshop.ends_at > workshop.starts_at,
        "age_to": (workshop.age_from or 0) <= (workshop.age_to or 200),
        "closes_at": workshop.opens_at is None or workshop.opens_at < workshop.closing,
        "instructor_check": checked or not workshop.for_minors,
    }
    return tuple(name for name, known in facts.items() if not known)


def asks_needs(workshop: Workshop, now: datetime) -> bool:
    """Are access needs asked for? Only where something can be done about them in time."""
    return workshop.needs_until is not None and now < workshop.needs_until


TOLD = ("starts_at", "ends_at", "place", "address", "instructor")  # everybody hears of these


@frozen
class Change:
    """One thing that was changed: the field's name, what it was and what it is."""

    name: str
    old: object
    new: object


def changes(before: Workshop, after: Workshop) -> tuple[Change, ...]:
    """What differs, in the order of the fields."""
    return tuple(
        Change(one.name, getattr(before, one.name), getattr(after, one.name))
        for one in fields(Workshop)
        if getattr(before, one.name) != getattr(after, one.name)
    )


def told(found: tuple[Change, ...]) -> tuple[Change, ...]:
    """Those of the changes after which everybody is asked again whether they will come."""
    return tuple(one for one in found if one.name in TOLD)


def moved(workshop: Workshop, starts_at: datetime) -> Workshop:
    """The same at another time: every moment about it moves along, except what is past."""
    by = starts_at - workshop.starts_at
    return replace(
        workshop,
        starts_at=starts_at,
        ends_at=workshop.ends_at + by,
        closes_at=workshop.closes_at + by if workshop.closes_at else None,
        needs_until=workshop.needs_until + by if workshop.needs_until else None,
    )


def copied(workshop: Workshop, starts_at: datetime) -> Workshop:
    """A new draft like this one. Who checked the instructor, and when, is to be said anew."""
    return replace(
        moved(workshop, starts_at),
        id=0, token="", status=Status.DRAFT, opens_at=None, sequence=0, series_id=None, number=1,
        survey_id=None, instructor_check="", instructor_checked_on=None, created_by=None,
        published_at=None, cancelled_at=None, cancelled_why="", reminded=(), due_at=None,
    )  # fmt: skip
