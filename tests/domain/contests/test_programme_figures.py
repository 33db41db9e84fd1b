"""The programme's figures: planned, contracted, achieved, each with its sources."""

from __future__ import annotations

from datetime import date

from bot.domain.contests.applications import Application, Formal
from bot.domain.contests.applications import Status as Standing
from bot.domain.contests.contest import Kind, Money
from bot.domain.contests.programme_figures import Carried, Figure, Name, Programme, asked, figures
from bot.domain.contests.realisation import EventHeld, Expense, Source, Status, attendance
from bot.domain.contests.spending import LineSpent, Spending

KINO = Application(
    1, 1, Kind.INDIVIDUAL, Standing.SUBMITTED, Formal.PASSED, requested=300_000, number=1
)
CHOR = Application(2, 1, Kind.KGW, Standing.SUBMITTED, Formal.FAILED, requested=200_000, number=2)
GONE = Application(3, 1, Kind.KGW, Standing.WITHDRAWN, Formal.OPEN, requested=50_000, number=3)
EVENTS = (EventHeld(7, date(2027, 6, 12), "Seans", 60, 12), EventHeld(8, date(2027, 6, 13), "", 40))
PAID = (Expense(4, 1, "projektor", 290_050, Source.GRANT),)
SPENT = Spending(300_000, (LineSpent(1, "projektor", 300_000, 290_050),))
FOUND = Programme(
    Money(pool=2_200_000, winners_min=2),
    (KINO, CHOR, GONE),
    (
        Carried(
            KINO, Status.ACCEPTED, SPENT,
            attendance(EVENTS), EVENTS, PAID, planned_events=3, planned_people=80,
        ),
    ),
)  # fmt: skip


def figure(name: Name, kind: Kind | None = None) -> Figure:
    return next(one for one in figures(FOUND) if one.name is name and one.kind is kind)


def test_applications_are_counted_in_all_and_by_kind() -> None:
    """What was withdrawn had been handed in, but asks for nothing."""
    assert figure(Name.APPLICATIONS).achieved == 3
    assert figure(Name.APPLICATIONS, Kind.KGW) == Figure(
        Name.APPLICATIONS, achieved=2, kind=Kind.KGW, sources=(2, 3)
    )
    assert figure(Name.VALID).sources == (1,)
    assert asked(FOUND) == 500_000


def test_money_is_planned_contracted_and_achieved() -> None:
    """The pool, what was awarded, what was spent of it; the bills are its sources."""
    assert figure(Name.MONEY) == Figure(
        Name.MONEY, 2_200_000, 300_000, 290_050, sources=(4,)
    )  # fmt: skip
    assert (figure(Name.FUNDED).planned, figure(Name.FUNDED).achieved) == (2, 1)
    assert (figure(Name.ACCEPTED).contracted, figure(Name.ACCEPTED).achieved) == (1, 1)


def test_people_who_came_beside_those_hoped_for() -> None:
    """From the application and from the events reported."""
    assert (figure(Name.EVENTS).contracted, figure(Name.EVENTS).achieved) == (3, 2)
    assert (figure(Name.PEOPLE).contracted, figure(Name.PEOPLE).achieved) == (80, 100)
    assert figure(Name.NEWCOMERS) == Figure(Name.NEWCOMERS, achieved=12, sources=(7, 8))
