"""python-telegram-bot itself, talking to the simulator as to Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode

from tests.simulator.conftest import Api, png


@pytest.fixture
async def bot(api: Api) -> AsyncIterator[telegram.Bot]:
    """The library's bot with the simulator's address."""
    url = api.running.url
    bot = telegram.Bot(api.running.token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    async with bot:
        yield bot


async def test_it_knows_itself(bot: telegram.Bot) -> None:
    """getMe at the start."""
    assert bot.username == "trzecie_miejsce_bot"


async def test_a_conversation(api: Api, bot: telegram.Bot) -> None:
    """A question with buttons, a tap, an answer, an edit, a reply keyboard."""
    ania = await api.resident()
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Tak", callback_data="t")]])
    sent = await bot.send_message(ania, "*Idziesz?*", ParseMode.MARKDOWN_V2, reply_markup=keyboard)
    await api.act("tap", person=ania, chat=ania, message_id=sent.message_id, data="t")

    (update,) = await bot.get_updates(timeout=5)
    query = update.callback_query
    assert query is not None
    await query.answer("Dobrze")
    edited = await query.edit_message_text("Tak!")
    contact = ReplyKeyboardMarkup([[KeyboardButton("Numer", request_contact=True)]])
    asked = await bot.send_message(ania, "Numer?", reply_markup=contact)

    assert sent.entities[0].type == "bold"
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.reply_markup) == ("Tak!", None)
    assert asked.text == "Numer?"
    with pytest.raises(telegram.error.BadRequest, match="Message is not modified"):
        await query.edit_message_text("Tak!")


async def test_files_both_ways(api: Api, bot: telegram.Bot) -> None:
    """A picture, an album, another file in its place, a download."""
    ania = await api.resident()

    photo = await bot.send_photo(ania, png(), caption="<i>Plakat</i>", parse_mode="HTML")
    album = await bot.send_media_group(ania, [InputMediaPhoto(png(9, 9)), InputMediaPhoto(png())])
    replaced = await photo.edit_media(InputMediaDocument(b"a;b", filename="wyniki.csv"))
    file = await bot.get_file(album[0].photo[-1].file_id)
    content = await file.download_as_bytearray()

    assert photo.caption_entities[0].type == "italic"
    assert album[0].media_group_id == album[1].media_group_id
    assert isinstance(replaced, telegram.Message)
    assert replaced.document is not None
    assert replaced.document.file_name == "wyniki.csv"
    assert bytes(content) == png(9, 9)


async def test_commands_polls_and_chats(api: Api, bot: telegram.Bot) -> None:
    """Commands of a chat, a poll that is stopped, facts about a chat."""
    ania = await api.resident()
    scope = BotCommandScopeChat(ania)

    await bot.set_my_commands([BotCommand("panel", "Panel")], scope=scope, language_code="pl")
    commands = await bot.get_my_commands(scope=scope, language_code="pl")
    poll = await bot.send_poll(ania, "Kiedy?", ["rano", "wieczorem"], is_anonymous=False)
    stopped = await bot.stop_poll(ania, poll.message_id)
    chat = await bot.get_chat(ania)

    assert commands == (BotCommand("panel", "Panel"),)
    assert stopped.is_closed
    assert chat.first_name == "Ania"


async def test_refusals_become_the_librarys_errors(
    api: Api, bot: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forbidden, RetryAfter and ChatMigrated are recognised by their texts and parameters."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    ania = await api.resident()
    await api.act("faults", kind="429", method="sendMessage", retry_after=3)
    group = (await api.act("chats", type="group", title="Koło", people=[ania]))["id"]
    new = (await api.act("migrate", chat=group))["chat"]

    with pytest.raises(telegram.error.RetryAfter) as flood:
        await bot.send_message(ania, "x")
    with pytest.raises(telegram.error.ChatMigrated) as migrated:
        await bot.send_message(group, "x")
    await api.act("block", person=ania)
    with pytest.raises(telegram.error.Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ania, "x")

    assert flood.value.retry_after == timedelta(seconds=3)
    assert migrated.value.new_chat_id == new
