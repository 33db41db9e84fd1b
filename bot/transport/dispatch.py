"""From raw updates to a handled turn: parse, hand over, and what happens when that fails."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.domain.outgoing import Outgoing
from bot.domain.welcome import read_start
from bot.errors import Refused, StorageError, place
from bot.services.turn import Office, Turn, set_aside
from bot.transport.incoming import Incoming, Raw, joined, read
from bot.transport.router import Desk, Router
from bot.views import faults, people

log = logging.getLogger(__name__)

TRIES = 2


class Dispatch:
    """Handles the parts of one input; `send` gets what the turn answers."""

    def __init__(
        self,
        office: Office,
        desk: Desk,
        router: Router,
        send: Callable[[Sequence[Outgoing]], Awaitable[None]],
        fatal: Callable[[StorageError], None],
    ) -> None:
        self._office = office
        self._desk = desk
        self._router = router
        self._send = send
        self._fatal = fatal

    async def __call__(self, parts: list[Raw]) -> None:
        """Never raises: a fault of the disk goes to `fatal`, any other is set aside."""
        ids = tuple(int(part["update_id"]) for part in parts)
        try:
            incoming = self._read(parts)
            if incoming is None:
                await set_aside(self._office, ids, "unreadable")
                return
            turn = Turn(
                self._office, ids, incoming.sender, incoming.message_id, incoming.callback_id
            )
            await self._try(incoming, turn)
        except StorageError as error:
            self._fatal(error)
            return
        if turn.calls:
            self._desk.newest.shown(incoming.sender.telegram_id, turn.calls)
            await self._send(turn.calls)

    def _read(self, parts: Sequence[Raw]) -> Incoming | None:
        try:
            found = [read(part) for part in parts]
            return joined([one for one in found if one])
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            return None

    async def _try(self, incoming: Incoming, turn: Turn) -> None:
        for last in (False, True):
            try:
                await self._handle(incoming, turn)
                return
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001 - every handler's last resort
                where = place(error)
                log.error("update %s: %s", turn.update_ids[0], where)
                if turn.committed:
                    return
                if last:
                    await turn.give_up(where, faults.apology)

    async def _handle(self, incoming: Incoming, turn: Turn) -> None:
        try:
            # what is said in a group is not for us; that we may write there is
            if incoming.private or incoming.kind == "membership":
                await self._router.find(incoming)(incoming, turn, self._desk)
        except Refused as error:
            await self._refused(error, turn)
        if not turn.committed:
            await turn.ignore()

    async def _refused(self, error: Refused, turn: Turn) -> None:
        """Whoever must read the notice first reads it, and then goes on where they were."""
        if error.reason == "notice_first":
            start = read_start(str(error.facts.get("link", "")))
            await self._desk.services.people.greet(turn, start, people.greeting)
        else:
            await turn.write(lambda _tx, _person: None, faults.refused(error))
