"""Where the field's edge cases of contests are proved. The list names tests, and they exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
CASES = {
    "submitted at 15:00:20": ("e2e/test_contest_application.py", "test_twenty_seconds_too_late"),
    "paper handed in before, typed after":
        ("e2e/test_contest_paper.py", "test_paper_handed_in_before_typed_after"),
    "a tie at the cut-off with money for one":
        ("services/test_contest_decisions.py", "test_a_tie_at_the_cut_off_with_money_for_one"),
    "the pool grows after scoring":
        ("services/test_contest_decisions.py", "test_the_pool_grows_and_the_protocol_is_amended"),
    "more winners than planned, with a reason":
        ("domain/contests/test_configurations.py",
         "test_legionowo_2023_planned_five_and_funded_nine"),
    "requests exceed the pool; partial awards, the old budget kept":
        ("services/test_contest_decisions.py",
         "test_a_partial_award_asks_for_a_new_budget_and_keeps_the_old"),
    "a second round, round 1 frozen":
        ("services/test_contest_decisions.py", "test_a_second_round_leaves_the_first_frozen"),
    "an assessor is a relative; one is ill":
        ("services/test_contest_decisions.py", "test_an_assessor_is_a_relative_and_another_is_ill"),
    "a 15-year-old applies":
        ("e2e/test_contest_application.py", "test_a_minor_applies_with_a_guardian"),
    "a group is below its minimum":
        ("e2e/test_contest_application.py", "test_a_group_that_is_too_small_grows"),
    "the coordinator leaves":
        ("services/test_contest_realisations.py", "test_an_erased_coordinator_leaves_no_word"),
    "the vote's winner is ranked low; ballots are stuffed":
        ("e2e/test_contest_vote.py",
         "test_the_public_votes_winner_is_ranked_low_by_the_committee_and_ballots_are_stuffed"),
    "consent to a picture is withdrawn after publication":
        ("e2e/test_contest_realisation.py", "test_a_photo_is_taken_back_at_any_time"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "name"), CASES.values(), ids=list(CASES))
def test_an_edge_case_has_its_test(file: str, name: str) -> None:
    """By this name, in this file."""
    words = (TESTS / file).read_text(encoding="utf-8")

    assert re.search(rf"^(async )?def {name}\b", words, re.MULTILINE)
