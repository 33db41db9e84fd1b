"""The webhook: Telegram brings updates, each answered 200 once it is on the disk.

Imported only where it is used: its HTTP server would be a third of the start-up time.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from urllib.parse import urlsplit

from aiohttp import web

from bot.config import Webhook
from bot.transport.api import Api
from bot.transport.intake import ALLOWED, TakeIn

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
LARGEST_UPDATE = 1024 * 1024  # bytes


async def listen(hook: Webhook, api: Api, take_in: TakeIn) -> None:
    """Serve, tell Telegram where, and go on until cancelled."""
    runner = web.AppRunner(endpoint(urlsplit(hook.url).path, hook.secret, take_in))
    await runner.setup()
    try:
        await web.TCPSite(runner, hook.host, hook.port).start()
        params = {"url": hook.url, "secret_token": hook.secret, "allowed_updates": ALLOWED}
        await api.call("setWebhook", params)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def endpoint(path: str, secret: str, take_in: TakeIn) -> web.Application:
    """An endpoint that answers 200 once the update is on the disk."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
            int(update["update_id"])
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        await take_in([update])
        return web.Response()

    app = web.Application(client_max_size=LARGEST_UPDATE)
    app.router.add_post(path, receive)
    return app
