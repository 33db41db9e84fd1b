"""Which function answers which method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.simulator.simulator import Call, Simulator

Handler = Callable[[Simulator, Call], Any]
HANDLERS: dict[str, Handler] = {}


def answers(*names: str) -> Callable[[Handler], Handler]:
    """Registers a function for methods by their documented names."""

    def register(handler: Handler) -> Handler:
        for name in names:
            HANDLERS[name] = handler
        return handler

    return register
