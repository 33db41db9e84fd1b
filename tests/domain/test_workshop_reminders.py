"""When people are reminded of a workshop, and who is asked whether they will come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.signups import Participant, SignUp, State
from bot.domain.workshop_reminders import Reminder, concerns, due, next_due, times
from bot.domain.workshops import Silence, Workshop

WARSAW = ZoneInfo("Europe/Warsaw")
STARTS = datetime(2027, 5, 22, 10, tzinfo=WARSAW)
WORKSHOP = Workshop(1, "Ceramika", STARTS, STARTS + timedelta(hours=2), "sala", 12)
FREEING = replace(WORKSHOP, silence=Silence.FREE)
EARLY = STARTS - timedelta(days=20)


def signup(state: State = State.CONFIRMED, **values: Any) -> SignUp:
    people = (Participant(1, "Ania", None, False, state),)
    return SignUp(1, 1, 1, "Ania", people, **{"made_at": EARLY, "telegram_id": 5, **values})


def local(moment: datetime) -> str:
    return f"{moment.astimezone(WARSAW):%d.%m %H:%M}"


def test_the_times() -> None:
    """A week, a day, two hours before; afterwards when people are home."""
    found = {one: local(at) for one, at in times(WORKSHOP, WARSAW).items()}

    assert found == {
        Reminder.WEEK: "15.05 10:00", Reminder.DAY: "21.05 10:00", Reminder.HOURS: "22.05 08:00",
        Reminder.FEEDBACK: "22.05 14:00",
    }  # fmt: skip


def test_where_silence_frees_a_seat_two_nudges_come_before() -> None:
    """Five and three days before; two days before, the seat is free."""
    found = times(FREEING, WARSAW)

    assert [local(found[one]) for one in (Reminder.NUDGE, Reminder.LAST_NUDGE)] == [
        "17.05 10:00", "19.05 10:00",
    ]  # fmt: skip
    assert local(found[Reminder.SILENCE]) == "20.05 10:00"


def test_nobody_is_woken_two_hours_before_an_early_start() -> None:
    """At 20.00 the evening before instead."""
    early = replace(WORKSHOP, starts_at=STARTS - timedelta(hours=1))

    assert local(times(early, WARSAW)[Reminder.HOURS]) == "21.05 20:00"


def test_over_a_dst_night_two_hours_are_two_hours() -> None:
    """Sunday 28 March 2027: at 3.00 it was 2.00 a moment ago."""
    starts = datetime(2027, 3, 28, 12, tzinfo=WARSAW)
    spring = replace(WORKSHOP, starts_at=starts, ends_at=starts + timedelta(hours=1))

    assert local(times(spring, WARSAW)[Reminder.HOURS]) == "28.03 10:00"


def test_after_days_switched_off_one_message_goes_at_most() -> None:
    """What is stale is done without being said; of the others the latest."""
    now = STARTS - timedelta(hours=1)

    found = dict(due(FREEING, (), now, WARSAW))

    assert [one for one, useful in found.items() if useful] == [Reminder.HOURS]
    assert set(found) == set(Reminder) - {Reminder.FEEDBACK}


@pytest.mark.parametrize(
    ("reminder", "one", "concerned"),
    [
        (Reminder.WEEK, signup(), True),
        (Reminder.WEEK, signup(State.RESERVE), False),
        (Reminder.WEEK, signup(made_at=STARTS - timedelta(days=7, hours=3)), False),
        (Reminder.NUDGE, signup(coming_at=STARTS - timedelta(days=6)), False),
        (Reminder.SILENCE, signup(asked=3), True),
        (Reminder.SILENCE, signup(asked=2), False),
        (Reminder.SILENCE, signup(asked=3, telegram_id=0), False),
        (Reminder.SILENCE, signup(asked=3, reachable=False), False),
        (Reminder.DAY, signup(), True),
        (Reminder.DAY, signup(State.OFFERED), False),
        (Reminder.DAY, signup(made_at=STARTS - timedelta(hours=24)), False),
        (Reminder.FEEDBACK, signup(State.ATTENDED), True),
        (Reminder.FEEDBACK, signup(State.ABSENT), False),
    ],
)
def test_whom_it_concerns(reminder: Reminder, one: SignUp, concerned: bool) -> None:
    """Who has a seat, did not sign up just now, and has not said yes already."""
    now = STARTS - timedelta(hours=24)

    assert concerns(reminder, one, WORKSHOP, now) is concerned


def test_the_next_moment_is_the_first_that_is_not_done() -> None:
    """None once everything is."""
    done = (Reminder.WEEK, Reminder.DAY)

    after = next_due(WORKSHOP, done, EARLY, WARSAW)

    assert after == STARTS - timedelta(hours=2)
    assert next_due(WORKSHOP, tuple(Reminder), EARLY, WARSAW) is None
