"""Pabulib's `.pb` files: every character kept, every problem at its place, exports checked."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pabulib.checker import Checker

from bot.domain.contests.elections import Ballot, Election, Project, VoteType
from bot.domain.contests.pabulib import Code, read, rule_of, write
from tests.domain.contests.elections import elections

TOWN = '''META
key;value
description;Konkurs w Zalesiu
country;Poland
unit;Zalesie
instance;2027
num_projects;2
num_votes;2
budget;1500.50
vote_type;approval
rule;greedy
date_begin;01.04.2027
date_end;15.04.2027
language;pl
PROJECTS
project_id;cost;votes;name;selected
1;1000;2;"Ławka; i ""stół""";1
2;800.25;1;Kino;0
VOTES
voter_id;vote;age
a;1,2;34
b;1;
'''
META: Mapping[str, str] = {
    "description": "Konkurs", "country": "Poland", "unit": "Zalesie", "instance": "2027",
    "rule": "greedy", "date_begin": "01.04.2027", "date_end": "15.04.2027", "language": "pl",
    "currency": "PLN", "max_sum_points": "6",
}  # fmt: skip


def errors(text: str) -> object:
    """What pabulib-checker calls wrong."""
    with contextlib.redirect_stdout(io.StringIO()):
        found = Checker().process_files([text])
    return found[1]["results"]["errors"]


def test_reads_money_in_grosze_and_keeps_the_other_columns() -> None:
    """1500.50 zł is 150 050 gr; quoted cells may hold the separator and quotes."""
    reading = read(TOWN)

    assert reading.problems == ()
    assert reading.election == Election(
        VoteType.APPROVAL, 150_050,
        (
            Project("1", 100_000, 'Ławka; i "stół"', {"votes": "2", "selected": "1"}),
            Project("2", 80_025, "Kino", {"votes": "1", "selected": "0"}),
        ),
        (Ballot("a", ("1", "2"), (), ("34",)), Ballot("b", ("1",), (), ("",))),
    )  # fmt: skip
    assert reading.file.meta["description"] == "Konkurs w Zalesiu"


@given(st.text(alphabet='META\n\r;",PROJECTSVOTESkey1 ł', max_size=80))
@example('META\r\nkey;value\n"a;b"x;\r;""\n')
@example("\ufeffMETA\n")
def test_any_text_comes_back_unchanged_and_nothing_raises(text: str) -> None:
    """Also what is no `.pb` file at all; it gets problems instead."""
    reading = read(text)

    assert reading.file.to_text() == text
    assert reading.election is None
    assert reading.problems


@given(st.binary(max_size=60))
def test_any_bytes_are_read(data: bytes) -> None:
    """Bytes that are no UTF-8 are named with their place."""
    assert read(data).problems


@given(st.integers(0, len(TOWN) - 1), st.characters(codec="utf-8"))
def test_one_strange_character_never_raises(position: int, character: str) -> None:
    """A file with a slip in it is read, and comes back unchanged."""
    text = TOWN[:position] + character + TOWN[position + 1 :]

    assert read(text).file.to_text() == text


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "column"),
    [
        ("1500.50", "1500,50", Code.BAD_AMOUNT, 9, 8),
        ("1500.50", "1e3", Code.BAD_AMOUNT, 9, 8),
        ("approval\n", "aproval\n", Code.UNKNOWN_VALUE, 10, 11),
        ("budget;", "bugdet;", Code.MISSING_KEY, 2, 1),
        ("800.25", "-800", Code.BAD_AMOUNT, 18, 3),
        ("800.25", "800.255", Code.BAD_AMOUNT, 18, 3),
        ("2;800.25", "1;800.25", Code.REPEATED_ID, 18, 1),
        ("cost;", "koszt;", Code.MISSING_COLUMN, 16, 1),
        ("a;1,2;34", "a;1,7;34", Code.UNKNOWN_PROJECT, 21, 3),
        ("a;1,2;34", "a;1,1,2;34", Code.REPEATED_CHOICE, 21, 3),
        ("a;1,2;34", "a;1,2;34;x", Code.TOO_MANY_CELLS, 21, 10),
        ("\nb;1;", "\na;1;", Code.REPEATED_ID, 22, 1),
        ("num_votes;2", "num_votes;3", Code.COUNT_DIFFERS, 8, 11),
        ('stół""";1', 'stół""";1;x', Code.TOO_MANY_CELLS, 17, 32),
        ("1;1000;2", "1;1000;9", Code.TALLY_DIFFERS, 17, 8),
        ("PROJECTS\n", "PROJEKTY\n", Code.MISSING_SECTION, 22, 1),
        ('"Ławka', 'a"Ławka', Code.OPEN_QUOTE, 17, 1),
    ],
)  # fmt: skip
def test_a_problem_names_its_line_and_column(
    old: str, new: str, code: Code, line: int, column: int
) -> None:
    """Counted from 1, in characters, as an editor shows them."""
    problems = read(TOWN.replace(old, new, 1)).problems

    assert (code, line, column) in {(p.code, p.line, p.column) for p in problems}


def test_only_what_cannot_be_counted_is_fatal() -> None:
    """A wrong number of votes in META is said, and the file is still counted."""
    slip = read(TOWN.replace("num_votes;2", "num_votes;3"))
    broken = read(TOWN.replace("1500.50", "dużo"))

    assert slip.election is not None
    assert broken.election is None


def test_an_exported_contest_is_accepted_by_the_checker() -> None:
    """Points, names with quotes, amounts with grosze."""
    projects = (Project("p1", 90_050, 'Kino „Świt”; "lato"'), Project("p2", 90_000, "Ławka"))
    ballots = (Ballot("v1", ("p1", "p2"), (4, 2)), Ballot("v2", ("p2",), (6,)))
    election = Election(VoteType.CUMULATIVE, 100_000, projects, ballots)

    text = write(election, META, winners=("p2",))

    assert errors(text) == {}
    assert read(text).problems == ()


@given(elections())
def test_what_is_written_is_read_back(election: Election) -> None:
    """The same election: type, pool, costs, names and ballots."""
    read_back = read(write(election, META)).election

    assert read_back is not None
    assert (read_back.vote_type, read_back.pool) == (election.vote_type, election.pool)
    assert read_back.costs == election.costs
    assert [b.projects for b in read_back.ballots] == [b.projects for b in election.ballots]
    assert [b.points for b in read_back.ballots] == [b.points for b in election.ballots]


def test_an_unknown_rule_is_not_guessed() -> None:
    """greedy-custom says nothing about how it counts."""
    assert rule_of({"rule": "greedy-custom"}) is None
    assert rule_of({}) is None
