"""Children, families and several adults: who is named, who fits, who waits."""

from __future__ import annotations

from bot.domain.workshops import Audience
from tests.conftest import Bot
from tests.e2e.workshop_days import (
    FOR_CHILDREN,
    every_state,
    link,
    publish,
)
from tests.people import Someone, Town, labels_of, text_of


async def test_a_parent_signs_up_three_children_one_too_young_two_seats_left(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """Case 12: only what fits is offered; who is too young is named at once; nothing is lost."""
    workshop = await publish(bot, FOR_CHILDREN, seats=2)
    await ania.start(link(workshop))

    whom = await ania.tap("Zapisz dzieci")
    await ania.tap("2 + 1 rezerwowe")
    refused = await ania.say("Ola 8, Jaś 10, Staś 5")
    await ania.say("Ola 8, Jaś 10")
    done = await ania.say("600 100 200")

    assert labels_of(whom)[:3] == ["1 dziecko", "2 dzieci", "2 + 1 rezerwowe"]
    assert "Staś: tym razem za mało lat, warsztaty są od 7 lat." in text_of(refused)
    assert text_of(done).startswith("Zapisano 2 dzieci.")
    assert await every_state(bot, workshop) == ["confirmed", "confirmed"]


async def test_two_get_a_seat_and_one_waits(town: Town, bot: Bot, ania: Someone) -> None:
    """„2 + 1 rezerwowe”, with the place on the list."""
    workshop = await publish(bot, FOR_CHILDREN, seats=2)
    await ania.start(link(workshop))
    await ania.tap("Zapisz dzieci")
    await ania.tap("2 + 1 rezerwowe")
    await ania.say("Ola 8 i Jaś 10 i Ewa 9")

    done = await ania.tap("Pomiń")

    assert "1 osoba jest na liście rezerwowej, na 1. miejscu." in text_of(done)
    assert await every_state(bot, workshop) == ["confirmed", "confirmed", "reserve"]


async def test_a_number_that_is_none_is_asked_again(town: Town, bot: Bot, ania: Someone) -> None:
    """The phone for the list at the door may be left out, and must be one where it is given."""
    workshop = await publish(bot, FOR_CHILDREN, party=1)
    await ania.start(link(workshop))
    await ania.tap("Zapisz dziecko")
    unread = await ania.say("8")
    await ania.say("Ola 8")

    asked = await ania.say("zadzwońcie do babci")
    done = await ania.say("600 100 200")

    assert "Potrzebne jest imię każdej osoby i wiek każdego dziecka." in text_of(unread)
    assert "To nie wygląda na numer telefonu." in text_of(asked)
    assert "Zapisano 1 dziecko." in text_of(done)


async def test_a_family_and_several_adults(town: Town, bot: Bot, ania: Someone) -> None:
    """Adults are named without an age; who comes alone is not asked for a name."""
    trip = await publish(bot, FOR_CHILDREN, audience=Audience.FAMILIES, title="Wycieczka")
    games = await publish(bot, party=3, title="Gry")
    await ania.start(link(trip))
    await ania.tap("Zapisz nas")
    await ania.tap("2 osoby")
    await ania.say("Ania, Ola 8")
    family = await ania.tap("Pomiń")
    details = await ania.start(link(games))
    await ania.tap("Zapisz kilka osób")
    await ania.tap("2 osoby")
    adults = await ania.say("Ania, Jan")

    assert "Zapisano 2 osoby." in text_of(family)
    assert {"Zapisz mnie", "Zapisz kilka osób"} <= set(labels_of(details))
    assert "Zapisano 2 osoby." in text_of(adults)


async def test_one_of_two_stays_at_home(town: Town, bot: Bot, ania: Someone) -> None:
    """Only that one leaves the list."""
    workshop = await publish(bot, FOR_CHILDREN)
    await ania.start(link(workshop))
    await ania.tap("Zapisz dzieci")
    await ania.tap("2 dzieci")
    await ania.say("Ola 8, Jaś 10")
    await ania.tap("Pomiń")

    await ania.tap("Zrezygnuj")
    await ania.tap_quietly("Tylko Jaś")
    left = await ania.sees("Pozostałe osoby zostają na liście")

    assert "Ola: ma miejsce" in text_of(left)
    assert await every_state(bot, workshop) == ["confirmed", "cancelled"]


async def test_where_a_guardian_must_agree(town: Town, bot: Bot, ania: Someone) -> None:
    """The seat is kept, and it is said what is missing."""
    workshop = await publish(bot, FOR_CHILDREN, guardian_agrees=True, party=1)
    await ania.start(link(workshop))
    await ania.tap("Zapisz dziecko")
    await ania.say("Ola 8")

    done = await ania.tap("Pomiń")

    assert "Potrzebna jest zgoda opiekuna: na miejscu albo przez telefon." in text_of(done)
    assert await every_state(bot, workshop) == ["awaiting_guardian"]
