"""The chat page and its files."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.simulator.guard import PAGE_POLICY, is_loopback

PAGE = Path(__file__).with_name("page")
ASSET = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


async def serve_index(request: web.Request) -> web.StreamResponse:
    """The page; what follows `?` is for the page itself.

    A demo's clock (`?clock=`) has an address of its own on this machine: the page
    may call it, and nothing else outside.
    """
    page = _file("index.html")
    origin = _local_origin(request.query.get("clock", ""))
    if origin:
        policy = PAGE_POLICY.replace("connect-src 'self'", f"connect-src 'self' {origin}")
        page.headers["Content-Security-Policy"] = policy
    return page


def _local_origin(address: str) -> str | None:
    parts = urlsplit(address)
    if parts.scheme != "http" or not is_loopback(parts.hostname) or not parts.port:
        return None
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    return f"http://{host}:{parts.port}"


async def serve_asset(request: web.Request) -> web.StreamResponse:
    """A script, a style or a picture of the page."""
    return _file(request.match_info["name"])


def _file(name: str) -> web.StreamResponse:
    path = PAGE / name
    if not ASSET.fullmatch(name) or not path.is_file():
        return web.Response(status=404, text=f"{name} is not part of the page", headers=HEADERS)
    return web.FileResponse(path, headers=HEADERS)


def add_routes(app: web.Application) -> None:
    """`/` and `/page/…`."""
    app.router.add_get("/", serve_index)
    app.router.add_get("/page/{name:.+}", serve_asset)
