"""Whatever a button does, words do, too: a whole workshop without one tap."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import Bot
from tests.e2e.workshop_days import (
    FOR_CHILDREN,
    SATURDAY,
    every_state,
    full,
    librarian,
    pass_until,
    publish,
    somebody,
)
from tests.people import Someone, Town, text_of


async def test_from_the_programme_to_giving_up(town: Town, bot: Bot, ania: Someone) -> None:
    """Find, sign up, look, take the file and the code, keep the seat, give it up."""
    workshop = await publish(bot)

    found = await ania.say("/warsztaty cera")
    seat = await ania.say("/zapisz ceramika")
    mine = await ania.say("moje zapisy")
    file = await ania.say("do kalendarza")
    code = await ania.say("kod do wejścia")
    pass_until(bot, SATURDAY - timedelta(days=7) + timedelta(minutes=10))
    await ania.sees("Czy przyjdziesz?")
    kept = await ania.say("będę")
    asked = await ania.say("rezygnuję")
    gone = await ania.say("tak, rezygnuję")

    assert text_of(found).startswith("Ceramika\n")
    assert text_of(seat).startswith("Masz miejsce.")
    assert "1. Ceramika" in text_of(mine)
    assert "document" in file
    assert "photo" in code
    assert "Do zobaczenia!" in text_of(kept)
    assert "Zrezygnować z miejsca?" in text_of(asked)
    assert "Wypisano z listy" in text_of(gone)
    assert await every_state(bot, workshop) == ["cancelled"]


async def test_children_and_which_of_two_is_meant(town: Town, bot: Bot, ania: Someone) -> None:
    """Names are asked at once; with two sign-ups a number or a word of the title is needed."""
    await publish(bot, FOR_CHILDREN)
    games = await publish(bot, title="Gry planszowe")
    await ania.say("/zapisz ceramika")
    await ania.say("Ola 8")
    children = await ania.say("/pomin")
    await ania.say("/zapisz gry")

    unclear = await ania.say("nie mogę")
    by_title = await ania.say("/rezygnuje gry tak")

    assert "Zapisano 1 dziecko." in text_of(children)
    assert "Masz więcej niż jeden zapis." in text_of(unclear)
    assert "Wypisano z listy: „Gry planszowe”." in text_of(by_title)
    assert await every_state(bot, games) == ["cancelled"]


async def test_an_offered_seat_is_declined_by_the_same_word(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """„rezygnuję” answers the offer first; nothing is asked again."""
    workshop, ewa = await full(town, bot)
    await ania.say("/zapisz ceramika")
    await ewa.say("nie mogę")
    await ania.sees("Zwolniło się miejsce!")

    declined = await ania.say("rezygnuję")

    assert "Wypisano z listy" in text_of(declined)
    assert await every_state(bot, workshop) == ["cancelled", "cancelled"]


async def test_both_words_lead_there(town: Town, bot: Bot) -> None:
    """„/zajecia” and „/warsztaty” are one thing to who comes, and to who runs them."""
    workshop = await publish(bot)
    ania, maria = await somebody(town, bot, "Ania"), await somebody(town, bot, "Maria")
    await librarian(bot, maria)

    seen = [text_of(await ania.say(typed)) for typed in ("/zajecia", "/warsztaty")]
    run = [
        text_of(await maria.say(typed))
        for typed in (f"/zajecia {workshop.id}", f"/warsztaty {workshop.id}")
    ]

    assert seen[0] == seen[1]
    assert run[0] == run[1]
    assert "Zajęte miejsca" in run[0]
