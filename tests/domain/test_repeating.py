"""How often a series meets, in a librarian's own words."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.repeating import read_rule, rule_of
from bot.domain.series import parse
from bot.errors import Refused

WEDNESDAY = date(2027, 5, 12)  # the second of its month


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("co środę, 6 razy", "FREQ=WEEKLY;BYDAY=WE;COUNT=6"),
        ("Co tydzień, 6 spotkań", "FREQ=WEEKLY;COUNT=6"),
        ("co 2 tygodnie do 30 czerwca", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630"),
        ("co drugi tydzień, 4 razy", "FREQ=WEEKLY;INTERVAL=2;COUNT=4"),
        ("w poniedziałki i środy, 8 razy", "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8"),
        ("co miesiąc 5 razy", "FREQ=MONTHLY;BYDAY=2WE;COUNT=5"),
        ("codziennie do 30 maja", "FREQ=DAILY;UNTIL=20270530"),
        ("щосереди, 6 разів", "FREQ=WEEKLY;BYDAY=WE;COUNT=6"),
        ("кожні 2 тижні до 30 червня", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630"),
        ("every Wednesday, 6 times", "FREQ=WEEKLY;BYDAY=WE;COUNT=6"),
        ("RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY;COUNT=3"),
    ],
)
def test_words_are_a_rule(said: str, rule: str) -> None:
    """In three languages; what is an RRULE already stays."""
    assert read_rule(said, WEDNESDAY) == rule
    assert parse(rule)


@pytest.mark.parametrize(
    ("said", "why"), [("co środę", "rule_endless"), ("6 razy", "bad_rule"), ("x" * 200, "bad_rule")]
)
def test_half_a_rule_is_refused(said: str, why: str) -> None:
    """How often and how long must both be said."""
    with pytest.raises(Refused, match=why):
        read_rule(said, WEDNESDAY)


@pytest.mark.parametrize(
    ("often", "rule"),
    [
        ("weekly", "FREQ=WEEKLY;COUNT=4"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2;COUNT=4"),
        ("daily", "FREQ=DAILY;COUNT=4"),
        ("monthly", "FREQ=MONTHLY;BYDAY=2WE;COUNT=4"),
    ],
)
def test_a_tapped_answer_is_a_rule(often: str, rule: str) -> None:
    """A month repeats by its weekday: the second Wednesday."""
    assert rule_of(often, 4, WEDNESDAY) == rule


def test_a_fifth_weekday_is_the_last() -> None:
    """Not every month has five of them."""
    assert rule_of("monthly", 3, date(2027, 6, 30)) == "FREQ=MONTHLY;BYDAY=-1WE;COUNT=3"
