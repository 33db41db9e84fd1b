"""`python -m bot.simulator`: the simulator alone."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys

from bot.simulator.server import start
from bot.simulator.simulator import DEFAULT_TOKEN


def main() -> None:
    """Starts, prints the address, and runs until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m bot.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN)
    options = parser.parse_args()
    asyncio.run(_run(options.host, options.port, options.token))


async def _run(host: str, port: int, token: str) -> None:
    running = await start(host, port, token)
    sys.stdout.write(f"{running.url}\n")
    sys.stdout.flush()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    await running.stop()


if __name__ == "__main__":
    main()
