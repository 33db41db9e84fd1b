"""„Zaplanowane”: staff see what will happen by itself, and take it off."""

from __future__ import annotations

from datetime import timedelta

import pytest_asyncio

from bot.domain.people import Role
from bot.domain.quiet_hours import DEFAULT
from bot.domain.reminders import CLOSING, UNFINISHED
from bot.recurrence import Rule
from bot.storage import reminders, schedules
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library
from tests.services.test_surveys import FORM


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.LIBRARIAN)


async def published(maria: Desktop) -> None:
    """A survey until 30 May."""
    await maria.send_file("ankieta.md", FORM.encode())
    await maria.tap("Opublikuj")
    for answer in ("anonimowo", "od razu", "do wybranego dnia", "30 maja"):
        await maria.say(answer)
    await maria.tap("Opublikuj")


async def active(zalesie: Library) -> list[tuple[str, str]]:
    """Kind and next moment of what is to come."""
    found = await zalesie.office.db.read(lambda tx: schedules.active(tx, 100))
    return [(one.kind, one.next_at.isoformat()) for one in found]


async def test_publishing_plans_what_reminds(zalesie: Library, maria: Desktop) -> None:
    """Every evening at 18.00; and on the last day after the quiet hours."""
    await published(maria)

    assert await active(zalesie) == [
        (UNFINISHED, "2027-05-12T16:00:00+00:00"),
        (CLOSING, "2027-05-30T06:00:00+00:00"),
    ]


async def test_extending_moves_it_and_closing_ends_it(zalesie: Library, maria: Desktop) -> None:
    """The reminder follows the last day; a closed survey reminds nobody."""
    await published(maria)
    survey = await zalesie.one("SELECT id FROM survey")
    await maria.press(f"1se.{survey}", maria.last.id)
    for answer in ("do wybranego dnia", "5 czerwca"):
        await maria.say(answer)
    await maria.tap(maria.last.labels[0])
    assert (CLOSING, "2027-06-05T06:00:00+00:00") in await active(zalesie)

    await maria.press(f"1sc.{survey}.1", maria.last.id)

    assert await active(zalesie) == []


async def test_staff_see_all_of_it_soonest_first(zalesie: Library, maria: Desktop) -> None:
    """With numbers of people where five or more are meant."""
    await published(maria)

    shown = await maria.say("/zaplanowane")

    assert shown.text == (
        "Zaplanowane\n\n"
        "1. Przypomnienie o niedokończonej ankiecie\nCzego chcecie?\n"
        "codziennie, najbliżej: dziś, godz. 18.00 · niedokończone: 0 osób\n\n"
        "2. Przypomnienie, że ankieta się zamyka\nCzego chcecie?\nniedziela 30 maja, godz. 8.00\n\n"
        "Możesz też napisać: /zaplanowane odwołaj 1"
    )
    assert shown.labels == ["Odwołaj 1", "Odwołaj 2", "Panel"]


async def test_what_is_cancelled_stays_cancelled(zalesie: Library, maria: Desktop) -> None:
    """In place. A second tap changes nothing, and extending does not bring it back."""
    await published(maria)
    shown = await maria.say("/zaplanowane")
    [closing] = [data for row in shown.rows for label, data in row if label == "Odwołaj 2"]

    after = await maria.tap("Odwołaj 2")
    said = after.text
    await maria.press(closing, shown.id)

    assert after.id == shown.id
    assert "Nikt tego nie dostanie." in said
    assert [kind for kind, _ in await active(zalesie)] == [UNFINISHED]
    survey = await zalesie.one("SELECT id FROM survey")
    await maria.press(f"1se.{survey}", maria.last.id)
    for answer in ("do wybranego dnia", "5 czerwca"):
        await maria.say(answer)
    await maria.tap(maria.last.labels[0])
    assert [kind for kind, _ in await active(zalesie)] == [UNFINISHED]


async def test_reminders_that_wait_are_one_line(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Grouped, with their number and the first of their hours; cancelled all at once."""
    await published(maria)
    morning = clock.now() + timedelta(hours=20)

    def wait(tx: Tx) -> None:
        ids = tx.execute("SELECT id, telegram_id FROM person").fetchall()
        for number, (person_id, chat_id) in enumerate(ids):
            to = reminders.Recipient(person_id, chat_id, DEFAULT, f"{CLOSING}:1:{number}")
            reminders.add(tx, CLOSING, 1, to, morning, clock.now())

    for _ in range(5):
        await zalesie.somebody()
    await zalesie.office.db.write(wait)

    shown = await maria.say("/zaplanowane")
    assert "2. Przypomnienie, że ankieta się zamyka\nCzego chcecie?\n" in shown.text
    assert "czeka na swoją godzinę: 6 osób, od: jutro, godz. 8.00" in shown.text
    await maria.tap("Odwołaj 2")

    states = await zalesie.office.db.read(
        lambda tx: tx.execute("SELECT DISTINCT state FROM outbox WHERE purpose <> ''").fetchall()
    )
    assert states == [("skipped",)]
    assert "Nikt tego nie dostanie." in maria.last.text


async def test_one_for_each_kind_and_subject(zalesie: Library, clock: StillClock) -> None:
    """Planning again gives the same row another time and rule."""

    def twice(tx: Tx) -> None:
        now = clock.now()
        schedules.add(tx, "announcement", 7, now, Rule(17), now=now)
        schedules.add(tx, "announcement", 7, now + timedelta(days=1), now=now)

    await zalesie.office.db.write(twice)

    assert await active(zalesie) == [("announcement", "2027-05-13T10:00:00+00:00")]
    assert await zalesie.one("SELECT rule FROM schedule") == ""
