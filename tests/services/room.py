"""A library's room with workshops, for tests of their services: no views, no network."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.clock import stamp
from bot.domain.outgoing import Outgoing, Skipped
from bot.domain.people import Person, Role
from bot.domain.signups import SignUp
from bot.domain.workshops import Status, Workshop
from bot.services.sessions import Conversation
from bot.services.turn import Office, Sender, Turn
from bot.services.workshops import (
    Door,
    Images,
    Notices,
    OwnSignUps,
    Papers,
    Programmes,
    Proposals,
    SeriesChanges,
    SeriesSignUps,
    SignUps,
    Tending,
    Workshops,
    introduce,
)
from bot.storage import inbox, people
from bot.storage import signups as signup_rows
from bot.storage import workshops as workshop_rows
from bot.storage.database import Database, Tx
from bot.storage.forms import Forms
from bot.storage.inbox import Received
from tests.clock import NOON, StillClock
from tests.conftest import PROFILE

SATURDAY = datetime(2027, 5, 22, 8, 0, tzinfo=UTC)  # 10.00 in Warsaw, ten days after NOON
CERAMICS = Workshop(0, "Ceramika", SATURDAY, SATURDAY + timedelta(hours=2), "sala", seats=2)
_numbers = count(1)


def no_screen(shown: object, turn: Turn, person: Person) -> list[Outgoing]:
    """Nothing is shown: what a service answered is looked at itself."""
    return []


@dataclass
class Room:
    """Services, and people who ask them."""

    office: Office
    clock: StillClock
    programmes: Programmes
    proposals: Proposals
    workshops: Workshops
    signups: SignUps
    own_signups: OwnSignUps
    series_changes: SeriesChanges
    series_signups: SeriesSignUps
    images: Images
    door: Door
    papers: Papers
    tending: Tending
    notices: Notices
    said: list[Any] = field(default_factory=list)

    async def person(self, name: str = "Ania", role: Role = Role.RESIDENT) -> Person:
        """Somebody who has read the notice."""
        telegram_id = 6_000_000_000 + next(_numbers)

        def work(tx: Tx) -> Person:
            made = people.add(tx, telegram_id, name, "", "pl", stamp(NOON))
            people.set_role(tx, made.id, role)
            people.accept_notice(tx, made.id, stamp(NOON))
            return replace(made, role=role, notice_accepted=True)

        return await self.office.db.write(work)

    async def ask(
        self, who: Person, call: Callable[..., Awaitable[Any]], *args: Any, **more: Any
    ) -> Any:
        """What a service answers to one tap."""
        number = next(_numbers)
        received = Received(1, number, "{}")
        await self.office.db.write(lambda tx: inbox.add(tx, [received], stamp(self.clock.now())))
        turn = Turn(self.office, (number,), Sender(who.telegram_id, who.name, "", "pl"))
        answers: list[Any] = []
        await call(turn, *args, view=lambda result, _: answers.append(result), **more)
        return answers[0]

    async def workshop(self, like: Workshop = CERAMICS, **values: Any) -> Workshop:
        """A published workshop."""
        wanted = replace(
            like, status=Status.PUBLISHED, token=f"t{next(_numbers)}", due_at=self.clock.now(),
            **values,
        )  # fmt: skip
        now = self.clock.now()
        return await self.office.db.write(lambda tx: workshop_rows.add(tx, wanted, now))

    async def roster(self, workshop: Workshop) -> list[SignUp]:
        """The list as it stands."""

        def look(tx: Tx) -> list[SignUp]:
            found = workshop_rows.by_id(tx, workshop.id)
            assert found
            return list(signup_rows.roster(tx, found).signups)

        return await self.office.db.read(look)

    async def notices_to(self, who: Person) -> list[tuple[str, str]]:
        """(purpose, when) of what waits for somebody, in the order in which it was written."""
        sql = "SELECT purpose, not_before FROM outbox WHERE person_id = ? ORDER BY id"
        return await self.office.db.read(lambda tx: tx.execute(sql, (who.id,)).fetchall())

    async def composed(self, who: Person, purpose: str) -> Any:
        """What a waiting notice would say now: a `Telling`, or why it says nothing."""
        columns = "lane, chat_id, method, params, person_id, purpose, subject_id"
        sql = f"SELECT {columns} FROM outbox WHERE person_id = ? AND purpose = ? ORDER BY id DESC"

        def work(tx: Tx) -> Any:
            row = tx.execute(sql, (who.id, purpose)).fetchone()
            outgoing = Outgoing(*row[:5], purpose=row[5], subject_id=row[6])
            self.said.clear()
            result = self.notices.compose(tx, outgoing, who, self.clock.now())
            return self.said[0] if self.said else result

        return await self.office.db.write(work)

    async def tend(self) -> None:
        """What the minute's job does."""
        await self.tending.tend_due()

    async def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What is in the database."""
        return await self.office.db.read(lambda tx: tx.execute(sql, values).fetchall())


def room(db: Database, clock: StillClock) -> Room:
    """A room whose services know each other."""
    office = Office(db, clock, no_screen, PROFILE, 1, "zalesie_bot")
    shelf = Forms()
    made = introduce(office, draw, shelf, Conversation(office, shelf, {}).begin)
    said: list[Any] = []
    notices = Notices(office, lambda one, _: said.append(one))
    return Room(
        office, clock, made.programmes, made.proposals, made.workshops, made.signups,
        made.own_signups, made.series_changes, made.series_signups, made.images, made.door,
        made.papers, made.tending, notices, said,
    )  # fmt: skip


def draw(link: str) -> bytes:
    """Instead of a picture."""
    return link.encode()


__all__ = ["CERAMICS", "SATURDAY", "Room", "Skipped", "room"]
