"""The programme's figures for the grant's report: planned, contracted, achieved, with sources."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.contest import Kind, Money
from bot.domain.contests.realisation import Attendance, EventHeld, Expense
from bot.domain.contests.realisation import Status as Standing
from bot.domain.contests.spending import Spending
from bot.frozen import frozen


class Name(StrEnum):
    """What is counted. MONEY is in grosze, the others are numbers."""

    APPLICATIONS = "applications"
    VALID = "valid"
    FUNDED = "funded"
    ACCEPTED = "accepted"
    MONEY = "money"
    EVENTS = "events"
    PEOPLE = "people"
    NEWCOMERS = "newcomers"


@frozen
class Figure:
    """One number in its three states; None where there is none. `sources`: ids of the records
    that the last of them was made of."""

    name: Name
    planned: int | None = None
    contracted: int | None = None
    achieved: int | None = None
    kind: Kind | None = None
    sources: tuple[int, ...] = ()


@frozen
class Carried:
    """A funded application and what came of it. `planned_events`, `planned_people`: from the
    application."""

    application: Application
    status: Standing
    spending: Spending
    attended: Attendance
    events: tuple[EventHeld, ...] = ()
    expenses: tuple[Expense, ...] = ()
    planned_events: int = 0
    planned_people: int = 0


@frozen
class Programme:
    """Everything that the figures are made of."""

    money: Money
    applications: tuple[Application, ...]
    carried: tuple[Carried, ...]


def figures(found: Programme) -> tuple[Figure, ...]:
    """All of them; applications also by kind, where there is any of that kind."""
    every, carried = found.applications, found.carried
    valid = [one for one in every if one.formal is Formal.PASSED]
    accepted = [one for one in carried if one.status is Standing.ACCEPTED]
    return (
        _counted(Name.APPLICATIONS, every),
        *_by_kind(every),
        _counted(Name.VALID, valid),
        Figure(
            Name.FUNDED, found.money.winners_min or None, achieved=len(carried),
            sources=tuple(one.application.id for one in carried),
        ),
        Figure(
            Name.ACCEPTED, contracted=len(carried), achieved=len(accepted),
            sources=tuple(one.application.id for one in accepted),
        ),
        _money(found),
        *_attendance(carried),
    )  # fmt: skip


def asked(found: Programme) -> int:
    """Grosze that all who handed in asked for; what was withdrawn is not counted."""
    counted = (one for one in found.applications if one.status is not Status.WITHDRAWN)
    return sum(one.requested for one in counted)


def _counted(name: Name, every: Iterable[Application], kind: Kind | None = None) -> Figure:
    ids = tuple(one.id for one in every)
    return Figure(name, achieved=len(ids), kind=kind, sources=ids)


def _by_kind(every: tuple[Application, ...]) -> list[Figure]:
    found = ((kind, [one for one in every if one.kind is kind]) for kind in Kind)
    return [_counted(Name.APPLICATIONS, of_kind, kind) for kind, of_kind in found if of_kind]


def _money(found: Programme) -> Figure:
    return Figure(
        Name.MONEY, found.money.current_pool,
        sum(one.spending.awarded for one in found.carried),
        sum(one.spending.grant for one in found.carried),
        sources=tuple(paid.id for one in found.carried for paid in one.expenses),
    )  # fmt: skip


def _attendance(carried: tuple[Carried, ...]) -> tuple[Figure, ...]:
    ids = tuple(event.id for one in carried for event in one.events)
    return (
        Figure(
            Name.EVENTS, contracted=sum(one.planned_events for one in carried),
            achieved=sum(one.attended.events for one in carried), sources=ids,
        ),
        Figure(
            Name.PEOPLE, contracted=sum(one.planned_people for one in carried),
            achieved=sum(one.attended.people for one in carried), sources=ids,
        ),
        Figure(
            Name.NEWCOMERS, achieved=sum(one.attended.newcomers for one in carried), sources=ids,
        ),
    )  # fmt: skip
