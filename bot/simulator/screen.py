"""What a person sees: Telegram's objects plus the marks that a chat page needs."""

from __future__ import annotations

from bot.simulator.failure import Json
from bot.simulator.simulator import Simulator
from bot.simulator.world import Chat, Person


def person_seen(person: Person) -> Json:
    """`Person` of the interface."""
    fields = ("id", "first_name", "last_name", "username", "language_code", "about")
    return {name: getattr(person, name) for name in fields}


def message_seen(sim: Simulator, person_id: int, chat: Chat, message: Json) -> Json:
    """`Message` of the interface: with `out`, `unread`, `edited`, `reactions`, `chosen`."""
    out = message.get("from", {}).get("id") == person_id
    number = message["message_id"]
    seen = {
        **message,
        "out": out,
        "unread": not out and number > chat.read.get(person_id, 0),
        "edited": "edit_date" in message,
    }
    if number in chat.reactions:
        seen["reactions"] = chat.reactions[number]
    if "poll" in message:
        seen["chosen"] = sim.world.polls[message["poll"]["id"]].votes.get(person_id, [])
    return seen


def chat_seen(sim: Simulator, person: Person, chat: Chat) -> Json:
    """`Chat` of the interface."""
    last = next(reversed(chat.messages.values()), None)
    return {
        "id": chat.id,
        "type": chat.type,
        "title": bot_name(sim, person) if chat.type == "private" else chat.title,
        "unread": unread(chat, person.id),
        "blocked": chat.blocked,
        "started": chat.started,
        "last": last and message_seen(sim, person.id, chat, last),
        "reply_keyboard": chat.keyboards.get(person.id),
        "force_reply": chat.forced.get(person.id),
        "pinned": chat.pinned[-1] if chat.pinned else None,
        "commands": commands_seen(sim, person, chat),
        "menu_button": menu_button(sim, chat),
    }


def unread(chat: Chat, person_id: int) -> int:
    """How many messages of others the person has not read."""
    read = chat.read.get(person_id, 0)
    count = 0
    for number, message in reversed(chat.messages.items()):
        if number <= read:
            break
        count += message.get("from", {}).get("id") != person_id
    return count


def bot_name(sim: Simulator, person: Person | None = None) -> str:
    """The bot's name in the person's language."""
    return for_language(sim.profile.names, person.language_code if person else None)


def for_language(texts: dict[str, str], language: str | None) -> str:
    """The text in `language`, else the one for everybody."""
    return texts.get((language or "").split("-")[0]) or texts.get("", "")


def menu_button(sim: Simulator, chat: Chat) -> Json:
    """The chat's own menu button, else the default one."""
    buttons = sim.profile.menu_buttons
    return buttons.get(chat.id) or buttons.get(0) or {"type": "commands"}


def commands_seen(sim: Simulator, person: Person, chat: Chat) -> list[Json]:
    """The narrowest command list for this person here, first in their language.

    The order of scopes is that of "Determining list of commands" in the Bot API.
    """
    language = (person.language_code or "").split("-")[0]
    for scope in _scopes(person, chat):
        for code in (language, ""):
            found = sim.profile.commands.get((*scope, code))
            if found:
                return found
    return []


def _scopes(person: Person, chat: Chat) -> list[tuple[str, int, int]]:
    if chat.type == "private":
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    member = ("chat_member", chat.id, person.id)
    return [member, ("chat", chat.id, 0), ("all_group_chats", 0, 0), ("default", 0, 0)]


def chat_text(person: Person, chat: Chat) -> str:
    """The chat as plain text: a line for each message and one for its buttons."""
    lines = []
    for message in chat.messages.values():
        author = message.get("from") or message.get("sender_chat") or {}
        mine = author.get("id") == person.id
        name = "Ja" if mine else author.get("first_name") or author.get("title", "")
        lines.append(f"{name}: {message_text(message)}")
        keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
        lines += [" ".join(f"[{button['text']}]" for button in row) for row in keyboard]
    rows = chat.keyboards.get(person.id, {}).get("keyboard", [])
    lines += ["⌨ " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
    return "\n".join(lines)


def message_text(message: Json) -> str:
    """The words of a message; what is not words is named in brackets."""
    words = message.get("text") or message.get("caption") or ""
    for kind in ("photo", "video", "audio", "voice", "animation", "sticker", "location"):
        if kind in message:
            return f"<{kind}> {words}".strip()
    if "document" in message and "animation" not in message:
        return f"<document {message['document'].get('file_name', '')}> {words}".strip()
    if "contact" in message:
        return f"<contact {message['contact']['phone_number']}>"
    if "poll" in message:
        options = [option["text"] for option in message["poll"]["options"]]
        return f"<poll> {message['poll']['question']} " + " / ".join(options)
    return str(words)
