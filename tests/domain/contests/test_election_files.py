"""A contest's result as a Pabulib file, and files of others counted by a chosen rule."""

from __future__ import annotations

import contextlib
import io
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from pabulib.checker import Checker

from bot.domain.contests.contest import Contest, Money, Phase, PhaseName, Rule, Vote, VoteMode
from bot.domain.contests.editions import Edition
from bot.domain.contests.election_files import (
    Held,
    NotCounted,
    Trial,
    Way,
    Winner,
    counted,
    exported,
    from_points,
)
from bot.domain.contests.elections import Ballot, Election, Project, VoteType
from bot.domain.contests.jury import Sheet
from bot.domain.contests.pabulib import Code
from bot.domain.contests.scoring import Criterion
from bot.errors import Refused
from tests.domain.contests.elections import elections
from tests.domain.contests.test_pabulib import TOWN

WARSAW = ZoneInfo("Europe/Warsaw")
APRIL, MAY = (datetime(2027, month, 1, 15, tzinfo=WARSAW) for month in (4, 5))
PHASES = (Phase(PhaseName.OPEN, APRIL, MAY), Phase(PhaseName.VOTE, APRIL, MAY))
BENCH, CINEMA = Project("1", 100_000, "Ławka; nowa"), Project("2", 80_000, "Kino")
VOTED = Election(
    VoteType.APPROVAL, 150_000, (BENCH, CINEMA),
    (Ballot("1", ("1", "2")), Ballot("2", ("1",)), Ballot("3", ("2",)), Ballot("4", ("2",))),
)  # fmt: skip


def held(
    election: Election = VOTED, winners: tuple[str, ...] | None = None, **vote: object
) -> Held:
    """A contest whose vote is over."""
    how = Vote(**{"mode": VoteMode.DECIDES, **vote})  # type: ignore[arg-type]
    contest = Contest("Zrób to w Zalesiu", PHASES, Money(150_000), vote=how)
    return Held(Edition(1, "t", contest, 1), election, winners, "Biblioteka w Zalesiu", WARSAW)


def wrong(text: str) -> object:
    """What pabulib-checker calls wrong."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = Checker().process_files([text])
    return found[1]["results"]["errors"]


@pytest.mark.parametrize("rule", Rule)
def test_the_checker_accepts_what_is_exported(rule: Rule) -> None:
    """Before any decision the winners are those of the rule, and the rule is named."""
    text = exported(held(rule=rule))

    assert wrong(text) == {}
    assert "rule;greedy-custom" not in text


def test_what_people_decided_otherwise_is_not_passed_off_as_the_rule() -> None:
    """The first by votes got nothing: the file says that no rule alone explains it."""
    text = exported(held(winners=("1",)))

    assert wrong(text) == {}
    assert "rule;greedy-custom" in text
    assert '1;1000;2;"Ławka; nowa";1' in text


def test_the_jurys_points_are_an_election_of_nameless_voters() -> None:
    """4 and 1/2 points of weight 2 are 8 and 1; each assessor is one ballot."""
    criteria = (Criterion("pomysl", Fraction(10), weight=Fraction(2)),)
    sheets = (
        Sheet(7, 1, {"pomysl": Fraction(4)}),
        Sheet(7, 2, {"pomysl": Fraction(1, 2)}),
        Sheet(9, 2, {"pomysl": Fraction(3, 4)}),
    )

    election = from_points(150_000, (BENCH, CINEMA), sheets, criteria)

    assert election.ballots == (Ballot("1", ("1", "2"), (16, 2)), Ballot("2", ("2",), (3,)))
    assert wrong(exported(held(election, ("1",), mode=VoteMode.NONE))) == {}


def test_without_points_there_is_nothing_to_export() -> None:
    """An empty file would say that everybody got nothing."""
    with pytest.raises(Refused, match="nothing_to_count"):
        from_points(150_000, (BENCH,), (), ())


@given(elections())
def test_every_export_is_read_again_with_the_same_winners(election: Election) -> None:
    """Exported and counted as written: the same people get the same money."""
    text = exported(held(election))

    found = counted(text.encode(), Way.AS_WRITTEN)

    assert isinstance(found, Trial)
    assert (found.pool, found.projects, found.ballots) == (
        election.pool, len(election.projects), len(election.ballots),
    )  # fmt: skip
    assert counted(text.encode(), Way.GREEDY) == replace(found, rule="greedy")


def test_a_file_is_counted_by_the_chosen_rule() -> None:
    """1 500.50 zł: the bench for 1 000 with two votes leaves too little for the cinema."""
    found = counted(TOWN.encode(), Way.GREEDY)

    assert isinstance(found, Trial)
    assert found.title == "Konkurs w Zalesiu"
    assert found.winners == (Winner('Ławka; i "stół"', 100_000, 2),)
    assert found.spent == 100_000


def test_what_is_wrong_with_a_file_is_told_with_its_line() -> None:
    """Nothing is counted, and the first problems say where."""
    found = counted(TOWN.replace("a;1,2;34", "a;1,9;34").encode(), Way.GREEDY)

    assert isinstance(found, NotCounted)
    assert (found.reason, found.doubts) == ("unreadable", 1)
    assert [(one.code, one.line) for one in found.problems] == [(Code.UNKNOWN_PROJECT, 21)]


def test_a_rule_that_we_do_not_know_is_named() -> None:
    """The file's own rule may be anything."""
    found = counted(TOWN.replace("rule;greedy", "rule;greedy-custom").encode(), Way.AS_WRITTEN)

    assert found == NotCounted("rule_unknown", rule="greedy-custom")


def test_no_text_at_all() -> None:
    """A picture renamed to .pb."""
    found = counted(b"\x89PNG\r\n\xff\xfe", Way.GREEDY)

    assert isinstance(found, NotCounted)
    assert found.problems[0].code is Code.NOT_TEXT
