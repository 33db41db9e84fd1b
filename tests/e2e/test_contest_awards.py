"""From counted points to the published list, told as people see it."""

from __future__ import annotations

import io

import docx
import pytest_asyncio

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Edition
from tests.conftest import Bot
from tests.e2e.contest_days import (
    admit,
    applicant,
    at,
    edition,
    hall,
    hand_in,
    hold,
    librarian,
    pass_until,
    person,
)
from tests.people import Message, Someone, Town, labels_of, text_of

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

    def __init__(
        self, bot: Bot, town: Town, staff: Someone, contest: Edition, judge: Someone
    ) -> None:
        self.bot, self.town, self.staff, self.contest = bot, town, staff, contest
        self.judge = judge
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


async def second_round(made: Held) -> int:
    """Ola hands in, what she wrote passes, and the jury hears that it is their turn."""
    bot = made.bot
    pass_until(bot, at(2027, 6, 2, 9))
    ola = await present(made.judge.town, bot, "Ola")
    contest = await edition(bot, made.contest.id)
    given = {"title": "Plac zabaw", "line": "huśtawka 1500"}
    application = await hand_in(bot, ola, contest, given)
    pass_until(bot, at(2027, 6, 20, 16))
    await admit(bot, made.staff, application)
    pass_until(bot, at(2027, 6, 22, 10))
    await made.judge.sees("Teraz czyta i ocenia komisja.")
    return application.id


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
    made = Held(bot, town, staff, contest, await jury_of(bot, town, staff, contest))
    await made.apply(IDEAS, points, made.judge)
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
    assert "• Chór: 0 zł → 1 500 zł" in plain(after)
    assert "500 zł" in text_of(after)

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


async def approved_and_public(maria: Someone, reference: str) -> None:
    """Approve, send, publish, by typing."""
    await maria.say("/decyzje 1 zatwierdź")
    await maria.say(reference)
    await maria.tap("Zatwierdź protokół")
    await maria.sees(f"{reference} zatwierdzon")
    await maria.say("/decyzje 1 wyślij tak")
    await maria.say("/decyzje 1 opublikuj tak")
    await maria.sees("Lista jest publiczna")


def plain(message: Message) -> str:
    """Without hard spaces."""
    return text_of(message).replace("\xa0", " ")


async def test_a_refusal_without_a_reason_is_refused(bot: Bot, town: Town) -> None:
    """One reason for several, chosen by their numbers; until then no protocol."""
    made = await held(bot, town, {"Kino": 10, "Ogród": 2, "Chór": 1})
    maria = made.staff
    await maria.say("/decyzje 1 podziel")
    await maria.say("/decyzje 1 kwota 2")
    odd = await maria.say("dużo")
    await maria.say("0")
    await maria.say("Za mało dla mieszkańców")
    await maria.tap("Zapisz kwotę")
    await maria.sees("Zmieniło się")

    too_early = await maria.say("/decyzje 1 zatwierdź")
    await maria.say("/decyzje 1 powody")
    wrong = await maria.say("9")
    await maria.say("wszystkie")
    await maria.say("Zabrakło pieniędzy, spróbujcie za rok")
    await maria.tap("Zapisz uzasadnienie")
    after = await maria.sees("Wszystko postanowione")

    assert "„dużo” to nie kwota" in text_of(odd)
    assert "powod" in text_of(too_early).lower() or "uzasadnieni" in text_of(too_early).lower()
    assert "„9” nie pasuje do listy" in text_of(wrong)
    assert "Zatwierdź protokół" in labels_of(after)


async def test_a_partial_award_keeps_within_the_pool(bot: Bot, town: Town) -> None:
    """Amounts as people type them; more than the pool is refused and nothing changes."""
    made = await held(bot, town, {"Kino": 10, "Ogród": 9, "Chór": 8})
    maria = made.staff
    await maria.say("/decyzje 1 podziel")
    await maria.say("/decyzje 1 kwoty")
    await maria.say("1: 3 000\n3: 500,50 zł")
    await maria.say("Renegocjacja budżetów")
    too_much = await maria.tap("Zapisz kwoty")
    await maria.say("/anuluj")
    await maria.say("/decyzje 1 kwoty")
    await maria.say("1: 2 500\n3: 499,50 zł")
    await maria.say("Renegocjacja budżetów")
    await maria.tap("Zapisz kwoty")
    after = await maria.sees("Zmieniło się")
    history = await maria.say("/decyzje 1 historia")

    assert "pul" in text_of(too_much).lower()
    assert "• Kino: 3 000 zł → 2 500 zł" in plain(after)
    assert "• Chór: 0 zł → 499,50 zł" in plain(after)
    assert "Zostało: 0,50 zł" in plain(after)
    assert "Renegocjacja budżetów" in text_of(history)


async def test_the_pool_grows_and_the_protocol_is_amended(bot: Bot, town: Town) -> None:
    """Chór is funded from 1 500 more; nothing is public until the amendment, and only its author
    is written to again."""
    made = await held(bot, town, {"Kino": 10, "Ogród": 9, "Chór": 8})
    maria, ania = made.staff, await present(town, bot, "Ania")
    await maria.say("/decyzje 1 podziel")
    await maria.say("/decyzje 1 powód 3")
    await maria.say("Zabrakło pieniędzy")
    await maria.tap("Zapisz uzasadnienie")
    await approved_and_public(maria, "P-1")
    assert "Kino" in text_of(await ania.say("/wyniki 1"))

    await maria.say("/decyzje 1 pula")
    await maria.say("1 500")
    await maria.say("Oszczędności na druku")
    await maria.say("dyrekcja")
    await maria.tap("Zwiększ pulę")
    after = await maria.sees("Od protokołu P-1 coś się zmieniło")
    hidden = await ania.say("/wyniki 1")
    await maria.say("/decyzje 1 zatwierdź")
    await maria.say("P-1/A")
    await maria.tap("Zatwierdź protokół")
    asked = await maria.say("/decyzje 1 wyślij")
    await maria.say("/decyzje 1 wyślij tak")
    await maria.say("/decyzje 1 opublikuj tak")
    shown = await ania.say("/wyniki 1")

    assert "• Chór: 0 zł → 1 500 zł" in plain(after)
    assert "Kino" not in text_of(hidden)
    assert "do 1 osoby" in text_of(asked)
    assert "1 500 zł" in plain(shown)


async def test_a_second_round_leaves_the_first_frozen(bot: Bot, town: Town) -> None:
    """2 000 are left; another call, its jury in the same conversation; round 1 can be read and not
    changed. The jury is asked again, at its hour, and what it gives is divided."""
    made = await held(bot, town, {"Kino": 10, "Ogród": 2, "Chór": 1})
    maria = made.staff
    await maria.say("/decyzje 1 podziel")
    await maria.say("/decyzje 1 kwoty")
    await maria.say("2: 0\n3: 0")
    await maria.say("Za słabe")
    await maria.tap("Zapisz kwoty")
    await approved_and_public(maria, "P-1")
    await maria.say("/decyzje 1 nabór")
    await maria.say("1.06.2027 9:00")
    wrong = await maria.say("31.05.2027 9:00")
    asked = await maria.say("20.06.2027 15:00")
    early = await maria.say("19.06.2027 9:00")
    await maria.say("22.06.2027 9:00")
    await maria.say("25.06.2027 15:00")
    await maria.say("Zostały pieniądze")
    opened = await maria.tap("Otwórz kolejny nabór")
    await maria.sees("Runda 2")
    application = await second_round(made)
    judged = await made.judge.say("/jury 1")
    judge = await person(bot, made.judge)
    await hall(bot).judged(judge, application, {"pomysl": 7})
    pass_until(bot, at(2027, 6, 25, 16))
    await maria.say("/jury 1 policz tak")
    second = await maria.say("/decyzje 1")
    await maria.tap("Podziel tak pulę")
    first = await maria.say("/decyzje 1 runda 1")

    assert "Koniec musi być po początku" in text_of(wrong)
    assert "Od kiedy ocenia jury?" in text_of(asked)
    assert "To wcześniej niż koniec naboru." in text_of(early)
    assert "22 czerwca" in text_of(opened)
    assert "Plac zabaw" in text_of(judged)
    assert "Plac zabaw" in text_of(second)
    assert "Kino" not in text_of(second)
    assert "Ta runda jest zamknięta" in text_of(first)
    assert "1" not in labels_of(first)


async def test_the_protocol_as_files_and_the_count_in_pictures(tied: Held, town: Town) -> None:
    """DOCX and PDF for the library and for the town; each picture has its words beside it."""
    maria = tied.staff
    await maria.say("/decyzje 1 podziel")
    await maria.say("/decyzje 1 protokół")
    whole = await maria.tap("Biblioteka: DOCX")
    await maria.say("/decyzje 1 protokół")
    public = await maria.tap("Miasto: PDF")
    count = await maria.say("/decyzje 1 liczenie")
    following = await maria.tap("Następne")

    content = await town.download(whole["document"]["file_id"])
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Protokół (projekt, niezatwierdzony)" in text
    assert (await town.download(public["document"]["file_id"])).startswith(b"%PDF")
    assert "photo" in count
    assert "Kino: 10 pkt" in text_of(count)
    assert "Kino (dotacja): 3 000 zł z 3 000 zł" in plain(following)


async def test_an_author_learns_why_after_the_decision(tied: Held) -> None:
    """Not before; then the points by criterion and what the committee wrote."""
    maria, author = tied.staff, tied.authors["Ogród"]
    await maria.say("/decyzje 1 podziel")
    await maria.say("/decyzje 1 remis 3")
    await maria.say("Losowanie")
    await maria.tap("Rozstrzygnij tak")
    await maria.sees("Zmieniło się")
    await approved_and_public(maria, "P-1")
    await author.say("/wyniki 1")
    shown = await author.tap("Dlaczego tak: Ogród")

    assert "Tym razem nie dostaje dotacji. Miejsce 2 z 3, 8 pkt." in text_of(shown)
    assert "Pomysl: 8 pkt z 10 pkt" in text_of(shown)
    assert "Co napisała komisja: Losowanie" in text_of(shown)
