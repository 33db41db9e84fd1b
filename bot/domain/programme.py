"""What services say of workshops: the programme, one workshop, what staff did to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.age_bands import CHILD, AgeBand
from bot.domain.rosters import TooFewSeats
from bot.domain.seats import Choice, Seats
from bot.domain.series import Series, Skipped
from bot.domain.signups import SignUp, State
from bot.domain.surveys import Survey
from bot.domain.workshops import Audience, Change, Workshop
from bot.frozen import frozen


@frozen
class Listed:
    """One line of the programme. `mine`: this person's active sign-up."""

    workshop: Workshop
    seats: Seats
    mine: SignUp | None = None


@frozen
class Programme:
    """`/warsztaty`: what is to come, by weeks. `hidden` does not suit this person."""

    this_week: tuple[Listed, ...]
    next_week: tuple[Listed, ...]
    later: tuple[Listed, ...]
    topics: tuple[str, ...] = ()
    topic: str = ""
    hidden: int = 0
    staff: bool = False
    band: AgeBand | None = None  # what this person gave


def suits(
    workshop: Workshop,
    language: str = "",
    band: AgeBand | None = None,
    children: Collection[int] = (),
) -> bool:
    """Is it for somebody of this language and age, where they gave them?

    Where children come, theirs count, as far as any are known; else it suits every adult.
    """
    spoken = not language or not workshop.languages or language in workshop.languages
    if band is None or not spoken:
        return spoken
    youngest, oldest = workshop.age_from, workshop.age_to
    if workshop.audience in (Audience.CHILDREN, Audience.FAMILIES):
        fit = (age for age in children if (youngest or 0) <= age <= (oldest or CHILD))
        return not children or any(True for _ in fit)
    return band.may_be(youngest, oldest, workshop.starts_at.year)


def by_weeks(
    listed: Sequence[Listed], now: datetime, zone: ZoneInfo
) -> tuple[tuple[Listed, ...], tuple[Listed, ...], tuple[Listed, ...]]:
    """This week, the next, and later. Weeks begin on Monday."""
    today = now.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    weeks: tuple[list[Listed], ...] = ([], [], [])
    for one in listed:
        day: date = one.workshop.starts_at.astimezone(zone).date()
        weeks[min(max((day - monday).days // 7, 0), 2)].append(one)
    return tuple(weeks[0]), tuple(weeks[1]), tuple(weeks[2])


@frozen
class Details:
    """One workshop for a resident.

    `choices`: what fits, for 1 … people („2 + 1 rezerwowe”); empty where nothing does. `closed` is
    the code of why nobody can sign up now, as `require_open` refuses, or "". `meetings`: the others
    of its series that are to come. `position`: theirs on the reserve list, or the one they would
    get.
    """

    workshop: Workshop
    seats: Seats
    choices: tuple[Choice, ...]
    link: str
    contact: str
    mine: SignUp | None = None
    position: int = 0
    closed: str = ""
    series: Series | None = None
    meetings: tuple[Workshop, ...] = ()
    staff: bool = False
    notice_accepted: bool = True
    funding: str = ""  # the sentence of who pays for it
    code: bytes = field(default=b"", repr=False)  # the link as a PNG to scan


@frozen
class Overview:
    """One workshop for staff and for the partner who proposed it.

    `missing`: fields to be said before it can be published. `calls`: whom no message reaches.
    `unanswered`: who has not said yet whether they come to what was changed.
    """

    workshop: Workshop
    seats: Seats
    counts: dict[State, int]
    link: str
    missing: tuple[str, ...] = ()
    calls: tuple[SignUp, ...] = ()
    unanswered: tuple[SignUp, ...] = ()
    series: Series | None = None
    code: bytes = field(default=b"", repr=False)
    staff: bool = True  # is it shown to staff?


@frozen
class Managed:
    """The list for staff; a partner sees their own."""

    drafts: tuple[Listed, ...]
    proposed: tuple[Listed, ...]
    upcoming: tuple[Listed, ...]
    past: tuple[Listed, ...]
    staff: bool


@frozen
class NotReady:
    """It cannot be published yet: fields of `Workshop`, and of the library's profile."""

    workshop: Workshop
    missing: tuple[str, ...]
    profile: tuple[str, ...] = ()


@frozen
class Published:
    """It stands in the programme."""

    workshop: Workshop
    link: str


@frozen
class Proposed:
    """A partner's proposal waits for a librarian."""

    workshop: Workshop


@frozen
class SeriesMade:
    """Drafts of all meetings, and the holidays that were left out."""

    series: Series
    workshops: tuple[Workshop, ...]
    skipped: tuple[Skipped, ...]


@frozen
class Changed:
    """What was changed. `told`: how many people are written to; `calls`: whom to call; `meetings`:
    for how many of a series it was changed."""

    workshop: Workshop
    changes: tuple[Change, ...]
    told: int = 0
    calls: tuple[SignUp, ...] = ()
    meetings: int = 1


@frozen
class Resized:
    """Another number of seats; `offered` people of the reserve list are asked at once."""

    workshop: Workshop
    seats: Seats
    offered: int


Resizing = Resized | TooFewSeats


@frozen
class CalledOff:
    """The workshop is cancelled; `told`, `calls` and `meetings` as in `Changed`."""

    workshop: Workshop
    told: int
    calls: tuple[SignUp, ...]
    meetings: int = 1


@frozen
class Deleted:
    """A draft or a proposal is gone."""

    title: str


@frozen
class QuestionsOffered:
    """Drafts of surveys whose questions can be asked at sign-up; `workshop.form_id` is chosen."""

    workshop: Workshop
    surveys: tuple[Survey, ...]
