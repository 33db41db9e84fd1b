"""Posts become the calls that Telegram takes: with every limit on the right side."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.announcements import CAPTION_LIMIT, Media
from bot.domain.entities import Formatted
from bot.transport.posts import calls, deleted, edited
from bot.views.actions import NotificationSettings
from bot.views.screen import Button, Post

SETTINGS = ((Button("Ustawienia powiadomień", NotificationSettings()),),)
MEDIA = st.lists(
    st.builds(Media, st.sampled_from(["photo", "video"]), st.text("abc", min_size=1)), max_size=10
)


@given(st.text("aż😀", min_size=1, max_size=3000), MEDIA)
def test_the_text_and_the_buttons_come_last_and_once(text: str, media: list[Media]) -> None:
    """Whatever there is of media: nothing is cut, doubled or over a limit."""
    post = Post(Formatted(text), tuple(media), SETTINGS)

    made = [(call.method, json.loads(call.to(7))) for call in calls(post)]

    assert all(params["chat_id"] == 7 for _, params in made)
    texts = [params.get("text") or params.get("caption") for _, params in made]
    assert texts == [None] * (len(made) - 1) + [text]
    assert ["reply_markup" in params for _, params in made] == [False] * (len(made) - 1) + [True]
    captions = [Formatted(params["caption"]).length for _, params in made if "caption" in params]
    assert all(length <= CAPTION_LIMIT for length in captions)
    shown = [item for _, params in made for item in params.get("media", ())]
    single = [params[kind] for _, params in made for kind in ("photo", "video") if kind in params]
    assert [item["media"] for item in shown] + single == [one.file_id for one in media]


def test_a_quotation_mark_breaks_no_call() -> None:
    """Parameters are JSON text into which only a number is put."""
    post = Post(Formatted('„Cześć” "x" \\ {"chat_id":1}\n'))

    [call] = calls(post)

    assert json.loads(call.to(-100)) == {"chat_id": -100, "text": post.body.text}


def test_edits_and_deletions_name_their_message() -> None:
    """A caption under a picture, a text elsewhere."""
    post = Post(Formatted("Nowa"), (Media("photo", "id"),))

    caption, text = edited(post, 5, caption=True), edited(post, 5, caption=False)

    assert (caption.method, json.loads(caption.to(7))["caption"]) == ("editMessageCaption", "Nowa")
    assert (text.method, json.loads(text.to(7))["text"]) == ("editMessageText", "Nowa")
    assert json.loads(deleted(5).to(7)) == {"chat_id": 7, "message_id": 5}
