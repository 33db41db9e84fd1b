"""What all sending methods share: who may be written to, replies, keyboards."""

from __future__ import annotations

from bot.simulator.conversation import add_message, show_chat, without_reply
from bot.simulator.failure import Json, bad_request, forbidden
from bot.simulator.formatting import formatted_limited
from bot.simulator.keyboards import checked_markup
from bot.simulator.schema import limit
from bot.simulator.simulator import Call, Simulator
from bot.simulator.world import Chat


def writable_chat(sim: Simulator, call: Call) -> Chat:
    """The chat of the call; raises Telegram's refusal if the bot may not write there."""
    chat = sim.world.chat(call.values["chat_id"])
    if chat.type == "private":
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
    elif chat.bot_status in ("kicked", "left"):
        kind = "channel" if chat.type == "channel" else chat.type
        why = "was kicked from" if chat.bot_status == "kicked" else "is not a member of"
        raise forbidden(f"bot {why} the {kind} chat")
    elif chat.type == "channel" and chat.bot_status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    return chat


def send(sim: Simulator, call: Call, content: Json, chat: Chat | None = None) -> Json:
    """Stores one message of the bot and returns the Bot API's Message."""
    chat = chat or writable_chat(sim, call)
    extra = reply_fields(chat, call.get("reply_parameters"))
    markup = checked_markup(call.get("reply_markup"), chat)
    if markup and "inline_keyboard" in markup:
        extra["reply_markup"] = markup
    if call.get("protect_content"):
        extra["has_protected_content"] = True
    if call.get("message_effect_id"):
        extra["effect_id"] = call.get("message_effect_id")
    message = add_message(sim, chat, sim.world.bot, {**content, **extra})
    if markup and "inline_keyboard" not in markup:
        _keyboard(sim, chat, message, markup)
    return message


def _keyboard(sim: Simulator, chat: Chat, message: Json, markup: Json) -> None:
    chat.fixed.add(message["message_id"])
    for person_id in chat.members:
        if "keyboard" in markup:
            chat.keyboards[person_id] = markup
        elif "remove_keyboard" in markup:
            chat.keyboards.pop(person_id, None)
        if "force_reply" in markup:
            chat.forced[person_id] = {"message_id": message["message_id"], **markup}
        show_chat(sim, chat, person_id)


def reply_fields(chat: Chat, given: Json | None) -> Json:
    """`reply_to_message` for `reply_parameters`; a missing message is refused."""
    if not given or "message_id" not in given:
        return {}
    replied = chat.messages.get(given["message_id"])
    if replied is None:
        if given.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": without_reply(replied)}


def caption_fields(sim: Simulator, given: Json, owner: str) -> Json:
    """`caption` and `caption_entities` of a call or an InputMedia, parsed and measured."""
    if not given.get("caption"):
        return {}
    text, entities = formatted_limited(
        given["caption"],
        given.get("parse_mode"),
        given.get("caption_entities"),
        limit(owner, "caption"),
        "message caption is too long",
    )
    fields: Json = {"caption": text, "caption_entities": named(sim, entities)}
    if given.get("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    return {key: value for key, value in fields.items() if value}


def text_fields(sim: Simulator, call: Call) -> Json:
    """`text` and `entities` of a call, parsed and measured."""
    text, entities = formatted_limited(
        call.get("text") or "",
        call.get("parse_mode"),
        call.get("entities"),
        limit(call.method, "text"),
        "message is too long" if call.method == "sendMessage" else "MESSAGE_TOO_LONG",
    )
    if not text:
        raise bad_request("message text is empty")
    fields: Json = {"text": text}
    if entities:
        fields["entities"] = named(sim, entities)
    if call.get("link_preview_options"):
        fields["link_preview_options"] = call.get("link_preview_options")
    return fields


def named(sim: Simulator, entities: list[Json]) -> list[Json]:
    """Entities with whole users in mentions; an unknown person is not mentioned."""
    if all(entity["type"] != "text_mention" for entity in entities):
        return entities
    known = []
    for entity in entities:
        person = sim.world.people.get(entity.get("user", {}).get("id", 0))
        if person is not None:
            known.append({**entity, "user": person.user()})
        elif entity["type"] != "text_mention":
            known.append(entity)
    return known
