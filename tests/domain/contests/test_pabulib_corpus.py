"""Twelve real elections: our counts give the official winners, our exports pass the checker."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

import pytest
from pabulib.checker import Checker

from bot.domain.contests.pabulib import Reading, read, rule_of, write

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))
FILES = sorted((CORPUS / "pabulib").glob("*.pb"))
# Cities that paid for more than their rule chose mark those projects with `selected` 2; the rule
# itself is followed. Both files are from Gdynia: „Projekt +1”, an extra for a high turnout.
BEYOND_THE_RULE = {
    "Poland_Gdynia_2020_Babie_Doly__small": {"5"},
    "Poland_Gdynia_2025_Babie_Doly__small": {"2025/BAD/0007"},
}
# The checker takes most of a minute to recount this one; Assen's recount is quick. Both are held
# against the official winners above.
RULES_NOT_RECOUNTED = {"Poland_Swiecie_2023": {"rule": "unknown"}}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(len(FILES) < 12, reason="the corpus is not here"),
]


def marked(reading: Reading, mark: str) -> set[str]:
    """Projects whose `selected` says so."""
    assert reading.election
    return {p.id for p in reading.election.projects if p.extras["selected"] == mark}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_official_winners(path: Path) -> None:
    """Each under its own rule, read from the file."""
    reading = read(path.read_bytes())
    assert reading.election
    rule = rule_of(reading.file.meta)
    assert rule

    winners = rule(reading.election).winners

    assert set(winners) == marked(reading, "1")
    assert marked(reading, "2") == BEYOND_THE_RULE.get(path.stem, set())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_comes_back_byte_for_byte_without_a_problem(path: Path) -> None:
    """Line ends, quotes and all; the tallies that the file states are those we count."""
    reading = read(path.read_bytes())

    assert reading.file.to_text().encode() == path.read_bytes()
    assert reading.problems == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_our_own_export_of_it_is_accepted_by_the_checker(path: Path) -> None:
    """With the winners that we counted."""
    reading = read(path.read_bytes())
    assert reading.election
    votes, rule = reading.file.section("VOTES"), rule_of(reading.file.meta)
    assert votes
    assert rule
    extras = [name for name in votes.columns if name not in ("voter_id", "vote", "points")]

    meta = reading.file.meta | RULES_NOT_RECOUNTED.get(path.stem, {})

    text = write(reading.election, meta, rule(reading.election).winners, extras)

    with contextlib.redirect_stdout(io.StringIO()):
        report = Checker().process_files([text])
    assert report[1]["results"]["errors"] == {}
