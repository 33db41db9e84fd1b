"""The delivery engine: everything that no tap waits for, within the limits, by one ledger.

A cycle is one transaction (settle what was sent, claim what may go next) and then the sending of
what was claimed, by as many workers as there are connections. Between cycles it waits for an
answer, a free slot, a wake-up or the clock; while nothing is due it costs nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable
from functools import partial
from time import monotonic

from bot.clock import Clock, moment
from bot.delivery.budget import NEVER, Chats, Limits, Slots
from bot.delivery.ledger import Claimed, Ledger, Room
from bot.delivery.sending import Parcel, deliver
from bot.domain.mailings import Kind
from bot.domain.outgoing import Attempt
from bot.errors import StorageError
from bot.storage.database import Database
from bot.transport.api import Api, ApiError, RetryAfter

log = logging.getLogger(__name__)

CYCLE = 0.02  # seconds from one transaction to the next at least
AHEAD = 0.05  # seconds before its slot is free that a row is claimed: a commit takes a while
GRACE = 3.0  # seconds that a clean shutdown waits for answers
LONGEST_OUTAGE = 60.0  # seconds between two tries while nobody answers
SOON = 0.0005  # seconds that are not worth a timer
Changed = Callable[[frozenset[int]], None]


class Engine:
    """One for each bot, with an `Api` of its own, so that replies never queue behind it.

    `changed` is told the ids of mailings whose counters moved, once that is on the disk.
    """

    def __init__(
        self,
        api: Api,
        db: Database,
        clock: Clock,
        ledger: Ledger,
        limits: Limits,
        changed: Changed = lambda _: None,
    ) -> None:
        self._api, self._db, self._clock, self._ledger = api, db, clock, ledger
        self._connections = limits.connections
        self._changed = changed
        self._slots = {
            "free": Slots(limits.per_second, monotonic()),
            "paid": Slots(limits.paid_per_second, monotonic()),
        }
        self._chats = Chats()
        self._paused_until = 0.0
        self._looked = clock.now()  # the moment of the last cycle: what came due since is not late
        self._outages = 0
        self._woken = asyncio.Event()
        self._jobs: asyncio.Queue[Parcel] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []
        self._idle = 0
        self._done: list[Attempt] = []
        self._open: dict[int, Parcel] = {}  # on their way, by the row's id
        self._closing = False
        self._failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ended = asyncio.Event()

    def wake(self) -> None:
        """Something new is in the outbox, or a mailing may go on."""
        self._woken.set()

    def pause(self, seconds: float) -> None:
        """Telegram answered 429, to whomever: nothing leaves here before this time is over."""
        self._paused_until = max(self._paused_until, monotonic() + seconds)

    async def run(self) -> None:
        """Send what is due, wait for what is next, until `close`."""
        try:
            while not self._closing:
                if self._failure.done():
                    self._failure.result()
                self._woken.clear()
                started = monotonic()
                claimed = await self._cycle()
                await self._rest(started, claimed)
        finally:
            self._ended.set()

    async def close(self) -> None:
        """Claim nothing more; finish or release what is claimed, within `GRACE` seconds."""
        self._closing = True
        self._woken.set()
        await self._ended.wait()
        end = monotonic() + GRACE
        while self._open and (left := end - monotonic()) > 0:
            self._woken.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), left)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        for parcel in list(self._open.values()):
            self._note(parcel, _cut_off(parcel), parcel.cost)
        with contextlib.suppress(StorageError):  # `run` has raised it
            await self._cycle()

    async def _cycle(self) -> Claimed:
        done, self._done = self._done, []
        now = monotonic()
        room = Room(
            now=self._clock.now(), moment=now, free=self._slots["free"].by(now + AHEAD, now),
            paid=self._slots["paid"].by(now + AHEAD, now), ready=self._chats.ready,
            rows=self._rows_free(now),
        )  # fmt: skip
        self._looked = room.now
        claimed = await self._db.write(partial(self._ledger.turn, attempts=done, room=room))
        for parcel in claimed.parcels:
            self._hand_out(parcel)
        if claimed.touched:
            self._changed(frozenset(claimed.touched))
        return claimed

    def _rows_free(self, now: float) -> int:
        if self._closing or self._paused_until > now:
            return 0
        return self._connections - len(self._open)

    def _hand_out(self, parcel: Parcel) -> None:
        slots = self._slots["paid" if parcel.paid else "free"]
        parcel.at = slots.take(parcel.cost, monotonic())
        self._chats.begin(parcel.row.chat_id)
        self._open[parcel.row.id] = parcel
        self._jobs.put_nowait(parcel)
        if self._jobs.qsize() > self._idle and len(self._workers) < self._connections:
            worker = asyncio.create_task(self._work())
            worker.add_done_callback(self._worker_ended)
            self._workers.append(worker)

    async def _work(self) -> None:
        while True:
            self._idle += 1
            try:
                parcel = await self._jobs.get()
            finally:
                self._idle -= 1
            await self._send(parcel)

    def _worker_ended(self, worker: asyncio.Task[None]) -> None:
        if not worker.cancelled() and not self._failure.done():
            self._failure.set_exception(worker.exception() or RuntimeError("a worker ended"))
            self._woken.set()

    async def _send(self, parcel: Parcel) -> None:
        while (wait := parcel.at - monotonic()) > SOON:  # noqa: ASYNC110 - the loop's timers may be early
            await asyncio.sleep(wait)
        if self._closing or self._paused_until > monotonic():
            self._note(parcel, Attempt(parcel.row, "pending"), 0)
            return
        attempt = await deliver(self._api, parcel, self._clock.now, self._stop)
        if attempt.state == "sent":
            self._outages = 0
        self._note(parcel, attempt, parcel.cost)

    def _note(self, parcel: Parcel, attempt: Attempt, cost: int) -> None:
        now = monotonic()
        slots = self._slots["paid" if parcel.paid else "free"]
        if cost:
            slots.used(parcel.cost, now)
        else:
            slots.give_back(parcel.cost, now)
        self._chats.done(parcel.row.chat_id, cost, now)
        del self._open[parcel.row.id]
        self._done.append(attempt)
        self._woken.set()

    def _stop(self, error: ApiError) -> None:
        """A 429; or nobody answers, which is tried again later and later."""
        if isinstance(error, RetryAfter):
            self.pause(error.seconds)
        elif self._paused_until <= monotonic():
            self._outages += 1
            longest = min(LONGEST_OUTAGE, 2.0 ** min(self._outages, 10))
            self.pause(longest * random.uniform(0.5, 1))  # noqa: S311
            log.warning("deliveries wait: %s", error)

    async def _rest(self, started: float, claimed: Claimed) -> None:
        """Until there is something to do again."""
        if claimed.parcels or claimed.starved or self._open or self._done:
            await asyncio.sleep(max(0.0, started + CYCLE - monotonic()))
        loop = asyncio.get_running_loop()
        at = self._next_moment(claimed)
        timer = (
            None if at == NEVER else loop.call_later(max(0.0, at - monotonic()), self._woken.set)
        )
        due = asyncio.ensure_future(self._by_the_clock(claimed))
        try:
            await self._woken.wait()
        finally:
            due.cancel()
            if timer:
                timer.cancel()

    def _next_moment(self, claimed: Claimed) -> float:
        if self._closing:
            return monotonic()
        at = claimed.ready
        if claimed.starved and len(self._open) < self._connections:
            at = min(at, *(self._slots[name].soonest() - AHEAD for name in claimed.starved))
        return max(at, self._paused_until)

    async def _by_the_clock(self, claimed: Claimed) -> None:
        """Rows that were due but passed over (their chat, a pause) wait for something else."""
        if not claimed.starved and claimed.due and moment(claimed.due) > self._looked:
            await self._clock.wait_until(moment(claimed.due))
            self._woken.set()


def _cut_off(parcel: Parcel) -> Attempt:
    """It left, and nobody can wait for the answer any longer."""
    if parcel.kind is Kind.ANNOUNCEMENT:
        return Attempt(parcel.row, "unknown", "interrupted")
    return Attempt(parcel.row, "pending")
