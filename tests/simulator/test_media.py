"""Files of the bot: uploads, albums, sending again, limits."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator import media
from tests.simulator.conftest import Api, Refusal, png

SENDS = {
    "sendPhoto": "photo",
    "sendDocument": "document",
    "sendVideo": "video",
    "sendAudio": "audio",
    "sendVoice": "voice",
    "sendAnimation": "animation",
    "sendSticker": "sticker",
}


@pytest.mark.parametrize(("method", "kind"), SENDS.items())
async def test_a_file_is_sent_and_sent_again(api: Api, method: str, kind: str) -> None:
    """An upload gives a file_id, which sends the same file without an upload."""
    ania = await api.resident()

    first = await api.call(method, {f"{kind}/plakat.png": png()}, chat_id=ania)
    file = first[kind][-1] if kind == "photo" else first[kind]
    again = await api.call(method, chat_id=ania, **{kind: file["file_id"]})

    assert again[kind] == first[kind]
    with pytest.raises(Refusal, match="wrong file identifier"):
        await api.call(method, chat_id=ania, **{kind: "AgACnothing"})


async def test_an_album_has_2_to_10_items_of_fitting_kinds(api: Api) -> None:
    """Items attached by name come as messages of one group."""
    ania = await api.resident()
    photo: dict[str, Any] = {"type": "photo", "media": "attach://a"}
    pair = [{**photo, "caption": "<b>Jeden</b>", "parse_mode": "HTML"}, photo]
    files = {"a/a.png": png()}

    sent = await api.call("sendMediaGroup", files, chat_id=ania, media=pair)

    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    assert sent[0]["caption_entities"][0]["type"] == "bold"
    with pytest.raises(Refusal, match="between 2 and 10"):
        await api.call("sendMediaGroup", files, chat_id=ania, media=[photo])
    mixed = [photo, {"type": "document", "media": "attach://a"}]
    with pytest.raises(Refusal, match="document can't be mixed"):
        await api.call("sendMediaGroup", files, chat_id=ania, media=mixed)
    wrong = [photo, {"type": "photo", "media": "attach://b"}]
    with pytest.raises(Refusal, match='file "b" attached by name'):
        await api.call("sendMediaGroup", files, chat_id=ania, media=wrong)


async def test_media_and_captions_are_edited(api: Api) -> None:
    """A picture gives way to a document; a caption changes or goes; a text has none."""
    ania = await api.resident()
    sent = await api.call("sendPhoto", {"photo/a.png": png()}, chat_id=ania, caption="stary")
    place = {"chat_id": ania, "message_id": sent["message_id"]}

    captioned = await api.call("editMessageCaption", **place, caption="nowy")
    bare = await api.call("editMessageCaption", **place)
    replaced = await api.call(
        "editMessageMedia",
        {"d/raport.csv": b"a;b"},
        **place,
        media={"type": "document", "media": "attach://d", "caption": "Raport"},
    )
    text = await api.call("sendMessage", chat_id=ania, text="x")

    assert captioned["caption"] == "nowy"
    assert "caption" not in bare
    assert (replaced["document"]["file_name"], replaced["caption"]) == ("raport.csv", "Raport")
    assert "photo" not in replaced
    with pytest.raises(Refusal, match="there is no caption in the message to edit"):
        await api.call(
            "editMessageCaption", chat_id=ania, message_id=text["message_id"], caption="x"
        )
    with pytest.raises(Refusal, match="there is no text in the message to edit"):
        await api.call("editMessageText", **place, text="x")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file must be non-empty"),
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (png(2, 100), "PHOTO_INVALID_DIMENSIONS"),
        (png() + b"\x00" * media.MOST_PHOTO_BYTES, "too big for a photo"),
    ],
    ids=["empty", "unreadable", "too long", "too big"],
)
async def test_a_wrong_photo_is_refused(api: Api, content: bytes, words: str) -> None:
    """A photo is a readable picture, at most 10 MB, not 20 times longer than wide."""
    ania = await api.resident()

    with pytest.raises(Refusal, match=words):
        await api.call("sendPhoto", {"photo/a.png": content}, chat_id=ania)


async def test_a_file_over_the_limits_is_refused(api: Api) -> None:
    """Over 50 MB cannot be sent, over 20 MB cannot be fetched."""
    ania = await api.resident()
    large = b"\x00" * (media.MOST_DOWNLOAD_BYTES + 1)
    sent = await api.call("sendDocument", {"document/a.bin": large}, chat_id=ania)

    with pytest.raises(Refusal, match="file is too big"):
        await api.call("getFile", file_id=sent["document"]["file_id"])
    huge = b"\x00" * (media.MOST_UPLOAD_BYTES + 2 * 1024 * 1024)
    with pytest.raises(Refusal, match="Request Entity Too Large") as refused:
        await api.call("sendDocument", {"document/a.bin": huge}, chat_id=ania)
    assert refused.value.status == 413


async def test_a_long_caption_is_refused(api: Api) -> None:
    """A caption has 1024 characters at most."""
    ania = await api.resident()

    with pytest.raises(Refusal, match="message caption is too long"):
        await api.call("sendPhoto", {"photo/a.png": png()}, chat_id=ania, caption="ą" * 1025)
