"""The main job on the chat page, by tapping only: a newcomer answers, a librarian reads."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Page, expect

from bot.simulator import server
from tests.e2e import diagnosis
from tests.people import Someone, Town

DESKTOP = (1400, 860)

pytestmark = pytest.mark.browser


def phone(page: Page, person: Someone) -> Locator:
    """This person's phone."""
    return page.locator(f"section.phone[data-person='{person.id}']")


async def tap(page: Page, person: Someone, label: str) -> None:
    """The newest button with these words."""
    chat = phone(page, person).get_by_role("log")
    await chat.get_by_role("button", name=label).last.click()


async def reads(page: Page, person: Someone, words: str) -> None:
    """Wait for these words in the chat."""
    await expect(phone(page, person).get_by_role("log")).to_contain_text(words)


async def overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than the screen."""
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(await page.evaluate(width))


async def test_a_newcomer_answers_and_the_librarian_reads(
    simulator: server.Running, town: Town, page: Page, maria: Someone, link: str
) -> None:
    """From „Mam link” to thanks at 360 pixels; then a chart and its words on a desktop."""
    ania = await town.person("Ania")
    await page.goto(simulator.url)
    await page.locator(f".tab[data-person='{ania.id}']").click()
    await come_by_link(page, ania, link)

    await tap(page, ania, "Zaczynamy")
    await reads(page, ania, "Pytanie 1 · zostało około 20")
    await tap(page, ania, "Mieszkam tutaj")
    await skip_to_the_review(page, ania)
    assert await overflow(page) == 0
    await tap(page, ania, "Wyślij")
    await reads(page, ania, "Odpowiedzi dotarły")

    given = {"łączy Cię": "mieszkam", "Jak często": "wcale"}
    for number in range(10):
        await diagnosis.answer(await town.person(f"Osoba {number}"), link, given)
    await page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    await shows_results(page, maria)


async def come_by_link(page: Page, ania: Someone, link: str) -> None:
    """As with the code on a poster."""
    await phone(page, ania).get_by_role("button", name="Mam link z zaproszeniem").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill(f"https://t.me/trzecie_miejsce_bot?start={link}")
    await dialog.get_by_role("button", name="Otwórz").click()
    await reads(page, ania, "Tu Biblioteka w Zalesiu")


async def skip_to_the_review(page: Page, ania: Someone) -> None:
    """„Pomiń” under each new question."""
    log = phone(page, ania).get_by_role("log")
    for number in range(2, 19):
        await expect(log).to_contain_text(f"Pytanie {number} · ")
        if await log.get_by_text("ostatnie").count():
            break
        await tap(page, ania, "Pomiń")
    await tap(page, ania, "Pomiń")
    await reads(page, ania, "Przejrzyj je jeszcze raz.")


async def shows_results(page: Page, maria: Someone) -> None:
    """The panel, the survey, the first question as a picture and in words."""
    box = phone(page, maria).get_by_role("textbox")
    await box.fill("/panel")
    await box.press("Enter")
    await reads(page, maria, "Panel · Biblioteka w Zalesiu")
    for label in ("Ankiety", "Prowadź: ", "Wyniki", "Po kolei"):
        await tap(page, maria, label)
    await reads(page, maria, "Mieszkam tutaj: ")
    chart = phone(page, maria).get_by_role("log").get_by_role("img").last
    await expect(chart).to_be_visible()
    assert await chart.evaluate("image => image.naturalWidth") == 1080
