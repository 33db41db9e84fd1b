"""What becomes of a funded application: its days, its people, its money."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.budget import Budget, BudgetLine
from bot.domain.contests.contest import Contest, Eligibility, Kind, Phase, PhaseName
from bot.domain.contests.realisation import (
    Due,
    EventHeld,
    Expense,
    Milestone,
    Nudge,
    Realisation,
    Source,
    Status,
    attendance,
    due,
    group_size,
    planned_milestones,
    planned_people,
    report_due,
    require_believable,
    require_handed_in,
    require_working,
    too_few,
)
from bot.domain.contests.realisation_forms import Talk
from bot.domain.contests.realisation_wishes import Wish, realisation_wish
from bot.domain.contests.spending import amount_of, spending
from bot.errors import Refused

WARSAW = ZoneInfo("Europe/Warsaw")
JUNE_9, JULY_14 = date(2027, 6, 9), date(2027, 7, 14)
RUNNING = Realisation(17, report_due=JULY_14)
SCREENING = Milestone(5, "Seans", date(2027, 6, 12))
ANSWERS = {
    "/data/who/members": "Ala, Ola",
    "/data/idea/audience_size": "60",
    "/data/activities[1]/activity": "Seans",
    "/data/activities[1]/day": "2027-06-12",
    "/data/activities[2]/activity": "Festyn",
    "/data/activities[3]/day": "2027-06-20",
}
GROSZE = st.integers(min_value=1, max_value=10**12)
EXPENSES = st.lists(
    st.builds(Expense, st.just(0), st.integers(0, 4), st.just("x"), GROSZE, st.sampled_from(Source))
)
LINES = st.lists(
    st.builds(
        lambda price: BudgetLine("x", Fraction(1), "", price, requested=price), GROSZE
    ), max_size=3,
)  # fmt: skip


def held(day: date, people: int, newcomers: int = 0) -> EventHeld:
    return EventHeld(1, day, "Seans", people, newcomers)


def test_milestones_are_proposed_from_the_application() -> None:
    """Each activity with its day; one without a day too, a day without words not."""
    assert planned_milestones(ANSWERS) == (("Seans", date(2027, 6, 12)), ("Festyn", None))
    assert planned_people(ANSWERS) == 60
    assert planned_people({}) == 0


def test_the_report_is_due_two_weeks_after_the_work() -> None:
    """By the phase's last day in the library's zone; without one, by the last milestone."""
    midnight = datetime(2027, 6, 29, 22, tzinfo=UTC)  # 30 June 0.00 in Warsaw
    ends = Contest("", (Phase(PhaseName.REALISATION, None, midnight),))

    assert report_due(ends, (), WARSAW) == JULY_14
    assert report_due(Contest("", ()), (SCREENING,), WARSAW) == date(2027, 6, 26)
    assert report_due(Contest("", ()), (), WARSAW) is None


def test_the_status_of_a_day() -> None:
    """In the last week it is time for the report; what is handed in is not late."""
    assert RUNNING.on(date(2027, 7, 6)) is Status.RUNNING
    assert RUNNING.on(date(2027, 7, 7)) is Status.REPORT_DUE
    assert not RUNNING.overdue(JULY_14)
    assert RUNNING.overdue(date(2027, 7, 15))
    assert not Realisation(17, Status.HANDED_IN, JULY_14).overdue(date(2027, 7, 15))


def test_reminders_of_a_day() -> None:
    """A milestone three days before; the report a week and a day before; then staff."""
    assert due(RUNNING, [SCREENING], date(2027, 6, 8)) == ()
    assert due(RUNNING, [SCREENING], JUNE_9) == (Due(Nudge.MILESTONE, 5, "2027-06-12"),)
    assert due(RUNNING, [], date(2027, 7, 7)) == (Due(Nudge.REPORT, 17, "2027-07-14:7"),)
    assert due(RUNNING, [], date(2027, 7, 13)) == (Due(Nudge.REPORT, 17, "2027-07-14:1"),)
    assert due(RUNNING, [], date(2027, 7, 15)) == (Due(Nudge.OVERDUE, 17, "2027-07-14"),)


def test_what_is_done_is_not_reminded_of() -> None:
    """A milestone ticked off or past, a report handed in."""
    done = Milestone(5, "Seans", date(2027, 6, 12), done_on=JUNE_9)

    assert due(RUNNING, [done], JUNE_9) == ()
    assert due(RUNNING, [SCREENING], date(2027, 6, 13)) == ()
    assert due(Realisation(17, Status.HANDED_IN, JULY_14), [SCREENING], JUNE_9) == ()


@given(st.dates(date(2027, 6, 1), date(2027, 7, 30)))
def test_a_day_missed_is_made_up_for_once(day: date) -> None:
    """Whatever day the bot wakes on: at most one reminder of the report, and from a week before
    the last day to the day itself always the same key as on the day it was planned for."""
    found = [one for one in due(RUNNING, [], day) if one.nudge is not Nudge.MILESTONE]
    ahead = (JULY_14 - day).days

    assert len(found) == (ahead <= 7)
    if 1 < ahead <= 7:
        assert found[0].key == "2027-07-14:7"


def test_a_group_below_its_minimum() -> None:
    """Who left counts no more; the rule binds informal groups only. DOMAIN §7, case 10."""
    rules = Eligibility(group_min_people=3)

    assert group_size(ANSWERS, RUNNING) == 3
    assert not too_few(rules, Kind.INFORMAL_GROUP, 3)
    assert too_few(rules, Kind.INFORMAL_GROUP, group_size(ANSWERS, Realisation(17, departed=1)))
    assert not too_few(rules, Kind.NGO, 1)
    assert group_size({}, Realisation(17, departed=5)) == 0


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.ABANDONED])
def test_what_is_over_takes_no_more(status: Status) -> None:
    """And while the library reads the report, nothing changes under its eyes."""
    with pytest.raises(Refused, match="realisation_over"):
        require_working(Realisation(17, status))
    with pytest.raises(Refused, match="realisation_waits"):
        require_working(Realisation(17, Status.HANDED_IN))
    with pytest.raises(Refused, match="report_missing"):
        require_handed_in(RUNNING)


def test_an_event_is_believable() -> None:
    """It has been, and no more people are new than came."""
    with pytest.raises(Refused, match="event_ahead"):
        require_believable(held(JUNE_9 + timedelta(days=1), 3), JUNE_9)
    with pytest.raises(Refused, match="too_many_newcomers"):
        require_believable(held(JUNE_9, 3, 4), JUNE_9)

    total = attendance([held(JUNE_9, 60, 12), held(JUNE_9, 40)])
    assert (total.events, total.people, total.newcomers) == (2, 100, 12)


def test_overspending_is_named_by_line_and_in_all() -> None:
    """3 000 awarded: 3 200.50 of the projector's 3 000, 10 for nothing of the budget, 40 own."""
    budget = Budget((BudgetLine("projektor", Fraction(3), "", 100_000, requested=300_000),))
    paid = [
        Expense(1, 1, "wynajem", 320_050, Source.GRANT),
        Expense(2, 0, "kawa", 1_000, Source.GRANT),
        Expense(3, 1, "kabel", 4_000, Source.OWN),
    ]

    found = spending(budget, 300_000, paid)

    assert [(one.number, one.grant, one.own, one.over) for one in found.lines] == [
        (1, 320_050, 4_000, 20_050), (0, 1_000, 0, 1_000),
    ]  # fmt: skip
    assert (found.grant, found.own, found.over, found.left) == (321_050, 4_000, 21_050, 0)


@given(LINES, st.integers(0, 10**12), EXPENSES)
def test_no_grosz_is_lost(lines: list[BudgetLine], awarded: int, paid: list[Expense]) -> None:
    """Every expense is in exactly one line; what is left and what is too much balance the grant;
    every amount is a whole number."""
    found = spending(Budget(tuple(lines)), awarded, paid)

    assert found.grant + found.own == sum(one.amount for one in paid)
    assert awarded == found.grant + found.left - found.over
    assert not (found.left and found.over)
    amounts = [found.left, found.over, *(one.grant for one in found.lines)]
    assert all(type(one) is int for one in amounts)


@given(GROSZE)
def test_an_amount_is_read_to_the_grosz(amount: int) -> None:
    """As people type it, with a comma and spaces."""
    whole, part = divmod(amount, 100)

    assert amount_of(f"{whole:,}".replace(",", " ") + f",{part:02} zł") == amount


@pytest.mark.parametrize("text", ["", "sto", "0", "0,00", "-5", "1,234", "1e3"])
def test_what_is_no_amount_is_asked_again(text: str) -> None:
    """Nothing is rounded, nothing is guessed."""
    with pytest.raises(Refused, match="amount_unread"):
        amount_of(text)


def test_everything_can_be_typed() -> None:
    """In three languages, with a number or a yes behind it."""
    assert realisation_wish("wydatek 2") == Wish(Talk.EXPENSE, 2)
    assert realisation_wish("Zdjęcie") == Wish(Talk.PHOTO)
    assert realisation_wish("odchodzę tak") == Wish("leave", sure=True)
    assert realisation_wish("показники 3") == Wish("figures", 3)
    assert realisation_wish("take back event 1") == Wish("take_back_event", 1)
    assert realisation_wish("coś") == Wish()
