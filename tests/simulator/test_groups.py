"""Groups and channels: privacy mode, members, migration."""

from __future__ import annotations

import pytest

from tests.simulator.conftest import Api, Refusal


async def group(api: Api, people: list[int], **details: object) -> int:
    """A group with these people and the bot; its first update is confirmed."""
    given = {"type": "group", "title": "Koło gospodyń", "people": people, **details}
    chat = (await api.act("chats", **given))["id"]
    await api.updates()
    return int(chat)


async def test_a_plain_member_hears_only_what_concerns_it(api: Api) -> None:
    """In privacy mode: commands, replies to the bot, mentions of it."""
    ania = await api.resident()
    chat = await group(api, [ania])
    own = await api.call("sendMessage", chat_id=chat, text="Dzień dobry")
    say = {"person": ania, "chat": chat}

    await api.act("send", **say, text="cześć wszystkim")
    await api.act("send", **say, text="/pomoc")
    await api.act("send", **say, text="hej @trzecie_miejsce_bot")
    await api.act("send", **say, text="odpowiedź", reply_to=own["message_id"])
    heard = [update["message"]["text"] for update in await api.updates()]

    assert heard == ["/pomoc", "hej @trzecie_miejsce_bot", "odpowiedź"]


async def test_people_come_and_go(api: Api) -> None:
    """Joining and leaving are service messages; an administrator may ask for chat_member too."""
    ania, jan = await api.resident(), await api.resident("Jan")
    chat = await group(api, [ania], bot_admin=True)
    await api.call("getUpdates", allowed_updates=["message", "chat_member"])

    await api.act("join", person=jan, chat=chat)
    count = await api.call("getChatMemberCount", chat_id=chat)
    there = await api.call("getChatMember", chat_id=chat, user_id=jan)
    await api.act("leave", person=jan, chat=chat)
    gone = await api.call("getChatMember", chat_id=chat, user_id=jan)
    kinds = [next(key for key in u if key != "update_id") for u in await api.updates()]
    admins = await api.call("getChatAdministrators", chat_id=chat)

    assert (count, there["status"], gone["status"]) == (3, "member", "left")
    assert kinds == ["chat_member", "message", "message", "chat_member"]
    assert [admin["user"]["is_bot"] for admin in admins] == [True]


async def test_a_group_that_became_a_supergroup_says_so(api: Api) -> None:
    """A send to the old id is refused with the new one; both chats tell it."""
    ania = await api.resident()
    old = await group(api, [ania])

    new = (await api.act("migrate", chat=old))["chat"]
    with pytest.raises(Refusal, match="group chat was upgraded") as refused:
        await api.call("sendMessage", chat_id=old, text="x")
    first, second = (update["message"] for update in await api.updates())

    assert refused.value.body["parameters"] == {"migrate_to_chat_id": new}
    assert first["migrate_to_chat_id"] == second["chat"]["id"] == new
    assert await api.call("sendMessage", chat_id=new, text="x")


async def test_a_bot_that_left_cannot_write(api: Api) -> None:
    """leaveChat ends it."""
    chat = await group(api, [await api.resident()])

    await api.call("leaveChat", chat_id=chat)

    with pytest.raises(Refusal, match="Forbidden: bot is not a member of the group chat"):
        await api.call("sendMessage", chat_id=chat, text="x")


async def test_a_channel_needs_an_administrator(api: Api) -> None:
    """Only an administrator posts; the post has no personal author; @name finds the channel."""
    ania = await api.resident()
    closed = await group(api, [ania], type="channel")
    await group(api, [ania], type="channel", bot_admin=True, username="zalesie")

    with pytest.raises(Refusal, match="need administrator rights"):
        await api.call("sendMessage", chat_id=closed, text="x")
    post = await api.call("sendMessage", chat_id="@zalesie", text="Ogłoszenie")
    edited = await api.call(
        "editMessageText", chat_id="@zalesie", message_id=post["message_id"], text="Nowe"
    )

    assert post["sender_chat"]["username"] == "zalesie"
    assert "from" not in post
    assert edited["text"] == "Nowe"


async def test_asking_for_a_contact_is_private(api: Api) -> None:
    """request_contact is refused in a group."""
    chat = await group(api, [await api.resident()])
    keyboard = {"keyboard": [[{"text": "Numer", "request_contact": True}]]}

    with pytest.raises(Refusal, match="phone number can be requested in private chats only"):
        await api.call("sendMessage", chat_id=chat, text="x", reply_markup=keyboard)
