"""What people do, as the bot sees it."""

from __future__ import annotations

import pytest

from tests.simulator.conftest import Api, Refusal, png


async def test_a_deep_link_starts_the_bot(api: Api) -> None:
    """Start sends `/start payload`; a payload has only letters that a link takes."""
    person = (await api.act("people", first_name="Ania", language_code="uk"))["id"]

    await api.act("start", person=person, payload="ankieta_7")
    message = (await api.updates())[0]["message"]

    assert message["text"] == "/start ankieta_7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"]["language_code"] == "uk"
    with pytest.raises(Refusal, match="payload"):
        await api.act("start", person=person, payload="ą b")


async def test_a_long_text_becomes_several_messages(api: Api) -> None:
    """Clients cut at 4096 UTF-16 units, never inside a character."""
    ania = await api.resident()

    await api.act("send", person=ania, chat=ania, text="a" * 4095 + "😀" * 3000)
    texts = [update["message"]["text"] for update in await api.updates()]

    assert [len(text.encode("utf-16-le")) // 2 for text in texts] == [4095, 4096, 1904]
    assert "".join(texts) == "a" * 4095 + "😀" * 3000


async def test_an_album_is_several_updates_of_one_group(api: Api) -> None:
    """Pictures sent together share a media_group_id; the caption is on the first."""
    ania = await api.resident()

    await api.share(
        [("a.png", png()), ("b.png", png())], person=ania, chat=ania, kind="photo", caption="dwa"
    )
    first, second = (update["message"] for update in await api.updates())

    assert first["media_group_id"] == second["media_group_id"]
    assert (first.get("caption"), second.get("caption")) == ("dwa", None)


@pytest.mark.parametrize("kind", ["photo", "document", "video", "audio", "voice", "sticker"])
async def test_what_people_upload_can_be_downloaded(api: Api, kind: str) -> None:
    """getFile gives a path under which the same bytes are."""
    ania = await api.resident()
    await api.share([("żółw.png", png(1600, 900))], person=ania, chat=ania, kind=kind)
    message = (await api.updates())[0]["message"]
    media = message["photo"][-1] if kind == "photo" else message[kind]

    path = (await api.call("getFile", file_id=media["file_id"]))["file_path"]
    address = f"{api.running.url}/file/bot{api.running.token}/{path}"
    async with api.session.get(address) as answer:
        content = await answer.read()
    async with api.session.get(f"{api.running.url}/sim/file/{media['file_id']}") as shown:
        same = await shown.read()

    assert content == same == png(1600, 900)
    if kind == "photo":
        sizes = [(size["width"], size["height"]) for size in message["photo"]]
        assert sizes == [(90, 51), (320, 180), (800, 450), (1280, 720)]


async def test_contact_and_place_use_up_a_one_time_keyboard(api: Api) -> None:
    """A shared contact is the person's own; the keyboard that asked for it goes."""
    ania = await api.resident()
    keyboard = {
        "keyboard": [[{"text": "Mój numer", "request_contact": True}], [{"text": "Nie"}]],
        "one_time_keyboard": True,
        "input_field_placeholder": "Wybierz",
    }
    await api.call("sendMessage", chat_id=ania, text="Numer?", reply_markup=keyboard)
    asked = (await api.look("chats", person=ania))[0]["reply_keyboard"]

    await api.act("contact", person=ania, chat=ania)
    await api.act("location", person=ania, chat=ania, latitude=52, longitude=21.5)
    contact, place = (update["message"] for update in await api.updates())

    assert asked == keyboard
    assert contact["contact"]["user_id"] == ania
    assert place["location"] == {"latitude": 52.0, "longitude": 21.5}
    assert (await api.look("chats", person=ania))[0]["reply_keyboard"] is None


async def test_a_keyboard_stays_until_it_is_removed(api: Api) -> None:
    """Without one_time_keyboard it stays after use; ReplyKeyboardRemove takes it away."""
    ania = await api.resident()
    keyboard = {"keyboard": [[{"text": "Menu"}]]}
    await api.call("sendMessage", chat_id=ania, text="1", reply_markup=keyboard)
    await api.act("send", person=ania, chat=ania, text="Menu")
    kept = (await api.look("chats", person=ania))[0]["reply_keyboard"]

    await api.call("sendMessage", chat_id=ania, text="2", reply_markup={"remove_keyboard": True})
    await api.call("sendMessage", chat_id=ania, text="3", reply_markup={"force_reply": True})
    chat = (await api.look("chats", person=ania))[0]

    assert kept == keyboard
    assert chat["reply_keyboard"] is None
    assert chat["force_reply"]["message_id"] == chat["last"]["message_id"]


async def test_unread_counts_until_it_is_read(api: Api) -> None:
    """Only others' messages after the last look are unread."""
    ania = await api.resident()
    await api.call("sendMessage", chat_id=ania, text="1")
    await api.call("sendMessage", chat_id=ania, text="2")
    before = (await api.look("chats", person=ania))[0]

    await api.act("read", person=ania, chat=ania)
    after = (await api.look("chats", person=ania))[0]

    assert (before["unread"], before["last"]["unread"]) == (2, True)
    assert (after["unread"], after["last"]["unread"]) == (0, False)


async def test_a_chat_reads_as_text(api: Api) -> None:
    """A line for each message, a line for each row of buttons."""
    ania = await api.resident()
    markup = {"inline_keyboard": [[{"text": "Tak", "callback_data": "t"}]]}
    await api.call("sendMessage", chat_id=ania, text="Idziesz?", reply_markup=markup)
    await api.call("sendPhoto", {"photo/a.png": png()}, chat_id=ania, caption="Plakat")

    text = await api.look("text", person=ania, chat=ania)

    assert text.splitlines() == [
        "Ja: /start",
        "Trzecie Miejsce: Idziesz?",
        "[Tak]",
        "Trzecie Miejsce: <photo> Plakat",
    ]


async def test_nobody_acts_in_anothers_chat(api: Api) -> None:
    """A private chat belongs to one person; wrong fields are named."""
    ania, jan = await api.resident(), await api.resident("Jan")

    with pytest.raises(Refusal, match="no such chat"):
        await api.act("send", person=jan, chat=ania, text="x")
    with pytest.raises(Refusal, match="no such person"):
        await api.act("send", person=5, chat=ania, text="x")
    with pytest.raises(Refusal, match="text must be a string"):
        await api.act("send", person=ania, chat=ania)
    with pytest.raises(Refusal, match="no button"):
        await api.act("tap", person=ania, chat=ania, message_id=1, data="x")


async def test_a_url_button_asks_the_bot_nothing(api: Api) -> None:
    """A link opens in the person's browser; no update."""
    ania = await api.resident()
    markup = {"inline_keyboard": [[{"text": "Strona", "url": "https://x.pl"}]]}
    sent = await api.call("sendMessage", chat_id=ania, text="x", reply_markup=markup)

    opened = await api.act(
        "tap", person=ania, chat=ania, message_id=sent["message_id"], row=0, column=0
    )

    assert opened == {"url": "https://x.pl"}
    assert await api.updates() == []
