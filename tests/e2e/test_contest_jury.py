"""A jury at work, as its members, the library and everybody else see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest_asyncio

from bot.domain.contests.applications import Application
from bot.domain.contests.editions import Edition
from tests.conftest import Bot
from tests.e2e.contest_days import admit, applicant, hall, hand_in, hold, librarian, person
from tests.people import Someone, Town, labels_of, text_of

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
    """Three ideas have passed the formal check; the jury has a week."""
    now = bot.clock.now()
    maria = await librarian(town, bot)
    edition = await hold(
        bot, JURY, maria,
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

    queue = await ala.say("/jury")
    idea = await ala.tap("Następny wniosek")
    first = await ala.tap("Daję punkty")
    await ala.tap("7")
    second = await ala.sees("kryterium 2 z 2")
    wrong = await ala.say("4,7")
    sheet = await ala.say("4,5")
    asked = await ala.tap("Oddaję ocenę")
    done = await ala.tap("Tak, oddaję")

    assert "Zostało 3 z 3" in text_of(queue)
    assert "projektor: 2 × 1 500,00 zł = 3 000,00 zł" in text_of(idea).replace("\xa0", " ")
    assert "Młodzi nie mają gdzie się spotykać." in text_of(idea)
    assert "Czy ktoś na to czeka?" in text_of(first)
    assert labels_of(first)[:10] == [str(n) for n in range(1, 11)]
    assert "Dotąd: Pomysł 7" in text_of(second)
    assert "4,5" in labels_of(second)
    assert "Takich punktów nie ma na skali." in text_of(wrong)
    assert "Razem: 11,5" in text_of(sheet)
    assert "Potem nic w niej już nie zmienisz." in text_of(asked)
    assert "Zostało 2 z 3" in text_of(done)
