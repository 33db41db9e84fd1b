"""What is typed belongs to the newest screen that asked; a form that waits gets the rest."""

from __future__ import annotations

from tests.clock import StillClock
from tests.conftest import Bot
from tests.e2e.contest_days import at, hold
from tests.e2e.workshop_days import FOR_CHILDREN, every_state, link, publish
from tests.people import Someone, Town, text_of

OPEN = {"open": (at(2027, 2, 13), at(2027, 6, 17, 15))}


async def test_a_number_goes_to_whom_to_sign_up(town: Town, bot: Bot, ania: Someone) -> None:
    """„2” under „Kogo zapisać?” are two children, although a form has begun before."""
    before = await publish(bot, FOR_CHILDREN, seats=5, title="Druk")
    workshop = await publish(bot, FOR_CHILDREN, seats=5)
    await ania.start(link(before))
    await ania.tap("Zapisz dzieci")
    await ania.tap("2 dzieci")
    await ania.start(link(workshop))
    await ania.tap("Zapisz dzieci")

    await ania.say("2")
    await ania.say("Ola 8, Jaś 10")
    done = await ania.tap("Pomiń")

    assert text_of(done).startswith("Zapisano 2 dzieci.")
    assert await every_state(bot, workshop) == ["confirmed", "confirmed"]
    assert await every_state(bot, before) == []


async def test_a_label_goes_to_who_applies(
    town: Town, bot: Bot, clock: StillClock, ania: Someone
) -> None:
    """„Ja” under „Kto zgłasza?” begins the application: nothing of a form has begun, or it has."""
    await hold(bot, **OPEN)
    workshop = await publish(bot, FOR_CHILDREN, seats=5)
    await ania.start(link(workshop))
    await ania.tap("Zapisz dzieci")
    await ania.tap("2 dzieci")
    await ania.say("/zglos 1")

    first = await ania.say("ja")

    assert "Jak się nazywasz?" in text_of(first)
    assert await every_state(bot, workshop) == []
