"""Applications on paper, to be signed: made off the event loop, sent after the receipt."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.own_applications import OwnApplication, Paper, Sheet
from bot.domain.outgoing import Outgoing
from bot.domain.people import Person
from bot.errors import Refused, StorageError, place
from bot.i18n import Translator
from bot.services.contests.owning import Owning
from bot.services.contests.reading import Reading
from bot.services.turn import Office, Turn, composed
from bot.storage import contest_papers as rows
from bot.storage import outbox, people
from bot.storage.database import Tx

LOG = logging.getLogger(__name__)
Draw = Callable[[Sheet, Translator], bytes]
View = Callable[[Paper, Translator], object]
Sorry = Callable[[int, Translator], object]  # of an application


class SigningPapers:
    """`wanted` is called inside a transaction; `run` sends what was wanted."""

    def __init__(self, office: Office, owning: Owning, reading: Reading) -> None:
        self._office = office
        self._owning = owning
        self._reading = reading
        self._wake = asyncio.Event()

    async def paper(self, turn: Turn, application_id: int, draw: Draw, view: View) -> None:
        """The PDF. Raises Refused: application_gone, not_yours_to_do, nothing_on_paper."""
        await self._reading.warm(application_id)
        sheet, language = await turn.read(
            lambda tx, person: (self._sheet(tx, person, application_id, turn.now), person.language)
        )
        made = await self._made(sheet, language, turn.now, draw)
        await turn.write(lambda _tx, _person: made, view)

    def wanted(self, tx: Tx, application_id: int, person_id: int) -> None:
        """Once what runs now is on the disk, its author gets the PDF."""
        rows.want(tx, application_id, person_id)
        self._office.after_commit.append(self._wake.set)

    async def run(self, draw: Draw, view: View, sorry: Sorry) -> None:
        """Send one after another, for good; first what was wanted before the program ended."""
        while True:
            self._wake.clear()
            for application_id, person_id in await self._office.db.read(rows.wanted):
                await self._send(application_id, person_id, draw, view, sorry)
            await self._wake.wait()

    async def _send(
        self, application_id: int, person_id: int, draw: Draw, view: View, sorry: Sorry
    ) -> None:
        now = self._office.clock.now()
        person = await self._office.db.read(lambda tx: people.by_id(tx, person_id))
        calls: list[Outgoing] = []
        if person is not None:
            shown = await self._shown(person, application_id, now, draw, view, sorry)
            calls = composed(self._office, person, shown, now) if shown else []

        def settle(tx: Tx) -> None:
            rows.settle(tx, application_id, person_id)
            outbox.add(tx, calls if people.by_id(tx, person_id) else [], stamp(now))

        await self._office.db.write(settle)
        self._office.wake_delivery()

    async def _shown(
        self, person: Person, application_id: int, now: datetime, draw: Draw, view: View,
        sorry: Sorry,
    ) -> object:  # fmt: skip
        translator = self._office.translator(person.language, now)
        try:
            await self._reading.warm(application_id)
            sheet = await self._office.db.read(
                lambda tx: self._sheet(tx, person, application_id, now)
            )
            return view(await self._made(sheet, person.language, now, draw), translator)
        except Refused as refused:  # it has changed meanwhile
            LOG.info("no paper of application %d: %s", application_id, refused.reason)
            return None
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 - one paper that cannot be drawn ends nobody's bot
            LOG.error("no paper of application %d: %s", application_id, place(error))
            return sorry(application_id, translator)

    async def _made(self, sheet: Sheet, language: str, now: datetime, draw: Draw) -> Paper:
        translator = self._office.translator(language, now)
        content = await asyncio.to_thread(draw, sheet, translator)
        application = sheet.own.file.application
        signature = sheet.own.edition.contest.papers.signature
        name = f"wniosek-{application.receipt.replace('/', '-')}.pdf"
        return Paper(application, name, content, signature)

    def _sheet(self, tx: Tx, person: Person, application_id: int, now: datetime) -> Sheet:
        own: OwnApplication = self._owning.shown(tx, person, application_id, now)
        if not own.file.application.receipt:
            raise Refused("nothing_on_paper")
        return Sheet(own, self._office.profile)
