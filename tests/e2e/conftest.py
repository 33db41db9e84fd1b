"""What every journey holds to: the messenger refuses nothing that the bot asks of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright

from bot.domain.workshops import Workshop
from tests.conftest import Bot
from tests.e2e import diagnosis, workshop_days
from tests.e2e.test_first_contact import owner_of
from tests.people import Someone, Town

CHROMIUM = Path("/usr/bin/chromium")
PHONE = (360, 740)


@pytest_asyncio.fixture
async def town(town: Town) -> AsyncIterator[Town]:
    """People whose whole journey went without one refused call."""
    yield town

    refused = [
        (call["method"], call["error"], sorted(call["params"]))
        for call in await town.get("calls")
        if not call["ok"] and call.get("error")
    ]
    assert not refused


@pytest_asyncio.fixture
async def maria(town: Town, bot: Bot) -> Someone:
    """Maria, who runs the bot."""
    return await owner_of(town, bot)


@pytest_asyncio.fixture
async def link(maria: Someone) -> str:
    """What the link to the diagnosis carries; Maria has published it."""
    await diagnosis.offer(maria)
    return await diagnosis.publish(maria)


@pytest_asyncio.fixture
async def readers(town: Town, bot: Bot, maria: Someone) -> list[Someone]:
    """Three people who asked for news, and one who did not."""
    names = ("Ania", "Jan", "Ola", "Piotr")
    people = [await town.person(name) for name in names]
    for number, person in enumerate(people):
        await person.start()
        await person.tap("Zaczynamy")
        if number < 3:
            await person.say("/powiadomienia nowości")
    return people


@pytest.fixture
def chromium() -> Path:
    """Where Debian puts it; without it the test is skipped."""
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium")
    return CHROMIUM


@pytest_asyncio.fixture
async def page(chromium: Path) -> AsyncIterator[Page]:
    """The chat page on a small phone; an error in its console fails the test."""
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        opened = await browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
        opened.set_default_timeout(10_000)
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
        await browser.close()
    assert errors == []


@pytest_asyncio.fixture
async def ania(town: Town, bot: Bot) -> Someone:
    """Ania, a resident who has read the notice."""
    return await workshop_days.somebody(town, bot, "Ania")


@pytest_asyncio.fixture
async def ceramics(bot: Bot) -> Workshop:
    """A workshop for everybody, twelve seats."""
    return await workshop_days.publish(bot)
