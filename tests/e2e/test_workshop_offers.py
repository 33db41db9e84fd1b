"""The reserve list: where one stands, the seat that comes free, giving one up."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import Bot
from tests.e2e.workshop_days import (
    SATURDAY,
    every_state,
    full,
    link,
    pass_until,
    publish,
    somebody,
)
from tests.people import Someone, Town, labels_of, text_of


async def test_a_seat_that_comes_free_waits_for_the_first_on_the_list(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """The position is shown before and after; one tap takes the seat."""
    workshop, ewa = await full(town, bot)
    details = await ania.start(link(workshop))
    waits = await ania.tap("Dopisz mnie do rezerwy")
    await ewa.say("rezygnuję")
    await ewa.tap_quietly("Tak, rezygnuję")

    offered = await ania.sees("Zwolniło się miejsce!")
    taken = await ania.tap("Biorę")

    assert "Lista rezerwowa: będziesz na 1. miejscu." in text_of(details)
    assert "Jesteś na liście rezerwowej, na 1. miejscu." in text_of(waits)
    assert "Termin na odpowiedź: jutro, godz. 12.00." in text_of(offered)
    assert labels_of(offered)[:2] == ["Biorę", "Rezygnuję"]
    assert text_of(taken).startswith("Masz miejsce.")
    assert await every_state(bot, workshop) == ["cancelled", "confirmed"]


async def test_who_says_nothing_loses_the_offer_and_the_next_one_gets_it(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """After the hour „Biorę” is answered kindly, and typed words do what buttons do."""
    workshop, ewa = await full(town, bot)
    jan = await somebody(town, bot, "Jan")
    for one in (ania, jan):
        await one.start(link(workshop))
        await one.tap("Dopisz mnie do rezerwy")
    await ewa.say("/rezygnuje tak")
    await ania.sees("Zwolniło się miejsce!")

    bot.clock.advance(hours=24, minutes=1)
    await ania.sees("Minął czas na odpowiedź.")
    late = await ania.tap("Biorę")
    await jan.sees("Zwolniło się miejsce!")
    taken = await jan.say("biorę")

    assert "Minął czas na odpowiedź w sprawie tego miejsca." in text_of(late)
    assert text_of(taken).startswith("Masz miejsce.")
    assert await every_state(bot, workshop) == ["cancelled", "cancelled", "confirmed"]


async def test_an_offer_can_be_declined(town: Town, bot: Bot, ania: Someone) -> None:
    """And nobody waits any more."""
    workshop, ewa = await full(town, bot)
    await ania.start(link(workshop))
    await ania.tap("Dopisz mnie do rezerwy")
    await ewa.say("/rezygnuje tak")
    await ania.sees("Zwolniło się miejsce!")

    await ania.tap_quietly("Rezygnuję")
    await ania.sees("Wypisano z listy")

    assert await every_state(bot, workshop) == ["cancelled", "cancelled"]


async def test_after_the_hour_a_kind_word(town: Town, bot: Bot, ania: Someone) -> None:
    """The seat stays, and it is said whom to tell."""
    workshop = await publish(bot, cancel_hours=24)
    await ania.start(link(workshop))
    done = await ania.tap("Zapisz mnie")
    pass_until(bot, SATURDAY - timedelta(hours=3))

    await ania.tap("Zrezygnuj")
    late = await ania.tap("Tak, rezygnuję")

    assert "Zrezygnować tutaj można do terminu: piątek 21 maja, godz. 10.00." in text_of(done)
    assert "Tutaj nie da się już zrezygnować." in text_of(late)
    assert "biblioteka@zalesie.example" in text_of(late)
    assert await every_state(bot, workshop) == ["confirmed"]
