"""A person writes, starts the bot, edits, taps, votes and reads."""

from __future__ import annotations

import re

from bot.simulator import utf16
from bot.simulator.conversation import (
    add_message,
    change_message,
    show_chat,
    tell_bot,
    without_reply,
)
from bot.simulator.failure import Json
from bot.simulator.formatting import formatted
from bot.simulator.people.membership import my_chat_member
from bot.simulator.simulator import Simulator
from bot.simulator.world import Chat, Person, Query

LONGEST_TEXT = 4096
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class CannotDo(Exception):
    """A person cannot do this; the text says why."""


def start(sim: Simulator, person: Person, payload: str = "") -> list[Json]:
    """Opens the bot's chat, by a deep link if there is a payload, and presses Start."""
    if not PAYLOAD.fullmatch(payload):
        raise CannotDo("a deep link's payload has at most 64 of A-Z a-z 0-9 _ -")
    chat = sim.world.chats[person.id]
    if not chat.started:
        payload = payload or person.invited_by
    if chat.blocked:
        my_chat_member(sim, chat, person, "member")
        chat.blocked = False
    chat.started = True
    show_chat(sim, chat, person.id)
    return write(sim, person, chat, f"/start {payload}".strip())


def writable(chat: Chat, person: Person) -> None:
    """Raises if the person cannot write here now."""
    if person.id not in chat.members:
        raise CannotDo("this person is not in the chat")
    if chat.type == "private" and chat.blocked:
        raise CannotDo("this person blocked the bot; unblock first")


def write(
    sim: Simulator,
    person: Person,
    chat: Chat,
    text: str,
    entities: list[Json] | None = None,
    reply_to: int | None = None,
) -> list[Json]:
    """Sends a text; what is over 4096 UTF-16 units becomes several messages."""
    writable(chat, person)
    plain, marked = formatted(text, None, entities)
    if not plain:
        raise CannotDo("an empty text cannot be sent")
    if utf16.length(plain) <= LONGEST_TEXT:
        contents = [_text(plain, marked)]
    else:
        contents = [_text(*formatted(piece, None, None)) for piece in _cut(plain)]
    contents[0] |= reply_field(chat, reply_to)
    return [deliver(sim, person, chat, content) for content in contents]


def _cut(text: str) -> list[str]:
    return [piece for piece in utf16.pieces(text, LONGEST_TEXT) if piece.strip()]


def _text(plain: str, marked: list[Json]) -> Json:
    return {"text": plain, "entities": marked} if marked else {"text": plain}


def reply_field(chat: Chat, reply_to: int | None) -> Json:
    """`reply_to_message` for an answer to a certain message."""
    if reply_to is None:
        return {}
    if reply_to not in chat.messages:
        raise CannotDo("the message to reply to is not there")
    return {"reply_to_message": without_reply(chat.messages[reply_to])}


def deliver(sim: Simulator, person: Person, chat: Chat, content: Json) -> Json:
    """A person's message of any kind: shown in the chat and handed to the bot."""
    chat.started = True
    _use_keyboard(sim, person, chat, content)
    message = add_message(sim, chat, person.user(), content)
    chat.read[person.id] = message["message_id"]
    tell_bot(sim, chat, message)
    return message


def _use_keyboard(sim: Simulator, person: Person, chat: Chat, content: Json) -> None:
    forced = chat.forced.pop(person.id, None)
    keyboard = chat.keyboards.get(person.id, {})
    labels = {button["text"] for row in keyboard.get("keyboard", []) for button in row}
    used = content.get("text") in labels or "contact" in content or "location" in content
    if keyboard.get("one_time_keyboard") and used:
        del chat.keyboards[person.id]
        show_chat(sim, chat, person.id)
    elif forced:
        show_chat(sim, chat, person.id)


def edit(sim: Simulator, person: Person, chat: Chat, number: int, text: str) -> Json:
    """Corrects the person's own text or caption."""
    writable(chat, person)
    message = own_message(person, chat, number)
    plain, marked = formatted(text, None, None)
    if not plain or utf16.length(plain) > LONGEST_TEXT:
        raise CannotDo("the text must have from 1 to 4096 characters")
    field = "text" if "text" in message else "caption"
    names = {"text": "entities", "caption": "caption_entities"}
    kept = {k: v for k, v in message.items() if k not in (field, names[field])}
    new = {**kept, field: plain, **({names[field]: marked} if marked else {})}
    changed = change_message(sim, chat, new)
    tell_bot(sim, chat, changed, edited=True)
    return changed


def own_message(person: Person, chat: Chat, number: int) -> Json:
    """The person's message by its number."""
    message = chat.messages.get(number)
    if message is None or message.get("from", {}).get("id") != person.id:
        raise CannotDo("there is no such message of this person")
    return message


def tap(
    sim: Simulator,
    person: Person,
    chat: Chat,
    number: int,
    data: str | None,
    place: tuple[int, int] | None,
) -> Json:
    """Presses an inline button, found by its data or by row and column from 0."""
    writable(chat, person)
    message = chat.messages.get(number)
    if message is None:
        raise CannotDo("there is no such message")
    button = _button(message, data, place)
    if "callback_data" not in button:
        return {key: button[key] for key in ("url", "copy_text", "web_app") if key in button}
    query_id = sim.world.unique("4")
    now = sim.world.now()
    sim.world.queries[query_id] = Query(query_id, person.id, chat.id, number, now)
    chat.last_heard = now
    update = {"id": query_id, "from": person.user(), "message": message}
    instance = {"chat_instance": str(chat.id * 7919), "data": button["callback_data"]}
    sim.updates.put("callback_query", {**update, **instance})
    return {"callback_query_id": query_id}


def _button(message: Json, data: str | None, place: tuple[int, int] | None) -> Json:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if place is not None:
        row, column = place
        if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
            raise CannotDo("there is no button in this row and column")
        return dict(rows[row][column])
    for button in (button for row in rows for button in row):
        if button.get("callback_data") == data:
            return dict(button)
    raise CannotDo("the message has no button with this data")


def read(sim: Simulator, person: Person, chat: Chat) -> None:
    """Marks everything as read."""
    chat.read[person.id] = max(chat.messages, default=0)
    sim.events.publish(person.id, "read", {"chat": chat.id, "unread": 0})
