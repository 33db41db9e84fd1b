"""The jury: nobody learns another's points while they could still give their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given as supposing
from hypothesis import strategies as st

from bot.domain.contests.jury import (
    Assessor,
    Conflict,
    Sheet,
    given,
    panel,
    progress,
    queue,
    require_complete,
    scores,
    visible,
)
from bot.domain.contests.ranking import rank
from bot.domain.contests.scoring import Aggregate, Criterion, Entry, Missing, ScoringPolicy
from bot.errors import Refused

NOW = datetime(2027, 3, 20, tzinfo=UTC)
IDEA, NEED = Criterion("idea", Fraction(10)), Criterion("need", Fraction(5))
ALA, BARTEK, CELINA = (Assessor(n, 900 + n, name) for n, name in enumerate(("A", "B", "C"), 1))
JURY = (ALA, BARTEK, CELINA)


def sheet(assessor: Assessor, application: int, points: int, at: datetime | None = NOW) -> Sheet:
    return Sheet(assessor.id, application, {"idea": Fraction(points)}, submitted_at=at)


def test_points_lie_on_the_scale_and_all_are_needed() -> None:
    """11 of 10 is refused; without the need nothing is submitted."""
    empty = Sheet(1, 7)

    points = given(empty, (IDEA, NEED), "idea", Fraction(9))

    assert points == {"idea": 9}
    for name, value, code in (("idea", 11, "off_the_scale"), ("x", 1, "criterion_unknown")):
        with pytest.raises(Refused, match=code):
            given(empty, (IDEA, NEED), name, Fraction(value))
    with pytest.raises(Refused, match="points_missing") as refused:
        require_complete(replace(empty, points=points), (IDEA, NEED))
    assert refused.value.facts["criteria"] == (NEED,)


def test_what_is_submitted_does_not_change() -> None:
    """Otherwise one could wait, look and correct."""
    done = sheet(ALA, 7, 9)

    with pytest.raises(Refused, match="sheet_submitted"):
        given(done, (IDEA,), "idea", Fraction(1))
    with pytest.raises(Refused, match="sheet_submitted"):
        require_complete(done, (IDEA,))


def test_zostalo_4_z_11() -> None:
    """Drafts are left; a conflict of interest takes the application out of the queue."""
    conflicts = [Conflict(ALA.id, 12, "rodzina"), Conflict(BARTEK.id, 1, "szef")]
    sheets = [sheet(ALA, n, 5) for n in range(1, 8)] + [sheet(ALA, 8, 5, at=None)]

    found = queue(ALA, range(1, 13), conflicts, sheets)

    assert (found.left, found.total) == ((8, 9, 10, 11), 11)


def test_the_jury_is_complete_without_whoever_is_ill() -> None:
    """One assessor is ill: they are waited for no longer once that is said."""
    sheets = [sheet(ALA, 1, 5), sheet(BARTEK, 1, 5)]

    assert not progress(JURY, [1], [], sheets).complete
    ill = replace(CELINA, withdrawn="choroba")
    assert progress((ALA, BARTEK, ill), [1], [], sheets).complete


@supposing(st.lists(st.tuples(st.sampled_from(JURY), st.integers(1, 4), st.booleans())))
def test_before_the_count_everybody_sees_only_their_own(
    filled: list[tuple[Assessor, int, bool]],
) -> None:
    """Whatever was submitted: not the others' points, so not their totals either. Staff see none.
    After the count there is nothing left to influence, and all that counts is seen."""
    sheets = [sheet(who, n, 5, NOW if done else None) for who, n, done in filled]

    for viewer in JURY:
        assert {one.assessor_id for one in visible(sheets, viewer, None)} <= {viewer.id}
    assert visible(sheets, None, None) == ()
    assert all(one.submitted_at for one in visible(sheets, ALA, NOW))
    assert len(visible(sheets, None, NOW)) == sum(done for _, _, done in filled)


def test_an_assessor_is_a_relative_and_totals_stay_comparable() -> None:
    """Sums of three: 8+8+8 = 24. For application 2 Celina is left out: (9+9) / 2 × 3 = 27."""
    sheets = [sheet(who, 1, 8) for who in JURY] + [sheet(ALA, 2, 9), sheet(BARTEK, 2, 9)]
    jury = panel(JURY, [Conflict(CELINA.id, 2, "rodzina")])

    policy = ScoringPolicy(Aggregate.SUM, Missing.BLOCK)
    ranking = rank([IDEA], policy, jury, [Entry("1"), Entry("2")], scores(sheets))

    assert [(one.entry.id, one.points) for one in ranking.places] == [("2", 27), ("1", 24)]
