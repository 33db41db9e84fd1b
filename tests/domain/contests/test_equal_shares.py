"""The Method of Equal Shares: exact, fair to minorities, explained round by round."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.contests.elections import Election, points_on
from bot.domain.contests.electorate import electorate
from bot.domain.contests.equal_shares import Round, count_equal_shares, count_round
from bot.domain.contests.head_start import HeadStart
from bot.domain.contests.ties import EQUAL_SHARES_TIES, TieKey, tie_breaker
from tests.domain.contests.elections import approval, elections, plain_equal_shares


def payments(election: Election, result: Round) -> dict[str, list[Fraction]]:
    """What each voter paid, purchase by purchase, as anybody could work it out from the history."""
    left = {ballot.voter: result.share for ballot in election.ballots}
    paid: dict[str, list[Fraction]] = {ballot.voter: [] for ballot in election.ballots}
    for purchase in result.purchases:
        for ballot in election.ballots:
            given = dict(
                zip(ballot.projects, points_on(ballot, election.vote_type), strict=True)
            ).get(purchase.project, 0)
            amount = min(left[ballot.voter], purchase.payment * max(0, given))
            left[ballot.voter] -= amount
            paid[ballot.voter].append(amount)
    return paid


def test_a_third_of_the_voters_decides_on_a_third_of_the_money() -> None:
    """Greedy would give all 90 zł to the larger group.

    Six voters have 15 zł each. Four want a and b (40 zł each), two want c (30 zł).
    a: 40 zł / 4 = 10 zł each; b: the four have 5 zł each = 20 zł < 40 zł; c: 30 / 2 = 15 zł each.
    """
    election = approval(9000, {"a": 4000, "b": 4000, "c": 3000}, *["ab"] * 4, *["c"] * 2)

    count = count_equal_shares(election, completion=False)

    assert count.winners == ("a", "c")
    assert [p.payment for p in count.round.purchases] == [1000, 1500]
    assert [(lost.project, lost.money) for lost in count.unbought] == [("b", 2000)]


def test_who_has_less_gives_all_and_the_others_pay_the_rest() -> None:
    """Four voters, 12 zł each. a: 30 zł by three, 10 zł each; they keep 2 zł.

    b: 12 zł by one of them and the fourth: one gives 2 zł, the other 10 zł; so b counts
    12 / 10 = 1,2 votes.
    """
    election = approval(4800, {"a": 3000, "b": 1200}, "ab", "a", "a", "b")

    first, second = count_equal_shares(election, completion=False).round.purchases

    assert (first.project, first.payment, first.emptied) == ("a", 1000, 0)
    assert (second.project, second.payment, second.emptied) == ("b", 1000, 1)
    assert second.effective_votes == Fraction(12, 10)


def test_adding_one_zloty_to_each_share_spends_what_was_left() -> None:
    """Two voters with 10 zł each; a costs 12 zł and has one supporter: bought at 12 zł a share."""
    election = approval(2000, {"a": 1200}, "a", "")

    count = count_equal_shares(election)

    assert count_equal_shares(election, completion=False).winners == ()
    assert count.winners == ("a",)
    assert [trial.share for trial in count.trials] == [1000, 1100, 1200]


def test_completion_stops_before_the_winners_cost_more_than_the_pool() -> None:
    """a and b cost 12 zł each, are bought together at 12 zł a share: 24 zł > 20 zł."""
    election = approval(2000, {"a": 1200, "b": 1200}, "a", "b")

    count = count_equal_shares(election)

    assert count.winners == ()
    assert count.trials[-1].spent == 2400


def test_a_tie_is_decided_by_lower_cost_then_more_votes_and_named() -> None:
    """Two voters want both: each project counts two votes; the cheaper comes first."""
    election = approval(3000, {"a": 1400, "b": 1000}, "ab", "ab")

    first, second = count_equal_shares(election, completion=False).round.purchases

    assert (first.project, second.project) == ("b", "a")
    assert first.tie is not None
    assert first.tie.decided_by is TieKey.LOWER_COST


@settings(deadline=None)
@given(elections(), st.fractions(0, 5000, max_denominator=7))
def test_counts_exactly_as_the_paper_does(election: Election, share: Fraction) -> None:
    """The quick count gives the same purchases, payments and effective votes, as fractions."""
    assume(election.ballots)
    breaker = tie_breaker(election, EQUAL_SHARES_TIES)

    result = count_round(HeadStart(electorate(election), share), share, breaker)

    quick = [(p.project, p.payment, p.effective_votes) for p in result.purchases]
    assert quick == plain_equal_shares(election, share)


@settings(deadline=None)
@given(elections(), st.lists(st.integers(0, 3000), min_size=2, max_size=5).map(sorted))
def test_rounds_with_growing_shares_do_not_depend_on_each_other(
    election: Election, shares: list[int]
) -> None:
    """What is kept from round to round (head start, trail) changes no result."""
    assume(election.ballots)
    voters, breaker = electorate(election), tie_breaker(election, EQUAL_SHARES_TIES)
    start = HeadStart(voters, Fraction(shares[0]))

    for share in map(Fraction, shares):
        kept = count_round(start, share, breaker)

        assert kept == count_round(HeadStart(voters, share), share, breaker)


@settings(deadline=None)
@given(elections())
def test_nobody_pays_more_than_their_share_and_every_purchase_is_paid(election: Election) -> None:
    """The payments of each purchase add up to its cost, exactly."""
    result = count_equal_shares(election).round

    paid = payments(election, result)

    assert all(sum(amounts) <= result.share for amounts in paid.values())
    for number, purchase in enumerate(result.purchases):
        amounts = [row[number] for row in paid.values()]
        assert sum(amounts) == purchase.cost
        assert sum(amount > 0 for amount in amounts) == purchase.payers


@settings(deadline=None)
@given(elections())
def test_the_winners_never_cost_more_than_the_pool(election: Election) -> None:
    """With completion too."""
    count = count_equal_shares(election)

    assert sum(election.costs[winner] for winner in count.winners) <= election.pool


@settings(deadline=None)
@given(elections(), st.integers(0, 1000))
def test_the_order_of_ballots_changes_nothing(election: Election, seed: int) -> None:
    """Ballots are put in any order."""
    ballots = list(election.ballots)
    Random(seed).shuffle(ballots)

    shuffled = count_equal_shares(replace(election, ballots=tuple(ballots)))

    assert shuffled == count_equal_shares(election)
