"""Explanations: the same count once more, told so that people can check it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.domain.contests.awards import Awards, Terms
from bot.domain.contests.contest import Contest, Rule, Vote, VoteMode
from bot.domain.contests.decisions import Round, first_cut
from bot.domain.contests.editions import Edition
from bot.domain.contests.elections import Ballot, Election, Project, VoteType
from bot.domain.contests.explanations import Method, explained
from bot.domain.contests.greedy import Verdict
from bot.errors import Refused

TITLES = {"a": "Kino", "b": "Ogród", "c": "Chór"}
PROJECTS = (Project("a", 60_00), Project("b", 60_00), Project("c", 30_00))
BALLOTS = tuple(
    Ballot(str(n), named) for n, named in enumerate([("a",), ("a",), ("a", "b"), ("b",), ("c",)])
)
ELECTION = Election(VoteType.APPROVAL, 100_00, PROJECTS, BALLOTS)


def held(rule: Rule) -> tuple[Edition, Round]:
    """Pool 100 zł, five voters; Kino 3 votes, Ogród 2, Chór 1."""
    contest = Contest("Głosowanie", (), vote=Vote(VoteMode.DECIDES, rule=rule))
    awards: Awards = first_cut(contest, None, ELECTION, Terms(100_00), 1)
    return Edition(1, "t", contest, 1), Round(awards)


def test_greedy_tells_what_was_left_at_each_turn() -> None:
    """100: Kino takes 60, Ogród's 60 do not fit in 40, Chór's 30 do."""
    told = explained(*held(Rule.GREEDY), None, ELECTION, TITLES, own="b")

    assert told.method is Method.GREEDY
    assert told.step
    assert (told.step.left, told.step.verdict) == (40_00, Verdict.NO_MONEY)
    assert told.votes == {"a": 3, "b": 2, "c": 1}


def test_equal_shares_tells_what_supporters_had() -> None:
    """20 zł each: Kino costs its three supporters 20 zł each, so one of Ogród's two has nothing
    left, and the other's 20 zł and more are not 60."""
    told = explained(*held(Rule.EQUAL_SHARES), None, ELECTION, TITLES, own="b")

    assert told.first_share == Fraction(20_00)
    assert told.shares
    assert told.unbought
    assert told.unbought.cost == 60_00
    assert told.unbought.money < 60_00
    assert told.purchase is None


def test_what_is_told_is_what_was_decided() -> None:
    """The explained winners are those who got money."""
    for rule in (Rule.GREEDY, Rule.EQUAL_SHARES):
        edition, found = held(rule)
        told = explained(edition, found, None, ELECTION, TITLES)

        count = told.shares or told.greedy
        assert count
        given = {one.application for one in found.awards.decisions if one.awarded}
        assert set(count.winners) == given


def test_without_points_or_votes_there_is_nothing_to_tell() -> None:
    """Refused, not guessed."""
    edition, found = held(Rule.GREEDY)

    with pytest.raises(Refused, match="nothing_to_count"):
        explained(edition, found, None, None, TITLES)
