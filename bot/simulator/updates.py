"""The bot's queue of updates: kept for 24 hours, handed over by long polling."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator.failure import OTHER_POLLER, Json, conflict

RETENTION_SECONDS = 24 * 3600
LONGEST_POLL_SECONDS = 50
ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True, slots=True)
class Queued:
    """One update, encoded when it happened so that later edits do not change it."""

    update_id: int
    body: bytes
    queued_at: float


class UpdateQueue:
    """Updates in order of their ids; one poller at a time."""

    def __init__(self, now: Callable[[], float], first_id: int = 700_000_001) -> None:
        self._now = now
        self._next_id = first_id
        self._pending: deque[Queued] = deque()
        self._repeats: deque[Queued] = deque()
        self._poller: asyncio.Future[None] | None = None
        self.arrived = asyncio.Event()
        self.allowed: frozenset[str] | None = None
        self.repeat_next = 0

    def put(self, kind: str, content: Json) -> None:
        """Queues an update unless the bot did not ask for this kind."""
        if not self._wanted(kind):
            return
        update_id, self._next_id = self._next_id, self._next_id + 1
        body = json.dumps({"update_id": update_id, kind: content}, ensure_ascii=False).encode()
        queued = Queued(update_id, body, self._now())
        self._pending.append(queued)
        if self.repeat_next:
            self.repeat_next -= 1
            self._repeats.append(queued)
        self._wake()

    @property
    def polled(self) -> bool:
        """Whether a poll waits now."""
        return self._poller is not None

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_WHEN_ASKED

    def _wake(self) -> None:
        self.arrived.set()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def allow(self, kinds: list[str] | None) -> None:
        """Remembers `allowed_updates`; an empty list means the usual kinds."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def pending(self) -> list[Queued]:
        """What waits, without what is older than 24 hours."""
        oldest = self._now() - RETENTION_SECONDS
        while self._pending and self._pending[0].queued_at < oldest:
            self._pending.popleft()
        if not self._pending:
            self.arrived.clear()
        return list(self._pending)

    def confirm(self, offset: int) -> None:
        """Forgets all below `offset`; a negative one keeps only the last -`offset`."""
        keep_from = offset
        if offset < 0:
            keep_from = self._pending[offset].update_id if len(self._pending) >= -offset else 0
        while self._pending and self._pending[0].update_id < keep_from:
            self._pending.popleft()
        if offset > 0:
            self._bring_back(offset)

    def _bring_back(self, offset: int) -> None:
        while self._repeats and self._repeats[0].update_id < offset:
            self._pending.appendleft(self._repeats.popleft())

    def settle(self, update_id: int) -> None:
        """Forgets one update that a webhook took."""
        self._pending = deque(q for q in self._pending if q.update_id != update_id)
        if self._repeats and self._repeats[0].update_id == update_id:
            self._pending.appendleft(self._repeats.popleft())

    def drop(self) -> None:
        """Forgets everything that waits."""
        self._pending.clear()
        self.arrived.clear()

    async def poll(self, offset: int, limit: int, timeout_seconds: int) -> list[bytes]:
        """Waits for updates; a later call ends this one with 409."""
        self.end_poll()
        if offset:
            self.confirm(offset)
        if not self.pending() and timeout_seconds > 0:
            await self._wait(min(timeout_seconds, LONGEST_POLL_SECONDS))
        return [queued.body for queued in self.pending()[:limit]]

    async def _wait(self, seconds: float) -> None:
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poller, seconds)
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None

    def end_poll(self, reason: str = OTHER_POLLER) -> None:
        """Answers the poll that waits now, if any, with a conflict."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(reason))
            self._poller = None
