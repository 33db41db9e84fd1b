"""What an assessor is offered: points to tap, their own work, and nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.applications import Application
from bot.domain.contests.contest import Kind
from bot.domain.contests.jury import Assessor, Conflict, Sheet
from bot.domain.contests.jury_desk import (
    MOST_BUTTONS,
    Work,
    first_open,
    offered,
    own_total,
    queue_lines,
    written,
)
from bot.domain.contests.scoring import Criterion

ALA, BARTEK = Assessor(1, 11, "Ala"), Assessor(2, 12, "Bartek")
NOON = datetime(2027, 3, 18, 12, tzinfo=UTC)


def scale(low: str, high: str, step: str = "1") -> Criterion:
    return Criterion("pomysl", Fraction(high), Fraction(low), Fraction(step))


def shown(criterion: Criterion) -> list[str]:
    return [written(value, comma=True) for value in offered(criterion)]


def test_a_short_scale_is_offered_whole() -> None:
    """One to ten, and halves."""
    assert shown(scale("1", "10")) == [str(number) for number in range(1, 11)]
    assert shown(scale("0", "2", "0.5")) == ["0", "0,5", "1", "1,5", "2"]
    assert len(offered(scale("0", "20"))) == MOST_BUTTONS


def test_of_a_long_scale_some_points_are_offered() -> None:
    """Nasielsk's 0–100: tens; every other point is typed."""
    assert shown(scale("0", "100")) == [str(number) for number in range(0, 101, 10)]
    assert shown(scale("0", "50")) == [str(number) for number in range(0, 51, 5)]


@given(
    low=st.integers(0, 5),
    steps=st.integers(1, 5000),
    step=st.sampled_from(["1", "1/2", "1/4", "1/3", "5"]),
)
def test_whatever_is_offered_is_on_the_scale(low: int, steps: int, step: str) -> None:
    """In order, each once, with both ends, and no more than a phone shows."""
    apart = Fraction(step)
    criterion = Criterion("pomysl", low + steps * apart, Fraction(low), apart)

    found = offered(criterion)

    assert all(criterion.accepts(value) for value in found)
    assert found == tuple(sorted(set(found)))
    assert (found[0], found[-1]) == (criterion.low, criterion.high)
    assert len(found) <= MOST_BUTTONS


def test_an_assessors_list_shows_their_own_work_alone() -> None:
    """Waiting, begun, handed in, left out; what others did changes nothing in it."""
    applications = [
        Application(n, 1, Kind.INDIVIDUAL, number=n, year=2027, title=f"Pomysł {n}")
        for n in range(1, 5)
    ]
    own = [
        Sheet(ALA.id, 2, {"pomysl": Fraction(7)}),
        Sheet(ALA.id, 3, {"pomysl": Fraction(7)}, submitted_at=NOON),
    ]
    others = [Sheet(BARTEK.id, n, {"pomysl": Fraction(9)}, submitted_at=NOON) for n in range(1, 5)]
    conflicts = [Conflict(ALA.id, 4, "córka"), Conflict(BARTEK.id, 1, "sąsiad")]

    lines = queue_lines(ALA, applications, conflicts, own + others)

    assert [one.work for one in lines] == [Work.WAITS, Work.BEGUN, Work.SUBMITTED, Work.LEFT_OUT]
    assert lines == queue_lines(ALA, applications, conflicts[:1], own)


def test_the_next_criterion_is_the_first_without_points() -> None:
    """Zero points are points."""
    criteria = [Criterion("a", Fraction(5)), Criterion("b", Fraction(5), weight=Fraction(2))]

    assert first_open(criteria, Sheet(1, 1)) == 1
    assert first_open(criteria, Sheet(1, 1, {"a": Fraction(0)})) == 2
    assert first_open(criteria, Sheet(1, 1, {"a": Fraction(0), "b": Fraction(3)})) == 0
    assert own_total(criteria, Sheet(1, 1, {"a": Fraction(4), "b": Fraction(3)})) == 10


def test_points_are_written_as_people_read_them() -> None:
    """Ząbkowice's 40,8; a third is rounded for the eye only."""
    assert written(Fraction(204, 5), comma=True) == "40,8"
    assert written(Fraction(437, 3), comma=True) == "145,67"
    assert written(Fraction(39), comma=False) == "39"
    assert written(Fraction(1, 20), comma=False) == "0.05"
