"""Faults on request: what goes wrong next, how many times, and for which calls."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal, get_args

from bot.simulator.failure import Json, Refused, forbidden, too_many_requests

FaultKind = Literal["429", "403", "500", "timeout", "drop_before", "drop_after", "repeat_update"]
KINDS = frozenset(get_args(FaultKind))


class Dropped(Exception):
    """The connection ends without an answer."""


@dataclass(slots=True)
class Fault:
    """`count` calls of `method` (any if None) to `chat` (any if None) go wrong."""

    kind: FaultKind
    count: int = 1
    method: str | None = None
    chat: int | None = None
    retry_after: int = 1
    seconds: float = 60.0

    def concerns(self, method: str, chat: object) -> bool:
        """Whether this call is one that should go wrong."""
        right_method = self.method is None or self.method.lower() == method.lower()
        return right_method and (self.chat is None or str(self.chat) == str(chat))


class Faults:
    """The faults asked for, oldest first."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def take(self, method: str, params: Json) -> Fault | None:
        """The fault for this call, used up by one."""
        chat = params.get("chat_id")
        fault = next((f for f in self.waiting if f.concerns(method, chat)), None)
        if fault is not None:
            fault.count -= 1
            self.waiting = [f for f in self.waiting if f.count > 0]
        return fault


async def before(fault: Fault) -> None:
    """What the fault does instead of the call; `drop_after` lets it be carried out first."""
    match fault.kind:
        case "429":
            raise too_many_requests(fault.retry_after)
        case "403":
            raise forbidden("bot was blocked by the user")
        case "500":
            raise Refused(500, "Internal Server Error")
        case "timeout":
            await asyncio.sleep(fault.seconds)
            raise Dropped
        case "drop_before":
            raise Dropped
