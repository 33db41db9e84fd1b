"""Announcements, told as people see them: through the simulator, by what they read and tap."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import aiohttp

from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.people import Message, Someone, Town, buttons_of, labels_of, text_of

POSTER = qr_png("https://example.com")


async def composed(maria: Someone, words: str = "Noc bibliotek w piątek!") -> Message:
    """From /ogloszenie to the last question."""
    await maria.say("/ogloszenie")
    await maria.say(words)
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    return await maria.sees("Wysłać?")


async def test_maria_writes_to_those_who_asked_for_news(
    maria: Someone, readers: list[Someone]
) -> None:
    """Text, to whom, when, the preview, one confirmation; then the figures."""
    await maria.say("/ogloszenie")
    whom = await maria.say("Noc bibliotek w piątek!")
    when = await maria.tap("Chcą wiadomości (3)")
    await maria.tap("Teraz")
    asked = await maria.sees("Wysłać?")
    await maria.tap("Wyślij")

    assert "Komu?" in text_of(whom)
    assert "Kiedy?" in text_of(when)
    assert "3 osoby, około 1 sekundy." in text_of(asked)
    for person in readers[:3]:
        assert labels_of(await person.sees("Noc bibliotek")) == ["Ustawienia powiadomień"]
    await maria.sees("Wysłano do 3 osób.")
    assert "Noc bibliotek" not in await readers[3].chat()


async def sent(town: Town, method: str, person: Someone) -> list[dict[str, Any]]:
    """The calls of this method to this person, without the chat's id."""
    calls = [call["params"] for call in await town.get("calls", method=method)]
    mine = [call for call in calls if call["chat_id"] == person.id]
    return [{key: value for key, value in call.items() if key != "chat_id"} for call in mine]


async def bold_text(town: Town, person: Someone, text: str, word: str) -> Message:
    """Type a text in which one word is bold."""
    offset = len(text[: text.index(word)].encode("utf-16-le")) // 2
    bold = {"type": "bold", "offset": offset, "length": len(word)}
    return await person.act("send", chat=person.id, text=text, entities=[bold])


async def test_a_stray_photo_reaches_nobody(maria: Someone, readers: list[Someone]) -> None:
    """It is asked about; „Nic” forgets it."""
    asked = await maria.send_file("plakat.png", POSTER, kind="photo")
    nothing = await maria.tap("Nic")

    assert "Co to jest?" in text_of(asked)
    assert "Nikt tego nie dostał" in text_of(nothing)
    assert all("photo" not in message for message in await readers[0].messages())


async def test_a_picture_needs_words_and_the_preview_is_what_people_get(
    town: Town, maria: Someone, readers: list[Someone]
) -> None:
    """The same calls but for the chat: formatting kept as typed, also behind an emoji."""
    await maria.send_file("plakat.png", POSTER, kind="photo")
    wordless = await maria.tap("Ogłoszenie")
    await bold_text(town, maria, "😀 Noc bibliotek", "bibliotek")
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    await maria.tap("Wyślij")
    await readers[0].sees("Noc bibliotek")

    assert "Nie każdy przeczyta plakat." in text_of(wordless)
    preview = (await sent(town, "sendPhoto", maria))[-1]
    assert (await sent(town, "sendPhoto", readers[0])) == [preview]
    assert preview["caption_entities"] == [{"type": "bold", "offset": 7, "length": 9}]


async def test_an_album_goes_with_its_text_below(
    town: Town, maria: Someone, readers: list[Someone]
) -> None:
    """An album takes no buttons, so the text with the settings comes right after it."""
    form = aiohttp.FormData()
    fields = {"person": maria.id, "chat": maria.id, "kind": "photo", "caption": "Dwa zdjęcia"}
    for name, value in fields.items():
        form.add_field(name, str(value))
    for number in range(2):
        form.add_field("file", io.BytesIO(POSTER), filename=f"{number}.png")
    await town.post_form("upload", form)
    await maria.sees("Co to jest?")
    await maria.tap("Ogłoszenie")
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    await maria.tap("Wyślij")
    await maria.sees("Wysłano do 3 osób.")

    got = [m for m in await readers[0].messages() if "photo" in m or "Dwa" in text_of(m)]
    assert ["photo" in message for message in got] == [True, True, False]
    assert labels_of(got[-1]) == ["Ustawienia powiadomień"]


async def test_everything_can_be_typed(bot: Bot, maria: Someone, readers: list[Someone]) -> None:
    """Numbers, words and a time; it goes by itself when its hour comes."""
    await maria.say("/ogloszenie")
    await maria.say("Ferie w bibliotece")
    await maria.say("1")
    await maria.say("jutro 10")
    planned = await maria.say("wyślij")
    bot.clock.advance(hours=22)

    assert "Zaplanowano." in text_of(planned)
    assert "jutro, godz. 10.00" in text_of(planned)
    await readers[1].sees("Ferie w bibliotece")
    await maria.sees("Wysłano do 3 osób.")


async def test_a_second_confirmation_sends_nothing_twice(
    maria: Someone, readers: list[Someone]
) -> None:
    """A double tap on „Wyślij” is a note."""
    asked = await composed(maria)
    place = next((row, column) for row, column, button in buttons_of(asked)
                 if button["text"] == "Wyślij")  # fmt: skip
    where = {"message_id": asked["message_id"], "row": place[0], "column": place[1]}
    await asyncio.gather(*(maria.tap_quietly("Wyślij", **where) for _ in range(3)))
    await maria.sees("Wysłano do 3 osób.")

    assert (await readers[0].chat()).count("Noc bibliotek") == 1


async def test_what_was_sent_is_corrected_and_then_withdrawn(
    maria: Someone, readers: list[Someone]
) -> None:
    """Edited where it stands, with its button; then gone."""
    await composed(maria, "Noc bibliotek w piątek!")
    await maria.tap("Wyślij")
    first = await readers[0].sees("Noc bibliotek")
    await maria.sees("Wysłano do 3 osób.")

    await maria.tap("Popraw treść")
    await maria.say("Noc bibliotek w sobotę!")
    await maria.sees("Poprawić?")
    await maria.tap("Wyślij")
    second = await readers[0].sees("w sobotę")
    await maria.sees("Poprawiono u 3 osób.")
    await maria.tap("Wycofaj")
    await maria.tap("Tak, wycofaj")
    await maria.sees("Usunięto u 3 osób.")

    assert second["message_id"] == first["message_id"]
    assert labels_of(second) == ["Ustawienia powiadomień"]
    assert "Noc bibliotek" not in await readers[0].chat()


async def test_late_in_the_evening_staff_are_asked_once(
    bot: Bot, maria: Someone, readers: list[Someone]
) -> None:
    """In the morning: it waits for the end of the quiet hours."""
    bot.clock.advance(hours=10)
    await composed(maria)
    late = await maria.tap("Wyślij")
    planned = await maria.tap("Rano")
    bot.clock.advance(hours=10, minutes=6)

    assert "Jest już późno." in text_of(late)
    assert "godz. 8.00" in text_of(planned)
    await readers[0].sees("Noc bibliotek")


async def test_a_channel_gets_it_without_settings(
    town: Town, bot: Bot, maria: Someone, readers: list[Someone]
) -> None:
    """Where the bot is an administrator; nobody there has settings of their own."""
    channel = await town.post(
        "chats", type="channel", title="Zalesie", bot_admin=True, people=[readers[0].id]
    )
    await maria.say("/ogloszenie")
    await maria.say("Do wszystkich na kanale")
    await maria.tap("Wybierz…")
    await maria.tap("Grupa lub kanał: Zalesie")
    await maria.tap("Teraz")
    await maria.tap("Wyślij")
    await maria.sees("Wysłano do 1 osoby.")

    posts = await town.get("messages", person=readers[0].id, chat=channel["id"])
    assert [labels_of(post) for post in posts if "na kanale" in text_of(post)] == [[]]


async def test_a_draft_hears_its_author_before_a_survey_does(
    maria: Someone, readers: list[Someone]
) -> None:
    """A command puts it aside; the list leads back to it."""
    await maria.say("/ogloszenie")
    await maria.say("Szkic o feriach")
    await maria.say("/panel")
    elsewhere = await maria.say("jutro 10")
    await maria.say("/ogloszenia")
    back = await maria.tap("Szkic o feriach")

    assert "Kiedy?" not in text_of(elsewhere)
    assert "Komu?" in text_of(back)


async def test_old_announcements_are_used_again(maria: Someone, readers: list[Someone]) -> None:
    """The history has figures; a copy asks only when."""
    await composed(maria)
    await maria.tap("Wyślij")
    await maria.sees("Wysłano do 3 osób.")
    listed = await maria.say("/ogloszenia")
    told = await maria.say("/ogloszenie 1")
    await maria.say("/ogloszenie 1 użyj jeszcze raz")
    asked = await maria.sees("Kiedy?")

    assert "wysłane · 3 osoby mają tę wiadomość" in text_of(listed)
    assert "Użyj jeszcze raz" in labels_of(told)
    assert "Teraz" in labels_of(asked)


async def test_a_reader_has_the_button_in_their_language(
    town: Town, maria: Someone, readers: list[Someone]
) -> None:
    """The text is the author's; what is ours is rendered for each reader."""
    await readers[0].say("/jezyk")
    await readers[0].tap_quietly("Українська")
    await readers[0].sees("Меню")
    await composed(maria)
    await maria.tap("Wyślij")

    assert labels_of(await readers[0].sees("Noc bibliotek")) == ["Налаштування сповіщень"]
    assert labels_of(await readers[1].sees("Noc bibliotek")) == ["Ustawienia powiadomień"]
