"""Handlers: parse the update → one service call → one view. The order of registration is here."""

from __future__ import annotations

from bot.transport.router import Router
from handlers import (
    announcements,
    mailings,
    panel,
    people,
    privacy,
    profile,
    results,
    schedules,
    sessions,
    subscriptions,
    surveys,
)


def register_all(router: Router) -> None:
    """Every command, button and kind of input, in one place."""
    people.register(router)
    privacy.register(router)
    profile.register(router)
    panel.register(router)
    sessions.register(router, {**surveys.ENDINGS, **profile.ENDINGS}, upload=surveys.offered)
    surveys.register(router)
    results.register(router)
    subscriptions.register(router)
    schedules.register(router)
    mailings.register(router)
    announcements.register(router)
