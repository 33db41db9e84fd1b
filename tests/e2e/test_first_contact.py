"""First contact, told as a person would tell it: through the simulator, by what they read."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.services.turn import Office
from tests.conftest import Bot
from tests.people import Someone, Town, labels_of, text_of


async def owner_of(town: Town, bot: Bot, **who: Any) -> Someone:
    """Maria, who opened the link that the program printed."""
    maria = await town.person("Maria", **who)
    invitations = bot.running.services.invitations
    link = await invitations.owner_code(bot.clock.now())
    await maria.start(link.rpartition("=")[2])
    return maria


async def commands_in(office: Office, bot: Bot, person: Someone) -> list[str]:
    """The commands that the messenger lists in this chat."""
    scope = {"scope": {"type": "chat", "chat_id": person.id}}
    listed = await bot.running.api.call("getMyCommands", scope)
    return [one["command"] for one in listed]


async def test_a_stranger_reads_one_screen_and_begins(town: Town, bot: Bot) -> None:
    """Who asks, on what basis and which rights; one tap later there is a menu."""
    ania = await town.person("Ania")

    first = await ania.start()
    menu = await ania.tap("Zaczynamy")

    assert "Tu Biblioteka w Zalesiu" in text_of(first)
    assert labels_of(first)[0] == "Zaczynamy"
    assert labels_of(menu)[:3] == ["Warsztaty", "Moje zapisy", "Ankiety"]
    assert labels_of(menu)[-4:] == ["Moje dane", "Język", "Powiadomienia", "Pomoc"]


async def test_the_language_of_the_phone_is_guessed_and_can_be_changed(
    town: Town, bot: Bot
) -> None:
    """A Ukrainian phone is greeted in Ukrainian; Polish is one tap away."""
    olena = await town.person("Олена", language_code="uk")

    first = await olena.start()
    await olena.tap_quietly("Polski")
    changed = await olena.sees("Dzień dobry!")

    assert "Добрий день!" in text_of(first)
    assert changed["message_id"] == first["message_id"]


async def test_maria_runs_the_bot_and_invites_halina(town: Town, bot: Bot) -> None:
    """The printed link, the panel, a link for Halina; Maria hears when she comes."""
    maria, halina = await owner_of(town, bot), await town.person("Halina")

    await maria.say("/panel")
    await maria.tap("Ludzie")
    shown = await maria.tap("Zaproś bibliotekarza")
    code = text_of(shown).partition("?start=")[2].split()[0]
    await halina.start(code)
    await halina.tap("Zaczynamy")

    await maria.sees("Zaproszenie przyjęte: Halina.")
    assert "Panel · Biblioteka w Zalesiu" in text_of(await halina.tap("Panel"))


async def test_staff_get_their_own_commands(town: Town, bot: Bot) -> None:
    """In their own chat; a resident's list has no panel."""
    maria = await owner_of(town, bot)
    office = bot.running.office

    async def look() -> list[str] | None:
        return await commands_in(office, bot, maria) or None

    assert "panel" in await town.until(look, "Maria's commands")
    listed = await bot.running.api.call("getMyCommands")
    assert "panel" not in [one["command"] for one in listed]


async def test_the_bot_is_described_in_three_languages(town: Town, bot: Bot) -> None:
    """What people read before they press Start."""

    async def look(language: str, words: str) -> bool:
        where = {"language_code": language} if language else {}
        found = await bot.running.api.call("getMyDescription", where)
        return str(found["description"]).startswith(words)

    for language, words in (("", "Tu Biblio"), ("uk", "Це Biblio"), ("en", "This is Biblio")):
        assert await town.until(partial(look, language, words), f"a description: {words}")


async def test_everything_about_me_comes_as_a_file_and_can_be_erased(town: Town, bot: Bot) -> None:
    """After the goodbye the database knows nobody."""
    ania = await town.person("Ania")
    await ania.start()
    await ania.tap("Zaczynamy")

    await ania.say("/mojedane")
    await ania.sees("To samo jako plik.")
    await ania.say("/usun")
    goodbye = await ania.tap("Tak, usuń moje dane")

    assert "Twoje dane są usunięte" in text_of(goodbye)
    count = "SELECT count(*) FROM person"
    people = await bot.running.office.db.read(lambda tx: tx.execute(count).fetchone())
    assert people == (0,)


async def test_unexpected_things_get_a_friendly_word(town: Town, bot: Bot) -> None:
    """Outside a survey too: an unknown command, a sticker, a place."""
    ania = await town.person("Ania")
    await ania.start()
    await ania.tap("Zaczynamy")

    unknown = await ania.say("/foo")
    sticker = await ania.send_file("s.webp", b"RIFF0000WEBP", kind="sticker")

    for message in (unknown, sticker):
        assert "Menu" in labels_of(message)
