"""An announcement on the chat page, by tapping: from a photo to its withdrawal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.simulator import server
from bot.storage.database import Tx
from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.e2e.test_main_job_page import phone, tap
from tests.people import Someone, Town, text_of

CROWD, A_SECOND = 30, 6  # five seconds: time enough to tap „Wstrzymaj”
PATIENCE = 20_000  # milliseconds

pytestmark = pytest.mark.browser


@pytest_asyncio.fixture
async def bot(start_bot: Callable[..., Any]) -> AsyncIterator[Bot]:
    """A bot that writes to few people a second."""
    async with start_bot(bulk_per_second=A_SECOND) as running:
        yield running


async def followers(town: Town, bot: Bot) -> list[Someone]:
    """People who asked for news, enough for a run that can be watched."""
    people = await asyncio.gather(*(town.person(f"Osoba {number}") for number in range(CROWD)))
    await asyncio.gather(*(town.post("start", person=person.id) for person in people))

    async def known() -> bool:
        count = "SELECT count(*) FROM person"
        found = await bot.running.office.db.read(lambda tx: tx.execute(count).fetchone())
        return bool(found[0] == CROWD + 1)

    await town.until(known, "everybody in the database")
    await bot.running.office.db.write(subscribe)
    return list(people)


def subscribe(tx: Tx) -> None:
    """All residents follow the news."""
    tx.execute(
        "INSERT INTO subscription SELECT id, 'news', '2027-05-12T10:00:00.000Z' FROM person "
        "WHERE role = 'resident'"
    )


async def attach(page: Page, maria: Someone, picture: Path) -> None:
    """The paper clip, „Zdjęcie”, the file, „Wyślij”."""
    chat = phone(page, maria)
    await chat.get_by_role("button", name="Załącz").click()
    async with page.expect_file_chooser() as coming:
        await chat.get_by_role("button", name="Zdjęcie").click()
    await (await coming.value).set_files(picture)
    await page.get_by_role("dialog").get_by_role("button", name="Wyślij").click()


async def write(page: Page, maria: Someone, words: str) -> None:
    """Type and send."""
    box = phone(page, maria).get_by_role("textbox")
    await box.fill(words)
    await box.press("Enter")


async def reads(page: Page, person: Someone, words: str) -> None:
    """Wait for these words, also until a whole run is over."""
    chat = phone(page, person).get_by_role("log")
    await expect(chat).to_contain_text(words, timeout=PATIENCE)


async def have_it(people: list[Someone], words: str) -> int:
    """How many chats show these words."""
    chats = await asyncio.gather(*(person.messages() for person in people))
    return sum(any(words in text_of(message) for message in chat) for chat in chats)


async def test_a_poster_goes_out_is_held_corrected_and_withdrawn(
    simulator: server.Running, town: Town, bot: Bot, page: Page, maria: Someone, tmp_path: Path
) -> None:
    """Compose with a photo, preview, send, pause, resume, edit, withdraw."""
    people = await followers(town, bot)
    picture = tmp_path / "plakat.png"
    picture.write_bytes(qr_png("https://example.com"))
    await page.goto(simulator.url)
    await page.locator(f".tab[data-person='{maria.id}']").click()

    await attach(page, maria, picture)
    await reads(page, maria, "Co to jest?")
    await tap(page, maria, "Ogłoszenie")
    await reads(page, maria, "Nie każdy przeczyta plakat.")
    await write(page, maria, "Noc bibliotek w piątek!")
    await tap(page, maria, f"Chcą wiadomości ({CROWD})")
    await tap(page, maria, "Teraz")
    await reads(page, maria, f"{CROWD} osób, około 6 sekund.")

    await tap(page, maria, "Wyślij")
    await tap(page, maria, "Wstrzymaj")
    await reads(page, maria, "Wstrzymano.")
    assert 0 < await have_it(people, "w piątek") < CROWD
    await tap(page, maria, "Wznów")
    await reads(page, maria, f"Wysłano do {CROWD} osób.")
    assert await have_it(people, "w piątek") == CROWD

    await tap(page, maria, "Popraw treść")
    await reads(page, maria, "Wyślij nową treść.")
    await write(page, maria, "Noc bibliotek w sobotę!")
    await reads(page, maria, "Poprawić?")
    await tap(page, maria, "Wyślij")
    await reads(page, maria, f"Poprawiono u {CROWD} osób.")
    assert await have_it(people, "w sobotę") == CROWD

    await tap(page, maria, "Wycofaj")
    await tap(page, maria, "Tak, wycofaj")
    await reads(page, maria, f"Usunięto u {CROWD} osób.")
    assert await have_it(people, "Noc bibliotek") == 0
    await expect(phone(page, maria).get_by_role("log").get_by_role("img").last).to_be_visible()
