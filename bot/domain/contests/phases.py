"""Phases: which one stands, what comes by itself at its hour, and moving one with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.contests.contest import Contest, Phase, PhaseName
from bot.errors import Refused
from bot.frozen import frozen

ORDER = tuple(PhaseName)


class Edge(StrEnum):
    """What happens at an hour."""

    BEGIN = "begin"
    END = "end"


class Nudge(StrEnum):
    """Reminders of the deadline, to those with drafts."""

    WEEK = "week"
    DAY = "day"
    HOURS = "hours"


BEFORE = {
    Nudge.WEEK: timedelta(days=7), Nudge.DAY: timedelta(days=1), Nudge.HOURS: timedelta(hours=2),
}  # fmt: skip


@frozen
class Change:
    """One phase was moved: what it was, what it is."""

    before: Phase
    after: Phase


@frozen
class Moved:
    """The contest after a move, and every phase that moved with it."""

    contest: Contest
    changes: tuple[Change, ...]
    reason: str


def standing(contest: Contest, moment: datetime) -> PhaseName:
    """The phase of a moment. Where one has ended and none has begun: what has to be done then.

    After the deadline that is the formal check; after the jury or the vote, the results.
    """
    inside = [phase for phase in contest.phases if phase.begin and phase.holds(moment)]
    if inside:  # of several that which began last; of two at one moment the later one
        return max(inside, key=lambda one: (one.begin or moment, ORDER.index(one.name))).name
    reached = _reached(contest, moment)
    waits_for_vote = reached is PhaseName.JURY and contest.phase(PhaseName.VOTE) is not None
    if reached is PhaseName.OPEN:
        return PhaseName.FORMAL_CHECK
    if reached is PhaseName.VOTE or (reached is PhaseName.JURY and not waits_for_vote):
        return PhaseName.RESULTS
    return reached


def _reached(contest: Contest, moment: datetime) -> PhaseName:
    begun = [(p.begin, ORDER.index(p.name)) for p in contest.phases if p.begin]
    past = [(begin, place) for begin, place in begun if begin <= moment]
    return ORDER[max(past)[1]] if past else PhaseName.DRAFT


def ended_at(contest: Contest, moment: datetime | None) -> Phase | None:
    """The phase that gave way at a moment, so that its end and what follows are one piece of news;
    of several the latest in order."""
    return next((one for one in reversed(contest.phases) if moment and one.end == moment), None)


def begun_at(contest: Contest, moment: datetime | None) -> Phase | None:
    """The phase that begins at a moment; of several the latest in order."""
    return next((one for one in reversed(contest.phases) if moment and one.begin == moment), None)


def deadline(contest: Contest) -> datetime | None:
    """The first moment that is too late."""
    opened = contest.phase(PhaseName.OPEN)
    return opened.end if opened else None


def edges(contest: Contest, after: datetime) -> tuple[tuple[datetime, Phase, Edge], ...]:
    """What happens by itself after a moment, soonest first."""
    found = [
        (at, phase, edge)
        for phase in contest.phases
        for at, edge in ((phase.begin, Edge.BEGIN), (phase.end, Edge.END))
        if at and at > after
    ]
    return tuple(sorted(found, key=lambda one: (one[0], one[2] is Edge.BEGIN)))


def nudges(contest: Contest, after: datetime) -> tuple[tuple[datetime, Nudge], ...]:
    """When those with drafts are reminded of the deadline; what is past is left out."""
    end = deadline(contest)
    if end is None:
        return ()
    return tuple((end - by, nudge) for nudge, by in BEFORE.items() if end - by > after)


def moved(
    contest: Contest, name: PhaseName, begin: datetime | None, end: datetime | None, reason: str
) -> Moved:
    """A phase at other hours; the one that began when it ended moves along.

    A phase that was not planned is added. Raises Refused: reason_missing, ends_before_it_begins.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    old = contest.phase(name) or Phase(name)
    new = Phase(name, begin, end)
    changes = [Change(old, new)]
    for phase in contest.phases:
        if phase.name is not name and old.end and end and phase.begin == old.end != end:
            changes.append(Change(phase, replace(phase, begin=end)))
    for change in changes:
        after = change.after
        if after.begin and after.end and after.end <= after.begin:
            raise Refused("ends_before_it_begins", phase=after.name)
    return Moved(_with(contest, changes), tuple(changes), reason.strip())


def opened(contest: Contest, name: PhaseName, now: datetime, reason: str) -> Moved:
    """A phase that staff begin by hand; what still runs ends. Raises Refused: reason_missing,
    phase_begun, ends_before_it_begins."""
    known = contest.phase(name) or Phase(name)
    if known.begin and known.begin <= now:
        raise Refused("phase_begun", phase=name)
    moved_ = moved(contest, name, now, known.end, reason)
    running = [
        Change(phase, replace(phase, end=now))
        for phase in moved_.contest.phases
        if phase.name is not name and phase.begin and phase.begin < now and phase.holds(now)
    ]
    return Moved(_with(moved_.contest, running), (*moved_.changes, *running), moved_.reason)


def _with(contest: Contest, changes: list[Change]) -> Contest:
    by_name = {phase.name: phase for phase in contest.phases}
    by_name |= {change.after.name: change.after for change in changes}
    return replace(contest, phases=tuple(by_name[name] for name in ORDER if name in by_name))
