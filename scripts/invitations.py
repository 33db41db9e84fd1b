"""Pictures of what invites people: announcements, reminders, workshops, messages."""

from __future__ import annotations

import asyncio

from bot.cli.demo.seed import hold_surveys
from bot.cli.demo.town import ANIA, MARIA
from bot.storage.database import Tx
from scripts.stage import Stage
from tests.people import Someone, text_of

FOLLOWERS = 40
SLOW = 14  # of them have it late, so that the run can be looked at
LATE = 6.0  # seconds
NEWS = (
    "Noc bibliotek w piątek!\n\n"
    "Od 18.00 czytamy po ciemku, od 20.00 kino pod chmurką. Weź koc i kogoś, kogo lubisz."
)
SUMMER = "Latem w środy do 20.00!\n\nDziękujemy za odpowiedzi w ankiecie."
GUESTS = ("Ewa Lis", "Ola Mazur", "Piotr Wrona")


async def season(here: Stage) -> None:
    """Maria tells the town something, makes a workshop, and people come."""
    maria, ania = await here.who(MARIA), await here.who(ANIA)
    await hold_surveys(here.running)
    await maria.start()
    await settings(here, ania)
    people = await followers(here)
    await announcement(here, maria, people)
    await uncertain(here, maria, people[0])
    await scheduled(here, maria)
    await workshop(here, maria, ania)
    await message(here, maria, ania)


async def settings(here: Stage, ania: Someone) -> None:
    """What Ania wants to hear of."""
    await ania.start()
    await ania.tap("Zaczynamy")
    await ania.say("/powiadomienia warsztaty")
    await ania.say("/powiadomienia")
    await here.take("powiadomienia", ania)


async def followers(here: Stage) -> list[Someone]:
    """People who asked for news."""
    names = [f"Osoba {number}" for number in range(1, FOLLOWERS + 1)]
    people = await asyncio.gather(*(here.town.person(name) for name in names))
    await asyncio.gather(*(person.start() for person in people))
    await here.running.office.db.write(_subscribe)
    return list(people)


def _subscribe(tx: Tx) -> None:
    tx.execute(
        "INSERT INTO subscription SELECT id, 'news', '2027-05-12T10:00:00.000Z' FROM person "
        "WHERE name LIKE 'Osoba %'"
    )


async def announcement(here: Stage, maria: Someone, people: list[Someone]) -> None:
    """To whom, the preview, then a run on its way."""
    await maria.say("/ogloszenie")
    await maria.say(NEWS)
    await here.take("komu", maria)
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    await maria.sees("Wysłać?")
    await here.take("ogloszenie", maria, messages=2)
    for person in people[:SLOW]:
        await here.town.post(
            "faults", method="sendMessage", chat=person.id, kind="timeout", seconds=LATE
        )
    await maria.tap("Wyślij")
    await maria.sees(f"Wysłano {FOLLOWERS - SLOW} z {FOLLOWERS}")
    await here.take("postep", maria)
    await maria.sees("gotowe")


async def uncertain(here: Stage, maria: Someone, person: Someone) -> None:
    """How a run ends when one connection broke."""
    await here.town.post("faults", method="sendMessage", chat=person.id, kind="drop_after")
    await maria.say("/ogloszenie")
    await maria.say(SUMMER)
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    await maria.sees("Wysłać?")
    await maria.tap("Wyślij")
    await maria.sees(f"Wysłano do {FOLLOWERS - 1} osób.")
    await here.take("niepewne", maria)


async def scheduled(here: Stage, maria: Someone) -> None:
    """Something for tomorrow; reminders of the survey are there already."""
    await maria.say("/ogloszenie")
    await maria.say("Jutro o 18.00 klub książki. Rozmawiamy o „Lalce”.")
    await maria.tap("Chcą wiadomości")
    await maria.say("jutro 10")
    await maria.say("wyślij")
    await maria.sees("Zaplanowano.")
    await maria.say("/zaplanowane")
    await here.take("zaplanowane", maria)


async def workshop(here: Stage, maria: Someone, ania: Someone) -> None:
    """A simple one, from the first word to the list at the door."""
    await maria.say("/zajecia nowe")
    for words in ("Warsztaty ceramiki", "Ulepimy miski i kubki. Glina czeka na miejscu.",
                  "22 maja 10:00", "12", "sala na parterze", "12"):  # fmt: skip
        await maria.say(words)
    await maria.tap("Dla dorosłych")
    await maria.tap("Pomiń")
    await maria.tap("Zapisz szkic")
    await here.take("zajecia-szkic", maria)
    payload = text_of(await maria.tap("Opublikuj")).partition("?start=")[2].split()[0]
    await ania.start(payload)
    await here.take("zajecia", ania)
    await ania.tap("Zapisz mnie")
    await here.take("zapis", ania)
    for name in GUESTS:
        guest = await here.town.person(name.split()[0], last_name=name.split()[1])
        await guest.start()
        await guest.tap("Zaczynamy")
        await guest.start(payload)
        await guest.tap("Zapisz mnie")
    await maria.say("/obecnosc 1 Ania, Ewa")
    await here.take("obecnosc", maria)


async def message(here: Stage, maria: Someone, ania: Someone) -> None:
    """Ania asks something."""
    await ania.say("/napisz")
    await ania.say("Dzień dobry! Czy na ceramikę mogę przyjść z mamą?")
    await maria.sees("z mamą?")
    await here.take("wiadomosc", maria)
