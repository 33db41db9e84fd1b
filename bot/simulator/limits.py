"""Telegram's flood limits, as far as they are known. Off unless asked for.

Every `send*`, `copy*` and `forward*` call counts, an album by its items; edits,
deletions, chat actions and answers to taps are free.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.simulator.failure import Json, too_many_requests

FREE = frozenset({"sendchataction"})
COUNTED = ("send", "copy", "forward")


@dataclass(slots=True)
class Window:
    """A sliding window: at most `most` in `seconds`."""

    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float, cost: int) -> float:
        """Seconds until `cost` more fit; 0 when they fit now."""
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        over = len(self.times) + min(cost, self.most) - self.most
        return self.times[over - 1] + self.seconds - now if over > 0 else 0.0

    def take(self, now: float, cost: int) -> None:
        """Counts `cost` more."""
        self.times.extend([now] * cost)


@dataclass(slots=True)
class Budget:
    """The limits and what is used of them.

    A *reply* goes to a chat that wrote within `reply_seconds`; everything else is
    *bulk*. `strict` counts both together. A chat may get `chat_burst` at once and
    then one a second.
    """

    on: bool = False
    strict: bool = False
    bulk: int = 30
    replies: int = 30
    paid: int = 1000
    chat_burst: int = 10
    group_per_minute: int = 20
    reply_seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _windows: dict[str, Window] = field(default_factory=dict)
    _chats: dict[int, Window] = field(default_factory=dict)
    _spent: dict[int, tuple[float, float]] = field(default_factory=dict)

    def settings(self) -> Json:
        """What `/sim/limits` shows."""
        names = ("on", "strict", "bulk", "replies", "paid", "chat_burst", "group_per_minute")
        return {name: getattr(self, name) for name in names}

    def charge(self, method: str, chat_id: int, *, reply: bool, paid: bool, cost: int) -> None:
        """Counts a call, or raises 429 with the seconds to wait."""
        name = method.lower()
        if not self.on or name in FREE or not name.startswith(COUNTED):
            return
        now = self.clock()
        windows = [self._lane(reply, paid)]
        if chat_id < 0:
            group = Window(self.group_per_minute, 60.0)
            windows.append(self._chats.setdefault(chat_id, group))
        wait = max(window.wait(now, cost) for window in windows)
        tokens = self._tokens(chat_id, now)
        if tokens < 1:
            wait = max(wait, 1 - tokens)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        self._spent[chat_id] = (now, tokens - cost)
        for window in windows:
            window.take(now, cost)

    def _lane(self, reply: bool, paid: bool) -> Window:
        name = "paid" if paid else "replies" if reply and not self.strict else "bulk"
        window = self._windows.setdefault(name, Window(0, 1.0))
        window.most = getattr(self, name)
        return window

    def _tokens(self, chat_id: int, now: float) -> float:
        at, left = self._spent.get(chat_id, (now, float(self.chat_burst)))
        return min(self.chat_burst, left + now - at)
