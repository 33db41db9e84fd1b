"""What becomes of a funded application: milestones, events, spending, the report.

Realisation (*realizacja*) begins with the decision and ends with an accepted report. Amounts are
grosze, always whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.domain.contests.applications import mentioned
from bot.domain.contests.contest import Contest, Eligibility, Kind, PhaseName
from bot.errors import Refused
from bot.frozen import frozen

REPORT_AFTER = timedelta(days=14)  # the report's last day after the work's, unless staff say so
REPORT_SOON = timedelta(days=7)
_ACTIVITY, _DAY = "activity", "day"  # names in the application's form


class Status(StrEnum):
    """Where a realisation stands. REPORT_DUE is RUNNING whose report is to come within a week."""

    RUNNING = "running"
    REPORT_DUE = "report-due"
    HANDED_IN = "handed-in"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    ABANDONED = "abandoned"  # nobody is left who carries it out


WORKING = frozenset({Status.RUNNING, Status.REPORT_DUE, Status.RETURNED})


class Source(StrEnum):
    """Who paid."""

    GRANT = "grant"
    OWN = "own"


@frozen
class Milestone:
    """Something that is to happen by a day. `done_on`: when it was ticked off."""

    id: int
    title: str
    due: date | None = None
    done_on: date | None = None


@frozen
class EventHeld:
    """Something that took place. `newcomers`: of the `people`, those there for the first time."""

    id: int
    day: date
    what: str
    people: int
    newcomers: int = 0


@frozen
class Photo:
    """A picture that Telegram keeps. `consent`: how those in it were asked; `public`: the author
    lets the library show it."""

    id: int
    file_id: str = field(repr=False)
    caption: str = ""
    consent: str = ""
    public: bool = False


@frozen
class Expense:
    """Money that was paid. `line`: number of the budget's line from 1, 0 for none of them;
    `document`: number of the bill."""

    id: int
    line: int
    what: str
    amount: int
    source: Source
    document: str = ""
    day: date | None = None


@frozen
class Report:
    """One version of the report. `returned`: what exactly is to be mended, "" where nothing."""

    number: int
    outcome: str
    worked: str
    not_worked: str
    handed_in_at: datetime
    quote: str = ""
    returned: str = ""
    accepted_at: datetime | None = None


@frozen
class Realisation:
    """A funded application on its way. `departed`: how many have left the group since."""

    application_id: int
    status: Status = Status.RUNNING
    report_due: date | None = None
    departed: int = 0

    def on(self, today: date) -> Status:
        """Its status that day."""
        soon = self.report_due is not None and self.report_due - today <= REPORT_SOON
        return Status.REPORT_DUE if self.status is Status.RUNNING and soon else self.status

    def overdue(self, today: date) -> bool:
        """The report's day is past and it is not here."""
        waits = self.status in WORKING
        return waits and self.report_due is not None and self.report_due < today


@frozen
class Attendance:
    """Totals over events; who came twice counts twice."""

    events: int = 0
    people: int = 0
    newcomers: int = 0


def attendance(events: Iterable[EventHeld]) -> Attendance:
    """Sums."""
    every = tuple(events)
    return Attendance(
        len(every), sum(one.people for one in every), sum(one.newcomers for one in every)
    )


# What is planned.


def planned_milestones(answers: Mapping[str, str]) -> tuple[tuple[str, date | None], ...]:
    """(title, day) of the application's activities, in order; those without words left out."""
    rows: dict[str, dict[str, str]] = {}
    for ref, value in answers.items():
        group, _, name = ref.rpartition("/")
        if group.endswith("]") and name in (_ACTIVITY, _DAY):
            rows.setdefault(group, {})[name] = value.strip()
    return tuple(
        (row[_ACTIVITY], _day(row.get(_DAY, ""))) for row in rows.values() if row.get(_ACTIVITY)
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def planned_people(answers: Mapping[str, str]) -> int:
    """How many the author hoped for; 0 where they did not say."""
    said = mentioned(answers, "audience_size")
    return int(said) if said.isdecimal() else 0


def report_due(contest: Contest, milestones: Iterable[Milestone], zone: tzinfo) -> date | None:
    """Two weeks after the realisation ends; without an end, after its last milestone."""
    phase = contest.phase(PhaseName.REALISATION)
    days = [one.due for one in milestones if one.due]
    last = phase.end.astimezone(zone).date() if phase and phase.end else max(days, default=None)
    return last + REPORT_AFTER if last else None


# People: DOMAIN §7, case 10.


def group_size(answers: Mapping[str, str], realisation: Realisation) -> int:
    """The author and everybody named in the application, without those who have left."""
    named = [one for one in mentioned(answers, "members").replace("\n", ",").split(",") if one]
    return max(0, 1 + len(named) - realisation.departed)


def too_few(rules: Eligibility, kind: Kind, people: int) -> bool:
    """An informal group below the number that the rules ask for."""
    return kind is Kind.INFORMAL_GROUP and people < rules.group_min_people


# What may be done.


def require_working(realisation: Realisation) -> Realisation:
    """Before anything is reported. Raises Refused: realisation_waits, realisation_over."""
    if realisation.status is Status.HANDED_IN:
        raise Refused("realisation_waits")
    if realisation.status not in WORKING:
        raise Refused("realisation_over")
    return realisation


def require_handed_in(realisation: Realisation) -> Realisation:
    """Before a report is accepted or returned. Raises Refused: report_missing."""
    if realisation.status is not Status.HANDED_IN:
        raise Refused("report_missing")
    return realisation


def require_believable(event: EventHeld, today: date) -> EventHeld:
    """Raises Refused: event_ahead (day), too_many_newcomers."""
    if event.day > today:
        raise Refused("event_ahead", day=event.day)
    if event.newcomers > event.people:
        raise Refused("too_many_newcomers")
    return event


# Reminders.


class Nudge(StrEnum):
    """What somebody is reminded of; also the purpose of the notice, behind `realisation_`."""

    MILESTONE = "milestone"
    REPORT = "report"
    OVERDUE = "overdue"  # to staff


MILESTONE_AHEAD = timedelta(days=3)
REPORT_AHEAD = (timedelta(days=7), timedelta(days=1))


@frozen
class Due:
    """One reminder. `key` tells it from the others about the same subject."""

    nudge: Nudge
    subject_id: int
    key: str


def due(realisation: Realisation, milestones: Iterable[Milestone], today: date) -> tuple[Due, ...]:
    """What is to be said that day, or should have been said since and still helps."""
    if realisation.status not in WORKING:
        return ()
    found = [
        Due(Nudge.MILESTONE, one.id, one.due.isoformat())
        for one in milestones
        if one.due and not one.done_on and today <= one.due <= today + MILESTONE_AHEAD
    ]
    last, about = realisation.report_due, realisation.application_id
    if last is None:
        return tuple(found)
    if realisation.overdue(today):
        return (*found, Due(Nudge.OVERDUE, about, last.isoformat()))
    passed = [ahead for ahead in REPORT_AHEAD if last - ahead <= today]
    if passed:
        found.append(Due(Nudge.REPORT, about, f"{last.isoformat()}:{passed[-1].days}"))
    return tuple(found)
