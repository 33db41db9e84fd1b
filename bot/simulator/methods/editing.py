"""Changing and deleting what the bot sent."""

from __future__ import annotations

from bot.simulator.conversation import change_message, remove_messages
from bot.simulator.failure import NOT_MODIFIED, Json, bad_request
from bot.simulator.keyboards import checked_inline
from bot.simulator.media import media_content, media_kind
from bot.simulator.methods.envelope import caption_fields, text_fields, writable_chat
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator
from bot.simulator.world import Chat

DELETABLE_SECONDS = 48 * 3600
Names = frozenset[str]
TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def editable(sim: Simulator, call: Call) -> tuple[Chat, Json]:
    """The chat and the bot's own message of an edit; raises if there is none."""
    if "inline_message_id" in call.values:
        raise bad_request("MESSAGE_ID_INVALID")
    for name in ("chat_id", "message_id"):
        if name not in call.values:
            raise bad_request("message identifier is not specified")
    chat = writable_chat(sim, call)
    message = chat.messages.get(call.values["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    author = message.get("from") or message["sender_chat"]
    own = author["id"] == (chat.id if chat.type == "channel" else sim.world.bot["id"])
    if not own:
        raise bad_request("message can't be edited")
    if message["message_id"] in chat.fixed or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _replace(sim: Simulator, call: Call, place: tuple[Chat, Json], new: Json, old: Names) -> Json:
    """Puts `new` in place of the fields `old`; the keyboard is always replaced."""
    chat, message = place
    markup = checked_inline(call.get("reply_markup"))
    kept = {k: v for k, v in message.items() if k not in old and k != "reply_markup"}
    changed = {**kept, **new, **({"reply_markup": markup} if markup else {})}
    if changed == message:
        raise bad_request(NOT_MODIFIED)
    return change_message(sim, chat, changed, silently=not old)


@answers("editMessageText")
def edit_message_text(sim: Simulator, call: Call) -> Json:
    """Another text in place of the old one; without `reply_markup` the buttons go."""
    if "text" not in call.values:
        raise bad_request("message text is empty")
    chat, message = editable(sim, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(sim, call, (chat, message), text_fields(sim, call), frozenset(TEXT))


@answers("editMessageCaption")
def edit_message_caption(sim: Simulator, call: Call) -> Json:
    """Another caption, or none."""
    chat, message = editable(sim, call)
    if media_kind(message) is None:
        raise bad_request("there is no caption in the message to edit")
    new = caption_fields(sim, call.values, "editMessageCaption")
    return _replace(sim, call, (chat, message), new, frozenset(CAPTION))


@answers("editMessageMedia")
def edit_message_media(sim: Simulator, call: Call) -> Json:
    """Another picture, film, sound or document, with its caption."""
    chat, message = editable(sim, call)
    media = call.values["media"]
    content = media_content(sim.world, media["type"], media["media"], call.uploads, media)
    new = {**content, **caption_fields(sim, media, f"InputMedia{media['type'].capitalize()}")}
    old = frozenset((media_kind(message) or "text", "document", *CAPTION, *TEXT))
    return _replace(sim, call, (chat, message), new, old)


@answers("editMessageReplyMarkup")
def edit_message_reply_markup(sim: Simulator, call: Call) -> Json:
    """Other buttons, or none; the message does not count as edited."""
    return _replace(sim, call, editable(sim, call), {}, frozenset())


@answers("deleteMessage")
def delete_message(sim: Simulator, call: Call) -> bool:
    """Deletes for everybody, within 48 hours."""
    chat = writable_chat(sim, call)
    message = chat.messages.get(call.values["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(sim, chat, message):
        raise bad_request("message can't be deleted for everyone")
    remove_messages(sim, chat, [message["message_id"]])
    return True


@answers("deleteMessages")
def delete_messages(sim: Simulator, call: Call) -> bool:
    """Deletes those that are there and may be deleted; skips the rest."""
    chat = writable_chat(sim, call)
    there = [chat.messages[n] for n in call.values["message_ids"] if n in chat.messages]
    gone = [m["message_id"] for m in there if _deletable(sim, chat, m)]
    remove_messages(sim, chat, gone)
    return True


def _deletable(sim: Simulator, chat: Chat, message: Json) -> bool:
    own = message.get("from", {}).get("id") == sim.world.bot["id"]
    allowed = own or chat.type == "private" or chat.bot_status == "administrator"
    return allowed and sim.world.now() - message["date"] < DELETABLE_SECONDS
