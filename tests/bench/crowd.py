"""A Bot API stub for broadcasts: counts who got what and taps a button all the while.

It enforces nothing and is fast: the other end of the paid rate, and of the taps' waiting times.
Prints one JSON line at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from collections import Counter
from statistics import quantiles

from bot.transport.payload import pack
from bot.views import actions
from tests.bench import stub

FIRST_RECIPIENT = 1_000_000
TAPPERS = 50
STARTING = 3.0  # seconds after the first poll in which the bot is still busy with itself
CALLBACK = re.compile(rb'"callback_query_id":\s*"(\d+)"')
DATA = [pack(actions.SetTopic("initiatives", wanted)) for wanted in (False, True)]


class Crowd:
    """So many recipients, and people who tap `rate` times a second."""

    def __init__(self, recipients: int, rate: float) -> None:
        self.recipients, self.rate = recipients, rate
        self.calls = self.given = 0
        self.first_poll = 0.0
        self.got: Counter[int] = Counter()
        self.times: list[float] = []
        self.asked: dict[int, float] = {}
        self.answers: list[tuple[float, float]] = []  # when a tap was given, seconds it took
        self.began = 0.0
        self.waiting: asyncio.Future[None] | None = None
        self.finished = asyncio.Event()

    def updates(self) -> list[dict[str, object]]:
        """The taps that are due by now."""
        now = time.perf_counter()
        self.began = self.began or now
        batch = []
        while self.given < (now - self.began) * self.rate:
            self.given += 1
            self.asked[self.given] = now
            batch.append(self._tap(self.given))
        return batch

    def _tap(self, number: int) -> dict[str, object]:
        person = stub.FIRST_PERSON + number % TAPPERS
        who = {"id": person, "first_name": "P"}
        message = {"message_id": 7, "date": 1800000000, "chat": {**who, "type": "private"},
                   "text": "x"}  # fmt: skip
        query = {
            "id": str(number), "from": {**who, "is_bot": False, "language_code": "pl"},
            "message": message, "chat_instance": "1", "data": DATA[number // TAPPERS % 2],
        }  # fmt: skip
        return {"update_id": number, "callback_query": query}

    def sent(self, body: bytes) -> int:
        """The bot sent a message."""
        found = stub.CHAT.search(body)
        chat = int(found.group(1)) if found else 0
        if chat >= FIRST_RECIPIENT:
            self.got[chat] += 1
            self.times.append(time.perf_counter())
            if len(self.times) >= self.recipients:
                self.finished.set()
        return chat

    def answered(self, body: bytes) -> None:
        """The bot answered a tap."""
        found = CALLBACK.search(body)
        asked = self.asked.pop(int(found.group(1)), None) if found else None
        if asked:
            self.answers.append((asked, time.perf_counter() - asked))

    def figures(self) -> dict[str, float]:
        """What it saw."""
        begins, ends = self.times[0], self.times[-1]
        up = self.began + STARTING
        idle = [took for asked, took in self.answers if up < asked < begins - 0.5]
        busy = [took for asked, took in self.answers if begins <= asked <= ends]
        return {
            "recipients": len(self.got), "twice": sum(n > 1 for n in self.got.values()),
            "rate": (len(self.times) - 1) / (ends - begins), "seconds": ends - begins,
            "idle_taps": len(idle), "idle_p95": quantiles(idle, n=20)[-1] * 1000,
            "busy_taps": len(busy), "busy_p95": quantiles(busy, n=20)[-1] * 1000,
        }  # fmt: skip


class Connection(stub.Connection):
    """The stub's connection, which also knows the answers to taps."""

    load: Crowd  # type: ignore[assignment]

    def _answer(self, method: bytes, body: bytes) -> None:
        if method == b"answercallbackquery":
            self.load.answered(body)
        super()._answer(method, body)


async def _tick(crowd: Crowd) -> None:
    while True:
        await asyncio.sleep(1 / crowd.rate)
        if crowd.waiting and not crowd.waiting.done():
            crowd.waiting.set_result(None)


async def serve(crowd: Crowd) -> None:
    """Serve until everybody has it."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(crowd), "127.0.0.1", 0)  # type: ignore[arg-type]
    print(server.sockets[0].getsockname()[1], flush=True)
    ticking = asyncio.create_task(_tick(crowd))
    await crowd.finished.wait()
    await asyncio.sleep(1)  # for what may come twice, and the last taps
    ticking.cancel()
    print(json.dumps(crowd.figures()))


def main() -> None:
    """Read how many, and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--recipients", type=int, required=True)
    parser.add_argument("--taps", type=float, default=30)
    given = parser.parse_args()
    asyncio.run(serve(Crowd(given.recipients, given.taps)))


if __name__ == "__main__":
    main()
