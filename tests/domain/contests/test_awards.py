"""The ranking cut by the pool: never beyond it, never without a reason."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.awards import (
    Awards,
    Fit,
    Outcome,
    Terms,
    Why,
    cut,
    decided,
    raised,
    second_round,
)
from bot.domain.contests.scoring import Entry, Ranked, Ranking, Standing
from bot.errors import Refused


def ranking(*asked: tuple[str, int, int], good: int = 99) -> Ranking:
    """(name, rank, request in grosze); those with a rank over `good` are below the threshold."""
    places = tuple(
        Ranked(
            Entry(name, request), rank, Fraction(100 - rank), Fraction(0),
            Standing.RANKED if rank <= good else Standing.BELOW_THRESHOLD, ("Ala",),
        )
        for name, rank, request in asked
    )  # fmt: skip
    return Ranking(places, Fraction(100), None)


def outcomes(awards: Awards) -> dict[str, tuple[Outcome, int]]:
    return {d.application: (d.outcome, d.awarded) for d in awards.decisions}


THREE = ranking(("a", 1, 600), ("b", 2, 500), ("c", 3, 300))


@st.composite
def cuts(draw: st.DrawFn) -> Awards:
    """Any ranking with ties, any terms."""
    ranks = sorted(draw(st.lists(st.integers(1, 5), max_size=8)))
    asked = [(f"a{n}", rank, draw(st.integers(1, 900))) for n, rank in enumerate(ranks)]
    terms = Terms(
        pool=draw(st.integers(0, 3000)),
        fit=draw(st.sampled_from(Fit)),
        grant_min=draw(st.integers(0, 200)),
        grant_max=draw(st.sampled_from([0, 300, 900])),
        winners_max=draw(st.integers(0, 4)),
        step=draw(st.sampled_from([1, 100])),
    )
    return cut(ranking(*asked, good=draw(st.integers(2, 5))), terms)


def test_what_does_not_fit_waits_and_the_next_that_fits_is_funded() -> None:
    """1000: a 600, left 400; b 500 waits; c 300, left 100."""
    awards = cut(THREE, Terms(1000))

    assert outcomes(awards) == {
        "a": (Outcome.FUNDED, 600), "b": (Outcome.RESERVE, 0), "c": (Outcome.FUNDED, 300),
    }  # fmt: skip
    assert awards.left == 100


def test_nobody_overtakes_where_the_rules_stop() -> None:
    """c would fit, but b comes first."""
    assert outcomes(cut(THREE, Terms(1000, Fit.STOP)))["c"] == (Outcome.RESERVE, 0)


def test_requests_exceed_the_pool_and_the_last_gets_a_part() -> None:
    """b gets the 400 that are left; with a minimum of 450 it would wait."""
    partial = cut(THREE, Terms(1000, Fit.PARTIAL))

    assert outcomes(partial)["b"] == (Outcome.REDUCED, 400)
    assert partial.of("b").why is Why.LAST_MONEY
    assert outcomes(cut(THREE, Terms(1000, Fit.PARTIAL, grant_min=450)))["b"][1] == 0


def test_a_tie_at_the_cut_off_with_money_for_one_is_left_to_people() -> None:
    """Both ask 500, 600 are left: nobody is chosen silently; people decide with a reason."""
    tied = cut(ranking(("a", 1, 400), ("b", 2, 500), ("c", 2, 500), ("d", 4, 50)), Terms(1000))

    assert outcomes(tied)["b"] == outcomes(tied)["c"] == (Outcome.UNDECIDED, 0)
    assert outcomes(tied)["d"] == (Outcome.RESERVE, 0)
    chosen = decided(tied, {"b": 500, "c": 0}, "Losowanie 20 marca")
    assert outcomes(chosen)["b"] == (Outcome.FUNDED, 500)
    assert chosen.of("c").words == "Losowanie 20 marca"


def test_the_pool_grows_and_the_next_on_the_list_is_funded() -> None:
    """1000 → 1400: b's 500 fit into 100 + 400; the decisions before are kept."""
    first = cut(THREE, Terms(1000))

    after = raised(first, 400, "Zgoda operatora")

    assert outcomes(after)["b"] == (Outcome.FUNDED, 500)
    assert after.of("b").why is Why.POOL_RAISED
    assert after.changes[0].before == first.decisions


def test_the_pool_grows_and_those_who_were_cut_come_first() -> None:
    """b asked 500 and got 400; of 150 more it gets 100, and c waits for 300 with 50."""
    first = cut(THREE, Terms(1000, Fit.STOP))
    partial = cut(THREE, Terms(1000, Fit.PARTIAL, grant_min=100))

    after = raised(partial, 150, "Oszczędności")

    assert outcomes(after)["b"] == (Outcome.FUNDED, 500)
    assert outcomes(after)["c"] == (Outcome.RESERVE, 0)
    assert outcomes(raised(first, 50, "Oszczędności")) == outcomes(first)


def test_the_pool_grows_enough_for_one_of_two_equals() -> None:
    """They were on the reserve list together; now people decide between them."""
    first = cut(ranking(("a", 1, 1000), ("b", 2, 500), ("c", 2, 500)), Terms(1000))

    after = raised(first, 500, "Zgoda operatora")

    assert outcomes(first)["b"] == (Outcome.RESERVE, 0)
    assert outcomes(after)["b"] == outcomes(after)["c"] == (Outcome.UNDECIDED, 0)


def test_more_winners_than_planned_need_a_reason() -> None:
    """The third has money, but no place; people give it one, in words."""
    first = cut(THREE, Terms(2000, winners_max=2))

    assert first.of("c").why is Why.WINNERS_FULL
    assert outcomes(decided(first, {"c": 300}, "Jest na to pula"))["c"] == (Outcome.FUNDED, 300)
    with pytest.raises(Refused, match="reason_missing"):
        decided(first, {"c": 300}, " ")


def test_people_cannot_give_what_is_not_there() -> None:
    """Not over the pool, not over the request, not to somebody unknown."""
    first = cut(THREE, Terms(1000))

    for amounts, code in (
        ({"b": 500}, "over_pool"), ({"b": 501}, "over_request"), ({"x": 1}, "application_unknown"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            decided(first, amounts, "Bo tak")


def test_a_second_round_uses_what_the_first_left_and_freezes_it() -> None:
    """1000 − 600 − 300 = 100 for round 2; a funded application cannot come again."""
    first = cut(THREE, Terms(1000))

    second = second_round(first, ranking(("e", 1, 100), ("f", 2, 10)))

    assert (second.round, outcomes(second)["e"]) == (2, (Outcome.FUNDED, 100))
    with pytest.raises(Refused, match="application_in_both"):
        second_round(first, ranking(("a", 1, 50)))


@given(cuts())
def test_awards_never_exceed_the_pool_or_the_request(awards: Awards) -> None:
    """Under any terms; whoever gets nothing has a reason."""
    assert 0 <= awards.given <= awards.terms.pool
    assert all(0 <= d.awarded <= d.requested for d in awards.decisions)
    given = (Outcome.FUNDED, Outcome.REDUCED)
    assert all((d.awarded > 0) == (d.outcome in given) for d in awards.decisions)
    if awards.terms.winners_max and awards.terms.fit is not Fit.SHARE:
        assert sum(d.awarded > 0 for d in awards.decisions) <= awards.terms.winners_max


@given(cuts(), st.lists(st.integers(1, 2000), min_size=1, max_size=3))
def test_more_money_takes_nothing_from_anybody(awards: Awards, amounts: list[int]) -> None:
    """However often the pool grows, it is never exceeded."""
    for amount in amounts:
        before, awards = awards, raised(awards, amount, "Więcej pieniędzy")

        assert all(awards.of(d.application).awarded >= d.awarded for d in before.decisions)
        assert awards.given <= awards.terms.pool == before.terms.pool + amount
