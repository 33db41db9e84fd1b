"""Sends a second: our Api beside the library's Bot with its default transport."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from statistics import median

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.transport.api import Api
from tests.bench.measure import RUNS, pinned

SENDS = 2000
AT_ONCE = (1, 16, 64)
Send = Callable[[], Awaitable[object]]


async def rate(send: Send, at_once: int) -> float:
    """Sends a second with so many under way."""

    async def worker() -> None:
        for _ in range(SENDS // at_once):
            await send()

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(at_once)))
    return (SENDS // at_once) * at_once / (time.perf_counter() - started)


async def compare(url: str) -> None:
    """Print a line for each number at once."""
    params = json.dumps({"chat_id": 5000, "text": "Dzień dobry", "parse_mode": "HTML"})
    request = HTTPXRequest(connection_pool_size=max(AT_ONCE), pool_timeout=60)
    library = Bot("100:bench", base_url=f"{url}/bot", request=request)
    async with Api(url, "100:bench") as api, library:
        for at_once in AT_ONCE:
            mine = [await rate(lambda: api.send("sendMessage", params), at_once)
                    for _ in range(RUNS)]  # fmt: skip
            theirs = [await rate(lambda: library.send_message(5000, "Dzień dobry", "HTML"), at_once)
                      for _ in range(RUNS)]  # fmt: skip
            print(
                f"{at_once:3} at once: ours {median(mine):6.0f}/s, the library's default "
                f"{median(theirs):6.0f}/s: {median(mine) / median(theirs):.1f} ×"
            )


def main() -> None:
    """Serve a stub on the other core and compare."""
    print(f"## Transport, median of {RUNS} (goal: ≥ 3 × at 16 at once)")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([["never"]], file)
        file.flush()
        stub = pinned(
            [sys.executable, "-m", "tests.bench.stub", "--scripts", file.name], 1,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert stub.stdout
        try:
            asyncio.run(compare(f"http://127.0.0.1:{stub.stdout.readline().strip()}"))
        finally:
            stub.kill()
            stub.wait()


if __name__ == "__main__":
    main()
