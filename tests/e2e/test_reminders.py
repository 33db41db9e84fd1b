"""Reminders as people meet them: the whole bot, the messenger, and a clock that is moved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest_asyncio

from bot.clock import moment
from bot.simulator import server
from bot.storage import people, schedules
from tests.clock import StillClock
from tests.conftest import Bot
from tests.e2e import diagnosis
from tests.e2e.test_first_contact import owner_of
from tests.people import Someone, Town, labels_of, text_of

NUDGE = "Odpowiedzi czekają do"
SPRING, AUTUMN = "2027-03-28", "2027-10-31"  # nights on which the clocks change


def let_pass(clock: StillClock, text: str) -> None:
    """Until this moment, UTC; it may also lie in the past."""
    clock.advance(seconds=(moment(text) - clock.now()).total_seconds())


async def left_in_the_middle(town: Town, link: str) -> Someone:
    """Ania answers the first question; then the bus comes."""
    ania = await town.person("Ania")
    await ania.start(link)
    await ania.tap("Zaczynamy")
    await ania.say("mieszkam")
    return ania


async def nudges(ania: Someone) -> int:
    """How often she was reminded."""
    return (await ania.chat()).count(NUDGE)


async def test_the_bus_came(town: Town, bot: Bot, maria: Someone, link: str) -> None:
    """At 18.00 the next day: how much is left, until when it waits, and one tap leads back."""
    ania = await left_in_the_middle(town, link)

    let_pass(bot.clock, "2027-05-13T16:00:00Z")
    reminded = await ania.sees(NUDGE)
    again = await ania.tap("Odpowiadam dalej")

    assert text_of(reminded).startswith("Zostało Ci około 20 pytań.")
    assert "Odpowiedzi czekają do 26 maja." in text_of(reminded)
    assert labels_of(reminded) == ["Odpowiadam dalej", "Nie przypominaj", "Usuń zaczęte odpowiedzi"]
    assert "Pytanie 2" in text_of(again)


async def test_no_more_of_it(town: Town, bot: Bot, maria: Someone, link: str) -> None:
    """„Nie przypominaj”; days later nothing has come, and the answers are still there."""
    ania = await left_in_the_middle(town, link)
    let_pass(bot.clock, "2027-05-13T16:00:00Z")
    await ania.sees(NUDGE)

    await ania.tap_quietly("Nie przypominaj")
    await ania.sees("nie będziemy o tym przypominać")
    let_pass(bot.clock, "2027-05-20T16:00:00Z")
    await maria.say("/panel")
    again = await ania.tap("Odpowiadam dalej")

    assert "Pytanie 2" in text_of(again)
    assert (await ania.chat()).count("Zostało Ci około") == 0  # nor after the one that was edited


async def test_last_call_for_those_who_asked_for_surveys(
    town: Town, bot: Bot, maria: Someone, link: str
) -> None:
    """The morning of the last day: to who follows surveys and has not answered, to nobody else."""
    follower, stranger, done = [await town.person(name) for name in ("Jan", "Ola", "Ewa")]
    for one in (follower, stranger, done):
        await one.start()
        await one.tap("Zaczynamy")
    for one in (follower, done):
        await one.say("/powiadomienia ankiety")
    await done.start(link)
    await done.tap("Nic mnie nie łączy")
    await done.tap("Wyślij")
    await maria.say("/ankiety")
    await maria.tap(diagnosis.TITLE)
    await maria.tap("Przedłuż")
    for answer in ("do wybranego dnia", "26 maja", "wyślij"):
        await maria.say(answer)

    let_pass(bot.clock, "2027-05-26T06:06:00Z")
    called = await follower.sees("Ostatni dzwonek")

    assert "Ostatni dzień: dziś." in text_of(called)
    assert labels_of(called) == ["Odpowiadam", "Ustawienia powiadomień"]
    await maria.say("/panel")
    for one in (stranger, done):
        assert "Ostatni dzwonek" not in await one.chat()


async def test_the_librarian_takes_it_off(town: Town, bot: Bot, maria: Someone, link: str) -> None:
    """„Zaplanowane” from the panel; what was cancelled does not come."""
    ania = await left_in_the_middle(town, link)
    await maria.say("/panel")
    listed = await maria.tap("Zaplanowane")
    assert "Przypomnienie o niedokończonej ankiecie" in text_of(listed)

    await maria.tap_quietly("Odwołaj 1")
    await maria.sees("Nikt tego nie dostanie.")
    let_pass(bot.clock, "2027-05-14T16:00:00Z")
    await maria.say("/panel")

    assert await nudges(ania) == 0


async def test_leaving_is_one_tap(town: Town, bot: Bot, maria: Someone, link: str) -> None:
    """„Wyłącz wszystko”, and nothing comes any more that nobody asked for."""
    ania = await left_in_the_middle(town, link)
    await ania.say("/powiadomienia")

    await ania.tap_quietly("Wyłącz wszystko")
    await ania.sees("Wszystko jest wyłączone.")
    let_pass(bot.clock, "2027-05-14T16:00:00Z")
    await maria.say("/panel")

    assert await nudges(ania) == 0


async def test_blocked_and_back(town: Town, bot: Bot, maria: Someone, link: str) -> None:
    """Nobody is troubled about it; with /start they are reachable again."""
    ania = await left_in_the_middle(town, link)
    await town.post("block", person=ania.id)
    await town.until(lambda: unreachable(bot, ania), "word that she blocked the bot")
    let_pass(bot.clock, "2027-05-13T16:00:00Z")
    await maria.say("/panel")

    await town.post("unblock", person=ania.id)
    await ania.start()
    let_pass(bot.clock, "2027-05-14T16:00:00Z")

    await ania.sees(NUDGE)
    assert await nudges(ania) == 1


async def unreachable(bot: Bot, one: Someone) -> bool:
    """Whether the bot knows that it cannot write to them."""
    person = await bot.running.office.db.read(lambda tx: people.by_telegram_id(tx, one.id))
    return bool(person and not person.reachable)


@dataclass
class Days:
    """A bot that is switched off and on again, and its people."""

    town: Town
    clock: StillClock
    on: Callable[[], Any]

    @asynccontextmanager
    async def begun(self) -> AsyncIterator[tuple[Bot, Someone, Someone]]:
        """The first run: a survey that runs on, and Ania in the middle of it."""
        async with self.on() as bot:
            maria = await owner_of(self.town, bot)
            await diagnosis.offer(maria)
            link = await diagnosis.publish(maria)
            yield bot, maria, await left_in_the_middle(self.town, link)


@pytest_asyncio.fixture
async def days(
    simulator: server.Running, start_bot: Callable[..., Any], clock: StillClock
) -> AsyncIterator[Days]:
    async with Town(simulator.url) as town:
        yield Days(town, clock, start_bot)


async def test_three_days_switched_off(days: Days) -> None:
    """One reminder, not one for each evening; the next run is this evening's."""
    async with days.begun() as (_, _, ania):
        pass
    let_pass(days.clock, "2027-05-16T10:00:00Z")

    async with days.on() as bot:
        await ania.sees(NUDGE)
        let_pass(days.clock, "2027-05-16T16:00:00Z")
        await ania.say("/menu")
        assert await nudges(ania) == 1
        [[due]] = await bot.running.office.db.read(
            lambda tx: tx.execute(
                "SELECT next_at FROM schedule WHERE kind = 'survey_unfinished'"
            ).fetchall()
        )
        assert due > "2027-05-16"


async def test_switched_on_at_night_it_waits_for_the_morning(days: Days) -> None:
    """At 3.00 nothing; within five minutes after 8.00 it is there."""
    async with days.begun() as (_, _, ania):
        pass
    let_pass(days.clock, "2027-05-16T01:00:00Z")

    async with days.on():
        await ania.say("/menu")
        assert await nudges(ania) == 0
        let_pass(days.clock, "2027-05-16T06:05:00Z")
        await ania.sees(NUDGE)


async def test_a_clock_that_jumps_back_an_hour(days: Days) -> None:
    """18.00 comes twice, the reminder once, the next one when it should."""
    async with days.begun() as (_, maria, ania):
        let_pass(days.clock, "2027-05-13T16:00:00Z")
        await ania.sees(NUDGE)

        let_pass(days.clock, "2027-05-13T15:00:00Z")
        await maria.say("/panel")
        let_pass(days.clock, "2027-05-13T16:00:01Z")
        await maria.say("/panel")
        assert await nudges(ania) == 1

        let_pass(days.clock, "2027-05-16T16:00:00Z")
        await days.town.until(lambda: _twice(ania), "the second reminder")


async def test_the_night_when_clocks_go_ahead(
    simulator: server.Running, start_bot: Callable[..., Any], clock: StillClock
) -> None:
    """Left at noon before it, 18.00 the next day is 16.00 in UTC, not 17.00."""
    days = Days(Town(simulator.url), clock, start_bot)
    await the_next_evening(days, "2027-03-27T11:00", "2027-03-27T17:00", f"{SPRING}T16:00")


async def test_the_night_when_clocks_go_back(
    simulator: server.Running, start_bot: Callable[..., Any], clock: StillClock
) -> None:
    """Left at noon before it, 18.00 the next day is 17.00 in UTC, not 16.00."""
    days = Days(Town(simulator.url), clock, start_bot)
    await the_next_evening(days, "2027-10-30T10:00", "2027-10-30T16:00", f"{AUTUMN}T17:00")


async def the_next_evening(days: Days, noon: str, same: str, following: str) -> None:
    """Left at noon; nothing that evening, nothing a minute too early, then the reminder."""
    let_pass(days.clock, f"{noon}:00Z")
    async with days.town, days.begun() as (bot, _, ania):
        let_pass(days.clock, f"{same}:00Z")
        await days.town.until(lambda: planned(bot, f"{following}:00Z"), "the next evening")
        let_pass(days.clock, f"{following}:00Z")
        await ania.sees(NUDGE)


async def planned(bot: Bot, text: str) -> bool:
    """Whether the next evening's run is planned for this moment."""
    due = await bot.running.office.db.read(schedules.next_due)
    return due is not None and moment(due) == moment(text)


async def _twice(ania: Someone) -> bool:
    return await nudges(ania) == 2


def test_moments_are_read_as_utc() -> None:
    """`let_pass` and the bot mean the same by a text."""
    assert moment("2027-05-13T16:00:00Z") == datetime.fromisoformat("2027-05-13T18:00:00+02:00")
