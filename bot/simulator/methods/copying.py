"""Copying and forwarding messages that are already there."""

from __future__ import annotations

from bot.simulator.failure import Json, bad_request
from bot.simulator.methods.envelope import caption_fields, send, writable_chat
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator
from bot.simulator.world import Chat

ABOUT_MESSAGE = frozenset(
    (
        "message_id",
        "from",
        "sender_chat",
        "chat",
        "date",
        "edit_date",
        "reply_to_message",
        "reply_markup",
        "forward_origin",
        "media_group_id",
        "has_protected_content",
        "effect_id",
    )
)
CAPTION = frozenset({"caption", "caption_entities", "show_caption_above_media"})
SERVICE = frozenset(
    (
        "new_chat_members",
        "left_chat_member",
        "pinned_message",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    )
)


def _source(sim: Simulator, call: Call, what: str) -> Json:
    origin = sim.world.chat(call.values["from_chat_id"])
    message = origin.messages.get(call.values["message_id"])
    if message is None:
        raise bad_request(f"message to {what} not found")
    if SERVICE & message.keys():
        raise bad_request(f"the message can't be {what}ed".replace("copyed", "copied"))
    if message.get("has_protected_content"):
        raise bad_request("message has protected content and can't be forwarded or copied")
    return message


@answers("copyMessage")
def copy_message(sim: Simulator, call: Call) -> Json:
    """The same content as a new message of the bot, with another caption if given."""
    chat = writable_chat(sim, call)
    content = _content(_source(sim, call, "copy"))
    if "caption" in call.values and "text" not in content:
        content = {k: v for k, v in content.items() if k not in CAPTION}
        content |= caption_fields(sim, call.values, "copyMessage")
    return {"message_id": send(sim, call, content, chat)["message_id"]}


def _content(message: Json) -> Json:
    if "poll" in message:
        raise bad_request("message can't be copied")  # a copy would be a new poll
    return {key: value for key, value in message.items() if key not in ABOUT_MESSAGE}


@answers("copyMessages")
def copy_messages(sim: Simulator, call: Call) -> list[Json]:
    """Copies those that can be copied, in order."""
    chat = writable_chat(sim, call)
    origin = sim.world.chat(call.values["from_chat_id"])
    dropped = CAPTION if call.get("remove_caption") else frozenset()
    return [
        {"message_id": send(sim, call, _without(content, dropped), chat)["message_id"]}
        for content in _copyable(origin, call.values["message_ids"])
    ]


def _without(content: Json, names: frozenset[str]) -> Json:
    return {key: value for key, value in content.items() if key not in names}


def _copyable(origin: Chat, numbers: list[int]) -> list[Json]:
    there = [origin.messages[number] for number in numbers if number in origin.messages]
    hidden = SERVICE | {"poll", "has_protected_content"}
    found = [_content(message) for message in there if not hidden & message.keys()]
    if not found:
        raise bad_request("there are no messages to copy")
    return found


@answers("forwardMessage")
def forward_message(sim: Simulator, call: Call) -> Json:
    """The same message with a note of where it comes from."""
    chat = writable_chat(sim, call)
    message = _source(sim, call, "forward")
    content = {k: v for k, v in message.items() if k not in ABOUT_MESSAGE}
    return send(sim, call, {"forward_origin": _origin(message), **content}, chat)


def _origin(message: Json) -> Json:
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    if "sender_chat" in message:
        place = {"chat": message["sender_chat"], "message_id": message["message_id"]}
        return {"type": "channel", "date": message["date"], **place}
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}
