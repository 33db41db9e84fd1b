"""A library with its staff, for tests of what they do with surveys."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import handlers
from bot.app import build_services
from bot.domain.outgoing import Outgoing
from bot.domain.people import Role
from bot.domain.profile import Profile
from bot.services import Services
from bot.services.turn import Office
from bot.storage import people, responses, surveys
from bot.storage.database import Database, Tx
from bot.transport.api import BadRequest
from bot.transport.dispatch import Dispatch
from bot.transport.fit import fit
from bot.transport.router import Desk, Router
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.services.phone import Message, Phone

NOW = "2027-05-12T10:00:00.000Z"


class Cloud:
    """The sender's other half: files that people have sent, by their file id."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    async def download(self, file_id: str, limit: int) -> bytes:
        if len(self.files[file_id]) > limit:
            raise BadRequest("file is too big", 400)
        return self.files[file_id]


class Desktop(Phone):
    """A phone that can send files, and keeps the files that came."""

    def __init__(self, library: Library, number: int, language: str = "pl") -> None:
        super().__init__(library.office, library.services, library.router, number, language)
        self.received: list[tuple[str, bytes]] = []
        self.cloud = Cloud()
        desk = Desk(library.services, self.cloud)  # type: ignore[arg-type]
        self._dispatch = Dispatch(
            library.office,
            desk,
            library.router,
            self._send,
            self.faults.append,  # type: ignore[arg-type]
        )

    async def send_file(self, name: str, content: bytes) -> Message:
        self.cloud.files[name] = content
        document = {"file_id": name, "file_name": name, "file_size": len(content)}
        return await self.message(document=document)

    async def _send(self, calls: Sequence[Outgoing]) -> None:
        found = [(c.attachment_name, c.attachment) for c in calls if c.attachment is not None]
        self.received += found
        await super()._send(calls)


@dataclass
class Library:
    """What everybody in a test shares."""

    office: Office
    services: Services
    router: Router
    clock: StillClock
    people: int = field(default=0)

    async def somebody(self, role: Role = Role.RESIDENT, language: str = "pl") -> Desktop:
        """Somebody new who has read the notice."""
        self.people += 1
        phone = Desktop(self, 7_000_000_000 + self.people, language)

        def work(tx: Tx) -> None:
            person = people.add(tx, phone.id, "Maria", "", language, NOW)
            people.set_role(tx, person.id, role)
            people.accept_notice(tx, person.id, NOW)

        await self.office.db.write(work)
        return phone

    async def hand_in(
        self, survey_id: int, answers: Sequence[Mapping[str, str]], person_id: int | None = None
    ) -> None:
        """Responses that were handed in, all in one go."""

        def work(tx: Tx) -> None:
            survey = surveys.by_id(tx, survey_id)
            assert survey
            before = tx.execute("SELECT count(*) FROM response").fetchone()[0]
            for number, given in enumerate(answers, before):
                refs = {f"/data/{name}": value for name, value in given.items()}
                key = f"{number * 7919 % 10007:05d}"
                responses.add(
                    tx, key, survey_id, survey.form_id, person_id, "2027-05-12", "pl", refs
                )

        await self.office.db.write(work)

    async def one(self, sql: str, *values: object) -> Any:
        """The first column of the first row."""
        row = await self.office.db.read(lambda tx: tx.execute(sql, values).fetchone())
        return row[0] if row else None


def library(db: Database, clock: StillClock, profile: Profile = PROFILE) -> Library:
    """A bot with everything but the network."""
    office = Office(db, clock, fit, profile, 1, "zalesie_bot")
    router = Router()
    handlers.register_all(router)
    return Library(office, build_services(office), router, clock)


def words_of(message: Message) -> str:
    """What a message says and offers, for readable assertions."""
    return json.dumps([message.text, message.labels], ensure_ascii=False)
