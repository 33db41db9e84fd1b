"""A jury at work, as its members, the library and everybody else see it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
import pytest_asyncio

from bot.domain.contests.applications import Application
from bot.domain.contests.editions import Edition
from bot.simulator import server
from tests.conftest import Bot
from tests.e2e.contest_days import admit, applicant, hall, hand_in, hold, librarian, person
from tests.people import Message, Someone, Town, labels_of, text_of

JURY = """
title = "Zrób to w Zalesiu"
[money]
pool = 22_000
[jury]
seats = 3
aggregate = "sum"
ties = ["lower-request"]
[[jury.criteria]]
name = "pomysl"
label = "Pomysł"
guidance = "Czy ktoś na to czeka?"
low = 1
high = 10
[[jury.criteria]]
name = "mieszkancy"
label = "Mieszkańcy"
high = 5
step = 0.5
[public]
ranking = "results"
points = "results"
awards = "results"
"""
IDEAS = {"Kino": 3000, "Ogród": 2000, "Chór": 1500}


@dataclass
class Room:
    """The jury's days of a contest with three ideas."""

    bot: Bot
    town: Town
    maria: Someone
    jan: Someone
    edition: Edition
    ideas: dict[str, Application] = field(default_factory=dict)

    async def sits(self, name: str) -> Someone:
        """Somebody who took a link into the jury."""
        who = await applicant(self.town, self.bot, name)
        room = hall(self.bot)
        link = await room.ask(
            await person(self.bot, self.maria), room.services.seats.invite, self.edition.id
        )
        code = link.link.partition("=")[2]
        await room.ask(await person(self.bot, who), room.services.seats.accept, code)
        return who

    def typed(self, idea: str, *words: str) -> str:
        """„/jury 1 2 oddaj tak”"""
        parts = (self.edition.id, self.ideas[idea].number, *words)
        return " ".join(("/jury", *map(str, parts)))

    async def gives(self, who: Someone, idea: str, first: str, second: str) -> None:
        """A whole sheet by typing, handed in."""
        await who.say(self.typed(idea, "1", first))
        await who.say(self.typed(idea, "2", second))
        await who.say(self.typed(idea, "oddaj", "tak"))
        await who.sees("Ocena oddana.")


@pytest_asyncio.fixture
async def room(town: Town, bot: Bot) -> Room:
    """The jury as most tests need it."""
    return await opened(town, bot, JURY)


async def opened(town: Town, bot: Bot, source: str) -> Room:
    """Three ideas have passed the formal check; the jury has a week."""
    now = bot.clock.now()
    maria = await librarian(town, bot)
    edition = await hold(
        bot, source, maria,
        open=(now - timedelta(days=20), now + timedelta(minutes=1)),
        jury=(now + timedelta(minutes=1), now + timedelta(days=7)),
        results=(now + timedelta(days=8), now + timedelta(days=20)),
    )  # fmt: skip
    jan = await applicant(town, bot, "Jan")
    made = Room(bot, town, maria, jan, edition)
    for title, zloty in IDEAS.items():
        given = {"title": title, "line": f"projektor 2 × {zloty // 2}"}
        made.ideas[title] = await hand_in(bot, jan, edition, given)
    await admit(bot, maria, *made.ideas.values())
    bot.clock.advance(seconds=120)
    return made


async def test_an_assessor_judges_one_application_after_another(room: Room) -> None:
    """Everything in it is there to read; points are tapped or typed; handing in asks first and is
    for good."""
    ala = await room.sits("Ala")

    menu = await ala.say("/menu")
    queue = await ala.tap("Oceniaj pomysły")
    idea = await ala.tap("Następny wniosek")
    first = await ala.tap("Daję punkty")
    await ala.tap("7")
    second = await ala.sees("kryterium 2 z 2")
    wrong = await ala.say("4,7")
    sheet = await ala.say("4,5")
    asked = await ala.tap("Oddaję ocenę")
    done = await ala.tap("Tak, oddaję")

    assert "Oceniaj pomysły" in labels_of(menu)
    assert "Zostało 3 z 3" in text_of(queue)
    assert "projektor: 2 × 1 500 zł = 3 000 zł" in text_of(idea).replace("\xa0", " ")
    assert "Młodzi nie mają gdzie się spotykać." in text_of(idea)
    assert "Czy ktoś na to czeka?" in text_of(first)
    assert labels_of(first)[:10] == [str(n) for n in range(1, 11)]
    assert "Dotąd: Pomysł 7" in text_of(second)
    assert "4,5" in labels_of(second)
    assert "Takich punktów nie ma na skali." in text_of(wrong)
    assert "Razem: 11,5" in text_of(sheet)
    assert "Potem nic w niej już nie zmienisz." in text_of(asked)
    assert "Zostało 2 z 3" in text_of(done)


async def test_somebody_else_taps_an_assessors_buttons(
    room: Room, simulator: server.Running
) -> None:
    """A button is no right: a resident who got hold of it gives no points, nor does the author, nor
    an assessor who was excused."""
    ala = await room.sits("Ala")
    ola = await applicant(room.town, room.bot, "Ola")
    await ala.say(room.typed("Kino"))
    scale = await ala.tap("Daję punkty")

    for stranger in (ola, room.jan, room.maria):
        await forward(simulator, stranger, scale)
        refused = await stranger.tap("7")
        assert "W tym konkursie robi to ktoś inny." in text_of(refused), stranger
    await room.maria.say(f"/jury {room.edition.id} zwolnij 1")
    await room.maria.say("choroba")
    await room.maria.tap("Zwalniam tę osobę")
    await ala.tap("7")

    assert await kept(room, "SELECT count(*) FROM sheet WHERE points <> '{}'") == [(0,)]


async def test_wrong_points_and_words_lose_nothing(room: Room) -> None:
    """Off the scale, between its steps, words instead of numbers: the criterion is asked once more,
    and what was given stays."""
    ala = await room.sits("Ala")
    await ala.say(room.typed("Kino", "1", "6"))

    for wrong in ("11", "-1", "2,25"):
        again = await ala.say(wrong)
        assert "Takich punktów nie ma na skali." in text_of(again), wrong
        assert "Dotąd: Pomysł 6" in text_of(again)
        assert "0,5" in labels_of(again)
    words = await ala.say("dużo")
    unknown = await ala.say(room.typed("Kino", "3", "5"))
    missing = await ala.say(room.typed("Kino", "oddaj", "tak"))
    nowhere = await ala.say(f"/jury {room.edition.id} 99")
    right = await ala.say(room.typed("Kino", "2", "2,5"))

    assert "liczb" in text_of(words)
    assert "W tym konkursie nie ma takiego kryterium." in text_of(unknown)
    assert "Nie każde kryterium ma punkty." in text_of(missing)
    assert "Nie ma tu tego wniosku." in text_of(nowhere)
    assert "Razem: 8,5" in text_of(right)


async def test_points_left_lying_come_back_with_their_buttons(room: Room) -> None:
    """What waits under /menu asks for the same criterion, and a tap still gives points."""
    ala = await room.sits("Ala")
    await ala.say(room.typed("Kino", "1"))
    await ala.say("/anuluj")

    await ala.say("/menu")
    again = await ala.tap("Dalej:")

    assert {"1", "10"} <= set(labels_of(again))


async def test_what_is_handed_in_does_not_change(room: Room) -> None:
    """Not by old buttons, not by typing, not by a comment."""
    ala = await room.sits("Ala")
    await ala.say(room.typed("Kino", "1", "6"))
    sheet = await ala.say(room.typed("Kino", "2", "3"))
    await room.gives(ala, "Kino", "6", "3")
    before = await kept(room, "SELECT * FROM sheet")

    place = {"message_id": sheet["message_id"], "row": 2, "column": 0}
    old = await ala.act("tap", chat=ala.id, **place)
    told = [old]
    for words in (("1", "10"), ("komentarz", "Zmieniam", "zdanie"), ("oddaj", "tak")):
        told.append(await ala.say(room.typed("Kino", *words)))
    shown = await ala.say(room.typed("Kino"))

    assert len(told) == 4
    assert all("Twoja ocena tego wniosku jest już przesłana." in text_of(one) for one in told)
    assert "Twoja ocena jest oddana: Pomysł 6, Mieszkańcy 3" in text_of(shown)
    assert await kept(room, "SELECT * FROM sheet") == before


async def test_an_assessor_is_a_relative_of_an_applicant(room: Room) -> None:
    """They say so, with the reason; the application leaves their list, and totals stay comparable.

    Points, and sums of three: Kino Bartek 9 + 4,5, Celina 8 + 4: 25,5 / 2 × 3 = 38,25. Ogród and
    Chór 10 from each: 30. The lower request puts Chór before Ogród.
    """
    ala, bartek, celina = [await room.sits(name) for name in ("Ala", "Bartek", "Celina")]
    await ala.say(room.typed("Kino", "1", "10"))
    await ala.say(room.typed("Kino"))
    await ala.tap("Konflikt interesów")
    await ala.say("córka jest w grupie")
    left = await ala.tap("Zgłaszam konflikt")
    hidden = await ala.say(room.typed("Kino"))
    await room.gives(bartek, "Kino", "9", "4,5")
    await room.gives(celina, "Kino", "8", "4")
    for who, first in ((ala, "7"), (bartek, "8"), (celina, "6")):
        await room.gives(who, "Ogród", first, str(10 - int(first)))
        await room.gives(who, "Chór", first, str(10 - int(first)))
    board = await room.maria.say(f"/jury {room.edition.id}")
    await room.maria.tap("Policz punkty")
    await room.maria.tap("Tak, policz")
    ranking = await room.maria.sees("Dzięki temu sumy można porównać.")
    sheets = await room.maria.tap("1")

    assert "Zostało 2 z 2" in text_of(left)
    assert "pominięty: konflikt interesów" in text_of(left)
    assert "W tym konkursie robi to ktoś inny." in text_of(hidden)
    assert "1. Ala: oddane 2 z 2" in text_of(board)
    assert "Ala, „Kino”: córka jest w grupie" in text_of(board)
    places = text_of(ranking).split("\n\n")[1:4]
    assert places[0].startswith("1. Kino: 38,25 pkt\nPomysł 25,5, Mieszkańcy 12,75")
    assert "Nie liczą się: Ala (konflikt interesów)." in places[0]
    assert places[1].startswith("2. Chór: 30 pkt")
    assert "Tyle samo punktów: Ogród. Zdecydowało: niższa kwota." in places[1]
    assert places[2].startswith("3. Ogród: 30 pkt")
    assert "Dzięki temu sumy można porównać." in text_of(ranking)
    assert "Ala: konflikt interesów, córka jest w grupie" in text_of(sheets)
    assert "Bartek: Pomysł 9, Mieszkańcy 4,5. Razem: 13,5." in text_of(sheets)


async def test_one_assessor_is_ill_and_plain_sums_would_be_unfair(room: Room) -> None:
    """Celina judged Kino alone. With her 15 a plain sum would put it first, at 40 before 29.

    Without her, sums of two: Ogród 10 + 5 and 9 + 5: 29. Kino 8 + 4 and 9 + 4: 25. Chór 5 + 2,5
    and 6 + 3: 16,5.
    """
    ala, bartek, celina = [await room.sits(name) for name in ("Ala", "Bartek", "Celina")]
    await room.gives(celina, "Kino", "10", "5")
    for idea, one, other in (
        ("Kino", ("8", "4"), ("9", "4")),
        ("Ogród", ("10", "5"), ("9", "5")),
        ("Chór", ("5", "2,5"), ("6", "3")),
    ):
        await room.gives(ala, idea, *one)
        await room.gives(bartek, idea, *other)

    await room.maria.say("/jury")
    await room.maria.tap("Jury: Zrób to w Zalesiu")
    asked = await room.maria.tap("Policz punkty")
    forced = await room.maria.say(f"/jury {room.edition.id} policz tak")
    await room.maria.say(f"/jury {room.edition.id} kto")
    await room.maria.tap("Zwolnij osobę")
    await room.maria.tap("Celina")
    await room.maria.say("choroba")
    board = await room.maria.tap("Zwalniam tę osobę")
    ranking = await room.maria.say(f"/jury {room.edition.id} policz tak")

    assert "Jeszcze brakuje ocen: Celina (2)." in text_of(asked)
    assert labels_of(asked) == ["Jury"]
    assert "Ocen jest za mało, żeby liczyć." in text_of(forced)
    assert "3. Celina: nie ocenia (choroba)" in text_of(board)
    places = [one.split("\n")[0] for one in text_of(ranking).split("\n\n")[1:4]]
    assert places == ["1. Ogród: 29 pkt", "2. Kino: 25 pkt", "3. Chór: 16,5 pkt"]


async def test_those_who_lag_are_reminded_once_a_day(room: Room) -> None:
    """Who has finished hears nothing, and a second tap writes to nobody."""
    ala, bartek = [await room.sits(name) for name in ("Ala", "Bartek")]
    for idea in IDEAS:
        await room.gives(ala, idea, "5", "5")
    menu = await ala.say("/menu")

    await room.maria.say(f"/jury {room.edition.id}")
    once = await room.maria.tap("Przypomnij o ocenach")
    again = await room.maria.tap("Przypomnij o ocenach")
    room.bot.clock.advance(days=1)
    tomorrow = await room.maria.say(f"/jury {room.edition.id} przypomnij")

    assert "Przypomniano: 1 osoba." in text_of(once)
    assert "Nikomu nie przypomniano." in text_of(again)
    assert "Przypomniano: 1 osoba." in text_of(tomorrow)
    reminded = "SELECT p.name FROM outbox o JOIN person p ON p.id = o.person_id " \
               "WHERE o.purpose = 'contest_jury'"  # fmt: skip
    assert await kept(room, reminded) == [("Bartek",), ("Bartek",)]
    assert "Oceniaj pomysły" not in labels_of(menu)
    assert "Oceniaj pomysły" in labels_of(await bartek.say("/menu"))


async def forward(simulator: server.Running, to: Someone, message: Message) -> None:
    """Somebody sees a button that was meant for another: the same data under their thumb."""
    body = {
        "chat_id": to.id, "text": "spójrz", "reply_markup": json.dumps(message["reply_markup"]),
    }  # fmt: skip
    url = f"{simulator.url}/bot{simulator.token}/sendMessage"
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        assert response.status == 200, await response.text()


async def kept(room: Room, sql: str) -> list[tuple[object, ...]]:
    """What is in the database."""
    return await room.bot.running.office.db.read(lambda tx: tx.execute(sql).fetchall())
