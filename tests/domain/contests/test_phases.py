"""Phases by themselves at their hour, and moved with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests.applications import (
    Outage,
    Status,
    Timeliness,
    Version,
    Why,
    accepted,
    compared,
    timeliness,
)
from bot.domain.contests.contest import Contest, Phase, PhaseName
from bot.domain.contests.phases import Edge, Nudge, edges, moved, nudges, opened, standing
from bot.errors import Refused

WARSAW = ZoneInfo("Europe/Warsaw")


def at(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, second, tzinfo=WARSAW)


END = at(3, 17, 15)
CONTEST = Contest(
    "Zrób to w Zalesiu",
    (
        Phase(PhaseName.OPEN, at(2, 13), END),
        Phase(PhaseName.JURY, END, at(3, 24)),
        Phase(PhaseName.RESULTS, at(3, 25), at(4, 1)),
    ),
)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (at(2, 1), PhaseName.DRAFT),
        (at(2, 13), PhaseName.OPEN),
        (at(3, 17, 14, 59, 59), PhaseName.OPEN),
        (END, PhaseName.JURY),
        (at(3, 24), PhaseName.RESULTS),  # the jury is over: what is to be done are the results
        (at(3, 30), PhaseName.RESULTS),
    ],
)
def test_a_phase_begins_at_its_hour(moment: datetime, phase: PhaseName) -> None:
    """And its end is the first moment outside."""
    assert standing(CONTEST, moment) is phase


def test_between_the_deadline_and_the_jury_the_formal_check_stands() -> None:
    """Where it was not planned too."""
    later = replace(CONTEST, phases=(CONTEST.phases[0], Phase(PhaseName.JURY, at(3, 20))))

    assert standing(later, at(3, 18)) is PhaseName.FORMAL_CHECK
    assert standing(later, at(3, 21)) is PhaseName.JURY


def test_after_the_jury_a_planned_vote_is_waited_for() -> None:
    """Without one, the results follow."""
    phases = (
        Phase(PhaseName.JURY, at(3, 1), at(3, 10)),
        Phase(PhaseName.VOTE, at(4, 1), at(4, 16)),
    )
    held = replace(CONTEST, phases=phases)

    assert standing(held, at(3, 15)) is PhaseName.JURY
    assert standing(held, at(4, 15, 23, 59)) is PhaseName.VOTE
    assert standing(held, at(4, 16)) is PhaseName.RESULTS


def test_moving_the_deadline_moves_the_phase_behind_it() -> None:
    """Three days more, for a reason that everybody reads."""
    after = moved(CONTEST, PhaseName.OPEN, at(2, 13), at(3, 20, 15), "Awaria bota")

    assert standing(after.contest, at(3, 18)) is PhaseName.OPEN
    jury = after.contest.phase(PhaseName.JURY)
    assert jury
    assert jury.begin == at(3, 20, 15)
    assert [change.after.name for change in after.changes] == [PhaseName.OPEN, PhaseName.JURY]


@pytest.mark.parametrize(
    ("begin", "end", "reason", "code"),
    [
        (at(2, 13), at(3, 20), " ", "reason_missing"),
        (at(2, 13), at(2, 13), "tak", "ends_before_it_begins"),
        (at(2, 13), at(3, 25), "tak", "ends_before_it_begins"),  # the jury behind it would
    ],
)
def test_a_move_that_is_refused(begin: datetime, end: datetime, reason: str, code: str) -> None:
    """Without a reason, or into disorder."""
    with pytest.raises(Refused, match=code):
        moved(CONTEST, PhaseName.OPEN, begin, end, reason)


def test_staff_begin_a_phase_by_hand_and_what_runs_ends() -> None:
    """A phase without hours never begins by itself."""
    held = replace(CONTEST, phases=(Phase(PhaseName.JURY, at(3, 1)), Phase(PhaseName.RESULTS)))
    assert standing(held, at(5, 1)) is PhaseName.JURY

    after = opened(held, PhaseName.RESULTS, at(5, 1), "Komisja skończyła")

    assert standing(after.contest, at(5, 1)) is PhaseName.RESULTS
    jury = after.contest.phase(PhaseName.JURY)
    assert jury
    assert jury.end == at(5, 1)
    with pytest.raises(Refused, match="phase_begun"):
        opened(after.contest, PhaseName.RESULTS, at(5, 2), "jeszcze raz")


def test_what_comes_by_itself_is_known_beforehand() -> None:
    """At one hour the end of one phase comes before the beginning of the next."""
    found = [(when, phase.name, edge) for when, phase, edge in edges(CONTEST, at(3, 1))]

    assert found[:2] == [
        (END, PhaseName.OPEN, Edge.END), (END, PhaseName.JURY, Edge.BEGIN),
    ]  # fmt: skip


def test_drafts_are_reminded_a_week_a_day_and_two_hours_before() -> None:
    """What is past is left out."""
    assert nudges(CONTEST, at(3, 16, 12)) == (
        (at(3, 16, 15), Nudge.DAY), (at(3, 17, 13), Nudge.HOURS),
    )  # fmt: skip
    assert len(nudges(CONTEST, at(2, 13))) == 3


def test_submitted_at_15_00_20_when_the_deadline_is_15_00() -> None:
    """Late, kindly and exactly."""
    late = END + timedelta(seconds=20)

    assert timeliness(CONTEST, END - timedelta(seconds=1)) is Timeliness.IN_TIME
    assert timeliness(CONTEST, END) is Timeliness.LATE
    with pytest.raises(Refused, match="deadline_passed") as refused:
        accepted(timeliness(CONTEST, late), CONTEST, late)
    assert refused.value.facts == {"deadline": END, "received": late}


def test_the_bot_was_down_in_the_last_hour() -> None:
    """14:50 to 15:10: what had waited is for people to decide; what comes at 15:30 is late."""
    down = [Outage(at(3, 17, 14, 50), at(3, 17, 15, 10))]

    assert timeliness(CONTEST, at(3, 17, 15, 10, 4), down) is Timeliness.UNDECIDED
    assert timeliness(CONTEST, at(3, 17, 15, 30), down) is Timeliness.LATE
    assert accepted(Timeliness.UNDECIDED, CONTEST, END) is Status.UNDECIDED


def test_a_restart_across_the_deadline_leaves_little_behind() -> None:
    """Down for ten seconds: ten seconds later all that had waited is in."""
    ten = timedelta(seconds=10)
    down = [Outage(END - ten / 2, END + ten / 2)]

    assert timeliness(CONTEST, END + ten, down) is Timeliness.UNDECIDED
    assert timeliness(CONTEST, END + ten * 2, down) is Timeliness.LATE


@pytest.mark.parametrize(
    "down",
    [
        Outage(at(3, 17, 14, 10), at(3, 17, 14, 30)),  # back before the deadline: nothing waited
        Outage(END, at(3, 17, 15, 10)),  # only after it
    ],
)
def test_an_outage_that_excuses_nobody(down: Outage) -> None:
    """15:00:20 stays late."""
    assert timeliness(CONTEST, END + timedelta(seconds=20), [down]) is Timeliness.LATE


def test_two_versions_side_by_side() -> None:
    """Changed, added and taken away; what is equal is left out."""
    before = Version(1, {"/d/title": "Kino", "/d/need": "a", "/d/x": "1"}, END, Why.SUBMITTED)
    after = Version(2, {"/d/title": "Kino", "/d/need": "b", "/d/who": "Jan"}, END, Why.CORRECTED)

    found = [(one.ref, one.before, one.after) for one in compared(before, after)]

    assert found == [("/d/need", "a", "b"), ("/d/who", "", "Jan"), ("/d/x", "1", "")]
