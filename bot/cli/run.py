"""`run`: the bot itself, until SIGTERM or Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import sys
from argparse import Namespace

import uvloop

from bot import app
from bot.cli import logs
from bot.cli.owner_code import say_owner_link
from bot.cli.settings import seed_profile, settings_here
from bot.cli.terminal import Terminal
from bot.clock import SystemClock
from bot.config import Settings
from bot.domain.invitations import OWNER_LINK, new_code
from bot.domain.people import Role
from bot.domain.profile import Profile
from bot.errors import ConfigError
from bot.services.invitations import add_owner_code
from bot.storage import people
from bot.transport.api import RetryAfter, Unavailable
from bot.views.console import commands, failures

log = logging.getLogger(__name__)

GRACE = 4.0  # seconds to finish what was begun; the promise is five
SWITCH = 0.0005  # seconds: every statement of the writer waits for the loop to let go of the GIL
SHORTEST, LONGEST = 1.0, 60.0  # seconds between two tries while the API does not answer
OWNER = frozenset({Role.OWNER})


def main(_: Namespace, terminal: Terminal) -> int:
    """Run until told to stop. Raises what `told` words."""
    settings = settings_here()
    logs.begin()
    seed = seed_profile(settings)
    sys.setswitchinterval(SWITCH)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_stopped(settings, seed, terminal))
    log.info("stopped")
    return 0


async def _until_stopped(settings: Settings, seed: Profile, terminal: Terminal) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.on_the_loop)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    told, pause = "", SHORTEST
    while not stop.is_set():
        up = asyncio.Event()
        try:
            await _once(settings, seed, stop, terminal, up)
        except (Unavailable, RetryAfter) as error:
            if up.is_set():
                told, pause = "", SHORTEST
            said = failures.waiting(settings.api_url, error.description, terminal.t)
            if said != told:  # a night without a network is one line, not hundreds
                log.warning(said)
            told = said
            await _wait(stop, error.seconds if isinstance(error, RetryAfter) else pause)
            pause = min(pause * 2, LONGEST)


async def _once(
    settings: Settings, seed: Profile, stop: asyncio.Event, terminal: Terminal, up: asyncio.Event
) -> None:
    """One life of the app; cut short if it does not end in time, at once if it is not `up` yet."""

    async def greet(running: app.Running) -> None:
        up.set()
        log.info("@%s is running", running.office.bot_username)
        if terminal.watched:
            terminal.say(commands.running(running.office.bot_username, terminal.t))
            await _show_first_owner_link(running, terminal)

    running = asyncio.create_task(app.run(settings, SystemClock(), seed, stop, greet))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    await asyncio.wait({running}, timeout=GRACE if up.is_set() else 0)
    if not running.done():
        running.cancel()
    try:
        await running
    except asyncio.CancelledError:
        if up.is_set():
            log.warning("stopped before everything was finished; the next start goes on")
    except OSError as error:
        if error.errno != errno.EADDRINUSE or settings.webhook is None:
            raise
        taken = f"{settings.webhook.host}:{settings.webhook.port}"
        raise ConfigError("WEBHOOK_LISTEN", "port_taken", taken) from error


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def _show_first_owner_link(running: app.Running, terminal: Terminal) -> None:
    office = running.office
    if await office.db.read(lambda tx: bool(people.with_roles(tx, OWNER))):
        return
    code, now = new_code(), office.clock.now()
    await office.db.write(lambda tx: add_owner_code(tx, code, now))
    link = office.link(OWNER_LINK + code)
    await asyncio.to_thread(say_owner_link, link, now, terminal)
