"""Counting apart: the bot goes on, and ends when it is told to."""

from __future__ import annotations

from threading import Event

from bot.domain.contests.election_files import NotCounted, Trial, Way
from bot.services.contests.counting import count_apart
from tests.domain.contests.test_pabulib import TOWN


def test_a_process_of_its_own_counts() -> None:
    """The result is the same as here."""
    found = count_apart(TOWN.encode(), Way.EQUAL_SHARES, Event())

    assert isinstance(found, Trial)
    assert [one.cost for one in found.winners] == [100_000]


def test_a_bot_that_stops_waits_for_no_count() -> None:
    """It is given up at once."""
    stopped = Event()
    stopped.set()

    found = count_apart(TOWN.encode(), Way.GREEDY, stopped)

    assert found == NotCounted("too_slow")


def test_a_count_that_takes_too_long_is_given_up() -> None:
    """With the limit of time at nothing."""
    found = count_apart(TOWN.encode(), Way.GREEDY, Event(), patience=0)

    assert found == NotCounted("too_slow")
