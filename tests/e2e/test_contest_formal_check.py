"""The formal check as staff carry it out in the chat: the list, the checklist, calls, paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest_asyncio
from openpyxl import load_workbook

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.editions import Edition
from bot.domain.contests.jury import Sheet
from bot.forms.engine import Goto, Submit
from bot.storage import contest_applications, contest_juries
from bot.storage.database import Tx
from tests.conftest import Bot
from tests.e2e.contest_days import (
    applicant,
    hall,
    hand_in,
    hold,
    librarian,
    person,
)
from tests.e2e.workshop_days import file_of
from tests.people import Someone, Town, labels_of, text_of

LONG = "Będziemy grać i śpiewać. " * 40


@pytest_asyncio.fixture
async def maria(town: Town, bot: Bot) -> Someone:
    """Maria runs the library's bot."""
    who = await librarian(town, bot)
    await who.say("/menu")
    return who


@pytest_asyncio.fixture
async def jan(town: Town, bot: Bot) -> Someone:
    """Jan has an idea, and talks to the bot."""
    return await talking(town, bot, "Jan Nowak")


async def talking(town: Town, bot: Bot, name: str) -> Someone:
    """Somebody whom the bot may write to."""
    who = await applicant(town, bot, name)
    await who.say("/menu")
    return who


@pytest_asyncio.fixture
async def contest(bot: Bot, maria: Someone) -> Edition:
    """The call is open for five days more."""
    return await hold(bot, staff=maria)


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
    while True:
        asked = [m for m in await maria.messages() if "Lista kontrolna · " in text_of(m)][-1]
        if "Nie dotyczy" not in labels_of(asked):
            return text_of(asked)
        before = text_of(asked)
        await maria.tap_quietly(first)
        first = "Tak"
        await changed(maria, before)


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
    assert f"{idea.id}. Kino pod chmurką\nNr 1/2027 · Jan Nowak · 3\xa0000 zł" in text_of(listed)
    assert "Na czym polega? Kilka zdań. — Filmy na polanie." in text_of(shown)
    assert "Budżet: 3\xa0000 zł\nProjektor: 3 × 1\xa0000 zł = 3\xa0000 zł" in text_of(shown)
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


async def test_without_a_reason_nobody_is_rejected(
    bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """A „no” cannot pass; the refusal asks for words, and they reach the author."""
    idea = await hand_in(bot, jan, contest)
    await maria.say(f"/wniosek {idea.id} 1 nie")
    passing = await maria.say(f"/wniosek {idea.id} przyjmij")
    await maria.say(f"/wniosek {idea.id} odrzuć")
    blank = await maria.say("/pomin")
    await maria.say("Pomysł dotyczy innej gminy.")
    done = await maria.tap("Wyślij")
    await jan.sees("Pomysł dotyczy innej gminy.")

    assert "Nie wszystko na liście jest sprawdzone." in text_of(passing)
    assert "To pytanie wymaga odpowiedzi." in text_of(blank)
    assert "nie spełnia warunków formalnych" in text_of(done)
    assert (await now(bot, idea)).formal is Formal.FAILED


async def test_a_corrected_version_stands_beside_the_first(
    bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """Field by field: what was, what is; long texts are shortened until all of it is asked for."""
    idea = await hand_in(bot, jan, contest, {"summary": LONG.strip()})
    room = hall(bot)
    who, staff = await person(bot, jan), await person(bot, maria)
    until = bot.clock.now() + timedelta(days=3)
    await room.ask(staff, room.services.checks.call, idea.id, "Zmień tytuł", until)
    shown = await room.ask(who, room.services.applications.go_on, idea.id)
    shown = await room.tap(who, shown, Goto("/data/idea/title"))
    shown = await room.ask(who, room.sessions.typed, "Kino letnie")
    await room.tap(who, shown, Submit())
    await maria.sees("Poprawiono wniosek")
    look = await maria.say(f"/wniosek {idea.id}")
    whole = await maria.tap("Pokaż całość")
    await maria.say(f"/wniosek {idea.id}")
    beside = await maria.tap("Co się zmieniło")
    story = await maria.tap("Historia")

    assert LONG.strip() not in text_of(look)
    assert LONG.strip() in text_of(whole)
    assert "Poprawka wpłynęła. Prośba była: Zmień tytuł" in text_of(look)
    assert "Było: Kino pod chmurką\nJest: Kino letnie" in text_of(beside)
    assert "Komisja prosi o poprawkę („Zmień tytuł”)" in text_of(story)


async def test_what_came_while_the_bot_was_down_is_decided_by_people(
    bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """It stands first on the list; who admits it says why, and the author hears it."""
    idea = await hand_in(bot, jan, contest)
    await bot.running.office.db.write(
        lambda tx: contest_applications.save(tx, idea, replace(idea, status=Status.UNDECIDED))
    )
    listed = await maria.say("/wnioski")
    await maria.tap("Kino pod chmurką")
    await maria.tap("Dopuść")
    await maria.say("Bot nie działał od 14.40.")
    done = await maria.tap("Wyślij")
    await jan.sees("Bot nie działał od 14.40.")

    assert "po terminie, do decyzji: 1" in text_of(listed)
    assert "Wniosek dopuszczony." in text_of(done)
    assert (await now(bot, idea)).status is Status.SUBMITTED


async def test_many_applications_come_page_by_page(
    town: Town, bot: Bot, maria: Someone, contest: Edition
) -> None:
    """Six on a screen; ‹ and › change the same message."""
    for number in range(8):
        who = await talking(town, bot, f"Osoba {number}")
        await hand_in(bot, who, contest, {"title": f"Pomysł {number}"})
    first = await maria.say(f"/wnioski {contest.id}")
    await maria.tap_quietly("›")
    second = await maria.sees("Pomysł 7")
    typed = await maria.say(f"/wnioski {contest.id} 2")

    assert "8 wniosków" in text_of(first)
    assert "1 / 2" in labels_of(first)
    assert second["message_id"] == first["message_id"]
    assert "Pomysł 7" in text_of(typed)


async def test_a_resident_learns_nothing(
    town: Town, bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """Lists, applications and files are for staff; so is what does not exist."""
    idea = await hand_in(bot, jan, contest)
    ola = await talking(town, bot, "Ola")
    ways = ("/wnioski", f"/wnioski {contest.id}", f"/wnioski {contest.id} plik",
            f"/wnioski {contest.id} pb", f"/wnioski {contest.id} papier",
            f"/wniosek {idea.id}", f"/wniosek {idea.id} wezwij")  # fmt: skip
    answers = [text_of(await ola.say(way)) for way in ways]
    nothing = await maria.say("/wniosek 404")
    strange = await maria.say(f"/wniosek {idea.id} 99 tak")

    assert all("dla osób, które pracują w bibliotece" in answer for answer in answers), answers
    assert "Nie ma tu tego wniosku." in text_of(nothing)
    assert "Tego nie ma na liście" in text_of(strange)


async def test_everything_comes_as_a_spreadsheet(
    town: Town, bot: Bot, maria: Someone, jan: Someone, contest: Edition
) -> None:
    """Amounts are numbers, formulas stay texts, and nobody's points are in it before the count."""
    idea = await hand_in(
        bot, jan, contest, {"title": "=1+1", "line": "sala 3 × 150,50\nplakaty 1700"}
    )
    await bot.running.office.db.write(lambda tx: points_given(tx, contest.id, idea.id))
    sent = await maria.say(f"/wnioski {contest.id} plik")
    book = load_workbook(io.BytesIO(await file_of(town, sent)))
    header, first = book["Wnioski"].iter_rows(max_row=2)
    sheet = {name.value: cell for name, cell in zip(header, first, strict=True)}
    lines = [[cell.value for cell in row] for row in book["Budżet"].iter_rows(min_row=2)]

    assert (sheet["Tytuł"].value, sheet["Tytuł"].data_type) == ("=1+1", "s")
    assert (sheet["Wnioskowana kwota"].value, sheet["Wnioskowana kwota"].data_type) == (2151.5, "n")
    assert sheet["Kto składa"].value == "Jan Nowak"
    assert sheet["Na czym polega? Kilka zdań."].value == "Filmy na polanie."
    assert [line[2:7] for line in lines] == [
        ["sala", 3, None, 150.5, 451.5], ["plakaty", 1, None, 1700, 1700],
    ]  # fmt: skip
    assert "Punkty komisji" not in book.sheetnames
    assert [cell.value for cell in book["Historia"]["D"]][1:] == [
        "Zaczęto",
        "Wysłano",
    ]


def points_given(tx: Tx, contest_id: int, application_id: int) -> None:
    """An assessor has submitted a sheet; nobody has counted."""
    maria_id = tx.execute("SELECT id FROM person WHERE name = 'Maria'").fetchone()[0]
    moment = datetime(2027, 5, 1, tzinfo=UTC)
    one = contest_juries.add(tx, contest_id, maria_id, "Maria", moment)
    sheet = Sheet(one.id, application_id, {"pomysl": Fraction(7)}, "", moment)
    contest_juries.save_sheet(tx, sheet)
