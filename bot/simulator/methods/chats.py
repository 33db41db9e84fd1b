"""What the bot can learn about chats and people; pins and reactions."""

from __future__ import annotations

from bot.simulator.conversation import add_message, show_chat, show_message
from bot.simulator.failure import Json, bad_request
from bot.simulator.methods.envelope import writable_chat
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator
from bot.simulator.world import Chat

ACCENT_COLOURS = 7
REACTIONS_MAX = 11
GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    True,
)


@answers("getChat")
def get_chat(sim: Simulator, call: Call) -> Json:
    """ChatFullInfo."""
    chat = sim.world.chat(call.values["chat_id"])
    info = {
        **chat.json(),
        "accent_color_id": abs(chat.id) % ACCENT_COLOURS,
        "max_reaction_count": REACTIONS_MAX,
        "accepted_gift_types": GIFTS,
    }
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]]
    return info


@answers("pinChatMessage")
def pin_chat_message(sim: Simulator, call: Call) -> bool:
    """Pins; everybody sees a line that says so."""
    chat = writable_chat(sim, call)
    message = chat.messages.get(call.values["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    _check_pinning(chat)
    number = message["message_id"]
    chat.pinned = [*(n for n in chat.pinned if n != number), number]
    add_message(sim, chat, sim.world.bot, {"pinned_message": message})
    return _show(sim, chat)


@answers("unpinChatMessage", "unpinAllChatMessages")
def unpin_chat_message(sim: Simulator, call: Call) -> bool:
    """Unpins one message (the last one if none is named), or all."""
    chat = writable_chat(sim, call)
    _check_pinning(chat)
    number = call.get("message_id")
    if call.method == "unpinAllChatMessages":
        chat.pinned = []
    elif number is None:
        chat.pinned = chat.pinned[:-1]
    elif number in chat.pinned:
        chat.pinned.remove(number)
    else:
        raise bad_request("message to unpin not found")
    return _show(sim, chat)


def _check_pinning(chat: Chat) -> None:
    if chat.type != "private" and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")


def _show(sim: Simulator, chat: Chat) -> bool:
    for person_id in chat.members:
        show_chat(sim, chat, person_id)
    return True


@answers("setMessageReaction")
def set_message_reaction(sim: Simulator, call: Call) -> bool:
    """Puts the bot's reaction on a message, or takes it back."""
    chat = writable_chat(sim, call)
    message = chat.messages.get(call.values["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = call.get("reaction") or []
    if len(reactions) > 1 or any(reaction["type"] == "paid" for reaction in reactions):
        raise bad_request("REACTIONS_TOO_MANY" if len(reactions) > 1 else "REACTION_INVALID")
    chat.reactions[message["message_id"]] = reactions
    show_message(sim, chat, "edit", message)
    return True


@answers("getUserProfilePhotos")
def get_user_profile_photos(sim: Simulator, call: Call) -> Json:
    """People here have no pictures of themselves."""
    if call.values["user_id"] not in sim.world.people:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
