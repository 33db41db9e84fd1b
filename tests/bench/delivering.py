"""The bot as `run` has it; at the end it says how long its writer was held."""

from __future__ import annotations

import asyncio
import json
import resource
import signal
import sys
from pathlib import Path

import uvloop

from bot import app
from bot.cli.run import SWITCH
from bot.clock import SystemClock
from bot.config import Settings
from tests.bench.crowd import STARTING
from tests.conftest import PROFILE


async def main(url: str, token: str, folder: str, per_second: str) -> None:
    """Run until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings = Settings(token, Path(folder), url, bulk_per_second=int(per_second))
    up: list[app.Running] = []

    async def greet(running: app.Running) -> None:
        up.append(running)
        asyncio.get_running_loop().call_later(STARTING, forget_start)

    def forget_start() -> None:
        up[0].office.db.longest_hold = up[0].office.db.longest_commit = 0.0

    await app.run(settings, SystemClock(), PROFILE, stop, greet)
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "hold_ms": up[0].office.db.longest_hold * 1000,
        "commit_ms": up[0].office.db.longest_commit * 1000, "peak_mib": used.ru_maxrss / 1024,
        "cpu": used.ru_utime + used.ru_stime,
    }  # fmt: skip
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    sys.setswitchinterval(SWITCH)
    uvloop.run(main(*sys.argv[1:]))
