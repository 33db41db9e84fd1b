"""The loop of schedules: does what is due, sleeps until what is next."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from bot.clock import moment, stamp
from bot.domain.schedules import Schedule, Status, next_run
from bot.services.schedules import Kind
from bot.services.turn import Office
from bot.storage import schedules
from bot.storage.database import Tx

log = logging.getLogger(__name__)

FAR = timedelta(hours=1)
HOLD = 0.006  # seconds after which no further piece begins in a transaction: 20 ms are its limit


class Timetable:
    """One loop on the injected clock. Nothing lives only here: all of it is rows."""

    def __init__(self, office: Office, kinds: Mapping[str, Kind]) -> None:
        self._office = office
        self._kinds = kinds
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There is a new schedule, or another time for one."""
        self._woken.set()

    async def run(self) -> None:
        """Without end."""
        while True:
            self._woken.clear()
            if await self.step():
                self._office.wake_delivery()
            else:
                await self._wait()

    async def step(self) -> bool:
        """A few pieces of what is due, if anything is; other writes go in between."""
        now = stamp(self._office.clock.now())
        if not await self._office.db.read(lambda tx: schedules.due(tx, now)):
            return False
        return await self._office.db.write(self._piece)

    def _piece(self, tx: Tx) -> bool:
        now = self._office.clock.now()
        schedule = schedules.due(tx, stamp(now))
        if schedule is None:
            return False
        kind = self._kinds.get(schedule.kind)
        if kind is None:  # planned by a newer version of the program
            log.error("nobody knows how to do %s", schedule.kind)
            return schedules.end(tx, schedule.id, Status.CANCELLED)
        until = perf_counter() + HOLD
        cursor = kind.run(tx, schedule, now)
        while cursor is not None and perf_counter() < until:
            cursor = kind.run(tx, replace(schedule, cursor=cursor), now)
        if cursor is None:
            self._done(tx, schedule)
        else:
            schedules.go_on(tx, schedule.id, cursor)
        return True

    def _done(self, tx: Tx, schedule: Schedule) -> None:
        again = next_run(schedule, self._office.clock.now(), self._office.profile.zone)
        if again:
            schedules.put_off(tx, schedule.id, again)
        else:
            schedules.end(tx, schedule.id, Status.DONE)

    async def _wait(self) -> None:
        due = await self._office.db.read(schedules.next_due)
        clock = self._office.clock
        until = moment(due) if due else clock.now() + FAR
        waits = [
            asyncio.ensure_future(clock.wait_until(until)),
            asyncio.ensure_future(self._woken.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
