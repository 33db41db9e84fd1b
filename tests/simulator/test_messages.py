"""The bot's messages: who may get them, how they change and go."""

from __future__ import annotations

import pytest

from tests.simulator.conftest import Api, Refusal, inline


async def test_a_bot_cannot_write_first(api: Api) -> None:
    """Somebody who never started the bot cannot be written to."""
    person = (await api.act("people", first_name="Jan"))["id"]

    with pytest.raises(Refusal, match="Forbidden: bot can't initiate conversation with a user"):
        await api.call("sendMessage", chat_id=person, text="Halo?")


async def test_a_blocked_bot_is_forbidden_and_told(api: Api) -> None:
    """Blocking ends sending and reaches the bot as my_chat_member; so does unblocking."""
    ania = await api.resident()
    await api.act("block", person=ania)

    with pytest.raises(Refusal, match="Forbidden: bot was blocked by the user") as refused:
        await api.call("sendMessage", chat_id=ania, text="Halo?")
    await api.act("unblock", person=ania)
    statuses = [u["my_chat_member"]["new_chat_member"]["status"] for u in await api.updates()]

    assert refused.value.status == 403
    assert statuses == ["kicked", "member"]
    assert await api.call("sendMessage", chat_id=ania, text="Dzień dobry")


async def test_an_unchanged_edit_is_refused(api: Api) -> None:
    """The same text and buttons are an error; the same text without buttons is a change."""
    ania = await api.resident()
    markup = inline([("Tak", "t")])
    sent = await api.call(
        "sendMessage", chat_id=ania, text="<b>Tak?</b>", parse_mode="HTML", reply_markup=markup
    )
    same = {
        "chat_id": ania,
        "message_id": sent["message_id"],
        "text": "Tak?",
        "entities": [{"type": "bold", "offset": 0, "length": 4}],
    }

    with pytest.raises(Refusal) as refused:
        await api.call("editMessageText", **same, reply_markup=markup)
    changed = await api.call("editMessageText", **same)

    assert str(refused.value) == (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    assert "reply_markup" not in changed
    assert changed["edit_date"] == changed["date"]


async def test_only_own_and_editable_messages_can_be_edited(api: Api) -> None:
    """Not a person's message, not one that is gone, not one under a reply keyboard."""
    ania = await api.resident()
    hers = (await api.act("send", person=ania, chat=ania, text="hej"))["messages"][0]
    keyboard = {"keyboard": [[{"text": "Menu"}]]}
    fixed = await api.call("sendMessage", chat_id=ania, text="x", reply_markup=keyboard)

    refusals = []
    for number in (hers["message_id"], fixed["message_id"], 999):
        with pytest.raises(Refusal) as refused:
            await api.call("editMessageText", chat_id=ania, message_id=number, text="y")
        refusals.append(str(refused.value).removeprefix("Bad Request: "))

    assert refusals == ["message can't be edited"] * 2 + ["message to edit not found"]


async def test_deleting_works_for_two_days(api: Api) -> None:
    """deleteMessage refuses what is gone or older than 48 hours; deleteMessages skips it."""
    ania = await api.resident()
    first = await api.call("sendMessage", chat_id=ania, text="1")
    second = await api.call("sendMessage", chat_id=ania, text="2")
    await api.call("deleteMessage", chat_id=ania, message_id=first["message_id"])
    api.hand.seconds += 49 * 3600

    with pytest.raises(Refusal, match="message to delete not found"):
        await api.call("deleteMessage", chat_id=ania, message_id=first["message_id"])
    with pytest.raises(Refusal, match="message can't be deleted for everyone"):
        await api.call("deleteMessage", chat_id=ania, message_id=second["message_id"])
    numbers = [first["message_id"], second["message_id"]]
    assert await api.call("deleteMessages", chat_id=ania, message_ids=numbers) is True


async def test_a_tap_is_answered_once_and_in_time(api: Api) -> None:
    """The second answer and a late one are refused as too old."""
    ania = await api.resident()
    sent = await api.call(
        "sendMessage", chat_id=ania, text="?", reply_markup=inline([("Tak", "t"), ("Nie", "n")])
    )
    tap = {"person": ania, "chat": ania, "message_id": sent["message_id"]}
    await api.act("tap", **tap, row=0, column=1)
    await api.act("tap", **tap, data="t")
    second, first = (u["callback_query"] for u in (await api.updates())[::-1])

    await api.call("answerCallbackQuery", callback_query_id=first["id"], text="Dziękuję")
    with pytest.raises(Refusal, match="query is too old and response timeout expired"):
        await api.call("answerCallbackQuery", callback_query_id=first["id"])
    api.hand.seconds += 61
    with pytest.raises(Refusal, match="query is too old"):
        await api.call("answerCallbackQuery", callback_query_id=second["id"])

    assert (first["data"], second["data"]) == ("n", "t")
    assert first["message"]["text"] == "?"


async def test_replies_copies_and_forwards(api: Api) -> None:
    """A reply shows what it answers; a copy is the bot's own; a forward names its origin."""
    ania, jan = await api.resident(), await api.resident("Jan")
    hers = (await api.act("send", person=ania, chat=ania, text="*pytanie* @x_bot"))["messages"][0]
    number = hers["message_id"]

    reply = await api.call(
        "sendMessage", chat_id=ania, text="odp", reply_parameters={"message_id": number}
    )
    source = {"from_chat_id": ania, "message_id": number}
    copied = await api.call("copyMessage", chat_id=jan, **source)
    forwarded = await api.call("forwardMessage", chat_id=jan, **source)
    seen = await api.look("messages", person=jan, chat=jan, after=copied["message_id"] - 1)

    assert reply["reply_to_message"]["text"] == "*pytanie* @x_bot"
    assert forwarded["forward_origin"]["sender_user"]["id"] == ania
    assert [m["text"] for m in seen] == ["*pytanie* @x_bot"] * 2
    with pytest.raises(Refusal, match="message to be replied not found"):
        await api.call(
            "sendMessage", chat_id=ania, text="x", reply_parameters={"message_id": 12345}
        )
    with pytest.raises(Refusal, match="message to copy not found"):
        await api.call("copyMessage", chat_id=jan, from_chat_id=ania, message_id=12345)


async def test_places_contacts_and_typing(api: Api) -> None:
    """Locations, venues and contacts come back as they were sent."""
    ania = await api.resident()
    place = {"chat_id": ania, "latitude": 52.1, "longitude": 21.0}

    location = await api.call("sendLocation", **place)
    venue = await api.call("sendVenue", **place, title="Biblioteka", address="ul. Szkolna 1")
    contact = await api.call("sendContact", chat_id=ania, phone_number="+48", first_name="Ola")

    assert location["location"] == {"latitude": 52.1, "longitude": 21.0}
    assert venue["venue"]["title"] == "Biblioteka"
    assert contact["contact"]["first_name"] == "Ola"
    assert await api.call("sendChatAction", chat_id=ania, action="typing") is True
    with pytest.raises(Refusal, match="wrong parameter action"):
        await api.call("sendChatAction", chat_id=ania, action="sleeping")


async def test_pins_and_reactions(api: Api) -> None:
    """A pin is a message and a field of the chat; a reaction shows on the message."""
    ania = await api.resident()
    sent = await api.call("sendMessage", chat_id=ania, text="ważne")
    place = {"chat_id": ania, "message_id": sent["message_id"]}

    await api.call("pinChatMessage", **place)
    await api.call("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
    chat = await api.call("getChat", chat_id=ania)
    seen = await api.look("messages", person=ania, chat=ania)

    assert chat["pinned_message"]["text"] == "ważne"
    assert seen[1]["reactions"] == [{"type": "emoji", "emoji": "👍"}]
    assert seen[2]["pinned_message"]["message_id"] == sent["message_id"]
    await api.call("unpinChatMessage", chat_id=ania)
    assert "pinned_message" not in await api.call("getChat", chat_id=ania)


async def test_a_mention_carries_the_person(api: Api) -> None:
    """tg://user names somebody the bot knows; nobody else can be mentioned."""
    ania = await api.resident()
    text = f'<a href="tg://user?id={ania}">Ania</a> i <a href="tg://user?id=5">ktoś</a>'

    sent = await api.call("sendMessage", chat_id=ania, text=text, parse_mode="HTML")

    assert sent["text"] == "Ania i ktoś"
    assert [(e["type"], e["user"]["first_name"]) for e in sent["entities"]] == [
        ("text_mention", "Ania")
    ]
