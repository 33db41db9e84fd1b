"""What becomes of a funded idea: the author reports from the phone, staff read, the town sees."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from bot.clock import stamp
from bot.domain.contests.applications import Application
from bot.domain.contests.contest import Kind
from bot.domain.contests.editions import Edition
from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.e2e.contest_days import (
    ZALESIE,
    admit,
    applicant,
    at,
    hall,
    hand_in,
    hold,
    librarian,
    pass_until,
    person,
)
from tests.people import Message, Someone, Town, labels_of, text_of

DECIDED, AFTER = at(2027, 5, 25, 10), at(2027, 6, 13, 12)
PHASES = {
    "open": (at(2027, 5, 1), at(2027, 5, 17, 15)),
    "jury": (at(2027, 5, 17, 15), at(2027, 5, 24, 15)),
    "results": (at(2027, 5, 24, 15), at(2027, 6, 1)),
    "realisation": (at(2027, 6, 1), at(2027, 6, 30, 15)),
}  # the report: two weeks after, 14 July
NEEDED = {"line": "projektor 3 × 1000", "day": "2027-06-12", "activity": "Seans"}


@dataclass
class Funded:
    """Jan's idea got 3 000 zł; Maria runs the contest."""

    town: Town
    bot: Bot
    maria: Someone
    jan: Someone
    contest: Edition
    application: Application

    @property
    def command(self) -> str:
        return f"/realizacja {self.application.id}"

    async def on(self, moment: datetime) -> None:
        """That moment has come, and what it brings has been said."""
        pass_until(self.bot, moment)
        await settled(self.town, self.bot)


async def settled(town: Town, bot: Bot) -> None:
    """What is due by the clock has happened, and everybody has heard of it."""
    due = (
        "SELECT (SELECT count(*) FROM schedule WHERE status = 'active' AND next_at <= :now) + "
        "(SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending') AND not_before <= :now)"
    )

    async def look() -> bool:
        now = {"now": stamp(bot.clock.now())}
        found = await bot.running.office.db.read(lambda tx: tx.execute(due, now).fetchone())
        return not found[0]

    await town.until(look, "an end of what is due")


async def granted(town: Town, bot: Bot, kind: Kind = Kind.INDIVIDUAL, **who: int) -> Funded:
    """From the call to the letters, by services."""
    maria, jan = await librarian(town, bot), await applicant(town, bot, "Jan")
    contest = await hold(bot, ZALESIE.replace("seats = 2", "seats = 1"), maria, **PHASES)
    application = await hand_in(bot, jan, contest, NEEDED, kind, **who)
    await admit(bot, maria, application)
    await settled(town, bot)
    room, staff = hall(bot), await person(bot, maria)
    ala = await person(bot, await applicant(town, bot, "Ala"))
    link = await room.ask(staff, room.services.seats.invite, contest.id)
    await room.ask(ala, room.services.seats.accept, link.link.partition("=")[2])
    pass_until(bot, at(2027, 5, 18, 9))
    points = {"pomysl": 9, "mieszkancy": 8}
    for criterion, value in points.items():
        await room.ask(ala, room.services.juries.score, application.id, criterion, Fraction(value))
    await room.ask(ala, room.services.juries.submit, application.id)
    await room.ask(staff, room.services.juries.count, contest.id)
    await settled(town, bot)
    pass_until(bot, DECIDED)
    await room.ask(staff, room.services.awarding.cut, contest.id)
    await room.ask(staff, room.services.protocols.approve, contest.id, "P/1")
    await room.ask(staff, room.services.protocols.send, contest.id)
    await room.ask(staff, room.services.protocols.publish, contest.id)
    await settled(town, bot)
    return Funded(town, bot, maria, jan, contest, application)


@pytest_asyncio.fixture
async def funded(town: Town, bot: Bot) -> Funded:
    """An idea of one person."""
    return await granted(town, bot)


async def spends(jan: Someone, what: str, amount: str) -> Message:
    """One expense of the budget's first line."""
    await jan.tap("Dodaj wydatek")
    await jan.tap("projektor")
    await jan.say(what)
    await jan.say(amount)
    await jan.tap("Z grantu")
    await jan.say("FV 1/06/2027")
    return await jan.tap("Pomiń")


async def shares_photo(jan: Someone) -> Message:
    """A picture that residents may see."""
    await jan.tap("Dodaj zdjęcie")
    await jan.send_file("kino.png", qr_png("kino"), "photo")
    await jan.say("lista zgód u Jana")
    await jan.tap("Tak")
    return await jan.say("Ekran na polanie")


async def writes_report(jan: Someone, outcome: str) -> Message:
    """Three answers and a sentence for residents, up to the review."""
    asked = await jan.tap("Napisz sprawozdanie")
    while "Co z tego wyszło?" not in text_of(asked):
        asked = await jan.tap("Dalej")
    await jan.say(outcome)
    await jan.say("Pogoda i sąsiedzi.")
    await jan.tap("Pomiń")
    return await jan.say("Pierwszy raz rozmawiałem z połową ulicy.")


async def test_from_the_first_event_to_what_the_town_reads(funded: Funded) -> None:
    """Reported from the phone, handed in, returned with what to mend, accepted, shown."""
    jan, maria = funded.jan, funded.maria
    begun = await jan.say("/realizacja")
    await funded.on(AFTER)
    await jan.say(funded.command)
    ticked = await jan.tap("Zrobione: Seans")
    await jan.tap("Dodaj wydarzenie")
    await jan.say("Seans na polanie")
    await jan.say("wczoraj")
    await jan.say("60")
    held = await jan.say("12")
    spent = await spends(jan, "Wynajem projektora", "2900,50")
    shared = await shares_photo(jan)
    await writes_report(jan, "Trzy wieczory z filmem.")
    await jan.tap("Wyślij")
    await maria.sees("Czeka na Ciebie sprawozdanie: „Kino pod chmurką”.")
    read = await maria.tap("Przeczytaj sprawozdanie")
    await maria.tap("Do poprawy")
    await maria.say("Dopisz, ile było seansów.")
    returned = await jan.sees("Dopisz, ile było seansów.")
    await writes_again(jan)
    await maria.say(funded.command + " przyjmij")
    accepted = await maria.tap("Tak, przyjmij")
    thanked = await jan.sees("jest przyjęte")
    ola = await applicant(funded.town, funded.bot, "Ola")
    town = await ola.say(f"/realizacja efekty {funded.contest.id}")
    await ola.tap("Kino pod chmurką")
    picture = [one for one in await ola.messages() if one.get("photo")]

    assert "Co dalej:" in text_of(begun)
    assert "Seans, sobota 12 czerwca" in text_of(begun)
    assert "✓ Seans" in text_of(ticked)
    assert "Wydarzenia: 1, osoby: 60, w tym pierwszy raz: 12" in text_of(held)
    assert "Wydano 2 900,50 zł z 3 000 zł. Zostało 99,50 zł." in text_of(spent).replace("\xa0", " ")
    assert "Zdjęcia: 1, w tym dla mieszkańców: 1" in text_of(shared)
    assert "1 wydarzenie, 60 osób" in text_of(read)
    assert "wymaga poprawki" in text_of(returned)
    assert "Sprawozdanie przyjęte." in text_of(accepted)
    assert "„Kino pod chmurką”" in text_of(thanked)
    assert "„Pierwszy raz rozmawiałem z połową ulicy.”" in text_of(town)
    assert "lista zgód" not in await ola.chat()
    assert len(picture) == 1


async def writes_again(jan: Someone) -> None:
    """Only what was asked for; the rest is kept."""
    await jan.tap("Napisz sprawozdanie")
    await jan.tap("Popraw")
    await jan.tap("1")
    await jan.say("Cztery wieczory z filmem.")
    await jan.tap("Wyślij")


async def test_wrong_amounts_and_numbers_are_asked_again(funded: Funded) -> None:
    """Nothing is noted until it can be: words, zero, more newcomers than people, a day ahead."""
    jan = funded.jan
    await funded.on(AFTER)
    await jan.say(funded.command + " wydarzenie")
    await jan.say("Seans")
    ahead = await jan.say("30.06.2027")
    await jan.say("12.06.2027")
    words = await jan.say("dużo")
    await jan.say("20")
    too_many = await jan.say("21")
    await jan.say("3")
    await jan.say(funded.command + " wydatek 1")
    await jan.say("Prąd")
    unread = await jan.say("sto złotych")
    zero = await jan.say("0,00")
    await jan.say("3200,50 zł")
    await jan.tap("Z grantu")
    await jan.tap("Pomiń")
    over = await jan.tap("Pomiń")
    missing = await jan.say(funded.command + " cofnij wydatek 7")
    back = await jan.say(funded.command + " cofnij wydatek 1")

    assert "Ten dzień jeszcze nie nadszedł." in text_of(ahead)
    assert "Ile osób przyszło?" in text_of(words)
    assert "Nie może ich być więcej niż wszystkich." in text_of(too_many)
    assert "Podaj kwotę większą od zera" in text_of(unread)
    assert "Podaj kwotę większą od zera" in text_of(zero)
    assert "Za dużo o 200,50 zł." in text_of(over).replace("\xa0", " ")
    assert "Nie ma tu takiego wpisu." in text_of(missing)
    assert "Zostało 3 000 zł." in text_of(back).replace("\xa0", " ")


async def test_a_photo_is_taken_back_at_any_time(funded: Funded) -> None:
    """Consent can be withdrawn after the report was accepted: the town sees it no more. DOMAIN §7,
    case 15."""
    jan, maria = funded.jan, funded.maria
    await funded.on(AFTER)
    await jan.say(funded.command)
    await shares_photo(jan)
    await writes_report(jan, "Trzy wieczory.")
    await jan.tap("Wyślij")
    await maria.say(funded.command + " przyjmij tak")
    await jan.say(funded.command + " zdjęcia")
    gone = await jan.tap("Wycofaj to zdjęcie")
    ola = await applicant(funded.town, funded.bot, "Ola")
    await ola.say(f"/realizacja efekty {funded.contest.id}")
    await ola.tap("Kino pod chmurką")

    assert "Zdjęcie wycofane." in text_of(gone)
    assert not [one for one in await ola.messages() if one.get("photo")]


async def test_reminders_come_when_their_day_has_come(funded: Funded) -> None:
    """Three days before a milestone, a week and a day before the report; then staff hear of it."""
    jan, maria = funded.jan, funded.maria
    await jan.say("/realizacja")
    await funded.on(at(2027, 6, 9, 10))
    milestone = await jan.sees("To część „Kino pod chmurką”. Czy to już zrobione?")
    await jan.tap("Zrobione")
    await funded.on(at(2027, 7, 7, 10))
    await jan.sees("Termin sprawozdania „Kino pod chmurką”: środa 14 lipca.")
    await funded.on(at(2027, 7, 13, 10))
    await jan.sees("Termin sprawozdania „Kino pod chmurką”: jutro.")
    await funded.on(at(2027, 7, 15, 10))
    late = await maria.sees("Nie przyszło sprawozdanie „Kino pod chmurką”.")
    board = await maria.say(f"/realizacja konkurs {funded.contest.id}")
    await maria.say(funded.command + " termin")
    put_off = await maria.say("31.07.2027")

    assert "Seans: sobota 12 czerwca" in text_of(milestone)
    assert labels_of(late) == ["Inny dzień", "Otwórz"]
    assert "Po terminie: sprawozdanie miało przyjść do: środa 14 lipca." in text_of(board)
    assert "termin: sobota 31 lipca." in text_of(put_off)


async def test_a_stranger_reports_nothing(funded: Funded) -> None:
    """Not by number, not by an old button's command; and Jan accepts nothing of his own."""
    ola = await applicant(funded.town, funded.bot, "Ola")
    await funded.jan.say("/realizacja")
    seen = await ola.say(funded.command)
    told = await ola.say(funded.command + " wydatek 1")
    listed = await ola.say(f"/realizacja konkurs {funded.contest.id}")
    own = await funded.jan.say(funded.command + " przyjmij tak")
    nothing = await ola.say("/realizacja")

    assert "W tym konkursie robi to ktoś inny." in text_of(seen)
    assert "Kino pod chmurką" not in text_of(seen) + text_of(told) + text_of(listed)
    assert "To jest dla osób, które pracują w bibliotece." in text_of(listed)
    assert "To jest dla osób, które pracują w bibliotece." in text_of(own)
    assert "Nic Twojego nie jest teraz realizowane." in text_of(nothing)


async def test_the_coordinator_leaves(town: Town, bot: Bot) -> None:
    """The last one with an account goes: staff hear of it, invite somebody, name her. DOMAIN §7,
    case 10."""
    funded = await granted(town, bot, Kind.INFORMAL_GROUP, people=3, adults=3)
    jan, maria = funded.jan, funded.maria
    await jan.say("/realizacja")
    await jan.tap("Odchodzę, prowadzą inni")
    left = await jan.tap("Tak, odchodzę")
    await maria.sees("Nikt teraz nie prowadzi „Kino pod chmurką”.")
    small = await maria.sees("Grupa „Kino pod chmurką” jest już za mała.")
    link = text_of(await maria.say(funded.command + " link")).partition("start=")[2].split()[0]
    ola = await applicant(town, bot, "Ola")
    await ola.start(link)
    await maria.say(funded.command + " koordynator")
    named = await maria.tap("Ola")
    told = await ola.sees("Od teraz prowadzisz „Kino pod chmurką”.")

    assert "Nie należysz już do tej grupy." in text_of(left)
    assert "Liczba osób: 2." in text_of(small)
    assert "Prowadzi: Ola" in text_of(named)
    assert labels_of(told) == ["Otwórz"]


async def test_the_figures_and_their_sources(funded: Funded) -> None:
    """Every number of the screen stands in the file beside the rows it was made of."""
    jan, maria = funded.jan, funded.maria
    await funded.on(AFTER)
    await jan.say(funded.command)
    await spends(jan, "Wynajem projektora", "1200")
    screen = await maria.say(f"/realizacja wskaźniki {funded.contest.id}")
    sent = await maria.tap("Arkusz (XLSX)")
    book = load_workbook(io.BytesIO(await funded.town.download(sent["document"]["file_id"])))
    money = next(row for row in book["Wskaźniki"].values if row[0] == "Pieniądze z grantu")
    expense = list(book["Wydatki"].values)[1]

    assert "Pieniądze z grantu: plan 22 000 zł, umowy 3 000 zł, wynik 1 200 zł" in text_of(
        screen
    ).replace("\xa0", " ")
    assert money[1:5] == ("22000", "3000", "1200", "Wydatki")
    assert money[5] == expense[0]
    assert expense[2:5] == ("projektor", "Wynajem projektora", "1200")


async def test_staff_announce_what_came_of_it(funded: Funded) -> None:
    """The draft has the numbers, the quote and the funding sentence; staff send it on."""
    jan, maria = funded.jan, funded.maria
    await jan.say(funded.command)
    await writes_report(jan, "Trzy wieczory.")
    await jan.tap("Wyślij")
    await maria.sees("Czeka na Ciebie sprawozdanie")
    early = await maria.say(f"/realizacja ogłoś {funded.contest.id}")
    await maria.say(funded.command + " przyjmij tak")
    await maria.say(f"/realizacja efekty {funded.contest.id}")
    await maria.tap("Ogłoś")

    assert "Żadne sprawozdanie nie jest jeszcze przyjęte." in text_of(early)
    rows = await funded.bot.running.office.db.read(
        lambda tx: tx.execute("SELECT text, funded FROM announcement").fetchall()
    )
    assert len(rows) == 1
    assert "Co z tego wyszło: Zrób to w Zalesiu" in rows[0][0]
    assert "„Pierwszy raz rozmawiałem z połową ulicy.”" in rows[0][0]
    assert rows[0][1] == 1


@pytest.mark.parametrize("when", [timedelta(hours=9), timedelta(hours=11)])
async def test_a_reminder_waits_for_the_morning(funded: Funded, when: timedelta) -> None:
    """Jan is told at nine, never at night: the look is in the morning."""
    jan = funded.jan
    await jan.say("/realizacja")
    await funded.on(at(2027, 6, 9) + when)

    assert "To część" in text_of(await jan.sees("To część „Kino pod chmurką”."))
