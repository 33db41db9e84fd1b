"""The simulator as an HTTP server, on this machine only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import web

from bot.simulator import api, page_routes
from bot.simulator.failure import Json, Refused
from bot.simulator.guard import is_loopback, only_local
from bot.simulator.people import routes
from bot.simulator.request import MOST_REQUEST_BYTES
from bot.simulator.schema import load
from bot.simulator.simulator import DEFAULT_TOKEN, Simulator
from bot.simulator.webhook import Webhook


def create_app(simulator: Simulator | None = None) -> web.Application:
    """The application: Bot API, `/sim/…` and the page."""
    sim = simulator or Simulator()
    load()
    app = web.Application(middlewares=[only_local], client_max_size=MOST_REQUEST_BYTES)
    app[api.SIMULATOR] = sim
    api.add_routes(app)
    routes.add_routes(app)
    page_routes.add_routes(app)
    app.cleanup_ctx.append(_webhook)
    app.on_shutdown.append(_end_streams)
    return app


async def _end_streams(app: web.Application) -> None:
    sim = app[api.SIMULATOR]
    sim.events.stop()
    sim.updates.end_poll("the simulator stops")


async def _webhook(app: web.Application) -> AsyncIterator[None]:
    sim = app[api.SIMULATOR]

    async def carry_out(given: Json) -> None:
        method = load().methods.get(str(given.pop("method")).lower())
        if method is None:
            return
        try:
            await api.run_logged(sim, method, given, {})
        except Refused as refused:
            app.logger.info("a call in a webhook's answer was refused: %d", refused.code)

    sim.webhook = Webhook(sim.updates, sim.world.now, carry_out)
    yield
    await sim.webhook.delete()


@dataclass(frozen=True, slots=True)
class Running:
    """A started simulator; `url` has no slash at the end."""

    url: str
    port: int
    token: str
    simulator: Simulator
    _runner: web.AppRunner

    async def stop(self) -> None:
        """Ends event streams, polls and the webhook, and frees the port."""
        await self._runner.cleanup()


async def start(
    host: str = "127.0.0.1",
    port: int = 0,
    token: str = DEFAULT_TOKEN,
    *,
    simulator: Simulator | None = None,
) -> Running:
    """Starts on `port` (0: a free one). Raises ValueError for a host that is not loopback."""
    if not is_loopback(host):
        raise ValueError(f"the simulator listens on this machine only, not on {host}")
    sim = simulator or Simulator(token)
    runner = web.AppRunner(create_app(sim), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    bound = runner.addresses[0][1]
    shown = f"[{host}]" if ":" in host else host
    return Running(f"http://{shown}:{bound}", bound, sim.token, sim, runner)
