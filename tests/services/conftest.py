"""A town without a network for the tests of services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest_asyncio

from bot.domain.sessions import Completed
from bot.i18n import Translator
from bot.services.responses import Responses
from bot.services.sessions import Conversation, Sessions
from bot.services.subscriptions import Subscribing
from bot.services.turn import Office
from bot.storage import secret
from bot.storage import surveys as survey_rows
from bot.storage.database import Database, Tx
from bot.storage.forms import Forms
from bot.transport.fit import fit
from bot.transport.router import Router
from bot.views.screen import Screen
from handlers import sessions as handlers
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.services.phone import Phone, keep_form


@dataclass(frozen=True)
class Few:
    """The services that answering needs."""

    sessions: Sessions
    subscriptions: Subscribing


@dataclass
class Street:
    """What the people of a test share."""

    office: Office
    services: Few
    router: Router
    clock: StillClock
    handed_in: list[int] = field(default_factory=list)
    finished: list[Any] = field(default_factory=list)

    def phone(self, person: int = 5_000_000_001, language: str = "pl") -> Phone:
        return Phone(self.office, self.services, self.router, person, language)

    async def form(self, markdown: str) -> int:
        return int(await self.office.db.write(keep_form(markdown)))

    async def survey(
        self, form_id: int, *, anonymous: bool = True, closes: str | None = None
    ) -> int:
        def work(tx: Tx) -> int:
            owner = self.phone(1).person(tx)
            survey = survey_rows.add(tx, f"t{form_id}", form_id, "Próba", owner.id, "2027")
            survey_rows.publish(tx, survey.id, anonymous, None, closes, "2027-05-12T10:00:00.000Z")
            return survey.id

        return await self.office.db.write(work)

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return await self.office.db.read(lambda tx: tx.execute(sql).fetchall())


@pytest_asyncio.fixture
async def street(db: Database, clock: StillClock) -> Street:
    office = Office(db, clock, fit, PROFILE, 1, "zalesie_bot")
    handed_in: list[int] = []
    finished: list[Any] = []
    responses = Responses(
        office, secret.load(db.path.parent), lambda _tx, survey_id: handed_in.append(survey_id)
    )

    def profile(tx: Tx, person: object, done: Any, now: object) -> str:
        finished.append(done)
        return "kept"

    completions: dict[str, Callable[..., object]] = {
        "survey": responses.hand_in, "profile": profile,
    }  # fmt: skip
    talk = Conversation(office, Forms(), completions)
    services = Few(Sessions(talk), Subscribing())
    router = Router()

    def ending(result: Completed, t: Translator) -> Screen:
        return Screen(
            t("<b>Noted.</b>\nWe write only about what is ticked. Tap again to change it.")
        )

    handlers.register(router, {"profile": ending})
    return Street(office, services, router, clock, handed_in, finished)
