"""A library that holds a contest, and made-up people in it, for tests of services."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import Any

from bot.clock import stamp
from bot.domain.contests.applications import Submitted
from bot.domain.contests.contest import Kind
from bot.domain.contests.eligibility import Applicant
from bot.domain.contests.formal import Mark
from bot.domain.outgoing import Outgoing
from bot.domain.people import Person, Role
from bot.domain.schedules import Schedule
from bot.domain.sessions import Completed, StepShown
from bot.forms import engine
from bot.forms.steps import Ask, AskRepeat, Review
from bot.services.contests import KIND, Introduced, Notices, introduce
from bot.services.sessions import Conversation, Manner, Sessions
from bot.services.turn import Office, Sender, Turn
from bot.storage import inbox, people, schedules
from bot.storage.database import Database, Tx
from bot.storage.forms import Forms
from bot.storage.inbox import Received
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.services.room import no_screen

_numbers = count(1)
ANSWERS = {
    "author": "Jan Nowak", "title": "Kino pod chmurką", "summary": "Filmy na polanie.",
    "need": "Młodzi nie mają gdzie się spotykać.", "audience": "rodziny", "audience_size": "60",
    "results": "Znajomości.", "activity": "Seans", "day": "2027-06-12",
    "line": "projektor 3 × 1000", "source": "Konkurs", "contribution": "praca", "partners": "KGW",
    "resources": "ekran", "accessibility": "bez schodów", "attachment": "/pomin",
    "declaration": "tak", "members": "Ala, Ola", "organisation": "OSP Zalesie",
    "guardian": "Ewa Nowak",
}  # fmt: skip


@dataclass
class Committee:
    """Services, and people who ask them."""

    office: Office
    clock: StillClock
    services: Introduced
    sessions: Sessions
    notices: Notices
    said: list[Any] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)

    async def person(self, name: str, role: Role = Role.RESIDENT) -> Person:
        """Somebody who has read the notice."""
        telegram_id = 7_000_000_000 + next(_numbers)
        now = stamp(self.clock.now())

        def work(tx: Tx) -> Person:
            made = people.add(tx, telegram_id, name, "", "pl", now)
            people.set_role(tx, made.id, role)
            people.accept_notice(tx, made.id, now)
            return replace(made, role=role, notice_accepted=True)

        return await self.office.db.write(work)

    def at(self, moment: datetime) -> None:
        """The clock shows this."""
        self.clock.advance(seconds=(moment - self.clock.now()).total_seconds())

    async def ask(
        self,
        who: Person,
        call: Callable[..., Awaitable[Any]],
        *args: Any,
        received: datetime | None = None,
        **more: Any,
    ) -> Any:
        """What a service answers to one tap. `received`: when it was taken in, if not now."""
        number = next(_numbers)
        taken = stamp(received or self.clock.now())
        await self.office.db.write(lambda tx: inbox.add(tx, [Received(1, number, "{}")], taken))
        turn = Turn(self.office, (number,), Sender(who.telegram_id, who.name, "", "pl"))
        answers: list[Any] = []
        await call(turn, *args, view=lambda result, _: answers.append(result), **more)
        return answers[0]

    async def fill(
        self, who: Person, shown: StepShown, answers: Mapping[str, str] = ANSWERS
    ) -> StepShown:
        """Answer every question up to the review; each repeat once, except lines of the budget,
        which `answers` may hold several of, one below another."""
        said = {**ANSWERS, **answers}
        lines = said.pop("line").splitlines()
        while not isinstance(shown.step, Review):
            shown = await self.answer(who, shown, said, lines)
            assert shown.problem is None, shown.problem
        return shown

    async def answer(
        self, who: Person, shown: StepShown, said: Mapping[str, str], lines: list[str]
    ) -> StepShown:
        """The step that stands, by its question's name; of `lines` the next."""
        step = shown.step
        if isinstance(step, AskRepeat):
            more = "budget" in step.ref and bool(lines)
            given: engine.Input = engine.AddAnother(more)
            return await self.tap(who, shown, given)
        assert isinstance(step, Ask)
        name = step.ref.rpartition("/")[2]
        text = lines.pop(0) if name == "line" else said[name]
        if text == "/pomin":
            return await self.ask(who, self.sessions.skip)
        return await self.ask(who, self.sessions.typed, text)

    async def tap(
        self, who: Person, shown: StepShown, given: engine.Input, received: datetime | None = None
    ) -> Any:
        """A button of the step that stands."""
        session = shown.session
        return await self.ask(
            who, self.sessions.answer, session.id, session.rev, given, received=received
        )

    async def draft(
        self, who: Person, contest_id: int, answers: Mapping[str, str] = ANSWERS,
        kind: Kind = Kind.INDIVIDUAL, **applicant: Any,
    ) -> StepShown:  # fmt: skip
        """An application at its review."""
        wants = Applicant(kind, who.name, **applicant)
        shown = await self.ask(who, self.services.applications.start, contest_id, wants)
        return await self.fill(who, shown, answers)

    async def apply(
        self, who: Person, contest_id: int, answers: Mapping[str, str] = ANSWERS,
        kind: Kind = Kind.INDIVIDUAL, **applicant: Any,
    ) -> Submitted:  # fmt: skip
        """An application with its receipt."""
        shown = await self.draft(who, contest_id, answers, kind, **applicant)
        done: Completed = await self.tap(who, shown, engine.Submit())
        assert isinstance(done.outcome, Submitted)
        return done.outcome

    async def passed(self, staff: Person, application_id: int) -> None:
        """Every item a yes, and it takes part."""
        checks = self.services.checks
        found = await self.ask(staff, checks.look, application_id)
        for item in found.items:
            await self.ask(staff, checks.mark, application_id, item, Mark.YES)
        await self.ask(staff, checks.conclude, application_id, True, "")

    async def assessor(self, staff: Person, contest_id: int, name: str) -> Person:
        """Somebody who took a link into the jury."""
        link = await self.ask(staff, self.services.seats.invite, contest_id)
        who = await self.person(name)
        await self.ask(who, self.services.seats.accept, link.link.partition("=")[2])
        return who

    async def judged(self, who: Person, application_id: int, points: Mapping[str, int]) -> None:
        """A whole sheet, handed in."""
        juries = self.services.juries
        for criterion, value in points.items():
            await self.ask(who, juries.score, application_id, criterion, Fraction(value))
        await self.ask(who, juries.submit, application_id)

    async def tick(self) -> list[str]:
        """Do what is due by the clock; the kinds that were."""
        done = []

        def work(tx: Tx) -> Schedule | None:
            now = self.clock.now()
            due = schedules.due(tx, stamp(now))
            if due:
                run, _title = self.services.timing.kinds[due.kind]
                assert run(tx, due, now) is None
                schedules.end(tx, due.id, type(due.status).DONE)
            return due

        while due := await self.office.db.write(work):
            done.append(due.kind)
        return done

    async def letters(self, who: Person) -> list[str]:
        """Purposes of what waits for somebody, in the order in which it was written."""
        sql = "SELECT purpose FROM outbox WHERE person_id = ? AND lane = 'notice' ORDER BY id"
        rows = await self.office.db.read(lambda tx: tx.execute(sql, (who.id,)).fetchall())
        return [str(row[0]) for row in rows]

    async def told(self, who: Person, purpose: str) -> Any:
        """What the last notice of a purpose would say now: a `Telling`, or why nothing."""
        sql = (
            "SELECT params, subject_id FROM outbox WHERE person_id = ? AND purpose = ? "
            "ORDER BY id DESC"
        )

        def work(tx: Tx) -> Any:
            params, subject_id = tx.execute(sql, (who.id, purpose)).fetchone()
            row = Outgoing("notice", who.telegram_id, "", params, who.id, purpose=purpose,
                           subject_id=subject_id)  # fmt: skip
            self.said.clear()
            result = self.notices.compose(tx, row, who, self.clock.now())
            return self.said[0] if self.said else result

        return await self.office.db.write(work)

    async def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What is in the database."""
        return await self.office.db.read(lambda tx: tx.execute(sql, values).fetchall())


def committee(db: Database, clock: StillClock) -> Committee:
    """A town hall whose services know each other."""
    office = Office(db, clock, no_screen, PROFILE, 1, "zalesie_bot")
    shelf = Forms()
    completions: dict[str, Any] = {}
    manners: dict[str, Manner] = {}
    conversation = Conversation(office, shelf, completions, manners)
    made = introduce(office, shelf, conversation.begin, b"k" * 32)
    completions[KIND] = made.handing_in.complete
    manners[KIND] = Manner(
        check=made.handing_in.object_to, aside=made.handing_in.aside,
        dropped=made.applications.dropped,
    )  # fmt: skip
    said: list[Any] = []
    notices = Notices(office, lambda telling, _: said.append(telling))
    return Committee(office, clock, made, Sessions(conversation), notices, said)


def later(moment: datetime, **by: float) -> datetime:
    """A moment after another one."""
    return moment + timedelta(**by)


__all__ = ["ANSWERS", "Committee", "committee", "later"]
