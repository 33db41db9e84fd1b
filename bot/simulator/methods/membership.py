"""Who is in a chat, and leaving it."""

from __future__ import annotations

from bot.simulator.failure import Json, bad_request, forbidden
from bot.simulator.methods.envelope import writable_chat
from bot.simulator.methods.registry import answers
from bot.simulator.people.membership import bot_member
from bot.simulator.simulator import Call, Simulator
from bot.simulator.world import Chat


def _known_chat(sim: Simulator, call: Call) -> Chat:
    chat = sim.world.chat(call.values["chat_id"])
    if chat.bot_status in ("left", "kicked") and chat.type != "private":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    return chat


@answers("getChatMember")
def get_chat_member(sim: Simulator, call: Call) -> Json:
    """One member; somebody who is not there has the status `left`."""
    chat, user_id = _known_chat(sim, call), call.values["user_id"]
    if user_id == sim.world.bot["id"]:
        return bot_member(sim, chat.bot_status)
    person = sim.world.people.get(user_id)
    if person is None:
        raise bad_request("user not found")
    status = "member" if user_id in chat.members else "left"
    return {"user": person.user(), "status": status}


@answers("getChatMemberCount")
def get_chat_member_count(sim: Simulator, call: Call) -> int:
    """How many people are there, the bot among them."""
    return len(_known_chat(sim, call).members) + 1


@answers("getChatAdministrators")
def get_chat_administrators(sim: Simulator, call: Call) -> list[Json]:
    """The bot, if it is one; bots other than oneself are never listed."""
    chat = _known_chat(sim, call)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [bot_member(sim, chat.bot_status)] if chat.bot_status == "administrator" else []


@answers("leaveChat")
def leave_chat(sim: Simulator, call: Call) -> bool:
    """The bot leaves a group or a channel."""
    chat = writable_chat(sim, call)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    return True
