"""Delivers updates to the bot's webhook, again and again until it answers 2xx."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.simulator.failure import Json, bad_request
from bot.simulator.updates import Queued, UpdateQueue

MOST_CONNECTIONS = 40
LONGEST_PAUSE_SECONDS = 60.0
ANSWER_WITHIN_SECONDS = 60.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """What `setWebhook` asked for; `secret` goes in X-Telegram-Bot-Api-Secret-Token."""

    url: str
    secret: str
    max_connections: int


def refuse_outside(url: str) -> None:
    """The simulator posts nothing to other machines, and plain HTTP is fine at home."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: the simulator delivers to this machine only")


class Webhook:
    """One task posts what waits; `on_reply` carries out a call that the answer may hold."""

    def __init__(
        self,
        updates: UpdateQueue,
        now: Callable[[], float],
        on_reply: Callable[[Json], Awaitable[None]],
        first_pause_seconds: float = 0.5,
    ) -> None:
        self._updates, self._now, self._on_reply = updates, now, on_reply
        self._first_pause = first_pause_seconds
        self._task: asyncio.Task[None] | None = None
        self.settings: WebhookSettings | None = None
        self.last_error: Json = {}

    async def deliver_to(self, settings: WebhookSettings) -> None:
        """Starts to deliver there."""
        await self.delete()
        self.settings = settings
        self._task = asyncio.create_task(self._deliver_all(settings))

    async def delete(self) -> None:
        """Stops; what waits stays for long polling."""
        self.settings, self.last_error = None, {}
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _deliver_all(self, settings: WebhookSettings) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN_SECONDS)
        taken: set[int] = set()
        running: set[asyncio.Task[None]] = set()
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as group:
            while True:
                for queued in self._updates.pending():
                    if len(running) < settings.max_connections and queued.update_id not in taken:
                        taken.add(queued.update_id)
                        task = group.create_task(self._deliver(session, settings, queued, taken))
                        running.add(task)
                        task.add_done_callback(running.discard)
                await self._something_new(running)

    async def _something_new(self, running: set[asyncio.Task[None]]) -> None:
        self._updates.arrived.clear()
        arrived = asyncio.create_task(self._updates.arrived.wait())
        try:
            await asyncio.wait({arrived, *running}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()

    async def _deliver(
        self,
        session: aiohttp.ClientSession,
        settings: WebhookSettings,
        queued: Queued,
        taken: set[int],
    ) -> None:
        pause = self._first_pause
        while not await self._post(session, settings, queued):
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        self._updates.settle(queued.update_id)
        taken.discard(queued.update_id)

    async def _post(
        self, session: aiohttp.ClientSession, settings: WebhookSettings, queued: Queued
    ) -> bool:
        headers = {"Content-Type": "application/json"}
        if settings.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = settings.secret
        try:
            async with session.post(settings.url, data=queued.body, headers=headers) as answer:
                body = await answer.read()
                if answer.status // 100 == 2:
                    await self._reply(body)
                    return True
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (aiohttp.ClientError, TimeoutError) as error:
            self._failed(f"Connection failed: {type(error).__name__}")
        return False

    def _failed(self, reason: str) -> None:
        self.last_error = {"last_error_date": int(self._now()), "last_error_message": reason}

    async def _reply(self, body: bytes) -> None:
        call = _call_in(body)
        if call is not None:
            await self._on_reply(call)


def _call_in(body: bytes) -> dict[str, Any] | None:
    if not body.lstrip().startswith(b"{"):
        return None
    try:
        call = json.loads(body)
    except ValueError:
        return None
    return call if isinstance(call, dict) and "method" in call else None
