"""The formal check as staff carry it out in the chat: the list, the checklist, calls, paper."""

from __future__ import annotations

from datetime import timedelta

import pytest_asyncio

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.editions import Edition
from bot.storage import contest_applications
from tests.conftest import Bot
from tests.e2e.contest_days import applicant, at, hand_in, hold, librarian, pass_until
from tests.people import Someone, Town, labels_of, text_of

LONG = "Będziemy grać i śpiewać. " * 40


@pytest_asyncio.fixture
async def maria(town: Town, bot: Bot) -> Someone:
    """Maria runs the library's bot."""
    return await librarian(town, bot)


@pytest_asyncio.fixture
async def jan(town: Town, bot: Bot) -> Someone:
    """Jan has an idea."""
    return await applicant(town, bot, "Jan Nowak")


@pytest_asyncio.fixture
async def contest(bot: Bot) -> Edition:
    """The call is open for five days more."""
    return await hold(bot)


async def now(bot: Bot, application: Application) -> Application:
    """As it stands."""
    found = await bot.running.office.db.read(
        lambda tx: contest_applications.by_id(tx, application.id)
    )
    assert found
    return found


async def checked(maria: Someone, first: str = "Tak") -> str:
    """The checklist from the first item to the last; what the message says then."""
    await maria.tap("Lista kontrolna")
    text = ""
    while True:
        asked = [m for m in await maria.messages() if "Lista kontrolna · " in text_of(m)][-1]
        if "Nie dotyczy" not in labels_of(asked):
            return text_of(asked)
        before = text_of(asked)
        await maria.tap_quietly(first)
        first = "Tak"
        text = await changed(maria, before)


async def changed(who: Someone, before: str) -> str:
    """The checklist once it reads differently."""

    async def look() -> str | None:
        texts = [text_of(m) for m in await who.messages()]
        found = [text for text in texts if "Lista kontrolna · " in text]
        return found[-1] if found[-1] != before else None

    return str(await who.town.until(look, "another item of the checklist"))


async def test_maria_checks_an_application_with_one_thumb(
    bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """The list says what waits; everything is marked by taps; the author hears the end."""
    idea = await hand_in(bot, jan, contest)
    listed = await maria.say("/wnioski")
    shown = await maria.tap("Kino pod chmurką")
    end = await checked(maria)
    done = await maria.tap("Wniosek bierze udział")

    assert "1 wniosek · do sprawdzenia: 1" in text_of(listed)
    assert f"{idea.id}. Kino pod chmurką\nNr 1/2027 · Jan Nowak · 3\xa0000,00 zł" in text_of(listed)
    assert "Na czym polega? Kilka zdań. — Filmy na polanie." in text_of(shown)
    assert "Budżet: razem 3\xa0000,00 zł." in text_of(shown)
    assert "1. Wpłynął w terminie: tak" in end
    assert "bierze udział" in text_of(done)
    assert (await now(bot, idea)).formal is Formal.PASSED


async def test_maria_checks_by_typing(
    bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """Everything that is tapped can be typed, by the number of the list."""
    idea = await hand_in(bot, jan, contest)
    first = await maria.say(f"/wniosek {idea.id} 1 tak")
    others = [await maria.say(f"/wniosek {idea.id} {n} nie dotyczy") for n in range(2, 6)]
    listed = await maria.say(f"/wniosek {idea.id} lista")
    done = await maria.say(f"/wniosek {idea.id} przyjmij")

    assert "2. Składa go uprawniona osoba lub grupa: …" in text_of(first)
    assert "nie dotyczy" in text_of(others[-1])
    assert "Wszystko sprawdzone." in text_of(listed)
    assert "bierze udział" in text_of(done)


async def test_a_call_for_corrections_says_what_and_until_when(
    bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """The day is offered, and may be typed; the corrected version stands beside the first."""
    idea = await hand_in(bot, jan, contest)
    await maria.say(f"/wniosek {idea.id}")
    await maria.tap("Wezwij do poprawy")
    until = await maria.say("Wpisz, kto poprowadzi zajęcia.")
    await maria.say("17 maja 2027 15:00")
    sent = await maria.tap("Wyślij")
    told = await jan.sees("Wpisz, kto poprowadzi zajęcia.")

    assert "Do kiedy czekamy na poprawkę?" in text_of(until)
    assert "Wezwanie wysłane." in text_of(sent)
    assert "Autorzy dowiedzą się o tym." in text_of(sent)
    assert "17 maja" in text_of(told)
    assert (await now(bot, idea)).formal is Formal.CALLED
