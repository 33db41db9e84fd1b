"""What people can see of what is kept about them, and how it is erased."""

from __future__ import annotations

import json

import pytest_asyncio

from bot.domain.people import Role
from bot.storage import erasures
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library
from tests.services.test_surveys import FORM, published


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def ania(zalesie: Library) -> Desktop:
    return await zalesie.somebody()


async def answering(zalesie: Library, ania: Desktop, *, named: bool) -> None:
    """Ania stands at the end of a survey."""
    await published(await zalesie.somebody(Role.OWNER), FORM, named=named)
    await ania.say(f"/start s_{await zalesie.one('SELECT token FROM survey')}")
    await ania.say("Do 30 lat")
    await ania.say("klub")
    await ania.say("Więcej krzeseł")


async def exported(ania: Desktop) -> dict[str, list[dict[str, object]]]:
    name, content = ania.received[-1]
    assert name == "moje-dane.json"
    return json.loads(content)


async def test_unfinished_answers_are_shown_in_words_and_as_json(
    zalesie: Library, ania: Desktop
) -> None:
    """Question and answer as the person saw them."""
    await answering(zalesie, ania, named=False)

    await ania.say("/mojedane")

    chat = "\n".join(message.text for message in ania.messages.values())
    assert "Jeszcze niewysłane: Czego chcecie?" in chat
    assert "Co zmienić? — Więcej krzeseł" in chat
    data = await exported(ania)
    assert data["session"][0]["progress"]["answers"]["/data/uwagi"] == "Więcej krzeseł"
    assert data["person"][0]["telegram_id"] == ania.id


async def test_answers_with_a_name_are_shown_after_they_are_sent(
    zalesie: Library, ania: Desktop
) -> None:
    """The person sees what the library sees."""
    await answering(zalesie, ania, named=True)
    await ania.tap("Wyślij")

    await ania.say("/mojedane")

    chat = "\n".join(message.text for message in ania.messages.values())
    assert "Wysłane z imieniem: Czego chcecie?" in chat
    assert (await exported(ania))["response"][0]["answers"]["/data/wiek"] == "mlody"


async def test_anonymous_answers_cannot_be_shown_and_that_is_said(
    zalesie: Library, ania: Desktop
) -> None:
    """After handing in nothing leads to them."""
    await answering(zalesie, ania, named=False)
    await ania.tap("Wyślij")

    last = await ania.say("/mojedane")

    data = await exported(ania)
    assert not data["session"]
    assert not data["response"]
    assert "Nie da się pokazać" in last.text


async def test_much_data_comes_as_a_text_file(zalesie: Library, ania: Desktop) -> None:
    """A message stays short; nothing is left out of the file."""
    await published(await zalesie.somebody(Role.OWNER), FORM)
    await ania.say(f"/start s_{await zalesie.one('SELECT token FROM survey')}")
    for words in ("Do 30 lat", "klub", "ławka " * 600):
        await ania.say(words)

    await ania.say("/mojedane")

    name, content = ania.received[-2]
    assert name == "moje-dane.txt"
    assert content.decode().count("ławka") == 600


async def test_an_erasure_is_asked_once_and_says_what_stays(
    zalesie: Library, ania: Desktop
) -> None:
    """What goes, what stays, why, until when; „Nie” changes nothing."""
    await answering(zalesie, ania, named=False)

    asked = await ania.say("/usun")

    for words in ("niewysłane odpowiedzi (1)", "odpowiedzi anonimowe", "14 dni", "nie da się"):
        assert words in asked.text
    await ania.tap("Nie, zostaw")
    assert await zalesie.one("SELECT 1 FROM person WHERE telegram_id = ?", ania.id)


async def test_after_the_yes_nothing_is_left_but_a_goodbye(zalesie: Library, ania: Desktop) -> None:
    """One transaction takes all; the goodbye does not bring the person back."""
    await answering(zalesie, ania, named=False)
    await ania.say("/usun")

    goodbye = await ania.tap("Tak, usuń moje dane")

    assert "Twoje dane są usunięte" in goodbye.text
    for table in ("session", "outbox"):
        assert await zalesie.one(f"SELECT count(*) FROM {table}") == 0
    assert not await zalesie.one("SELECT 1 FROM person WHERE telegram_id = ?", ania.id)
    assert await zalesie.one("SELECT actor_id FROM audit WHERE action = 'person.erase'") is None


async def test_an_erasure_is_noted_for_the_next_restore(zalesie: Library, ania: Desktop) -> None:
    """In the file beside the database, before anything is erased."""
    await ania.say("/usun")
    await ania.tap("Tak, usuń moje dane")

    folder = zalesie.office.db.path.parent
    noted = erasures.noted(folder)

    assert len(noted) == 1
    assert str(ania.id) not in (folder / erasures.NAME).read_text()


async def test_a_person_can_come_back(zalesie: Library, ania: Desktop) -> None:
    """As somebody new, with the notice first."""
    await ania.say("/usun")
    await ania.tap("Tak, usuń moje dane")

    assert (await ania.say("/start")).labels[0] == "Zaczynamy"


async def test_the_only_owner_hands_over_first(zalesie: Library) -> None:
    """A bot without an owner could not be run; the way out is told."""
    maria = await zalesie.somebody(Role.OWNER)

    refused = await maria.say("/usun")

    assert "Tylko Ty prowadzisz tego bota" in refused.text
    assert "/ludzie" in refused.text


async def test_one_of_two_owners_may_go(zalesie: Library) -> None:
    """Another one stays."""
    maria = await zalesie.somebody(Role.OWNER)
    await zalesie.somebody(Role.OWNER)

    await maria.say("/usun")
    await maria.tap("Tak, usuń moje dane")

    assert await zalesie.one("SELECT count(*) FROM person WHERE role = 'owner'") == 1


async def test_the_full_notice_is_made_of_the_profile(ania: Desktop) -> None:
    """Name, address, contact, inspector, age, and how long things are kept."""
    notice = await ania.say("/privacy")

    for words in ("Biblioteka w Zalesiu", "ul. Szkolna 1", "iod@zalesie.example", "365 dni",
                  "art. 6 ust. 1 lit. e", "od 16 lat", "uodo.gov.pl", "PESEL"):  # fmt: skip
        assert words in notice.text


async def test_named_answers_are_forgotten_when_their_time_is_over(
    zalesie: Library, ania: Desktop
) -> None:
    """Every night; 365 days after the survey closed, not before."""
    await answering(zalesie, ania, named=True)
    await ania.tap("Wyślij")
    survey_id = await zalesie.one("SELECT id FROM survey")
    closed = "UPDATE survey SET status = 'closed', closed_at = '2027-05-12T10:00:00.000Z'"
    await zalesie.office.db.write(lambda tx: tx.execute(closed).rowcount)

    zalesie.clock.advance(days=365)
    await zalesie.services.privacy.retention()
    kept = await zalesie.one("SELECT count(*) FROM response WHERE survey_id = ?", survey_id)
    zalesie.clock.advance(days=1)
    await zalesie.services.privacy.retention()

    assert kept == 1
    assert await zalesie.one("SELECT count(*) FROM response") == 0
