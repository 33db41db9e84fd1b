"""Making one call of the outbox and saying what became of it."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Iterable
from functools import partial

from bot.domain.outgoing import Outgoing, Settled
from bot.storage import outbox, people
from bot.storage.database import Database, Tx
from bot.transport.api import (
    Api,
    ApiError,
    BadRequest,
    Forbidden,
    RetryAfter,
    Unavailable,
)

log = logging.getLogger(__name__)

TRIES = 6
LONGEST_PAUSE = 20.0  # seconds
PARAMETERS = {"sendPhoto": "photo", "sendDocument": "document"}


async def post(api: Api, row: Outgoing) -> Settled:
    """One try. Raises RetryAfter and Unavailable, after which the row may go again."""
    attachment = None
    if row.attachment is not None:
        attachment = (PARAMETERS[row.method], row.attachment_name, row.attachment)
    try:
        message = await api.send(row.method, row.params, attachment)
    except Forbidden as error:
        return Settled(row, "unreachable", error=error.description)
    except (RetryAfter, Unavailable):
        raise
    except ApiError as error:
        log.error("%s refused: %s", row.method, error)
        return Settled(row, "failed", error=error.description)
    newest = message[-1] if isinstance(message, list) else message  # an album is several
    return Settled(row, "sent", int(newest["message_id"]))


async def pass_by(api: Api, row: Outgoing) -> None:
    """An edit or a toast: worth one try. Old taps and unchanged texts are nobody's fault."""
    try:
        await api.send(row.method, row.params)
    except BadRequest as error:
        log.debug("%s: %s", row.method, error.description)
    except ApiError as error:
        log.info("%s: %s", row.method, error)


class Replies:
    """Replies to people: sent at once, in order, settled in batches."""

    def __init__(
        self, api: Api, db: Database, hand_over: Callable[[], None], tries: int = TRIES
    ) -> None:
        self._api = api
        self._db = db
        self._hand_over = hand_over
        self._tries = tries
        self._beside: set[asyncio.Task[None]] = set()
        self._settled: list[Settled] = []
        self._settling: asyncio.Task[None] | None = None
        self._written: asyncio.Future[None] | None = None  # of what `_settled` holds now

    async def send(self, calls: Iterable[Outgoing]) -> None:
        """Send what one turn answers. What cannot be sent now is left to the delivery worker."""
        aside = [call for call in calls if not call.lane]
        if aside:
            task = asyncio.create_task(self._aside(aside))
            self._beside.add(task)
            task.add_done_callback(self._beside.discard)
        await self._in_order(calls)

    async def flush(self) -> None:
        """Finish edits and toasts, and settle everything that was sent."""
        if self._beside:
            await asyncio.wait(self._beside)
        while self._settling or self._settled:
            if self._settling is None:
                self._start_settling()
            assert self._settling
            await asyncio.shield(self._settling)

    async def _aside(self, calls: Iterable[Outgoing]) -> None:
        for call in calls:
            await pass_by(self._api, call)

    async def _in_order(self, calls: Iterable[Outgoing]) -> None:
        """The next tap must find the id of the message that shows its question."""
        rows = [call for call in calls if call.lane == "reply"]
        written: asyncio.Future[None] | None = None
        for number, row in enumerate(rows):
            if not await self._one(row):
                left = [row.id for row in rows[number:]]
                await self._db.write(partial(outbox.hand_over, row_ids=left))
                self._hand_over()
                return
            written = self._written if row.session_id else written
        if written:
            await written

    async def _one(self, row: Outgoing) -> bool:
        for attempt in range(self._tries):
            try:
                settled = await post(self._api, row)
            except RetryAfter as error:
                await asyncio.sleep(min(error.seconds, LONGEST_PAUSE))
            except Unavailable as error:
                log.warning("a reply waits: %s", error)
                await asyncio.sleep(random.uniform(0, min(LONGEST_PAUSE, 0.25 * 2**attempt)))  # noqa: S311
            else:
                self._note(settled)
                return True
        return False

    def _note(self, settled: Settled) -> None:
        if not self._settled:
            self._written = asyncio.get_running_loop().create_future()
        self._settled.append(settled)
        if self._settling is None:
            self._start_settling()

    def _start_settling(self) -> None:
        self._settling = asyncio.create_task(self._settle())

    async def _settle(self) -> None:
        try:
            while self._settled:
                batch, self._settled = self._settled, []
                written = self._written
                try:
                    await self._db.write(partial(settle, batch=batch))
                finally:
                    if written and not written.done():  # done: the lane that waited was cancelled
                        written.set_result(None)
        finally:
            self._settling = None


def settle(tx: Tx, batch: list[Settled]) -> None:
    """Rows get their state; who blocked the bot is unreachable until they write again."""
    outbox.settle(tx, batch)
    for one in batch:
        if one.state == "unreachable":
            people.set_reachable(tx, one.row.chat_id, False)
