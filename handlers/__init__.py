"""Handlers: parse the update → one service call → one view. The order of registration is here."""

from __future__ import annotations

from bot.transport.router import Router
from handlers import results, sessions, surveys


def register_all(router: Router) -> None:
    """Every command, button and kind of input, in one place."""
    sessions.register(router, surveys.ENDINGS, upload=surveys.offered)
    surveys.register(router)
    results.register(router)
