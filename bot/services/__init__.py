"""Use cases: one class for each noun. They never import each other; `app` introduces them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.sessions import Sessions
from bot.services.subscriptions import Subscribing


@dataclass(frozen=True, slots=True)
class Services:
    """All of them, for the handlers."""

    sessions: Sessions
    subscriptions: Subscribing
