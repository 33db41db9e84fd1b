"""Buttons → Telegram's inline keyboards."""

from __future__ import annotations

from typing import Any

from bot.transport.payload import pack
from bot.views.screen import Button, Row

LABEL_LIMIT = 64  # longer labels are cut by phones anyway


def keyboard(rows: tuple[Row, ...]) -> dict[str, Any]:
    """InlineKeyboardMarkup."""
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, str]:
    label = button.label if len(button.label) <= LABEL_LIMIT else button.label[:63] + "…"
    if button.url:
        return {"text": label, "url": button.url}
    assert button.action, "a button does something or opens something"
    return {"text": label, "callback_data": pack(button.action)}
