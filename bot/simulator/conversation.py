"""How a message comes to be, changes and goes, and who is told."""

from __future__ import annotations

from bot.simulator.failure import Json
from bot.simulator.screen import chat_seen, message_seen
from bot.simulator.simulator import Simulator
from bot.simulator.world import Chat


def add_message(sim: Simulator, chat: Chat, author: Json, content: Json) -> Json:
    """Stores a new message and shows it to everybody in the chat."""
    sender = {"sender_chat": chat.json()} if chat.type == "channel" else {"from": author}
    number = sim.world.next_message_id()
    head = {"message_id": number, **sender, "chat": chat.json(), "date": sim.world.date()}
    message = chat.messages[number] = {**head, **content}
    show_message(sim, chat, "message", message)
    return message


def change_message(sim: Simulator, chat: Chat, message: Json, *, silently: bool = False) -> Json:
    """Replaces a message; `silently` leaves no "edited" mark (buttons, polls)."""
    if not silently:
        message["edit_date"] = sim.world.date()
    chat.messages[message["message_id"]] = message
    show_message(sim, chat, "edit", message)
    return message


def remove_messages(sim: Simulator, chat: Chat, numbers: list[int]) -> None:
    """Deletes for everybody."""
    for number in numbers:
        chat.messages.pop(number, None)
    chat.pinned = [number for number in chat.pinned if number not in numbers]
    for person_id in chat.members:
        sim.events.publish(person_id, "delete", {"chat": chat.id, "message_ids": numbers})


def show_message(sim: Simulator, chat: Chat, event: str, message: Json) -> None:
    """Sends a `message` or `edit` event to everybody in the chat who has a page open."""
    for person_id in chat.members:
        if sim.events.listening(person_id):
            seen = message_seen(sim, person_id, chat, message)
            sim.events.publish(person_id, event, {"chat": chat.id, "message": seen})


def show_chat(sim: Simulator, chat: Chat, person_id: int) -> None:
    """Sends a `chat` event: the keyboard, commands, membership or block changed."""
    if sim.events.listening(person_id):
        seen = chat_seen(sim, sim.world.people[person_id], chat)
        sim.events.publish(person_id, "chat", {"chat": chat.id, **seen})


def tell_bot(sim: Simulator, chat: Chat, message: Json, *, edited: bool = False) -> None:
    """Queues the update, if the bot may see this message (privacy mode in groups)."""
    chat.last_heard = sim.world.now()
    kind = "channel_post" if chat.type == "channel" else "message"
    if _bot_sees(sim, chat, message):
        sim.updates.put(f"edited_{kind}" if edited else kind, message)


def _bot_sees(sim: Simulator, chat: Chat, message: Json) -> bool:
    if chat.bot_status not in ("member", "administrator"):
        return False
    if chat.type != "group" and chat.type != "supergroup":
        return True
    text = message.get("text") or message.get("caption") or ""
    replied = message.get("reply_to_message", {}).get("from", {}).get("id")
    return (
        chat.bot_status == "administrator"
        or text.startswith("/")
        or f"@{sim.world.bot['username']}".lower() in text.lower()
        or replied == sim.world.bot["id"]
        or any(key in message for key in ("new_chat_members", "left_chat_member"))
    )


def without_reply(message: Json) -> Json:
    """A message as `reply_to_message` carries it: one level deep."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}
