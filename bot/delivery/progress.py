"""The message that tells how far a run is: sent once, then edited every couple of seconds.

Its place is kept in the run's row, so that a restart goes on with the same message.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging

from bot.domain.histories import Report
from bot.domain.mailings import Kind, Status
from bot.domain.sending_times import seconds_for
from bot.frozen import frozen
from bot.i18n import Translator
from bot.services.turn import Office
from bot.storage import announcements, mailings, people
from bot.storage import progress as rows
from bot.storage.database import Tx
from bot.transport.api import Api, ApiError, BadRequest, Forbidden, RetryAfter
from bot.transport.fit import message
from bot.views.mailings import progress
from bot.views.screen import Screen

log = logging.getLogger(__name__)

EVERY = 2.0  # seconds between two edits
SAME = "message is not modified"


@frozen
class _Told:
    """What is to be told where, in which language."""

    report: Report
    language: str


class Progress:
    """One loop for all runs; it sleeps while nothing moves."""

    def __init__(self, api: Api, office: Office) -> None:
        self._api = api
        self._office = office
        self._moved = asyncio.Event()
        self._steered = asyncio.Event()
        self._shown: dict[int, str] = {}

    def changed(self, _mailings: frozenset[int] = frozenset()) -> None:
        """Counters have moved: told within `EVERY` seconds."""
        self._moved.set()

    def wake(self) -> None:
        """A run began, or somebody steered it: told at once."""
        self._moved.set()
        self._steered.set()

    async def run(self) -> None:
        """Without end."""
        self._moved.set()
        while True:
            await self._moved.wait()
            self._moved.clear()
            self._steered.clear()
            pause = EVERY
            for told in await self._office.db.read(self._open):
                pause = max(pause, await self._tell(told))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._steered.wait(), pause)

    def _open(self, tx: Tx) -> list[_Told]:
        found = []
        for mailing_id in rows.to_tell(tx):
            run = mailings.by_id(tx, mailing_id)
            assert run
            said = announcements.by_id(tx, run.announcement_id)
            person = people.by_telegram_id(tx, run.progress_chat_id)
            seconds = 0
            if run.status is Status.RUNNING and run.kind is Kind.ANNOUNCEMENT and run.waiting:
                seconds = seconds_for(run.waiting, self._office.bulk_per_second, paid=run.paid)
            report = Report(run, said.title if said else "", seconds)
            found.append(_Told(report, person.language if person else ""))
        return found

    async def _tell(self, told: _Told) -> float:
        """Returns how long nothing more should be told."""
        run = told.report.mailing
        language = told.language or self._office.profile.default_language
        t: Translator = self._office.translator(language, self._office.clock.now())
        screen = progress(told.report, t)
        words = f"{screen.text}{screen.rows}"
        try:
            if self._shown.get(run.id) != words:
                await self._show(told, screen)
        except RetryAfter as error:
            self._moved.set()
            return error.seconds
        except (Forbidden, BadRequest):  # nobody there to tell
            await self._office.db.write(lambda tx: mailings.set_progress(tx, run.id, 0, 0))
            return 0
        except ApiError as error:
            log.info("a progress message waits: %s", error)
            self._moved.set()
            return EVERY
        self._shown[run.id] = words
        if run.finished_at:
            self._shown.pop(run.id)
            await self._office.db.write(lambda tx: rows.set_told(tx, run.id, True))
        return 0

    async def _show(self, told: _Told, screen: Screen) -> None:
        run = told.report.mailing
        params = message(run.progress_chat_id, screen)
        if run.progress_message_id:
            try:
                await self._api.call(
                    "editMessageText", {**params, "message_id": run.progress_message_id}
                )
            except BadRequest as error:
                if SAME in error.description:
                    return
                log.info("a progress message is new: %s", error)
            else:
                return
        sent = await self._api.call("sendMessage", params)
        chat_id, message_id = run.progress_chat_id, int(sent["message_id"])
        await self._office.db.write(
            lambda tx: mailings.set_progress(tx, run.id, chat_id, message_id)
        )
