"""Posts → Bot API calls: the same for a preview and for every recipient.

A call's parameters are written once as JSON without the chat; for each recipient only the chat's
id is put before them.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from bot.domain.announcements import CAPTION_LIMIT, Media
from bot.domain.entities import Formatted
from bot.transport.keyboards import keyboard
from bot.views.screen import Post

METHODS = {
    "photo": "sendPhoto",
    "video": "sendVideo",
    "animation": "sendAnimation",
    "document": "sendDocument",
    "audio": "sendAudio",
    "voice": "sendVoice",
    "video_note": "sendVideoNote",
    "sticker": "sendSticker",
}
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Call(NamedTuple):
    """A method and its parameters without `chat_id`, as JSON text."""

    method: str
    rest: str

    def to(self, chat_id: int) -> str:
        """The parameters for one chat."""
        return f'{{"chat_id":{chat_id},{self.rest[1:]}'


def calls(post: Post) -> tuple[Call, ...]:
    """What a post takes, in order. The text and the buttons are always in the last call: an album
    takes no buttons, and what is too long for a caption stands below its picture. Media alone are
    sent without a word."""
    if post.media and not (post.body.text or post.rows):
        return _media(post.media)
    if captioned(post):
        media = post.media[0]
        params = {media.kind: media.file_id, **_caption(post), **_markup(post)}
        return (Call(METHODS[media.kind], _json(params)),)
    text = Call("sendMessage", _json({**_text(post), **_markup(post)}))
    return (*_media(post.media), text)


def edited(post: Post, message_id: int, *, caption: bool) -> Call:
    """The call that gives a sent post this text instead; `caption`: it stands under a picture."""
    where = {"message_id": message_id, **_markup(post)}
    if caption:
        return Call("editMessageCaption", _json({**where, **_caption(post)}))
    return Call("editMessageText", _json({**where, **_text(post)}))


def deleted(message_id: int) -> Call:
    """The call that takes a message away."""
    return Call("deleteMessage", _json({"message_id": message_id}))


def captioned(post: Post) -> bool:
    """Does the text stand under the one picture?"""
    return len(post.media) == 1 and post.body.length <= CAPTION_LIMIT


def _media(media: tuple[Media, ...]) -> tuple[Call, ...]:
    if not media:
        return ()
    if len(media) == 1:
        return (Call(METHODS[media[0].kind], _json({media[0].kind: media[0].file_id})),)
    album = [{"type": one.kind, "media": one.file_id} for one in media]
    return (Call("sendMediaGroup", _json({"media": album})),)


def _caption(post: Post) -> dict[str, Any]:
    return _formatted(post.body, "caption", "caption_entities")


def _text(post: Post) -> dict[str, Any]:
    return _formatted(post.body, "text", "entities")


def _formatted(body: Formatted, text: str, entities: str) -> dict[str, Any]:
    marked = {entities: list(body.entities)} if body.entities else {}
    return {text: body.text, **marked}


def _markup(post: Post) -> dict[str, Any]:
    return {"reply_markup": keyboard(post.rows)} if post.rows else {}
