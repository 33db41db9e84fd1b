"""Decisions: reasons, protocol, rounds, and nothing public before its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from bot.domain.contests.awards import Awards, Outcome, Terms, cut
from bot.domain.contests.contest import Contest, Money, PhaseName, Rule, Shown, Vote, VoteMode
from bot.domain.contests.decisions import (
    Protocol,
    Round,
    decided,
    first_cut,
    public_rows,
    require_latest,
    require_ready,
    unexplained,
)
from bot.domain.contests.elections import Ballot, Election, Project, VoteType
from bot.domain.contests.scoring import Entry, Ranked, Ranking, Standing
from bot.errors import Refused

CONTEST = Contest("K", (), Money(pool=500_000, grant_min=100_000, grant_max=300_000))
PROTOCOL = Protocol(1, "P/1", datetime(2027, 4, 1, tzinfo=UTC), "Maria")


def ranking(*places: tuple[str, int, int]) -> Ranking:
    """(application, points, request in złoty), best first."""
    nothing = Fraction(0)
    return Ranking(
        tuple(
            Ranked(Entry(name, zloty * 100), n, Fraction(points), nothing, Standing.RANKED, ())
            for n, (name, points, zloty) in enumerate(places, 1)
        ),
        Fraction(10),
        None,
    )


def awards() -> Awards:
    """5 000: a takes 3 000; b takes 2 000; c waits."""
    return cut(ranking(("a", 9, 3000), ("b", 8, 2000), ("c", 7, 1500)), CONTEST.money.terms())


def test_a_refusal_without_a_reason_cannot_be_sent() -> None:
    """c got nothing: a rank is no reason to a person."""
    found = Round(awards())
    assert unexplained(found) == ("c",)

    with pytest.raises(Refused, match="reasons_missing"):
        require_ready(found)
    require_ready(replace(found, reasons={"c": "Zabrakło pieniędzy"}))


def test_a_tie_at_the_cut_off_with_money_for_one() -> None:
    """3 000 left for two equals of 2 000 each: people must say, before any protocol."""
    tied = Ranking(
        tuple(replace(one, rank=1) for one in ranking(("a", 9, 2000), ("b", 9, 2000)).places),
        Fraction(10), None,
    )  # fmt: skip
    given = first_cut(CONTEST, tied, None, Terms(300_000), 1)
    assert {one.outcome for one in given.decisions} == {Outcome.UNDECIDED}
    with pytest.raises(Refused, match="ties_undecided"):
        require_ready(Round(given))

    after = decided(CONTEST, given, {"a": 200_000, "b": 0}, "Losowanie")

    require_ready(Round(after))
    assert after.of("a").awarded == 200_000


def test_the_maximum_is_overridden_with_a_reason_where_the_rules_allow() -> None:
    """Otherwise the rules bind the committee too."""
    small = {"b": 50_000}  # below grant_min

    assert decided(CONTEST, awards(), small, "Okrojono budżet").of("b").awarded == 50_000
    strict = replace(CONTEST, money=replace(CONTEST.money, flexible=False))
    with pytest.raises(Refused, match="outside_limits"):
        decided(strict, awards(), small, "Okrojono budżet")


def test_round_1_is_frozen_once_there_is_a_round_2() -> None:
    """Its ranking is not touched again."""
    require_latest(2, 2)
    with pytest.raises(Refused, match="round_frozen"):
        require_latest(2, 1)


def test_nothing_is_public_before_the_protocol_of_exactly_these_decisions() -> None:
    """A protocol of an earlier step does not cover a later one."""
    contest = replace(CONTEST, public={Shown.AWARDS: PhaseName.RESULTS})
    titles = {"a": "Kino", "b": "Ogród", "c": "Chór"}
    for protocol, approved in ((None, -1), (PROTOCOL, 0)):
        found = Round(awards(), 1, {}, protocol, approved)
        with pytest.raises(Refused, match="protocol_missing"):
            public_rows(contest, PhaseName.RESULTS, found, titles)

    approved_ = Round(awards(), 1, {}, PROTOCOL, 1)
    rows = public_rows(contest, PhaseName.RESULTS, approved_, titles)

    assert [(one.title, one.awarded, one.points, one.rank) for one in rows] == [
        ("Kino", 300_000, None, None), ("Ogród", 200_000, None, None),
    ]  # fmt: skip


def test_the_town_reads_the_ranking_where_the_rules_say_so() -> None:
    """Then losers stand in it too; points only if they are listed."""
    contest = replace(CONTEST, public={Shown.RANKING: PhaseName.RESULTS})
    found = Round(awards(), 0, {}, PROTOCOL, 0)

    rows = public_rows(contest, PhaseName.RESULTS, found, {"a": "A", "b": "B", "c": "C"})

    assert [(one.rank, one.points, one.awarded) for one in rows] == [
        (1, None, None), (2, None, None), (3, None, None),
    ]  # fmt: skip


def ballots(*choices: str) -> tuple[Ballot, ...]:
    return tuple(Ballot(str(n), tuple(one)) for n, one in enumerate(choices))


def test_the_votes_winner_is_ranked_low_by_the_committee() -> None:
    """c is the jury's last (7 of 10) and has 3 of 4 votes; weight 1/2.

    a: ½ × 9/10 + ½ × 1/4 = 0.575; c: ½ × 7/10 + ½ × 3/4 = 0.725; b: ½ × 8/10 + 0 = 0.4.
    c asks 1 500, a 3 000: 4 500 of 5 000; b's 2 000 does not fit.
    """
    contest = replace(CONTEST, vote=Vote(VoteMode.WEIGHTED, weight=Fraction(1, 2)))
    projects = tuple(Project(n, c) for n, c in (("a", 300_000), ("b", 200_000), ("c", 150_000)))
    election = Election(VoteType.APPROVAL, 500_000, projects, ballots("c", "c", "c", "a"))
    jury = ranking(("a", 9, 3000), ("b", 8, 2000), ("c", 7, 1500))

    given = first_cut(contest, jury, election, contest.money.terms(), 1)

    assert [(one.application, one.points) for one in given.decisions] == [
        ("c", Fraction(29, 40)), ("a", Fraction(23, 40)), ("b", Fraction(2, 5)),
    ]  # fmt: skip
    assert [one.outcome for one in given.decisions] == [
        Outcome.FUNDED, Outcome.FUNDED, Outcome.RESERVE,
    ]  # fmt: skip


@pytest.mark.parametrize("rule", Rule)
def test_where_the_vote_decides(rule: Rule) -> None:
    """2 votes for a (3 000), 1 for b (2 500), 1 for c (1 500), pool 5 000. Greedy takes a and,
    past b, c; without skipping only a. Equal Shares: the four have 1 250 each: b and c, paid by
    one each, cost more than that; a costs its two 1 500 each, so the shares are raised until a is
    bought (1 500), then c (1 500): 4 500. b would need 2 500."""
    contest = replace(CONTEST, vote=Vote(VoteMode.DECIDES, rule=rule))
    projects = tuple(Project(n, c) for n, c in (("a", 300_000), ("b", 250_000), ("c", 150_000)))
    election = Election(VoteType.APPROVAL, 500_000, projects, ballots("a", "a", "b", "c"))

    given = first_cut(contest, None, election, contest.money.terms(), 1)

    winners = {one.application for one in given.decisions if one.awarded}
    assert winners == ({"a"} if rule is Rule.GREEDY_NO_SKIP else {"a", "c"})
    assert given.left == 500_000 - given.given >= 0
