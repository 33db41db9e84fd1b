"""Putting a mailing's recipients into the outbox, a piece at a time, when its time has come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter

from bot.clock import Clock, moment, stamp
from bot.domain.mailings import Mailing, Status
from bot.storage import mailings, outbox
from bot.storage.database import Database, Tx

MOST, LEAST = 1000, 50  # people looked at in one transaction
GOAL = 0.008  # seconds that one may take; the writer's limit is 20 ms
KEPT = timedelta(days=30)  # a row after it was sent: as long as it may be corrected
FAR = timedelta(hours=1)


class Planner:
    """One loop. `ready` is called after every piece: the first are sent while others follow."""

    def __init__(self, db: Database, clock: Clock, ready: Callable[[], None]) -> None:
        self._db = db
        self._clock = clock
        self._ready = ready
        self._woken = asyncio.Event()
        self._piece = MOST // 4
        self._held_up = False

    def wake(self) -> None:
        """A mailing is new, goes on, or was stopped."""
        self._woken.set()

    def settled(self) -> None:
        """Messages were settled: a correction that waited for them may go on."""
        if self._held_up:
            self._woken.set()

    async def run(self) -> None:
        """Plan what is to be planned, wait for what is next; without end."""
        while True:
            self._woken.clear()
            self._held_up = True  # until it is known: an answer may come meanwhile
            held_up = False
            for mailing in await self._db.read(mailings.unfinished):
                if mailing.status is Status.STOPPED:
                    await self._skip(mailing)
                elif self._to_plan(mailing):
                    held_up |= await self._plan(mailing) is None
            self._held_up = held_up
            await self._wait()

    async def forget(self) -> None:
        """Drop rows that nothing needs any more, in pieces."""
        before = stamp(self._clock.now() - KEPT)
        after: int | None = 0
        while after is not None:
            after = await self._db.write(
                partial(outbox.forget, before=before, after=after, limit=MOST // 2)
            )

    def _to_plan(self, mailing: Mailing) -> bool:
        due = mailing.not_before <= stamp(self._clock.now())
        return mailing.status is Status.PLANNING and due

    async def _plan(self, mailing: Mailing) -> bool | None:
        piece = partial(self._one_piece, mailing_id=mailing.id)
        while (complete := await self._db.write(piece)) is False:
            self._ready()
        self._ready()
        return complete

    def _one_piece(self, tx: Tx, mailing_id: int) -> bool | None:
        started = perf_counter()
        mailing = mailings.by_id(tx, mailing_id)
        if mailing is None or not self._to_plan(mailing):
            return True  # paused or stopped meanwhile
        complete = mailings.plan(tx, mailing, self._piece, stamp(self._clock.now()))
        took = perf_counter() - started
        wanted = int(self._piece * min(2.0, GOAL / took))
        self._piece = max(LEAST, min(MOST, wanted))
        return complete

    async def _skip(self, mailing: Mailing) -> None:
        while await self._db.write(
            lambda tx: mailings.skip_waiting(tx, mailing.id, self._piece // 2)
        ):
            self._ready()
        self._ready()

    async def _wait(self) -> None:
        waits = [
            asyncio.ensure_future(self._clock.wait_until(await self._next())),
            asyncio.ensure_future(self._woken.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _next(self) -> datetime:
        now = self._clock.now()
        waiting = [
            moment(one.not_before)
            for one in await self._db.read(mailings.unfinished)
            if one.status is Status.PLANNING and one.not_before > stamp(now)
        ]
        return min(waiting, default=now + FAR)
