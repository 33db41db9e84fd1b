"""Workshops as residents meet them: what they read, what they tap, and how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import icalendar

from bot.domain.workshops import Workshop
from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.e2e import workshop_days
from tests.e2e.workshop_days import (
    CERAMICS,
    FOR_CHILDREN,
    SATURDAY,
    Counting,
    every_state,
    file_of,
    link,
    publish,
    somebody,
)
from tests.people import Someone, Town, labels_of, text_of

# To a seat, and how many taps it takes.


async def test_from_an_announcement_to_a_confirmed_seat_in_two_taps(
    town: Town, bot: Bot, maria: Someone, readers: list[Someone], ceramics: Workshop
) -> None:
    """Open, sign up: nothing is asked where nothing must be asked."""
    await maria.say("/ogloszenie")
    await maria.say("W sobotę lepimy garnki.")
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    await maria.tap("Zmień")
    await maria.tap("Przyciski")
    await maria.tap("Warsztaty: Ceramika")
    await maria.tap("Wyślij")
    await readers[0].sees("lepimy garnki")
    hand = Counting(readers[0])

    await hand.tap("Ceramika")
    done = await hand.tap("Zapisz mnie")

    assert hand.acts == 2
    assert text_of(done).startswith("Masz miejsce.")
    assert await every_state(bot, ceramics) == ["confirmed"]


async def test_a_poster_leads_a_newcomer_past_the_notice_to_the_workshop(
    town: Town, bot: Bot, ceramics: Workshop
) -> None:
    """The link of the QR code: what happens to data first, then the workshop, then a seat."""
    jan = await town.person("Jan")

    greeting = await jan.start(link(ceramics))
    details = await jan.tap("Zaczynamy")
    done = await jan.tap("Zapisz mnie")

    assert "Dzień dobry!" in text_of(greeting)
    assert text_of(details).startswith("Ceramika\nsobota 22 maja, godz. 10.00–12.00\n")
    assert "Wolne miejsca: 12 z 12." in text_of(details)
    assert "Weź: fartuch" in text_of(details)
    assert "wejście bez schodów" in text_of(details)
    assert "Masz miejsce." in text_of(done)


async def test_two_children_in_at_most_five(town: Town, bot: Bot, ania: Someone) -> None:
    """From the details: whom, how many, their names, no number."""
    await publish(bot, FOR_CHILDREN)
    await ania.say("/warsztaty")
    hand = Counting(ania)

    await hand.tap("Ceramika")
    whom = await hand.tap("Zapisz dzieci")
    await hand.tap("2 dzieci")
    await hand.say("Ola 8, Jaś 10")
    done = await hand.tap("Pomiń")

    assert hand.acts <= 5
    assert labels_of(whom)[:3] == ["1 dziecko", "2 dzieci", "3 dzieci"]
    assert text_of(done).startswith("Zapisano 2 dzieci.")
    assert "Dla dzieci w wieku 7–12 lat" in text_of(done)
    mine = (
        await ania.tap("Mój zapis") if "Mój zapis" in labels_of(done) else await ania.say("/moje")
    )
    assert "Masz 2 miejsca." in text_of(mine)


async def test_giving_up_takes_two_taps(town: Town, bot: Bot, ania: Someone) -> None:
    """Asked once, thanked, and the calendar's entry can go."""
    ceramics = await publish(bot)
    await ania.start(link(ceramics))
    await ania.tap("Zapisz mnie")
    hand = Counting(ania)

    asked = await hand.tap("Zrezygnuj")
    await hand.tap_quietly("Tak, rezygnuję")
    gone = await ania.sees("Wypisano z listy")
    file = await file_of(town, await ania.tap("Usuń z kalendarza"))

    assert hand.acts == 2
    assert "następna osoba z listy rezerwowej" in text_of(asked)
    assert "przyjdzie ktoś inny" in text_of(gone)
    assert await every_state(bot, ceramics) == ["cancelled"]
    assert icalendar.Calendar.from_ical(file)["METHOD"] == "CANCEL"


# Finding one.


async def test_the_programme_by_weeks_and_by_topic(bot: Bot, ania: Someone) -> None:
    """This week, the next, later; a topic narrows it; words typed after the command, too."""
    day = timedelta(days=1)
    for title, at, topic in (
        ("Szachy", SATURDAY - 8 * day, "gry"), ("Ceramika", SATURDAY, "rękodzieło"),
        ("Haft", SATURDAY + 20 * day, "rękodzieło"),
    ):  # fmt: skip
        await publish(bot, title=title, starts_at=at, ends_at=at + day / 12, topic=topic)

    listed = await ania.say("warsztaty")
    crafts = await ania.tap("rękodzieło")
    typed = await ania.say("/warsztaty haft")

    weeks = ("W tym tygodniu", "Szachy", "W przyszłym tygodniu", "Ceramika", "Później", "Haft")
    places = [text_of(listed).index(word) for word in weeks]
    assert places == sorted(places)
    assert "12 wolnych miejsc" in text_of(listed)
    assert "Szachy" not in text_of(crafts)
    assert text_of(typed).startswith("Haft\n")


async def test_what_is_in_another_language_is_said_and_can_be_shown(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """Only for who has chosen a language: one tap shows the rest."""
    await publish(bot, languages=("uk",), title="Рукоділля")
    await publish(bot, languages=("pl",))
    assert "Рукоділля" in text_of(await ania.say("/warsztaty"))
    await ania.say("/jezyk")
    await ania.tap("Polski")

    narrowed = await ania.say("/warsztaty")
    everything = await ania.tap("Pokaż też te")

    assert "Рукоділля" not in text_of(narrowed)
    assert "Jeszcze 1 jest dla innego wieku lub w innym języku." in text_of(narrowed)
    assert "Рукоділля" in text_of(everything)


# Whatever else happens.


async def test_it_is_cancelled_while_somebody_types_names(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """Nothing is left hanging: the next message is answered like any other."""
    workshop = await publish(bot, FOR_CHILDREN, party=1)
    await ania.start(link(workshop))
    await ania.tap("Zapisz dziecko")
    await ania.say("Ola 8")
    maria = await somebody(town, bot, "Maria")
    await workshop_days.librarian(bot, maria)
    await workshop_days.cancel(bot, maria, workshop, "")

    told = await ania.tap("Pomiń")
    after = await ania.say("dzień dobry")

    assert "Odwołane: „Ceramika”." in text_of(told)
    assert "Teraz o nic nie pytam." in text_of(after)


async def test_two_taps_are_one_signup(town: Town, bot: Bot, ania: Someone) -> None:
    """The second one is told that the first has worked."""
    workshop = await publish(bot)
    await ania.start(link(workshop))
    await ania.tap("Zapisz mnie")

    again = await ania.tap("Zapisz mnie")

    assert "Zapis już jest." in text_of(again)
    assert await every_state(bot, workshop) == ["confirmed"]


async def test_a_poster_comes_first(town: Town, bot: Bot, ania: Someone) -> None:
    """The picture, and below it everything in words."""
    sent = await ania.send_file("plakat.png", qr_png("https://example.com"), kind="photo")
    del sent
    photo = next(m for m in await ania.messages() if "photo" in m)
    workshop = await publish(bot, replace(CERAMICS, poster=photo["photo"][-1]["file_id"]))

    details = await ania.start(link(workshop))

    shown = [m for m in await ania.messages() if "photo" in m and not m["out"]]
    assert len(shown) == 1
    assert text_of(details).startswith("Ceramika")
