"""The tests' clock: stands still until it is moved."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

NOON = datetime(2027, 5, 12, 10, 0, tzinfo=UTC)  # Wednesday, 12.00 in Warsaw


class StillClock:
    """A clock that a test moves by hand."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    def advance(self, **by: float) -> None:
        """Move by a timedelta's keywords: `advance(hours=1)`."""
        self._now += timedelta(**by)
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def wait_until(self, moment: datetime) -> None:
        while self._now < moment:
            await self._moved.wait()
