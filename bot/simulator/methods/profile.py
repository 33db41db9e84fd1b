"""What the bot says about itself: names, descriptions, commands, the menu button."""

from __future__ import annotations

import re

from bot.simulator.conversation import show_chat
from bot.simulator.failure import Json, bad_request
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}|")
MOST_COMMANDS = 100
Scope = tuple[str, int, int, str]


def _language(call: Call) -> str:
    code = call.get("language_code") or ""
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return str(code)


def _scope(sim: Simulator, call: Call) -> Scope:
    given: Json = call.get("scope") or {"type": "default"}
    chat_id = 0
    if "chat_id" in given:
        chat_id = sim.world.chat(given["chat_id"]).id
    return given["type"], chat_id, given.get("user_id", 0), _language(call)


@answers("setMyCommands")
def set_my_commands(sim: Simulator, call: Call) -> bool:
    """The command list for a scope and a language; an empty list removes it."""
    commands = call.values["commands"]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    if not all(COMMAND.fullmatch(command["command"]) for command in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    scope = _scope(sim, call)
    sim.profile.commands[scope] = commands
    return _changed(sim)


@answers("getMyCommands")
def get_my_commands(sim: Simulator, call: Call) -> list[Json]:
    """The list of exactly this scope and language."""
    return sim.profile.commands.get(_scope(sim, call), [])


@answers("deleteMyCommands")
def delete_my_commands(sim: Simulator, call: Call) -> bool:
    """Removes the list; wider scopes show through."""
    sim.profile.commands.pop(_scope(sim, call), None)
    return _changed(sim)


def _changed(sim: Simulator) -> bool:
    for person_id in sim.events.listeners():
        for chat in sim.world.chats.values():
            if person_id in chat.members:
                show_chat(sim, chat, person_id)
    return True


def _texts(sim: Simulator, method: str) -> tuple[str, dict[str, str]]:
    profile = sim.profile
    name = re.sub(r"^[sg]etMy", "", method)
    return {
        "Name": ("name", profile.names),
        "Description": ("description", profile.descriptions),
        "ShortDescription": ("short_description", profile.short_descriptions),
    }[name]


@answers("setMyName", "setMyDescription", "setMyShortDescription")
def set_text(sim: Simulator, call: Call) -> bool:
    """A text for a language; an empty one removes it."""
    field, texts = _texts(sim, call.method)
    language, text = _language(call), call.get(field) or ""
    if text or (field == "name" and not language):
        texts[language] = text or sim.world.bot["first_name"]
    else:
        texts.pop(language, None)
    return _changed(sim)


@answers("getMyName", "getMyDescription", "getMyShortDescription")
def get_text(sim: Simulator, call: Call) -> Json:
    """The text for a language, else the one for everybody."""
    field, texts = _texts(sim, call.method)
    return {field: texts.get(_language(call)) or texts.get("", "")}


@answers("setChatMenuButton")
def set_chat_menu_button(sim: Simulator, call: Call) -> bool:
    """The button beside the message field, in one private chat or by default."""
    chat_id = call.get("chat_id") or 0
    button = call.get("menu_button") or {"type": "default"}
    if chat_id and sim.world.chat(chat_id).type != "private":
        raise bad_request("chat menu button can be changed only in private chats")
    if button["type"] == "default":
        sim.profile.menu_buttons.pop(chat_id, None)
    else:
        sim.profile.menu_buttons[chat_id] = button
    return _changed(sim)


@answers("getChatMenuButton")
def get_chat_menu_button(sim: Simulator, call: Call) -> Json:
    """The menu button of a chat, or the default one."""
    buttons = sim.profile.menu_buttons
    return buttons.get(call.get("chat_id") or 0) or buttons.get(0) or {"type": "commands"}
