"""The chat page and its files."""

from __future__ import annotations

import re
from pathlib import Path

from aiohttp import web

from bot.simulator.guard import PAGE_POLICY

PAGE = Path(__file__).with_name("page")
ASSET = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
HEADERS = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


async def serve_index(request: web.Request) -> web.StreamResponse:
    """The page; what follows `?` is for the page itself."""
    return _file("index.html")


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
