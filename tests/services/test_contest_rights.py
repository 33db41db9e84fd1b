"""Every method of every service of contests, asked by everybody it is not for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests.applications import Channel
from bot.domain.contests.award_answers import AwardTalk
from bot.domain.contests.contest import Kind, PhaseName
from bot.domain.contests.election_files import Way
from bot.domain.contests.eligibility import Applicant
from bot.domain.contests.formal import Mark
from bot.domain.contests.formal_talks import Talk
from bot.domain.people import Person, Role
from bot.errors import Refused
from bot.services import contests
from bot.services.contests import Introduced
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.contest_room import Committee, committee
from tests.services.test_contest_decisions import JURY

WARSAW = ZoneInfo("Europe/Warsaw")
NOW, END = (datetime(2027, 3, day, 9, tzinfo=WARSAW) for day in (1, 30))
ME = Applicant(Kind.INDIVIDUAL, "Jan")
RESULTS = PhaseName.RESULTS
OUTSIDERS = ("resident", "partner", "assessor elsewhere", "assessor", "applicant")


def no_tables(*_: object) -> Any:
    raise AssertionError("nothing is made for whom it is not for")


# the method, what it is called with; 1 is the contest's id and Jan's application's
STAFF_ONLY: dict[str, tuple[Any, ...]] = {
    "contests.set_up": (JURY,),
    "contests.configure": (1, JURY),
    "contests.move": (1, RESULTS, NOW, END, "bo tak"),
    "contests.open": (1, RESULTS, "bo tak"),
    "contest_forms.offer": (JURY.encode(), "konkurs.toml"),
    "contest_forms.compose": (0,),
    "contest_forms.ask_hours": (1, RESULTS),
    "contest_forms.ask_to_begin": (1, RESULTS),
    "handouts.ways": (),
    "handouts.managed": (1,),
    "handouts.sample": (),
    "handouts.configuration": (1,),
    "handouts.announcement": (1,),
    "handouts.code": (1, lambda _: b""),
    "handouts.poster": (1, no_tables),
    "contests.delete": (1,),
    "own_forms.offer": (1,),
    "own_forms.choose": (1, 0),
    "own_forms.sample": (),
    "handing_in.enter_paper": (1, ME, Channel.PAPER, NOW),
    "checks.every": (),
    "checks.waiting": (1,),
    "checks.look": (1,),
    "checks.compare": (1, 1, 1),
    "checks.files": (1,),
    "formal_forms.ask": (Talk.CALL, 1),
    "workbooks.everything": (1, no_tables, no_tables),
    "elections.take": (1,),
    "elections.offer": ("f", "a.pb", 10),
    "elections.count": ("a", Way.GREEDY, no_tables),
    "checks.mark": (1, "in-time", Mark.YES),
    "checks.mark_at": (1, 0, Mark.YES),
    "checks.call": (1, "podpis", END),
    "checks.conclude": (1, False, "nie"),
    "checks.admit": (1, True, "tak"),
    "seats.invite": (1,),
    "seats.excuse": (1, 1, "choroba"),
    "seats.progress": (1,),
    "seats.remind": (1,),
    "juries.count": (1,),
    "jury_desk.ask_to_excuse": (1, 1),
    "polls.count": (1,),
    "polls.tally": (1,),
    "poll_desk.look": (1,),
    "poll_desk.write_paper": (1,),
    "poll_desk.enter": (1, "1"),
    "poll_desk.take_back": (1, "0123456789ab"),
    "poll_desk.issue": (1, 1, lambda *_: b""),
    "moderating.moderate": (1,),
    "moderating.decide": (1, True),
    "awarding.board": (1,),
    "awarding.cut": (1,),
    "awarding.one": (1,),
    "awarding.at": (1, 1),
    "awarding.draw": (1, ("1",), "bo tak"),
    "awarding.look": (1,),
    "awarding.decide": (1, {"1": 100}, "bo tak"),
    "awarding.explain": (1, {"1": "bo tak"}),
    "awarding.raise_pool": (1, 100, "bo tak"),
    "awarding.next_round": (1, NOW, END, "bo tak"),
    "award_forms.ask": (AwardTalk.POOL, 1),
    "protocol_papers.file": (1, "pdf", no_tables, True),
    "protocols.approve": (1, "P/1"),
    "protocols.addressees": (1,),
    "protocols.preview": (1,),
    "protocols.announcement": (1,),
    "protocols.send": (1,),
    "protocols.publish": (1,),
    "overseeing.every": (1,),
    "overseeing.accept": (1,),
    "overseeing.name": (1, 1),
    "overseeing.name_number": (1, 1),
    "overseeing.invite": (1,),
    "overseeing.announcement": (1,),
    "overseeing.figures": (1,),
    "overseeing.figures_file": (1, no_tables),
}
AUTHORS_ONLY: dict[str, tuple[Any, ...]] = {
    "applications.go_on": (1,),
    "applications.withdraw": (1,),
    "coauthors.invite": (1,),
    "coauthors.leave": (1,),
    "realisations.leave": (1,),
    "owning.show": (1, ""),
    "owning.be_quiet": (1,),
    "papers.paper": (1, no_tables),
    "explaining.own": (1, no_tables),
}
ASSESSORS_ONLY: dict[str, tuple[Any, ...]] = {
    "juries.declare": (1, "rodzina"),
    "juries.queue": (1,),
    "juries.judge": (1,),
    "juries.score": (1, "pomysl", Fraction(9)),
    "juries.comment": (1, "dobre"),
    "juries.submit": (1,),
    "jury_desk.criterion": (1, 1),
    "jury_desk.give": (1, 1, Fraction(9)),
    "jury_desk.ask_comment": (1,),
    "jury_desk.ask_conflict": (1,),
    "jury_desk.files": (1,),
    "jury_desk.ready": (1,),
}
# for staff and the jury, or for staff, the jury and the authors
SEVERAL = {
    "juries.totals", "juries.sheets", "jury_desk.sheets", "applications.look",
    "applications.compare", "reporting.ask",
    *("realisations." + name for name in ("show", "tick", "tick_number", "take_back",
                                          "take_back_number", "count_departure")),
}  # fmt: skip
FOR_EVERYBODY = {
    # where somebody sits, and what a typed number stands for: nothing more is said by it
    *("jury_desk." + name for name in ("board", "sits_in", "manages", "placed", "meant",
                                      "pointing")),
    "contests.look", "contests.follow", "contests.every", "applications.check",
    "applications.start", "entrance.calls", "entrance.who", "entrance.enter", "entrance.named",
    "entrance.start",
    "owning.every", "coauthors.join", "seats.accept", "polls.paper", "polls.vote",
    *("ballots." + name for name in ("current", "show", "details", "tick", "score", "clear",
                                     "write", "follow", "cast")),
    *("consulting." + name for name in ("proposals", "proposal", "support", "ask_remark",
                                        "ask_remark_on_rules")),
    "realisations.own", "realisations.outcomes", "protocols.results", "explaining.count",
}  # fmt: skip


@pytest.fixture
async def hall(db: Database) -> Committee:
    """The call is open; Jan's application is number 1, an assessor sits in the jury."""
    made = committee(db, StillClock(NOW))
    made.people = {"librarian": await made.person("Maria", Role.LIBRARIAN)}
    maria = made.people["librarian"]
    await made.ask(maria, made.services.contests.set_up, JURY)
    made.people |= {
        "resident": await made.person("Ola"),
        "partner": await made.person("Piotr", Role.PARTNER),
        "assessor elsewhere": await made.person("Ewa", Role.ASSESSOR),
        "assessor": await made.assessor(maria, 1, "Ala"),
        "applicant": await made.person("Jan"),
    }
    await made.apply(made.people["applicant"], 1)
    return made


def method(services: Introduced, name: str) -> Callable[..., Any]:
    service, _, called = name.partition(".")
    found: Callable[..., Any] = getattr(getattr(services, service), called)
    return found


async def refused(hall: Committee, who: Person, name: str, args: tuple[Any, ...]) -> str:
    """The code; and nothing was changed."""
    before = await hall.rows("SELECT count(*) FROM audit")
    with pytest.raises(Refused) as found:
        await hall.ask(who, method(hall.services, name), *args)
    assert await hall.rows("SELECT count(*) FROM audit") == before
    return found.value.reason


@pytest.mark.parametrize("name", STAFF_ONLY)
async def test_what_only_staff_do(hall: Committee, name: str) -> None:
    """Nobody else, whatever they are in this contest."""
    for part in OUTSIDERS:
        assert await refused(hall, hall.people[part], name, STAFF_ONLY[name]) == "staff_only", part


@pytest.mark.parametrize("name", AUTHORS_ONLY)
async def test_what_only_authors_do(hall: Committee, name: str) -> None:
    """Not even staff write in somebody's application."""
    for part in ("resident", "partner", "assessor elsewhere", "assessor", "librarian"):
        reason = await refused(hall, hall.people[part], name, AUTHORS_ONLY[name])
        assert reason == "not_yours_to_do", part


@pytest.mark.parametrize("name", ASSESSORS_ONLY)
async def test_what_only_the_jury_does(hall: Committee, name: str) -> None:
    """Not staff, not the applicant, not somebody of another jury."""
    hall.at(datetime(2027, 3, 18, 9, tzinfo=WARSAW))
    for part in ("resident", "partner", "assessor elsewhere", "applicant", "librarian"):
        reason = await refused(hall, hall.people[part], name, ASSESSORS_ONLY[name])
        assert reason == "not_yours_to_do", part


async def test_an_application_is_seen_by_its_authors_the_jury_and_staff(hall: Committee) -> None:
    """A draft by its authors alone."""
    look = hall.services.applications.look
    for part in ("applicant", "assessor", "librarian"):
        assert (await hall.ask(hall.people[part], look, 1)).application.id == 1
    for part in ("resident", "partner", "assessor elsewhere"):
        assert await refused(hall, hall.people[part], "applications.look", (1,)) == (
            "not_yours_to_do"
        )
    draft = (await hall.draft(hall.people["resident"], 1)).session.subject_id
    for part in ("librarian", "assessor", "applicant"):
        assert await refused(hall, hall.people[part], "applications.look", (draft,)) == (
            "not_yours_to_do"
        )


def test_every_method_is_named() -> None:
    """Whoever adds one says whom it is for."""
    named = {*STAFF_ONLY, *AUTHORS_ONLY, *ASSESSORS_ONLY} | SEVERAL | FOR_EVERYBODY
    types = {one.name: one.type for one in fields(Introduced)}
    found = {
        f"{name}.{called}"
        for name, kind in types.items()
        for called, how in inspect.getmembers(getattr(contests, str(kind)), inspect.isfunction)
        if not called.startswith("_") and "turn" in inspect.signature(how).parameters
    }
    assert found == named
