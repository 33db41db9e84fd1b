"""Most votes first: what fits is paid for, and each step says why."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.elections import Ballot, Election, VoteType, scores
from bot.domain.contests.greedy import GreedyRule, Verdict, count_greedy
from bot.domain.contests.ties import TieKey, TiePolicy
from bot.errors import Refused
from tests.domain.contests.elections import approval, elections

# votes: a 4, b 3, c 2, d 1; costs 50, 60, 40, 10 zł; pool 100 zł
TOWN = approval(
    10_000, {"a": 5000, "b": 6000, "c": 4000, "d": 1000}, "abcd", "abc", "ab", "a"
)  # fmt: skip


def verdicts(rule: GreedyRule, election: Election = TOWN) -> dict[str, Verdict]:
    return {step.project: step.verdict for step in count_greedy(election, rule).steps}


def test_what_does_not_fit_is_passed_over() -> None:
    """a 50, left 50; b 60 does not fit; c 40, left 10; d 10, left 0."""
    count = count_greedy(TOWN)

    assert count.winners == ("a", "c", "d")
    assert [step.left for step in count.steps] == [10_000, 5000, 5000, 1000]
    assert count.steps[1].verdict is Verdict.NO_MONEY
    assert count.spent == 10_000


def test_without_skipping_the_first_that_does_not_fit_ends_the_count() -> None:
    """After b nobody wins, though c would fit."""
    assert verdicts(GreedyRule(skip=False)) == {
        "a": Verdict.FUNDED, "b": Verdict.NO_MONEY, "c": Verdict.STOPPED, "d": Verdict.STOPPED,
    }  # fmt: skip


def test_a_project_below_the_threshold_cannot_win() -> None:
    """At least two votes; or at least half of the four ballots."""
    assert verdicts(GreedyRule(threshold=2))["d"] is Verdict.BELOW_THRESHOLD
    assert verdicts(GreedyRule(threshold=2))["c"] is Verdict.FUNDED
    half = verdicts(GreedyRule(threshold_share=Fraction(1, 2)))
    assert (half["c"], half["d"]) == (Verdict.FUNDED, Verdict.BELOW_THRESHOLD)


def test_a_winner_bars_its_rivals() -> None:
    """a and c want the same place: c is barred by name, and its money goes on."""
    rule = GreedyRule(exclusive=(frozenset("ac"),))

    steps = {step.project: step for step in count_greedy(TOWN, rule).steps}

    assert (steps["c"].verdict, steps["c"].rival) == (Verdict.BARRED, "a")


def test_a_rival_that_does_not_win_bars_nobody() -> None:
    """b does not fit, so c may win."""
    assert verdicts(GreedyRule(exclusive=(frozenset("bc"),)))["c"] is Verdict.FUNDED


def test_a_tie_names_what_decided_it() -> None:
    """Equal votes: by the policy's keys, at the end by the order of the list."""
    tied = approval(5000, {"a": 5000, "b": 4000}, "ab", "ab")

    cheap = count_greedy(tied, GreedyRule(ties=TiePolicy((TieKey.LOWER_COST,))))
    listed = count_greedy(tied)

    assert (cheap.winners, listed.winners) == (("b",), ("a",))
    assert [count.steps[0].tie.decided_by for count in (cheap, listed) if count.steps[0].tie] == [
        TieKey.LOWER_COST, TieKey.LIST_ORDER,
    ]  # fmt: skip


def test_lots_are_drawn_by_people() -> None:
    """A policy that asks for lots counts only with the order that was drawn."""
    tied = approval(5000, {"a": 5000, "b": 4000}, "ab", "ab")

    drawn = count_greedy(tied, GreedyRule(ties=TiePolicy((TieKey.LOT,), drawn=("b", "a"))))

    assert drawn.winners == ("b",)
    with pytest.raises(Refused, match="lot_not_drawn"):
        count_greedy(tied, GreedyRule(ties=TiePolicy((TieKey.LOT,))))


def test_points_count_where_the_ballot_gives_points() -> None:
    """Ordinal: best of three gets 3; of two gets 2. Scoring: the default for those not named."""
    ordinal = Election(
        VoteType.ORDINAL, 0, TOWN.projects, (Ballot("1", ("b", "a", "c")), Ballot("2", ("a", "b")))
    )
    scoring = Election(
        VoteType.SCORING, 0, TOWN.projects, (Ballot("1", ("a",), (5,)), Ballot("2", ())), 1
    )

    assert scores(ordinal) == {"a": 4, "b": 4, "c": 1, "d": 0}
    assert scores(scoring) == {"a": 6, "b": 2, "c": 2, "d": 2}


@given(elections(), st.booleans(), st.integers(0, 4))
def test_awards_never_exceed_the_pool(election: Election, skip: bool, threshold: int) -> None:
    """Whatever the rule."""
    count = count_greedy(election, GreedyRule(skip=skip, threshold=threshold))

    assert count.spent == sum(election.costs[winner] for winner in count.winners)
    assert count.spent <= election.pool


@given(elections(), st.integers(0, 5000))
def test_without_skipping_more_money_never_loses_a_winner(election: Election, more: int) -> None:
    """The winners are a beginning of the ranking. (With skipping this is not so: a dear project
    that fits at last can take the money of two cheap ones.)"""
    rule = GreedyRule(skip=False)
    richer = replace(election, pool=election.pool + more)

    before, after = count_greedy(election, rule).winners, count_greedy(richer, rule).winners

    assert after[: len(before)] == before


@given(elections(), st.integers(0, 1000))
def test_the_order_of_ballots_changes_nothing(election: Election, seed: int) -> None:
    """Ballots are put in any order."""
    ballots = list(election.ballots)
    Random(seed).shuffle(ballots)

    assert count_greedy(replace(election, ballots=tuple(ballots))) == count_greedy(election)
