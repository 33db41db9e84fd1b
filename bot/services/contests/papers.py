"""Applications on paper, to be signed: made off the event loop, sent after the receipt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.own_applications import OwnApplication, Paper, Sheet
from bot.domain.people import Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.owning import Owning
from bot.services.contests.reading import Reading
from bot.services.turn import Office, Turn, composed
from bot.storage import outbox, people
from bot.storage.database import Tx

LOG = logging.getLogger(__name__)
Draw = Callable[[Sheet, Translator], bytes]
View = Callable[[Paper, Translator], object]


class SigningPapers:
    """`wanted` may be called inside a transaction; `run` sends what was wanted."""

    def __init__(self, office: Office, owning: Owning, reading: Reading) -> None:
        self._office = office
        self._owning = owning
        self._reading = reading
        self._queue: asyncio.Queue[tuple[int, int]] = asyncio.Queue()

    async def paper(self, turn: Turn, application_id: int, draw: Draw, view: View) -> None:
        """The PDF. Raises Refused: application_gone, not_yours_to_do, nothing_on_paper."""
        await self._reading.warm(application_id)
        sheet, language = await turn.read(
            lambda tx, person: (self._sheet(tx, person, application_id, turn.now), person.language)
        )
        made = await self._made(sheet, language, turn.now, draw)
        await turn.write(lambda _tx, _person: made, view)

    def wanted(self, application_id: int, person_id: int) -> None:
        """Once what runs now is on the disk, its author gets the PDF."""
        self._office.after_commit.append(
            lambda: self._queue.put_nowait((application_id, person_id))
        )

    async def run(self, draw: Draw, view: View) -> None:
        """Send one after another, for good. What a crash leaves unsent is a button away."""
        while True:
            application_id, person_id = await self._queue.get()
            try:
                await self._send(application_id, person_id, draw, view)
            except Refused as refused:  # it has changed meanwhile
                LOG.info("no paper of application %d: %s", application_id, refused.reason)

    async def _send(self, application_id: int, person_id: int, draw: Draw, view: View) -> None:
        now = self._office.clock.now()

        def read(tx: Tx) -> tuple[Sheet, Person] | None:
            person = people.by_id(tx, person_id)
            return (self._sheet(tx, person, application_id, now), person) if person else None

        await self._reading.warm(application_id)
        found = await self._office.db.read(read)
        if found is None:
            return
        sheet, person = found
        made = await self._made(sheet, person.language, now, draw)
        shown = view(made, self._office.translator(person.language, now))
        calls = composed(self._office, person, shown, now)
        await self._office.db.write(lambda tx: outbox.add(tx, calls, stamp(now)))
        self._office.wake_delivery()

    async def _made(self, sheet: Sheet, language: str, now: datetime, draw: Draw) -> Paper:
        translator = self._office.translator(language, now)
        content = await asyncio.to_thread(draw, sheet, translator)
        application = sheet.own.file.application
        name = f"wniosek-{application.receipt.replace('/', '-')}.pdf"
        return Paper(application, name, content)

    def _sheet(self, tx: Tx, person: Person, application_id: int, now: datetime) -> Sheet:
        own: OwnApplication = self._owning.shown(tx, person, application_id, now)
        if not own.file.application.receipt:
            raise Refused("nothing_on_paper")
        return Sheet(own, self._office.profile)
