"""`demo`: a made-up town in a browser, with the real bot over real HTTP. Nothing of it stays."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
import tempfile
from argparse import Namespace
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path

from bot import app
from bot.cli import logs
from bot.cli.demo.clock import daylight, served
from bot.cli.demo.seed import seed
from bot.cli.demo.town import ANIA, EVERYBODY, PROFILE
from bot.cli.terminal import Terminal
from bot.clock import SystemClock
from bot.config import Settings
from bot.errors import ConfigError
from bot.simulator import Running, server
from bot.simulator.people import acts
from bot.views.console import demo as words

PORT, TRIES = 8080, 20


def main(options: Namespace, terminal: Terminal) -> int:
    """Run until Ctrl-C. Raises ConfigError for a port that is taken."""
    logs.begin()
    logging.getLogger().setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="trzecie-miejsce-") as folder:
        asyncio.run(_demo(Path(folder), options.port, terminal))
    terminal.say(words.ended(terminal.t))
    return 0


async def _demo(folder: Path, port: int | None, terminal: Terminal) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(logs.on_the_loop)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    town = await _start(port)
    clock = SystemClock()
    daylight(clock, PROFILE.zone)
    try:
        _people(town)

        async with AsyncExitStack() as stack:

            async def greet(running: app.Running) -> None:
                town.simulator.world.people[ANIA.id].invited_by = await seed(running)
                _press_start(town)
                closing = running.services.surveys.close_due
                address = await stack.enter_async_context(served(clock, town.url, closing))
                terminal.say(words.ready(f"{town.url}/?clock={address}", terminal.t))

            settings = Settings(town.token, folder, town.url)
            await app.run(settings, clock, PROFILE, stop, greet)
    finally:
        await town.stop()


async def _start(port: int | None) -> Running:
    """On the port asked for, else on the first free one from the usual on."""
    for number in [port] if port is not None else range(PORT, PORT + TRIES):
        try:
            return await server.start(port=number)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    if port is None:
        return await server.start()
    raise ConfigError("--port", "port_taken", str(port))


def _people(town: Running) -> None:
    for one in EVERYBODY:
        details = asdict(one)
        del details["role"]
        town.simulator.world.add_person(details.pop("id"), language_code="pl", **details)


def _press_start(town: Running) -> None:
    """Maria and Jan know the bot; Ania has just seen the poster."""
    for one in EVERYBODY:
        if one is not ANIA:
            acts.start(town.simulator, town.simulator.world.people[one.id])
