"""What staff see first, what they may type, and until when a correction is awaited."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.arrivals import Stage, by_urgency, stage
from bot.domain.contests.contest import Contest, Kind, Phase, PhaseName
from bot.domain.contests.formal import Mark, mend_until
from bot.domain.contests.formal_wishes import Wanted, Wish, of_application, of_contest

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2027, 3, 17, 20, 30, tzinfo=WARSAW)
ONE = Application(1, 1, Kind.INDIVIDUAL, Status.SUBMITTED, number=1, year=2027)
CHECK = PhaseName.FORMAL_CHECK


@given(st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(Formal)), max_size=12))
def test_what_waits_for_staff_stands_first(states: list[tuple[Status, Formal]]) -> None:
    """„Do decyzji” before what is to be checked before what awaits others; then by receipt."""
    every = [
        replace(ONE, id=n, number=n, status=status, formal=formal)
        for n, (status, formal) in enumerate(states, 1)
        if status is not Status.DRAFT
    ]

    sorted_ = by_urgency(reversed(every))

    places = [(list(Stage).index(stage(one)), one.number) for one in sorted_]
    assert places == sorted(places)
    assert {one.id for one in sorted_} == {one.id for one in every}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted(Wish.LOOK)),
        ("cokolwiek", Wanted(Wish.LOOK)),
        ("LISTA", Wanted(Wish.LIST)),
        ("3 tak", Wanted(Wish.MARK, 2, Mark.YES)),
        ("3  Nie", Wanted(Wish.MARK, 2, Mark.NO)),
        ("12 nie dotyczy", Wanted(Wish.MARK, 11, Mark.NOT_APPLICABLE)),
        ("3", Wanted(Wish.LIST, 2)),
        ("0 tak", Wanted(Wish.MARK, -1, Mark.YES)),
        ("3 może", Wanted(Wish.LIST, 2)),
        ("wezwij", Wanted(Wish.CALL)),
        ("odrzuc", Wanted(Wish.REJECT)),
        ("nie dopuszczaj", Wanted(Wish.TURN_AWAY)),
        ("99999999999999 tak", Wanted(Wish.LOOK)),
    ],
)
def test_what_is_typed_behind_an_application(typed: str, wanted: Wanted) -> None:
    """In any letter case, with or without diacritics; what is not known shows the application."""
    assert of_application(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted(Wish.LOOK)),
        ("2", Wanted(Wish.LOOK, page=1)),
        ("0", Wanted(Wish.LOOK)),
        ("papier", Wanted(Wish.PAPER)),
        ("xlsx", Wanted(Wish.WORKBOOK)),
        (".pb", Wanted(Wish.ELECTION)),
    ],
)
def test_what_is_typed_behind_a_contest(typed: str, wanted: Wanted) -> None:
    """A bare number is a page."""
    assert of_contest(typed) == wanted


def test_a_correction_is_awaited_for_a_week() -> None:
    """At 15.00, when somebody is there to look."""
    assert mend_until(Contest("K", ()), NOW, WARSAW) == datetime(2027, 3, 24, 15, tzinfo=WARSAW)


@given(st.integers(-400, 400))
def test_it_is_not_awaited_beyond_the_formal_check(hours: int) -> None:
    """Unless less than a day would be left; it is never in the past."""
    end = NOW + timedelta(hours=hours)
    contest = Contest("K", (Phase(CHECK, NOW - timedelta(days=30), end),))

    until = mend_until(contest, NOW, WARSAW)

    assert until >= NOW + timedelta(days=1)
    assert until <= end or hours < 24
