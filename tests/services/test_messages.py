"""Writing to the library and answering: what is kept, what is forgotten, what goes nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest_asyncio

from bot.domain.people import Role
from bot.services.threads import Messages
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library
from tests.services.test_people import survey_link


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.LIBRARIAN)


@pytest_asyncio.fixture
async def ania(zalesie: Library) -> Desktop:
    return await zalesie.somebody()


async def messages(zalesie: Library) -> int:
    """How many there are of all."""
    return int(await zalesie.one("SELECT count(*) FROM message"))


async def test_what_is_typed_into_a_survey_is_no_message(zalesie: Library, ania: Desktop) -> None:
    """While a question waits, one message goes and the next answer is an answer."""
    await ania.say(f"/start {await survey_link(zalesie)}")
    await ania.say("/napisz")
    sent = await ania.say("Jak długa jest ankieta?")

    next_question = await ania.say("b")

    assert "Możesz od razu coś dopisać" not in sent.text
    assert "Pytanie 2" in next_question.text
    assert await messages(zalesie) == 1


async def test_a_prompt_waits_a_day_and_not_longer(
    zalesie: Library, clock: StillClock, ania: Desktop
) -> None:
    """Who comes back next week does not write to the library by mistake."""
    await ania.say("/napisz")
    clock.advance(hours=25)

    await ania.say("Co słychać?")

    assert await messages(zalesie) == 0


async def test_after_a_restart_the_message_still_goes(zalesie: Library, ania: Desktop) -> None:
    """Who was asked before it is known after it."""
    await ania.say("/napisz")
    restarted = Messages(zalesie.office)

    await restarted.load()

    assert restarted.writes(ania.id, zalesie.clock.now())
    assert not restarted.writes(ania.id, zalesie.clock.now() + timedelta(days=2))


async def test_a_voice_message_and_a_sticker_are_relayed_too(
    zalesie: Library, ania: Desktop
) -> None:
    """Whatever Telegram keeps has an id; more cannot be told from outside."""
    await ania.say("/napisz")
    await ania.message(voice={"file_id": "v", "duration": 3})
    await ania.message(sticker={"file_id": "s", "emoji": "🙂"})

    kept = [await zalesie.one("SELECT media FROM message WHERE id = ?", one) for one in (1, 2)]
    assert kept == ['[["voice", "v"]]', '[["sticker", "s"]]']


async def test_whoever_is_staff_no_more_writes_to_nobody(
    zalesie: Library, maria: Desktop, ania: Desktop
) -> None:
    """The role is looked at when the message comes, not when the button was tapped."""
    await ania.say("/napisz")
    await ania.say("Dzień dobry")
    await maria.say("/wiadomosci 1 odpowiedz")
    await zalesie.office.db.write(
        lambda tx: tx.execute(
            "UPDATE person SET role = 'resident' WHERE telegram_id = ?", (maria.id,)
        )
    )

    refused = await maria.say("Dzień dobry!")

    assert "Tej rozmowy już tu nie ma." in refused.text
    assert await messages(zalesie) == 1


async def test_who_is_erased_leaves_no_conversation(zalesie: Library, ania: Desktop) -> None:
    """What was said to Ania goes with what she said."""
    await ania.say("/napisz")
    await ania.say("Dzień dobry")
    shown = await ania.say("/mojedane")
    await ania.say("/usun")
    await ania.tap("Tak, usuń moje dane")

    assert "Dzień dobry" in "".join(one.text for one in ania.messages.values())
    assert shown
    assert await messages(zalesie) == 0
    assert await zalesie.one("SELECT count(*) FROM thread") == 0


async def test_before_an_erasure_a_childs_conversation_is_named(ania: Desktop) -> None:
    """It stays, and Ania knows why before she says yes."""
    await ania.say("/napisz")
    await ania.say("Piszę o synu.")
    await ania.tap("Dotyczy dziecka")

    asked = await ania.say("/usun")

    assert "Rozmowa, która dotyczy dziecka, zostaje bez Twojego imienia" in asked.text


async def test_answered_conversations_go_with_the_librarys_time(
    zalesie: Library, clock: StillClock, maria: Desktop, ania: Desktop
) -> None:
    """What waits for an answer stays, and so does what concerns a child."""
    jan, ola = await zalesie.somebody(), await zalesie.somebody()
    for person in (ania, jan, ola):
        await person.say("/napisz")
        await person.say("Dzień dobry")
    for number in (1, 2):
        await maria.say(f"/wiadomosci {number} odpowiedz")
        await maria.say("Dzień dobry!")
    await maria.say("/wiadomosci 2 dziecko")
    clock.advance(hours=24 * 400)

    await zalesie.services.threads.forget()

    assert await zalesie.one("SELECT group_concat(id) FROM thread") == "2,3"


async def test_staff_who_write_to_the_library_are_told_where_it_is(maria: Desktop) -> None:
    """They are the library."""
    shown = await maria.say("/napisz")

    assert "Biblioteka to tutaj Ty." in shown.text
