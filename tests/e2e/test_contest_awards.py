"""From counted points to the published list, told as people see it."""

from __future__ import annotations

import pytest_asyncio

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Edition
from tests.conftest import Bot
from tests.e2e.contest_days import admit, applicant, at, hall, hand_in, hold, librarian, person
from tests.people import Someone, Town, labels_of, text_of

JURY = """
title = "Zrób to w Zalesiu"
[money]
pool = 5_000
[jury]
seats = 1
aggregate = "sum"
[[jury.criteria]]
name = "pomysl"
high = 10
[public]
ranking = "results"
points = "results"
awards = "results"
"""
IDEAS = {"Kino": 3000, "Ogród": 2000, "Chór": 1500}


class Held:
    """A contest whose points are counted; who handed in what."""

    def __init__(self, bot: Bot, town: Town, staff: Someone, contest: Edition) -> None:
        self.bot, self.town, self.staff, self.contest = bot, town, staff, contest
        self.authors: dict[str, Someone] = {}

    async def apply(self, ideas: dict[str, int], points: dict[str, int], judge: Someone) -> None:
        """Handed in, passed, judged."""
        room = hall(self.bot)
        found = {}
        for title, amount in ideas.items():
            self.authors[title] = await present(self.town, self.bot, f"Autor {title}")
            given = {"title": title, "line": f"wydatki {amount}"}
            found[title] = await hand_in(self.bot, self.authors[title], self.contest, given)
        await admit(self.bot, self.staff, *found.values())
        await self.opens(PhaseName.JURY)
        who = await person(self.bot, judge)
        for title, value in points.items():
            await room.judged(who, found[title].id, {"pomysl": value})
        staff = await person(self.bot, self.staff)
        await room.ask(staff, room.services.juries.count, self.contest.id)
        await self.opens(PhaseName.RESULTS)

    async def opens(self, name: PhaseName) -> None:
        """A phase begins."""
        room, staff = hall(self.bot), await person(self.bot, self.staff)
        await room.ask(staff, room.services.contests.open, self.contest.id, name, "pora")


async def present(town: Town, bot: Bot, name: str) -> Someone:
    """Somebody whom the bot can write to."""
    who = await applicant(town, bot, name)
    await who.start()
    return who


async def jury_of(bot: Bot, town: Town, staff: Someone, contest: Edition) -> Someone:
    """One assessor."""
    room = hall(bot)
    who = await present(town, bot, "Ala")
    link = await room.ask(await person(bot, staff), room.services.seats.invite, contest.id)
    await room.ask(await person(bot, who), room.services.seats.accept, link.link.partition("=")[2])
    return who


async def held(bot: Bot, town: Town, points: dict[str, int]) -> Held:
    """Pool 5 000; Kino asks for 3 000, Ogród for 2 000, Chór for 1 500."""
    staff = await librarian(town, bot)
    await staff.start()
    open_ = (at(2027, 5, 1), at(2027, 5, 20, 15))
    contest = await hold(bot, JURY, staff, open=open_, jury=(None, None), results=(None, None))
    made = Held(bot, town, staff, contest)
    await made.apply(IDEAS, points, await jury_of(bot, town, staff, contest))
    return made


@pytest_asyncio.fixture
async def tied(bot: Bot, town: Town) -> Held:
    """Kino 10; Ogród and Chór 8 each, and 2 000 left for one of them."""
    return await held(bot, town, {"Kino": 10, "Ogród": 8, "Chór": 8})


async def test_from_a_tie_at_the_cut_off_to_the_published_list(tied: Held, town: Town) -> None:
    """The tie is decided with a reason; then approve, send, publish, in this order; a resident
    sees nothing before."""
    maria, ania = tied.staff, await applicant(town, tied.bot, "Ania")
    preview = await maria.say("/decyzje 1")
    assert "To jeszcze nie decyzja" in text_of(preview)
    cut = await maria.tap("Podziel tak pulę")
    assert "Remis tam, gdzie kończą się pieniądze: 2. Ogród, 3. Chór" in text_of(cut)
    refused = await maria.say("/decyzje 1 zatwierdź")
    assert "remis" in text_of(refused).lower() or "równe" in text_of(refused).lower()

    await maria.tap("Dotacja: Chór")
    await maria.say("Losowanie 21 maja przy obu autorach")
    await maria.tap("Rozstrzygnij tak")
    after = await maria.sees("Zmieniło się")
    assert "• Chór: 0,00 zł → 1 500,00 zł" in text_of(after).replace("\xa0", " ")
    assert "500,00 zł" in text_of(after)

    await maria.tap("Zatwierdź protokół")
    await maria.say("3/2027")
    await maria.tap("Zatwierdź protokół")
    await maria.sees("Protokół 3/2027 zatwierdzony")
    hidden = await ania.say("/wyniki 1")
    early = await maria.say("/decyzje 1 opublikuj tak")
    assert "Kino" not in text_of(hidden)
    assert "opublikuj" in text_of(early).lower()

    await maria.say("/decyzje 1")
    asked = await maria.tap("Wyślij decyzje")
    assert "3 osób" in text_of(asked)
    await maria.tap("Tak, wyślij")
    await maria.sees("Decyzje są w drodze")
    await maria.tap("Opublikuj listę")
    await maria.tap("Tak, opublikuj")
    await maria.sees("Lista jest publiczna")
    shown = await ania.say("/wyniki 1")

    assert "1. Kino" in text_of(shown)
    assert "lista rezerwowa" in text_of(shown)
    assert "Jak to policzono" in labels_of(shown)
