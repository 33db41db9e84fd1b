"""One queue for each person: their updates in order, different people at the same time.

A lane that waits for its own turn holds nothing that others need.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
GATHER = 1.0  # seconds to wait for the next part of a cut text or an album


class Lanes(Generic[T]):
    """`handle` gets one input (usually one part) at a time for each key.

    `continues(part)` says that more parts of the same input may follow; `belongs(first, next)`
    that the next one does.
    """

    def __init__(
        self,
        handle: Callable[[list[T]], Awaitable[None]],
        continues: Callable[[T], bool],
        belongs: Callable[[T, T], bool],
    ) -> None:
        self._handle = handle
        self._continues = continues
        self._belongs = belongs
        self._queues: dict[int, deque[T]] = {}
        self._arrived: dict[int, asyncio.Event] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, key: int, part: T) -> None:
        """Add to a lane; a lane that was empty starts to run."""
        queue = self._queues.get(key)
        if queue is not None:
            queue.append(part)
            if event := self._arrived.get(key):
                event.set()
            return
        self._queues[key] = deque((part,))
        task = asyncio.create_task(self._run(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def idle(self) -> None:
        """Return once every lane is empty."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _run(self, key: int) -> None:
        queue = self._queues[key]
        try:
            while queue:
                parts = [queue.popleft()]
                if self._continues(parts[0]):
                    await self._gather(key, queue, parts)
                await self._handle(parts)
        finally:
            del self._queues[key]

    async def _gather(self, key: int, queue: deque[T], parts: list[T]) -> None:
        while self._continues(parts[-1]):
            if not queue and not await self._next(key):
                return
            if not self._belongs(parts[-1], queue[0]):
                return
            parts.append(queue.popleft())

    async def _next(self, key: int) -> bool:
        event = self._arrived[key] = asyncio.Event()
        try:
            await asyncio.wait_for(event.wait(), GATHER)
        except TimeoutError:
            return False
        finally:
            del self._arrived[key]
        return True
