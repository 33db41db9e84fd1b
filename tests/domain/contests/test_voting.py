"""Ballots: what they may say, and the count with paper apart."""

from __future__ import annotations

import pytest

from bot.domain.contests.contest import Vote, VoteMode
from bot.domain.contests.elections import Project, VoteType
from bot.domain.contests.voting import Cast, Medium, code_mark, mark, require_ballot, tally
from bot.errors import Refused

LISTED = ("1", "2", "3")
PROJECTS = [Project(name, 100_000) for name in LISTED]
APPROVAL = Vote(VoteMode.DECIDES, choices_max=2)
ONE = Vote(VoteMode.DECIDES, VoteType.CHOOSE_ONE)
POINTS = Vote(VoteMode.DECIDES, VoteType.CUMULATIVE)
RANKING = Vote(VoteMode.DECIDES, VoteType.ORDINAL)
BOT, PAPER = Medium.BOT, Medium.PAPER


@pytest.mark.parametrize(
    ("vote", "projects", "points", "code"),
    [
        (APPROVAL, ("1", "3"), (), None),
        (APPROVAL, ("1", "2", "3"), (), "ballot_too_many"),
        (APPROVAL, (), (), "ballot_empty"),
        (APPROVAL, ("1", "1"), (), "ballot_repeats"),
        (APPROVAL, ("9",), (), "ballot_unknown"),
        (APPROVAL, ("1",), (5,), "ballot_points"),
        (ONE, ("2",), (), None),
        (ONE, ("1", "2"), (), "ballot_too_many"),
        (POINTS, ("1", "2"), (7, 3), None),
        (POINTS, ("1", "2"), (7, 4), "ballot_points"),
        (POINTS, ("1", "2"), (7,), "ballot_points"),
        (POINTS, ("1", "2"), (10, 0), "ballot_points"),
        (RANKING, ("3", "1", "2"), (), None),
        (Vote(), ("1",), (), "no_vote_here"),
    ],
)
def test_what_a_ballot_may_say(
    vote: Vote, projects: tuple[str, ...], points: tuple[int, ...], code: str | None
) -> None:
    """Approval, one, points to share out, or a ranking: each by its own rule."""
    cast = Cast(BOT, projects, points)

    if code is None:
        require_ballot(vote, LISTED, cast)
    else:
        with pytest.raises(Refused, match=code):
            require_ballot(vote, LISTED, cast)


def test_paper_is_counted_apart_and_together() -> None:
    """1: two through the bot and one on paper; 2: one on paper."""
    casts = [Cast(BOT, ("1",)), Cast(BOT, ("1", "3")), Cast(PAPER, ("1", "2"))]

    found = tally(APPROVAL, PROJECTS, casts)

    assert found.bot == {"1": 2, "2": 0, "3": 1}
    assert found.paper == {"1": 1, "2": 1, "3": 0}
    assert found.together == {"1": 3, "2": 1, "3": 1}
    assert (found.turnout.bot, found.turnout.paper) == (2, 1)


def test_a_ranking_gives_points_by_place() -> None:
    """The last of three gets 1, the first 3."""
    found = tally(RANKING, PROJECTS, [Cast(BOT, ("3", "1", "2")), Cast(BOT, ("1",))])

    assert found.together == {"1": 3, "2": 1, "3": 3}


def test_marks_say_nothing_without_the_key() -> None:
    """One person, two contests, two keys: four marks. A code may be typed in any way."""
    marks = {mark(key, contest, 7) for key in (b"a", b"b") for contest in (1, 2)}

    assert len(marks) == 4
    assert code_mark(b"k", 1, "abcd-EFGH 23") == code_mark(b"k", 1, "ABCDEFGH23")
    assert code_mark(b"k", 1, "ABCDEFGH23") != code_mark(b"k", 1, "ABCDEFGH24")
