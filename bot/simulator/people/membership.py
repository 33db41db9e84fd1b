"""Blocking the bot, and who is in a group."""

from __future__ import annotations

from bot.simulator.conversation import add_message, show_chat, tell_bot
from bot.simulator.failure import Json
from bot.simulator.simulator import Simulator
from bot.simulator.world import BotStatus, Chat, Person

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_manage_video_chats",
    "can_pin_messages",
    "can_send_welcome_messages",
)
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")  # nobody writes there without


def bot_member(sim: Simulator, status: BotStatus, kind: str = "private") -> Json:
    """The bot's own ChatMember in `status`, in a chat of this type."""
    member: Json = {"user": sim.world.bot, "status": status}
    if status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False}
        member |= dict.fromkeys(ADMIN_RIGHTS, True)
        if kind == "channel":
            member |= dict.fromkeys(CHANNEL_RIGHTS, True)
    elif status == "kicked":
        member["until_date"] = 0
    return member


def my_chat_member(sim: Simulator, chat: Chat, actor: Person, status: BotStatus) -> None:
    """Tells the bot that somebody changed its place in a chat, and changes it."""
    update = {
        "chat": chat.json(),
        "from": actor.user(),
        "date": sim.world.date(),
        "old_chat_member": bot_member(sim, chat.bot_status, chat.type),
        "new_chat_member": bot_member(sim, status, chat.type),
    }
    chat.bot_status = status
    sim.updates.put("my_chat_member", update)


def block(sim: Simulator, person: Person) -> None:
    """The person blocks the bot."""
    chat = sim.world.chats[person.id]
    if not chat.blocked:
        my_chat_member(sim, chat, person, "kicked")
        chat.blocked = True
        show_chat(sim, chat, person.id)


def unblock(sim: Simulator, person: Person) -> None:
    """The person lets the bot write again."""
    chat = sim.world.chats[person.id]
    if chat.blocked:
        my_chat_member(sim, chat, person, "member")
        chat.blocked = False
        show_chat(sim, chat, person.id)


def join(sim: Simulator, person: Person, chat: Chat) -> None:
    """The person joins a group or a channel."""
    if person.id not in chat.members:
        chat.members.add(person.id)
        chat_member(sim, chat, person, "left", "member")
        _note(sim, chat, person, {"new_chat_members": [person.user()]})
        show_chat(sim, chat, person.id)


def leave(sim: Simulator, person: Person, chat: Chat) -> None:
    """The person leaves a group or a channel."""
    if person.id in chat.members:
        _note(sim, chat, person, {"left_chat_member": person.user()})
        chat.members.discard(person.id)
        chat_member(sim, chat, person, "member", "left")
        sim.events.publish(person.id, "chat", {"chat": chat.id, "id": chat.id, "left": True})


def _note(sim: Simulator, chat: Chat, person: Person, content: Json) -> None:
    if chat.type != "channel":
        tell_bot(sim, chat, add_message(sim, chat, person.user(), content))


def chat_member(sim: Simulator, chat: Chat, person: Person, old: str, new: str) -> None:
    """Tells the bot, if it asked for this kind of update, that a person came or went."""
    if chat.bot_status == "administrator":
        user = person.user()
        update = {"chat": chat.json(), "from": user, "date": sim.world.date()}
        members = {
            "old_chat_member": {"user": user, "status": old},
            "new_chat_member": {"user": user, "status": new},
        }
        sim.updates.put("chat_member", {**update, **members})
