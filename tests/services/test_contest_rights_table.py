"""The table of every action × every part × every phase, driven through the services themselves.

Each call is undone, so that one contest serves a whole phase.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.clock import stamp
from bot.domain.contests.applications import Channel
from bot.domain.contests.contest import Kind, PhaseName
from bot.domain.contests.editions import Action, Part
from bot.domain.contests.eligibility import Applicant
from bot.domain.contests.formal import Mark
from bot.domain.people import Person, Role
from bot.domain.sessions import Completed, StepShown
from bot.errors import Refused
from bot.forms import engine
from bot.services.turn import Sender, Turn
from bot.storage import inbox
from bot.storage.database import Database
from bot.storage.inbox import Received
from tests.clock import StillClock
from tests.domain.contests.test_rights import PARTS, PHASES, TABLE
from tests.services.contest_room import Committee, committee
from tests.services.test_contest_rights import method

WARSAW = ZoneInfo("Europe/Warsaw")
FIRST = datetime(2027, 3, 1, 9, tzinfo=WARSAW)  # the first phase begins; each lasts a day
END = FIRST + timedelta(days=30)
OF_RIGHTS = ("staff_only", "not_yours_to_do", "not_in_this_phase", "contest_gone")
CONTEST, PASSED, CALLED = 1, 1, 2  # Jan's applications: one is judged, one waits for a correction
ME = Applicant(Kind.INDIVIDUAL, "Jan")
RULES = """
title = "Zrób to w Zalesiu"
[money]
pool = 5_000
[jury]
seats = 3
[[jury.criteria]]
name = "pomysl"
high = 10
[vote]
mode = "advisory"
codes = true
paper = true
support = true
"""
# What each action is by the services; SUBMIT is a tap on „Wyślij” and stands below.
CALLS: dict[Action, dict[str, tuple[Any, ...]]] = {
    Action.CONFIGURE: {"contests.configure": (CONTEST, RULES)},
    Action.DELETE: {"contests.delete": (CONTEST,)},
    Action.MOVE_PHASE: {
        "contests.move": (CONTEST, PhaseName.CLOSED, END, None, "bo tak"),
        "contests.open": (CONTEST, PhaseName.CLOSED, "bo tak"),
    },
    Action.APPLY: {"applications.start": (CONTEST, ME)},
    Action.EDIT: {"applications.go_on": (PASSED,)},
    Action.WITHDRAW: {"applications.withdraw": (PASSED,)},
    Action.INVITE_COAUTHOR: {"coauthors.invite": (PASSED,)},
    Action.CORRECT: {"applications.go_on": (CALLED,)},
    Action.SEE_APPLICATION: {
        "applications.look": (PASSED,), "applications.compare": (PASSED, 1, 1),
    },
    Action.ENTER_PAPER: {
        "handing_in.enter_paper": (CONTEST, ME, Channel.PAPER, FIRST + timedelta(days=2, hours=1)),
    },
    Action.ADMIT: {"checks.admit": (PASSED, True, "tak")},
    Action.CHECK: {
        "checks.mark": (PASSED, "in-time", Mark.YES), "checks.conclude": (PASSED, False, "nie"),
        "checks.call": (PASSED, "podpis", END),
    },
    Action.SEE_ALL: {"checks.waiting": (CONTEST,), "checks.look": (PASSED,)},
    Action.NAME_ASSESSORS: {"seats.invite": (CONTEST,)},
    Action.EXCUSE_ASSESSOR: {
        "seats.excuse": (CONTEST, 1, "choroba"), "jury_desk.ask_to_excuse": (CONTEST, 1),
    },
    Action.REMIND_ASSESSORS: {"seats.remind": (CONTEST,)},
    Action.DECLARE_CONFLICT: {
        "juries.declare": (PASSED, "rodzina"), "juries.queue": (CONTEST,),
        "juries.judge": (PASSED,), "jury_desk.ask_conflict": (PASSED,),
        "jury_desk.files": (PASSED,),
    },
    Action.SCORE: {
        "juries.score": (PASSED, "pomysl", Fraction(9)), "juries.comment": (PASSED, "dobre"),
        "juries.submit": (PASSED,), "jury_desk.criterion": (PASSED, 1),
        "jury_desk.give": (PASSED, 1, Fraction(9)), "jury_desk.ask_comment": (PASSED,),
        "jury_desk.ready": (PASSED,),
    },
    Action.SEE_PROGRESS: {"seats.progress": (CONTEST,)},
    Action.COUNT: {"juries.count": (CONTEST,)},
    Action.SEE_TOTALS: {
        "juries.totals": (CONTEST,), "juries.sheets": (CONTEST,), "jury_desk.sheets": (PASSED,),
    },
    Action.SEE_PROPOSALS: {"consulting.proposals": (CONTEST,)},
    Action.SUPPORT: {"consulting.support": (PASSED, True)},
    Action.REMARK: {"consulting.ask_remark": (PASSED,)},
    Action.REMARK_ON_RULES: {"consulting.ask_remark_on_rules": (CONTEST,)},
    Action.MODERATE: {"moderating.moderate": (CONTEST,)},
    Action.VOTE: {"polls.paper": (CONTEST,), "polls.vote": (CONTEST, ["1"])},
    Action.ISSUE_CODES: {"poll_desk.issue": (CONTEST, 1, lambda *_: b"")},
    Action.ENTER_BALLOTS: {"poll_desk.write_paper": (CONTEST,)},
    Action.COUNT_VOTES: {"polls.count": (CONTEST,)},
    Action.SEE_VOTES: {"polls.tally": (CONTEST,)},
    Action.SEE_DECISIONS: {"awarding.look": (CONTEST,), "awarding.board": (CONTEST,)},
    Action.DECIDE: {
        "awarding.cut": (CONTEST,),
        "awarding.decide": (CONTEST, {"1": 100}, "bo tak"),
        "awarding.explain": (CONTEST, {"1": "bo tak"}),
    },
    Action.RAISE_POOL: {"awarding.raise_pool": (CONTEST, 100, "bo tak")},
    Action.OPEN_ROUND: {"awarding.next_round": (CONTEST, FIRST, END, "bo tak")},
    Action.APPROVE: {"protocols.approve": (CONTEST, "P/1")},
    Action.SEND: {"protocols.send": (CONTEST,)},
    Action.PUBLISH: {"protocols.publish": (CONTEST,)},
    Action.SEE_RESULTS: {"protocols.results": (CONTEST,)},
    Action.SEE_REALISATION: {"realisations.show": (PASSED,)},
    Action.LEAVE_REALISATION: {"realisations.leave": (PASSED,)},
    Action.SEE_REALISATIONS: {"overseeing.every": (CONTEST,)},
    Action.ACCEPT_REPORT: {"overseeing.accept": (PASSED,)},
    Action.NAME_COORDINATOR: {"overseeing.invite": (PASSED,)},
    Action.SEE_OUTCOMES: {"realisations.outcomes": (CONTEST,)},
    Action.REPORT: {"realisations.count_departure": (PASSED,)},
}  # fmt: skip
# Staff see a contest before it is announced, and nobody else does; the rest is SEE's row.
LOOKED_AT = Action.SEE
ENOUGH = 1000  # calls in one phase
_numbers = count(500_000)


class Undone(Exception):
    """It was allowed: the view was reached, and nothing stays."""


def begin(phase: PhaseName) -> datetime:
    return FIRST + timedelta(days=list(PhaseName).index(phase))


@pytest.fixture
async def hall(db: Database) -> Committee:
    """All ten phases, a day each; one application passed, one with a call for corrections, a draft
    at its review."""
    made = committee(db, StillClock(FIRST - timedelta(days=1)))
    maria = await made.person("Maria", Role.LIBRARIAN)
    phases = "\n".join(
        f"[phases.{name}]\nbegin = {begin(name):%Y-%m-%dT%H:%M:%S}" for name in PhaseName
    )
    await made.ask(maria, made.services.contests.set_up, f"{RULES}{phases}\n")
    jan = await made.person("Jan")
    made.people = {
        Part.RESIDENT: await made.person("Ola"),
        Part.PARTNER: await made.person("Piotr", Role.PARTNER),
        Part.APPLICANT: jan,
        Part.ASSESSOR: await made.assessor(maria, CONTEST, "Ala"),
        Part.LIBRARIAN: maria,
        Part.OWNER: await made.person("Olga", Role.OWNER),
    }
    made.at(begin(PhaseName.OPEN) + timedelta(hours=1))
    for _ in (PASSED, CALLED):
        await made.apply(jan, CONTEST)
    await made.passed(maria, PASSED)
    await made.ask(maria, made.services.checks.call, CALLED, "podpis", END)
    return made


async def outcome(
    hall: Committee, update: int, who: Person, name: str, args: tuple[Any, ...]
) -> str:
    """The code of the refusal, "" where it would have been done; nothing is."""
    turn = Turn(hall.office, (update,), Sender(who.telegram_id, who.name, "", "pl"))

    def undo(*_: object) -> None:
        raise Undone

    try:
        await method(hall.services, name)(turn, *args, view=undo)
    except Undone:
        return ""
    except Refused as refused:
        return refused.reason
    raise AssertionError(f"{name} was done without its view")


async def it_is(hall: Committee, phase: PhaseName) -> Iterator[int]:
    """Two hours into a phase; the updates that will be asked about have come in just now."""
    hall.at(begin(phase) + timedelta(hours=2))
    taken = stamp(hall.clock.now())
    asked = [Received(1, next(_numbers), "{}") for _ in range(ENOUGH)]
    await hall.office.db.write(lambda tx: inbox.add(tx, asked, taken))
    return iter([one.update_id for one in asked])


def lets_in(action: Action, part: Part, phase: PhaseName) -> bool:
    """What the table says; an applicant and an assessor are residents too."""
    held = {part, Part.RESIDENT} if part in (Part.APPLICANT, Part.ASSESSOR) else {part}
    who, when = TABLE[action]
    return any(PARTS[letter] in held for letter in who) and phase in {PHASES[one] for one in when}


async def test_who_may_do_what_when(hall: Committee) -> None:
    """Whoever the table lets in is stopped by no right; whoever it keeps out does nothing."""
    wrong, done = [], set()
    for phase in PhaseName:
        updates = await it_is(hall, phase)
        for action, calls in CALLS.items():
            for part, who in hall.people.items():
                for name, args in calls.items():
                    reason = await outcome(hall, next(updates), who, name, args)
                    stopped = reason in OF_RIGHTS
                    if stopped if lets_in(action, Part(part), phase) else not reason:
                        wrong.append((str(phase), name, str(part), reason))
                    if not reason:
                        done.add(name)

    assert wrong == []
    assert done >= {"applications.go_on", "juries.score", "seats.invite", "checks.mark"}


async def test_who_sees_a_contest_when(hall: Committee) -> None:
    """Before it is announced staff alone."""
    for phase in PhaseName:
        updates = await it_is(hall, phase)
        for part, who in hall.people.items():
            reason = await outcome(hall, next(updates), who, "contests.look", (CONTEST,))
            staff = part in (Part.LIBRARIAN, Part.OWNER)
            hidden = phase is PhaseName.DRAFT and not staff
            assert reason == ("contest_gone" if hidden else ""), (phase, part)


async def test_an_application_is_handed_in_while_the_call_is_open(hall: Committee) -> None:
    """By its author alone: a draft is nobody else's conversation."""
    jan = hall.people[Part.APPLICANT]
    shown: StepShown = await hall.draft(jan, CONTEST)
    others = [one for part, one in hall.people.items() if part is not Part.APPLICANT]

    for phase in (one for one in PhaseName if one is not PhaseName.OPEN):
        hall.at(begin(phase) + timedelta(hours=2))
        for other in others:
            assert not isinstance(await hall.tap(other, shown, engine.Submit()), Completed)
        with pytest.raises(Refused, match=r"deadline_passed|not_in_this_phase"):
            await hall.tap(jan, shown, engine.Submit())
    hall.at(begin(PhaseName.OPEN) + timedelta(hours=2))
    assert isinstance(await hall.tap(jan, shown, engine.Submit()), Completed)


def test_every_action_is_driven() -> None:
    """Whoever adds one says by which call of a service it is done."""
    assert {*CALLS, LOOKED_AT, Action.SUBMIT} == set(Action)
