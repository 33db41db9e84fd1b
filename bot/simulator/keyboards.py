"""Rules for keyboards that the types alone do not tell."""

from __future__ import annotations

import re

from bot.simulator.failure import Json, bad_request
from bot.simulator.world import Chat

LABELS = frozenset({"text", "icon_custom_emoji_id", "style"})
STYLES = frozenset({"danger", "success", "primary"})
MOST_BUTTONS = 100
MOST_KEYBOARD_BUTTONS = 300
URL = re.compile(r"(?:https?://|tg://|mailto:|tel:)?\S+\.\S+|tg://\S+|https?://\S+|tel:\S+")


def checked_markup(markup: Json | None, chat: Chat) -> Json | None:
    """The markup as the message keeps it; raises what Telegram answers to a wrong one."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return checked_inline(markup)
    if "keyboard" in markup:
        _check_reply_keyboard(markup, chat)
    return markup


def checked_inline(markup: Json | None) -> Json | None:
    """An inline keyboard without empty rows; None if no button is left."""
    rows = [row for row in (markup or {}).get("inline_keyboard", []) if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_inline_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(button.keys() - LABELS) != 1:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "style" in button and button["style"] not in STYLES:
        raise bad_request("BUTTON_STYLE_INVALID")
    if "url" in button and not URL.fullmatch(button["url"]):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )


def _check_reply_keyboard(markup: Json, chat: Chat) -> None:
    buttons = [button for row in markup["keyboard"] for button in row]
    if len(buttons) > MOST_KEYBOARD_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        if not button["text"].strip():
            raise bad_request("keyboard button text must be non-empty")
        actions = {key for key in button.keys() - LABELS if button[key] is not False}
        if len(actions) > 1:
            raise bad_request("keyboard button can't have more than one action")
        if actions and chat.type != "private":
            name = "phone number" if "request_contact" in actions else "location"
            raise bad_request(f"{name} can be requested in private chats only")
