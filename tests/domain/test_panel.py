"""Numbers of the panel give no single anonymous answer away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.panel import Counted, new_responses


def test_named_responses_are_counted_one_by_one() -> None:
    """Who answered is known there anyway."""
    assert new_responses([Counted(anonymous=False, total=7, before=4)]) == 3


def test_anonymous_responses_show_in_steps_of_5() -> None:
    """Four new ones are not yet news; the fifth makes five."""
    assert new_responses([Counted(True, total=9, before=5)]) == 0
    assert new_responses([Counted(True, total=10, before=5)]) == 5


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_number_follows_from_the_totals_in_steps(before: int, more: int) -> None:
    """Whoever knows both totals in steps of 5 learns nothing new from the panel."""
    shown = new_responses([Counted(True, before + more, before)])

    assert shown == (before + more) // 5 * 5 - before // 5 * 5
