"""How the bot gets its updates: long polling or a webhook."""

from __future__ import annotations

import re

from bot.simulator.failure import WEBHOOK_ACTIVE, Json, bad_request, conflict
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator
from bot.simulator.webhook import MOST_CONNECTIONS, WebhookSettings, refuse_outside

SECRET = re.compile(r"[A-Za-z0-9_-]*")


@answers("getUpdates")
async def get_updates(sim: Simulator, call: Call) -> list[bytes]:
    """Updates already encoded; waits up to `timeout` seconds for the first one."""
    if sim.webhook.settings is not None:
        raise conflict(WEBHOOK_ACTIVE)
    sim.updates.allow(call.get("allowed_updates"))
    limit = min(max(call.get("limit") or 100, 1), 100)
    return await sim.updates.poll(call.get("offset") or 0, limit, call.get("timeout") or 0)


@answers("setWebhook")
async def set_webhook(sim: Simulator, call: Call) -> bool:
    """Updates are posted to `url` from now on; an empty `url` ends it."""
    if not call.values["url"]:
        await sim.webhook.delete()
        return True
    refuse_outside(call.values["url"])
    secret = call.get("secret_token") or ""
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    sim.updates.allow(call.get("allowed_updates"))
    if call.get("drop_pending_updates"):
        sim.updates.drop()
    sim.updates.end_poll("terminated by setWebhook request")
    connections = call.get("max_connections") or MOST_CONNECTIONS
    await sim.webhook.deliver_to(WebhookSettings(call.values["url"], secret, connections))
    return True


@answers("deleteWebhook")
async def delete_webhook(sim: Simulator, call: Call) -> bool:
    """Back to long polling."""
    if call.get("drop_pending_updates"):
        sim.updates.drop()
    await sim.webhook.delete()
    return True


@answers("getWebhookInfo")
def get_webhook_info(sim: Simulator, _call: Call) -> Json:
    """Where updates go, how many wait and what went wrong last."""
    info: Json = {"url": "", "has_custom_certificate": False}
    info["pending_update_count"] = len(sim.updates.pending())
    settings = sim.webhook.settings
    if settings is not None:
        info |= {"url": settings.url, "max_connections": settings.max_connections}
        info |= sim.webhook.last_error
    if sim.updates.allowed is not None:
        info["allowed_updates"] = sorted(sim.updates.allowed)
    return info
