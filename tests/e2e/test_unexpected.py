"""What people do that nobody planned for: it gets a helpful word and loses nothing."""

from __future__ import annotations

import asyncio

import pytest

from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.e2e import diagnosis
from tests.e2e.test_resident import begun
from tests.people import Someone, Town, labels_of, text_of

FIRST = "Co najbardziej łączy Cię z naszą gminą?"
SECOND = "Jak często zaglądasz do biblioteki?"
PICTURE = qr_png("https://example.org")


def still_asks(message: dict[str, object]) -> bool:
    """The current question once more, with its buttons."""
    return FIRST in text_of(message) and "Mieszkam tutaj" in labels_of(message)


@pytest.mark.parametrize(
    ("kind", "name", "content", "words"),
    [
        ("sticker", "s.webp", b"RIFF0000WEBP", "Ładna naklejka!"),
        ("voice", "v.ogg", b"OggS0000", "Nie umiem słuchać nagrań."),
        ("photo", "p.png", PICTURE, "Tu nie potrzeba pliku."),
        ("document", "moje.xlsx", b"PK00", "Tu nie potrzeba pliku."),
    ],
)
async def test_something_else_than_words(
    town: Town, link: str, kind: str, name: str, content: bytes, words: str
) -> None:
    """A kind word on what it is, and the question again."""
    ania = await begun(town, link)

    said = await ania.send_file(name, content, kind)

    assert text_of(said).startswith(words)
    assert still_asks(said)


async def test_a_contact_and_a_place_nobody_asked_for(town: Town, link: str) -> None:
    """They are not kept, and that is said."""
    ania = await begun(town, link)

    contact = await ania.act("contact", chat=ania.id)
    place = await ania.act("location", chat=ania.id, latitude=52.1, longitude=20.3)

    for message in (contact, place):
        assert "Nie zachowuj" in text_of(message)
        assert still_asks(message)


async def test_words_that_are_no_answer(town: Town, link: str) -> None:
    """An unknown command, a word that is not among the answers, 10 000 characters."""
    ania = await begun(town, link)

    command = await ania.say("/costam")
    word = await ania.say("może")
    flood = await ania.say("x" * 10_000)

    assert text_of(command).startswith("Nie znam tego polecenia.")
    assert text_of(word).startswith("Nie ma odpowiedzi „może”.")
    assert text_of(flood).startswith("Nie ma odpowiedzi „xxx")
    for message in (command, word, flood):
        assert still_asks(message)


async def test_an_edited_message_changes_nothing_and_says_how(town: Town, link: str) -> None:
    """A typed answer is taken when it comes."""
    ania = await begun(town, link)
    await ania.say("mieszkam")
    typed = [one for one in await ania.messages() if one["out"]][-1]

    said = await ania.act("edit", chat=ania.id, message_id=typed["message_id"], text="bywam")

    assert "Zmian w wysłanych wiadomościach nie biorę pod uwagę." in text_of(said)
    assert SECOND in text_of(said)


async def test_taps_at_once_answer_once(town: Town, link: str) -> None:
    """Three taps on one button: one answer, one next question."""
    ania = await begun(town, link)
    first = {"message_id": (await ania.messages())[-1]["message_id"], "row": 0, "column": 0}

    await asyncio.gather(*(ania.tap_quietly("", **first) for _ in range(3)))
    await ania.sees(SECOND)
    await ania.say("wcale")
    await ania.sees("Co sprawia, że przychodzisz rzadko")

    said = await ania.chat()
    assert said.count("— Mieszkam tutaj") == 1
    assert said.count(SECOND) == 1


async def test_a_review_that_was_left_offers_nothing(town: Town, link: str) -> None:
    """Its buttons are gone with „Popraw”: nothing is handed in from further up."""
    ania = await begun(town, link)
    review = await ania.tap("Nic mnie nie łączy")
    await ania.tap("Popraw")
    await ania.say("1")
    asked = await ania.tap("Mieszkam tutaj")

    now = [one for one in await ania.messages() if one["message_id"] == review["message_id"]]
    assert labels_of(review)[0] == "Wyślij"
    assert labels_of(now[0]) == []
    assert SECOND in text_of(asked)


async def test_whoever_writes_first_is_greeted(town: Town, bot: Bot) -> None:
    """No /start, just a question: the way in."""
    ania = await town.person("Ania")

    said = await ania.say("dzień dobry, czy można wypożyczyć grę?")
    greeting = await ania.tap("Zaczynamy")

    assert "To bot biblioteki." in text_of(said)
    assert "Tu Biblioteka w Zalesiu" in text_of(greeting)


async def test_blocked_and_back(town: Town, link: str) -> None:
    """The same question, with working buttons."""
    ania = await begun(town, link)
    await ania.say("mieszkam")

    await town.post("block", person=ania.id)
    await town.post("unblock", person=ania.id)
    await ania.start()
    again = await ania.tap("Dalej: ")

    assert SECOND in text_of(again)
    assert "Po co przychodzisz" in text_of(await ania.tap("Kilka razy w roku"))


async def test_words_where_a_picture_is_asked_for(town: Town, maria: Someone) -> None:
    """What is needed is said; a picture then goes through, and nobody else gets it."""
    form = b"| survey |\n| | type | name | label |\n| | image | plakat | Plakat? |\n"
    await maria.send_file("plakaty.md", form)
    link = await diagnosis.publish(maria, "Anonimowo")
    ania = await town.person("Ania")
    await ania.start(link)
    await ania.tap("Zaczynamy")

    words = await ania.say("nie mam zdjęcia")
    voice = await ania.send_file("v.ogg", b"OggS0000", "voice")
    review = await ania.send_file("p.png", PICTURE, "photo")

    for message in (words, voice):
        assert text_of(message).startswith("Tu potrzebne jest zdjęcie.")
    assert "1. Plakat? — zdjęcie" in text_of(review)
