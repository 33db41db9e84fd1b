"""Taking updates in: kept on the disk before Telegram is told that we have them.

The library's own loop confirms first and loses up to 100 updates in a crash; and one update that
it cannot parse makes it poll without end.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.errors import BotError
from bot.transport.api import Api, Conflict, RetryAfter, Unavailable

log = logging.getLogger(__name__)

POLL = 30  # seconds a poll is held open
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
FIRST_MINUTE = 60.0  # seconds in which a 409 means that another copy was here first
CONFLICTS = 5  # in a row: the other copy means it
QUIET = timedelta(days=6)  # Update.update_id: after a week without updates ids start anywhere

Raw = Mapping[str, Any]
TakeIn = Callable[[Sequence[Raw]], Awaitable[None]]


class AnotherCopy(BotError):
    """Somebody else polls with this token."""


class LongPoll:
    """getUpdates, without end."""

    def __init__(self, api: Api, clock: Clock, take_in: TakeIn) -> None:
        self._api = api
        self._clock = clock
        self._take_in = take_in
        self._offset = 0  # unconfirmed ones come again, and the inbox knows them
        self._latest = clock.now()
        self._conflicts = 0
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled. Raises AnotherCopy, or an ApiError after which nothing helps."""
        await self._api.call("deleteWebhook")
        started = asyncio.get_running_loop().time()
        while True:
            try:
                await self._once()
            except Conflict as error:
                young = asyncio.get_running_loop().time() - started < FIRST_MINUTE
                self._conflicts += 1
                if young or self._conflicts > CONFLICTS:
                    raise AnotherCopy from error
                await self._pause(1.0)
            except RetryAfter as error:
                await self._pause(error.seconds)
            except Unavailable as error:
                if not self._failures:  # said once, not at every try of a long night
                    log.warning("no updates: %s", error)
                await self._pause(min(30.0, 0.5 * 2**self._failures))
                self._failures += 1

    async def _once(self) -> None:
        params = {"timeout": POLL, "offset": self._offset, "allowed_updates": ALLOWED, "limit": 100}
        updates: list[Raw] = await self._api.call("getUpdates", params, wait=POLL)
        if self._failures:
            log.info("updates come again")
        self._conflicts = self._failures = 0
        if updates:
            await self._take_in(updates)
            self._offset = max(int(update["update_id"]) for update in updates) + 1
            self._latest = self._clock.now()
        elif self._clock.now() - self._latest > QUIET:
            self._offset = 0

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
