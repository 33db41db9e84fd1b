"""Notices: rows whose time has come, sent within the limits, settled in batches."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.clock import Clock, moment, stamp
from bot.delivery.post import post, settle
from bot.domain.outgoing import Outgoing, Settled
from bot.storage import outbox
from bot.storage.database import Database, Tx
from bot.transport.api import Api, RetryAfter, Unavailable

log = logging.getLogger(__name__)

BATCH = 25  # rows claimed at once, and the messages a second that bulk may use
SECOND = timedelta(seconds=1)
TRIES = 8
FAR = timedelta(hours=1)


class Worker:
    """One loop on the injected clock."""

    def __init__(self, api: Api, db: Database, clock: Clock) -> None:
        self._api = api
        self._db = db
        self._clock = clock
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """New notices are in the outbox."""
        self._woken.set()

    async def run(self) -> None:
        """Send what is due, wait for what is next; without end."""
        while True:
            self._woken.clear()
            if not await self._batch():
                await self._wait()

    async def _batch(self) -> bool:
        started = self._clock.now()
        rows = await self._db.write(self._claim)
        if not rows:
            return False
        by_chat: dict[int, list[Outgoing]] = {}
        for row in rows:
            by_chat.setdefault(row.chat_id, []).append(row)
        chats = await asyncio.gather(*(self._in_order(chat) for chat in by_chat.values()))
        settled = [one for chat in chats for one in chat]
        await self._db.write(lambda tx: self._settle(tx, settled))
        await self._clock.wait_until(started + SECOND)
        return True

    def _claim(self, tx: Tx) -> list[Outgoing]:
        rows = outbox.due(tx, stamp(self._clock.now()), BATCH)
        outbox.claim(tx, [row.id for row in rows])
        return rows

    async def _in_order(self, rows: list[Outgoing]) -> list[Settled]:
        """One chat's rows; after one that must wait, the rest wait too."""
        done: list[Settled] = []
        for row in rows:
            if done and done[-1].state == "later":
                done.append(Settled(row, "later", done[-1].message_id))
            else:
                done.append(await self._one(row))
        return done

    async def _one(self, row: Outgoing) -> Settled:
        try:
            return await post(self._api, row)
        except RetryAfter as error:
            return Settled(row, "later", int(error.seconds) + 1)
        except Unavailable as error:
            state = "later" if row.attempts < TRIES else "failed"
            return Settled(row, state, 2 ** min(row.attempts, 9), error.description)

    def _settle(self, tx: Tx, done: list[Settled]) -> None:
        now = self._clock.now()
        for one in done:
            if one.state == "later":
                again = stamp(now + timedelta(seconds=one.message_id))
                outbox.release(tx, one.row.id, again)
        settle(tx, [one for one in done if one.state != "later"])

    async def _wait(self) -> None:
        due = await self._db.read(outbox.next_due)
        until = (
            self._clock.now() + FAR if due is None else moment(due) if due else self._clock.now()
        )
        waits = [
            asyncio.ensure_future(self._clock.wait_until(until)),
            asyncio.ensure_future(self._woken.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
