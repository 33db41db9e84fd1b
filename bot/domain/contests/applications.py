"""An application on its way: draft, receipt, versions; in time, late, or for people to decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.contests.budget import Budget
from bot.domain.contests.contest import Contest, Kind
from bot.domain.contests.phases import deadline
from bot.errors import Refused
from bot.frozen import frozen

BACKLOG = timedelta(minutes=5)  # after coming back, what had waited is taken in: at most so long
LAST_HOUR = timedelta(hours=1)


class Status(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDECIDED = "undecided"  # „do decyzji”: it came late while the bot had been down
    WITHDRAWN = "withdrawn"
    TURNED_AWAY = "turned-away"  # late, and people said no


class Formal(StrEnum):
    """What the formal check has come to."""

    OPEN = "open"
    CALLED = "called"  # corrections are awaited
    PASSED = "passed"
    FAILED = "failed"


class Channel(StrEnum):
    """How it came."""

    BOT = "bot"
    PAPER = "paper"
    EMAIL = "email"


@frozen
class Application:
    """`number` and `received_at` once it has a receipt; `received_at` is the moment the bot took
    in the last tap, or the day it was handed in on paper. Money in grosze."""

    id: int
    edition_id: int
    kind: Kind
    status: Status = Status.DRAFT
    formal: Formal = Formal.OPEN
    title: str = ""
    name: str = ""
    organisation: str = ""
    guardian: str = ""
    minor: bool = False
    channel: Channel = Channel.BOT
    number: int = 0
    year: int = 0
    received_at: datetime | None = None
    requested: int = 0
    version: int = 0
    round: int = 1
    author_id: int | None = None
    token: str = ""

    @property
    def receipt(self) -> str:
        """„7/2027”, "" before it has one."""
        return f"{self.number}/{self.year}" if self.number else ""

    @property
    def runs(self) -> bool:
        """Does it take part, so far?"""
        return self.status is Status.SUBMITTED and self.formal is not Formal.FAILED


class Why(StrEnum):
    """What made a version."""

    SUBMITTED = "submitted"
    EDITED = "edited"
    CORRECTED = "corrected"
    PAPER = "paper"
    NEW_BUDGET = "new-budget"  # after a partial award


@frozen
class Version:
    """The answers as handed in, by reference. Never changed; the newest counts."""

    number: int
    answers: Mapping[str, str] = field(repr=False)
    saved_at: datetime
    why: Why

    def text(self, name: str) -> str:
        """The answer to a question outside repeats, "" for none."""
        return next((v for ref, v in self.answers.items() if ref.endswith(f"/{name}")), "")


@frozen
class Event:
    """A line of the status's history; `words`: the reason that was given."""

    what: str
    at: datetime
    words: str = ""


@frozen
class Difference:
    """One answer in two versions, side by side; "" where there was none."""

    ref: str
    before: str
    after: str


def compared(before: Version, after: Version) -> tuple[Difference, ...]:
    """What differs, in the order of the newer version, then what is gone."""
    refs = [*after.answers, *(ref for ref in before.answers if ref not in after.answers)]
    pairs = ((ref, before.answers.get(ref, ""), after.answers.get(ref, "")) for ref in refs)
    return tuple(Difference(ref, old, new) for ref, old, new in pairs if old != new)


class Timeliness(StrEnum):
    """Against the deadline."""

    IN_TIME = "in-time"
    LATE = "late"
    UNDECIDED = "undecided"


@frozen
class Outage:
    """The bot was down: nothing was taken in between, at the latest since `since`."""

    since: datetime
    until: datetime

    @property
    def caught_up(self) -> datetime:
        """When what had waited is taken in: a short outage leaves little behind."""
        return self.until + min(BACKLOG, self.until - self.since)


def timeliness(contest: Contest, received: datetime, outages: Iterable[Outage] = ()) -> Timeliness:
    """15:00:20 is late when the deadline is 15:00. What had waited while the bot was down, from
    the last hour to beyond the deadline, is for people to decide."""
    end = deadline(contest)
    if end is None or received < end:
        return Timeliness.IN_TIME
    for outage in outages:
        in_the_last_hour = outage.since < end and outage.until > end - LAST_HOUR
        waited = end <= outage.until and received <= outage.caught_up
        if in_the_last_hour and waited:
            return Timeliness.UNDECIDED
    return Timeliness.LATE


def accepted(found: Timeliness, contest: Contest, received: datetime) -> Status:
    """The status it is taken in with. Raises Refused: deadline_passed (deadline, received)."""
    if found is Timeliness.LATE:
        raise Refused("deadline_passed", deadline=deadline(contest), received=received)
    return Status.SUBMITTED if found is Timeliness.IN_TIME else Status.UNDECIDED


def require_status(application: Application | None, *wanted: Status) -> Application:
    """Raises Refused: application_gone, application_changed."""
    if application is None:
        raise Refused("application_gone")
    if application.status not in wanted:
        raise Refused("application_changed", status=application.status)
    return application


def author_may_leave(members: int) -> bool:
    """The coordinator of a group may go if somebody else takes their place."""
    return members > 1


def mentioned(answers: Mapping[str, str], name: str) -> str:
    """The answer to a question outside repeats, "" for none."""
    pattern = re.compile(rf"[^\[\]]*/{re.escape(name)}")
    return next((value.strip() for ref, value in answers.items() if pattern.fullmatch(ref)), "")


@frozen
class Submitted:
    """The receipt: `application` has its number, and the moment in `received_at`.

    `again`: it had one before, and this is a newer version. `budget`: its sums.
    """

    application: Application
    contest: Contest
    budget: Budget
    deadline: datetime | None
    again: bool = False


@frozen
class File:
    """Everything about one application, as whoever asks may see it."""

    application: Application
    contest: Contest
    version: Version | None
    budget: Budget
    members: tuple[str, ...]
    events: tuple[Event, ...]
    may_edit: bool = False
    may_withdraw: bool = False
