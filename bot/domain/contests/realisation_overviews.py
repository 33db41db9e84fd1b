"""What services of realisations answer: one frozen type for each, made for views."""

from __future__ import annotations

from datetime import date

from bot.domain.contests.applications import Application
from bot.domain.contests.editions import Edition
from bot.domain.contests.programme_figures import Figure, Programme
from bot.domain.contests.realisation import (
    Attendance,
    EventHeld,
    Expense,
    Milestone,
    Photo,
    Realisation,
    Report,
    Status,
    attendance,
)
from bot.domain.contests.spending import Spending
from bot.domain.people import Person
from bot.frozen import frozen


@frozen
class RealisationShown:
    """One of them, for its authors and staff. `people`: in the group, `short`: fewer than the
    rules ask for; `told`: what was just done; `asked`: what waits for a yes."""

    edition: Edition
    application: Application
    realisation: Realisation
    today: date
    spending: Spending
    milestones: tuple[Milestone, ...] = ()
    events: tuple[EventHeld, ...] = ()
    photos: tuple[Photo, ...] = ()
    expenses: tuple[Expense, ...] = ()
    reports: tuple[Report, ...] = ()
    members: tuple[Person, ...] = ()
    people: int = 0
    short: bool = False
    staff: bool = False
    member: bool = False
    told: str = ""
    asked: str = ""

    @property
    def status(self) -> Status:
        """As it stands today."""
        return self.realisation.on(self.today)

    @property
    def overdue(self) -> bool:
        """The report's day is past."""
        return self.realisation.overdue(self.today)

    @property
    def attended(self) -> Attendance:
        """Totals over the events."""
        return attendance(self.events)

    @property
    def report(self) -> Report | None:
        """The newest version."""
        return self.reports[-1] if self.reports else None

    @property
    def coordinator(self) -> Person | None:
        """Who carries it out; None where nobody does, or the application came on paper."""
        return next((one for one in self.members if one.id == self.application.author_id), None)

    @property
    def others(self) -> tuple[Person, ...]:
        """Members who could carry it out instead."""
        return tuple(one for one in self.members if one.id != self.application.author_id)


@frozen
class RealisationsShown:
    """All of a contest, for staff."""

    edition: Edition
    listed: tuple[RealisationShown, ...]


@frozen
class OwnRealisations:
    """Somebody's, or the contests in which there are some, for staff."""

    applications: tuple[Application, ...]
    contests: tuple[Edition, ...] = ()


@frozen
class CoordinatorLink:
    """For staff to hand on: who opens it joins, and can be named."""

    application: Application
    link: str


@frozen
class Outcome:
    """„Co z tego wyszło”, for the town: only what the author lets the library show."""

    application: Application
    attended: Attendance
    photos: tuple[Photo, ...] = ()
    quote: str = ""


@frozen
class Outcomes:
    """What came of a contest. `link`: to the contest; `staff`: who reads may announce it."""

    edition: Edition
    outcomes: tuple[Outcome, ...]
    link: str
    staff: bool = False


@frozen
class FiguresShown:
    """The figures of the programme and what they are made of."""

    edition: Edition
    figures: tuple[Figure, ...]
    programme: Programme
    asked: int


@frozen
class FiguresFile:
    """The same as a file."""

    edition: Edition
    name: str
    content: bytes


@frozen
class RealisationTold:
    """What a notice says."""

    purpose: str
    edition: Edition
    application: Application
    realisation: Realisation
    milestone: Milestone | None = None
    report: Report | None = None
    people: int = 0
