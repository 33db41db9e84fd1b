"""The injected clock: the only place that asks the machine for the time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Protocol


class Clock(Protocol):
    """What every part that needs the time is given."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        ...

    async def wait_until(self, moment: datetime) -> None:
        """Return once `now()` has reached `moment`; at once if it is past."""
        ...


class SystemClock:
    """The machine's clock, optionally moved ahead (the demo's time travel)."""

    LONGEST_NAP = 60.0  # seconds: a clock that was set, or a machine that slept, is noticed

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, by: timedelta) -> None:
        """Move ahead and wake everybody who waits."""
        self._ahead += by
        self._moved.set()
        self._moved = asyncio.Event()

    async def wait_until(self, moment: datetime) -> None:
        while (left := (moment - self.now()).total_seconds()) > 0:
            try:
                await asyncio.wait_for(self._moved.wait(), min(left, self.LONGEST_NAP))
            except TimeoutError:
                continue


@lru_cache(maxsize=16)  # one turn writes its moment into several rows
def stamp(moment: datetime) -> str:
    """UTC ISO-8601 text with milliseconds, as every time is stored: sorts as it reads."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def moment(text: str) -> datetime:
    """The moment that `stamp` wrote."""
    return datetime.fromisoformat(text)
