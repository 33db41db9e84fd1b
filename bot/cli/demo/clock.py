"""The demo's clock: the chat page moves it ahead, and reminders arrive at once."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.clock import SystemClock
from bot.domain.quiet_hours import quiet_at

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from aiohttp import web

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LOOPBACK = "127.0.0.1"
PATH = "/clock"
LONGEST = timedelta(days=31)  # one step
EVENING = timedelta(minutes=30)  # so near to the night the town opens in the morning

Moved = Callable[[], Awaitable[None]]


def daylight(clock: SystemClock, zone: ZoneInfo) -> None:
    """Whoever tries the demo at night finds the town awake: it opens when the quiet hours end."""
    now = clock.now()
    if night := quiet_at(now + EVENING, zone):
        clock.advance(night.ends - now)


@asynccontextmanager
async def served(clock: SystemClock, page: str, moved: Moved) -> AsyncIterator[str]:
    """Serve the clock on this machine for `page` (the simulator's address) only.

    Yields the address. `POST {"advance_seconds": n}` answers `{"now": "<ISO 8601>"}` once `moved`
    has done what else the new time brings.
    """
    from aiohttp import web  # nothing else of the program needs a server

    endpoint = Endpoint(clock, origins_of(page), moved)
    app = web.Application()
    app.router.add_post(PATH, endpoint.move)
    app.router.add_options(PATH, endpoint.preflight)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, 0).start()
        yield f"http://{LOOPBACK}:{runner.addresses[0][1]}{PATH}"
    finally:
        await runner.cleanup()


def origins_of(page: str) -> frozenset[str]:
    """What a browser calls the page's origin, by either name of this machine."""
    port = urlsplit(page).port
    return frozenset(f"http://{host}:{port}" for host in (LOOPBACK, "localhost"))


class Endpoint:
    """The two requests of the page. Other pages, and names that only point here, are refused."""

    def __init__(self, clock: SystemClock, origins: frozenset[str], moved: Moved) -> None:
        self._clock = clock
        self._origins = origins
        self._moved = moved

    async def preflight(self, request: web.Request) -> web.StreamResponse:
        """What the browser asks before it sends JSON to another port."""
        from aiohttp import web

        if not self._known(request):
            return web.Response(status=403)
        allowed = {
            "Access-Control-Allow-Methods": "POST",
            "Access-Control-Allow-Headers": "Content-Type",
        }
        return web.Response(status=204, headers=self._shared(request) | allowed)

    async def move(self, request: web.Request) -> web.StreamResponse:
        """Move ahead. 403 for strangers, 400 for what is no step."""
        from aiohttp import web

        if not self._known(request):
            return web.json_response({"error": "only the chat page may move it"}, status=403)
        by = step(await request.text())
        if by is None:
            said = {"error": "advance_seconds: a number of seconds, at most 31 days"}
            return web.json_response(said, status=400, headers=self._shared(request))
        self._clock.advance(by)
        await self._moved()
        said = {"now": iso(self._clock.now())}
        return web.json_response(said, headers=self._shared(request))

    def _known(self, request: web.Request) -> bool:
        origin = request.headers.get("Origin")
        return _is_here(request.host) and origin in self._origins

    def _shared(self, request: web.Request) -> dict[str, str]:
        return {"Access-Control-Allow-Origin": request.headers["Origin"], "Vary": "Origin"}


def step(body: str) -> timedelta | None:
    """How far to move; None for what is no such request."""
    try:
        seconds = json.loads(body)["advance_seconds"]
    except (ValueError, TypeError, KeyError):
        return None
    if not isinstance(seconds, int) or isinstance(seconds, bool):
        return None
    return timedelta(seconds=seconds) if 0 <= seconds <= LONGEST.total_seconds() else None


def iso(now: datetime) -> str:
    """As the page reads it."""
    return now.isoformat(timespec="seconds")


def _is_here(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
