"""A ballot on its way: what taps and typed words make of it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.ballots import (
    Draft,
    code_in,
    points_left,
    read_ballot,
    read_link,
    scored,
    ticked,
    turned,
    without_gone,
)
from bot.domain.contests.contest import Vote, VoteMode
from bot.domain.contests.elections import VoteType
from bot.domain.contests.voting import POINTS_TO_SHARE, Cast, Medium, require_ballot
from bot.errors import Refused

TITLES = {1: ("11", "Kino pod chmurką"), 4: ("14", "Chór 60+"), 7: ("17", "Kino w parku")}
IDS = [project for project, _ in TITLES.values()]
APPROVAL = Vote(VoteMode.DECIDES, VoteType.APPROVAL, choices_max=2)
POINTS = Vote(VoteMode.DECIDES, VoteType.CUMULATIVE)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1, 4", ("11", "14")),
        ("4 1", ("14", "11")),
        ("7", ("17",)),
        ("1 i 4", ("11", "14")),
        ("1. 4.", ("11", "14")),
        ("#7; chór 60+", ("17", "14")),
        ("kino w parku", ("17",)),
        ("CHOR", ("14",)),
        ("chór\nkino pod", ("14", "11")),
    ],
)
def test_what_is_typed_is_read(typed: str, chosen: tuple[str, ...]) -> None:
    """Numbers, whole titles, beginnings that one idea alone has; in the order typed."""
    assert read_ballot(typed, APPROVAL, TITLES).projects == chosen


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2", "ballot_not_read"),
        ("basen", "ballot_not_read"),
        ("kino", "ballot_twofold"),
        ("1, 1", "ballot_repeats"),
        ("-1", "ballot_not_read"),
    ],
)
def test_what_is_no_ballot_is_told(typed: str, reason: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Refused, match=reason):
        read_ballot(typed, APPROVAL, TITLES)


@pytest.mark.parametrize("typed", ["1: 5, 4: 3", "1=5; 4 = 3 pkt", "kino pod: 5\nchór 60+ - 3p."])
def test_points_are_read_behind_numbers_and_titles(typed: str) -> None:
    """Whatever stands between."""
    assert read_ballot(typed, POINTS, TITLES) == Draft(("11", "14"), (5, 3))


@pytest.mark.parametrize("vote_type", [VoteType.APPROVAL, VoteType.ORDINAL, VoteType.CHOOSE_ONE])
@given(taps=st.lists(st.tuples(st.sampled_from(IDS), st.booleans()), max_size=20))
def test_ticks_never_make_a_ballot_that_is_refused(
    vote_type: VoteType, taps: list[tuple[str, bool]]
) -> None:
    """Whatever is tapped: an empty draft, or one that can be cast."""
    vote = Vote(VoteMode.DECIDES, vote_type, choices_max=2)
    draft = Draft(code="kod")

    for project, wanted in taps:
        with suppress(Refused):
            draft = ticked(vote, draft, project, wanted)

    assert draft.code == "kod"
    if draft.projects:
        require_ballot(vote, IDS, Cast(Medium.BOT, draft.projects, draft.points))


@pytest.mark.parametrize("vote_type", [VoteType.CUMULATIVE, VoteType.SCORING])
@given(taps=st.lists(st.tuples(st.sampled_from(IDS), st.integers(-2, 12)), max_size=20))
def test_points_never_make_a_ballot_that_is_refused(
    vote_type: VoteType, taps: list[tuple[str, int]]
) -> None:
    """Whatever is given; and what is offered can be given."""
    vote, draft = Vote(VoteMode.DECIDES, vote_type), Draft()

    for project, points in taps:
        if 0 <= points <= points_left(vote, draft, project):
            draft = scored(vote, draft, project, points)
        else:
            with pytest.raises(Refused, match="ballot_points"):
                scored(vote, draft, project, points)

    assert all(0 <= points_left(vote, draft, one) <= POINTS_TO_SHARE for one in IDS)
    if draft.projects:
        require_ballot(vote, IDS, Cast(Medium.BOT, draft.projects, draft.points))


def test_a_repeated_tick_changes_nothing() -> None:
    """The wanted state, not a switch: two quick taps are one."""
    once = ticked(APPROVAL, Draft(), "11", True)

    assert ticked(APPROVAL, once, "11", True) == once
    assert ticked(APPROVAL, ticked(APPROVAL, once, "11", False), "11", False) == Draft()


def test_whoever_withdrew_is_off_the_ballot() -> None:
    """With their points."""
    assert without_gone(Draft(("11", "14"), (5, 3), "k"), ["14"]) == Draft(("14",), (3,), "k")


def test_the_list_begins_elsewhere_for_everybody_and_stays_for_each() -> None:
    """Over 2 000 people each of ten ideas is first for 200 or so, in the same round of numbers."""
    listed = list(range(10))

    first = Counter(turned(listed, b"klucz", 1, person)[0] for person in range(2000))

    assert turned(listed, b"klucz", 1, 5) == turned(listed, b"klucz", 1, 5)
    assert turned([], b"klucz", 1, 5) == []
    assert set(first) == set(listed)
    assert all(130 < number < 280 for number in first.values())


@pytest.mark.parametrize("typed", ["abcde fghjk", "ABCDE-FGHJK", " abcdefghjk "])
def test_a_code_however_it_was_typed(typed: str) -> None:
    """As on the slip, or without its gap."""
    assert code_in(typed) == "ABCDEFGHJK"


@pytest.mark.parametrize("typed", ["1, 4, 7", "1234567890", "kino", "abcde fghj", "chór sąsiadów"])
def test_what_is_no_code(typed: str) -> None:
    """Numbers are a ballot, never a code."""
    assert code_in(typed) == ""


def test_the_link_of_a_slip() -> None:
    """The contest and the code."""
    assert read_link("0123abcd_ABCDEFGHJK") == ("0123abcd", "ABCDEFGHJK")
