"""The whole simulated Telegram: one bot, its people and everything between them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.events import Events
from bot.simulator.failure import Json
from bot.simulator.faults import Faults
from bot.simulator.limits import Budget
from bot.simulator.updates import UpdateQueue
from bot.simulator.uploads import Upload
from bot.simulator.webhook import Webhook
from bot.simulator.world import World

CALLS_KEPT = 100_000
DEFAULT_TOKEN = "100200300:simulated-bot-token-for-demo-and-tests"  # noqa: S105 - opens nothing


@dataclass(frozen=True, slots=True)
class Call:
    """One Bot API call after validation; `uploads` by the name of the multipart field."""

    method: str
    values: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def get(self, name: str) -> Any:
        """A parameter's value, or None."""
        return self.values.get(name)


@dataclass(slots=True)
class Profile:
    """What the bot says about itself; texts by language code, '' for everybody."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, int, int, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class Simulator:
    """Holds the parts together; `now` is injected so that a test can age things.

    `webhook` is set when the server starts: it needs a running event loop.
    """

    webhook: Webhook

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        *,
        username: str = "trzecie_miejsce_bot",
        first_name: str = "Trzecie Miejsce",
        now: Callable[[], float] = time.time,
        budget: Budget | None = None,
    ) -> None:
        bot_id = int(token.split(":")[0])
        bot = {"id": bot_id, "is_bot": True, "first_name": first_name, "username": username}
        self.token = token
        self.world = World(bot, now)
        self.updates = UpdateQueue(now)
        self.events = Events()
        self.faults = Faults()
        self.budget = budget or Budget()
        self.profile = Profile(names={"": first_name})
        self.calls: deque[Json] = deque(maxlen=CALLS_KEPT)
