"""A workshop on the chat page at 360 pixels, by tapping: from the poster's link to the calendar."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.simulator import server
from tests.conftest import Bot
from tests.e2e.test_main_job_page import overflow, phone, reads, tap
from tests.e2e.workshop_days import CERAMICS, FOR_CHILDREN, publish
from tests.people import Someone, Town

CUT = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"

pytestmark = pytest.mark.browser


async def say(page: Page, person: Someone, words: str) -> None:
    """Type and send."""
    box = phone(page, person).get_by_role("textbox")
    await box.fill(words)
    await box.press("Enter")


async def whole(page: Page, person: Someone, name: str) -> None:
    """Nothing is cut; a picture to look at where LOOKS names a folder."""
    buttons = phone(page, person).get_by_role("log").get_by_role("button")
    assert await buttons.evaluate_all(CUT) == []
    assert await overflow(page) == 0
    if folder := os.environ.get("LOOKS"):
        await page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.parametrize("language", ["pl", "uk"])
async def test_ania_signs_up_two_children(
    simulator: server.Running, town: Town, bot: Bot, page: Page, ania: Someone, language: str
) -> None:
    """The programme, one workshop, whom, their names, the seat, giving it up."""
    await publish(bot, CERAMICS, title="Klub książki", topic="książki", seats=0)
    await publish(bot, FOR_CHILDREN, topic="rękodzieło", description="Lepimy kubek i miseczkę.")
    await ania.start()
    if language == "uk":
        await ania.say("/jezyk")
        await ania.tap("Українська")
    await page.goto(simulator.url)
    await page.locator(f".tab[data-person='{ania.id}']").click()
    words = {
        "pl": ("Warsztaty", "Zapisz dzieci", "2 dzieci", "Pomiń", "Zapisano 2 dzieci.",
               "Mój zapis", "Zrezygnuj", "Tak, wszyscy rezygnujemy", "Moje zapisy"),
        "uk": ("Майстер-класи", "Записати дітей", "2 дитини", "Пропустити", "Записано 2 дитини.",
               "Мій запис", "Відмовитися", "Так, відмовляємося всі", "Мої записи"),
    }  # fmt: skip
    (programme, children, two, skip, done, _, give_up, all_of_us, mine) = words[language]

    await say(page, ania, "/warsztaty")
    await reads(page, ania, programme)
    await whole(page, ania, f"{language}-1-programme")
    await tap(page, ania, "Klub książki")
    await whole(page, ania, f"{language}-2-full")
    await tap(page, ania, "Ceramika")
    await whole(page, ania, f"{language}-3-details")
    await tap(page, ania, children)
    await whole(page, ania, f"{language}-4-whom")
    await tap(page, ania, two)
    await reads(page, ania, "Ola 8" if language == "pl" else "Оля 8")
    await say(page, ania, "Ola 8, Jaś 10")
    await tap(page, ania, skip)
    await reads(page, ania, done)
    await whole(page, ania, f"{language}-5-done")
    await tap(page, ania, give_up)
    await reads(page, ania, all_of_us)
    await whole(page, ania, f"{language}-6-give-up")
    await tap(page, ania, mine)
    await reads(page, ania, "/rezygnuje 1")
    await whole(page, ania, f"{language}-7-mine")
