"""How much may go out, and when: slots for a second, a pace for each chat, pauses.

All moments are seconds of a monotonic clock; nothing here waits or asks for the time.
"""

from __future__ import annotations

import heapq
from collections import deque

from bot.frozen import frozen

SECOND = 1.0
PACE = 0.6  # of a second over which the first second's messages are spread
RESTED = 0.2  # seconds unused after which a slot is paced again
GUARD = 0.0005  # seconds: rounding of two clocks
CHAT_PAUSE = 1.0  # seconds between two messages to one chat (Bots FAQ of Telegram)
GROUP, GROUP_WINDOW = 20, 60.0  # messages to one group, in so many seconds (the same)
NEVER = float("inf")


@frozen
class Limits:
    """What Telegram lets a bot send beside its replies. Strict, where replies count too: 25."""

    per_second: int = 30
    paid_per_second: int = 1000
    connections: int = 100  # rows on their way at once, so also those uncertain after a crash


class Slots:
    """At most `number` messages in any sliding second at the server, whatever the way does.

    A message takes a slot, and the slot may be used again a second after the *answer* came. The
    server counted it before it answered and cannot count the next one before that is sent, so
    between the two it saw a whole second go by: with `number` slots no window of a second holds
    more. What it costs is the round trip: 20 ms of it use 98 % of the limit.
    """

    def __init__(self, number: int, now: float) -> None:
        self._pace = SECOND / number * PACE  # a rest is not followed by a burst
        self._free = [now] * number
        self._last = now - SECOND

    def by(self, moment: float, now: float) -> int:
        """How many can leave from `now` until then: what is claimed earlier than it can leave
        would be uncertain after a crash for nothing."""
        paced = 1 + int((moment - max(self._last, now)) / self._pace)
        return min(max(1, paced), sum(free <= moment for free in self._free))

    def soonest(self) -> float:
        """When the next one is free; NEVER while all are in use."""
        return self._free[0] if self._free else NEVER

    def take(self, cost: int, now: float) -> float:
        """Take `cost` of those that are free soonest; the moment at which they may be used."""
        latest = max(heapq.heappop(self._free) for _ in range(cost))
        rested = latest < now - RESTED
        self._last = max(latest, now, self._last + self._pace * cost if rested else 0.0)
        return self._last

    def used(self, cost: int, answered: float) -> None:
        """They were used, and the answer came (or nobody waits for it any longer)."""
        for _ in range(cost):
            heapq.heappush(self._free, answered + SECOND + GUARD)

    def give_back(self, cost: int, now: float) -> None:
        """They were not used after all."""
        for _ in range(cost):
            heapq.heappush(self._free, now)


class Chats:
    """One message a second to a chat, twenty a minute to a group; one at a time, so in order."""

    def __init__(self) -> None:
        self._ready: dict[int, float] = {}
        self._past: deque[tuple[float, int]] = deque()
        self._groups: dict[int, deque[float]] = {}

    def ready(self, chat_id: int) -> float:
        """From when on it may be written to; NEVER while a message is on its way. Any thread."""
        return self._ready.get(chat_id, 0.0)

    def begin(self, chat_id: int) -> None:
        """A message is on its way."""
        self._ready[chat_id] = NEVER

    def done(self, chat_id: int, cost: int, now: float) -> None:
        """`cost` messages went there; 0 for none after all."""
        ready = now + CHAT_PAUSE * cost
        if chat_id < 0 and cost:
            ready = max(ready, self._group(chat_id, cost, now))
        self._ready[chat_id] = ready
        self._past.append((ready, chat_id))
        self._forget(now)

    def _group(self, chat_id: int, cost: int, now: float) -> float:
        times = self._groups.setdefault(chat_id, deque(maxlen=GROUP))
        times.extend([now] * cost)
        return times[0] + GROUP_WINDOW if len(times) == GROUP else now

    def _forget(self, now: float) -> None:
        while self._past and self._past[0][0] <= now:
            ready, chat_id = self._past.popleft()
            if self._ready.get(chat_id) == ready:
                del self._ready[chat_id]
