"""The newest screen of everybody: what somebody types belongs to what was asked last."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.domain.outgoing import Outgoing
from bot.transport.payload import unpack
from bot.views.actions import Action

MOST = 2048  # people remembered; beyond, and after a restart, a label must be tapped
SCREENS = frozenset({"sendMessage", "editMessageText", "sendPhoto", "sendDocument"})

Labelled = tuple[str, Action]


class NewestScreens:
    """The buttons that somebody has before their eyes, by their Telegram number."""

    def __init__(self) -> None:
        self._shown: dict[int, tuple[str, ...]] = {}

    def shown(self, telegram_id: int, calls: Sequence[Outgoing]) -> None:
        """One update was answered like this. A question of a form asks for itself."""
        screens = [
            call
            for call in calls
            if call.method in SCREENS and call.chat_id == telegram_id and call.lane != "notice"
        ]
        if not screens:
            return
        self._shown.pop(telegram_id, None)
        if any(call.session_id for call in screens):
            return
        while len(self._shown) >= MOST:
            self._shown.pop(next(iter(self._shown)))
        self._shown[telegram_id] = tuple(call.params for call in screens)

    def buttons(self, telegram_id: int) -> tuple[Labelled, ...]:
        """Every button of the newest screen that does something."""
        return tuple(one for params in self._shown.get(telegram_id, ()) for one in _buttons(params))


def _buttons(params: str) -> list[Labelled]:
    markup = json.loads(params).get("reply_markup") or {}
    found = []
    for row in markup.get("inline_keyboard", ()):
        for one in row:
            action = unpack(str(one.get("callback_data", "")))
            if action:
                found.append((str(one["text"]), action))
    return found
