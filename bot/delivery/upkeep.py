"""What happens by itself: the heartbeat, the checkpoint, what is kept no longer, the backup."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.clock import Clock, stamp
from bot.storage import heartbeat, inbox
from bot.storage.backup import copy_database, prune
from bot.storage.database import Database

KEYS_KEPT = timedelta(days=7)  # Telegram repeats an update within a day
COPIES_KEPT = timedelta(days=14)  # what the privacy notice promises
PIECE = 500  # rows forgotten in one transaction

Job = Callable[[], Awaitable[None]]


class Upkeep:
    """Runs on APScheduler with an explicit time zone; a late run still runs."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        backups: Path,
        daily: Sequence[Job],
        every_minute: Sequence[Job],
    ) -> None:
        self._db = db
        self._clock = clock
        self._backups = backups
        self._daily = daily
        self._every_minute = every_minute
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin; imports the scheduler, which the first poll need not wait for."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self._scheduler = AsyncIOScheduler(
            timezone="Europe/Warsaw",
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._scheduler.add_job(self.beat, "interval", minutes=1)
        for job in self._every_minute:
            self._scheduler.add_job(job, "interval", minutes=1)
        self._scheduler.add_job(self._db.checkpoint, "interval", hours=1)
        self._scheduler.add_job(self.nightly, "cron", hour=3, minute=20)
        self._scheduler.start()

    def stop(self) -> None:
        """No more of it."""
        if self._scheduler:
            self._scheduler.shutdown(wait=False)

    async def beat(self) -> None:
        """Note that we are alive."""
        now = stamp(self._clock.now())
        await self._db.write(lambda tx: heartbeat.beat(tx, now))

    async def nightly(self) -> None:
        """Forget what is kept no longer, then copy what is left."""
        old = stamp(self._clock.now() - KEYS_KEPT)
        while await self._db.write(lambda tx: inbox.forget(tx, old, PIECE)) == PIECE:
            continue
        for job in self._daily:
            await job()
        await asyncio.to_thread(self._back_up)

    def _back_up(self) -> None:
        copy_database(self._db.path, self._backups, "nightly")
        prune(self._backups, COPIES_KEPT)
