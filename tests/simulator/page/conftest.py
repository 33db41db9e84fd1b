"""The chat page in a real browser, with the test in the bot's place over real HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright

from bot.simulator import server
from bot.simulator.simulator import Simulator

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESKTOP = (360, 740), (1400, 860)
ANIA, MARIA, JAN = 11, 12, 13
PEOPLE = [
    {"id": ANIA, "first_name": "Ania", "about": "mieszkanka", "language_code": "pl"},
    {"id": MARIA, "first_name": "Maria", "about": "bibliotekarka", "language_code": "pl"},
    {"id": JAN, "first_name": "Jan", "about": "partner, OSP Zalesie", "language_code": "pl"},
]
HERE = Path(__file__).parent

Json = dict[str, Any]


@dataclass(slots=True)
class Bot:
    """Calls the Bot API as a bot would; `heard` are updates taken but not asked for yet."""

    http: aiohttp.ClientSession
    url: str
    offset: int = 0
    heard: list[Json] = field(default_factory=list)

    async def call(self, method: str, **params: Any) -> Any:
        """The method's result; a refusal fails the test with Telegram's own words."""
        async with self.http.post(f"{self.url}/{method}", json=params) as response:
            return self._result(method, await response.json())

    async def send_file(self, method: str, content: dict[str, Path], **params: Any) -> Any:
        """As `call`, with files by the name of their field."""
        form = aiohttp.FormData(quote_fields=False)
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, path in content.items():
            form.add_field(name, path.read_bytes(), filename=path.name)
        async with self.http.post(f"{self.url}/{method}", data=form) as response:
            return self._result(method, await response.json())

    @staticmethod
    def _result(method: str, answer: Json) -> Any:
        assert answer["ok"], f"{method}: {answer}"
        return answer["result"]

    async def say(self, person: int, text: str, *rows: list[str], **params: Any) -> Json:
        """Sends a text; each row is a row of inline buttons whose data is their text."""
        keyboard = [[{"text": b, "callback_data": b[:20]} for b in row] for row in rows]
        markup = {"reply_markup": {"inline_keyboard": keyboard}} if rows else {}
        message: Json = await self.call(
            "sendMessage", chat_id=person, text=text, **markup, **params
        )
        return message

    async def hear(self, kind: str, wanted: Callable[[Json], bool] = lambda _: True) -> Json:
        """Waits for an update of this kind, as `getUpdates` brings it; others are passed over."""
        while True:
            while self.heard:
                update = self.heard.pop(0)
                if kind in update and wanted(update[kind]):
                    found: Json = update[kind]
                    return found
            self.heard = await self.call("getUpdates", offset=self.offset, timeout=10)
            assert self.heard, f"no {kind} came"
            self.offset = self.heard[-1]["update_id"] + 1


@dataclass(slots=True)
class Screen:
    """An open page; a phone is found by its person."""

    page: Page
    errors: list[str]

    def phone(self, person: int) -> Locator:
        """The person's phone."""
        return self.page.locator(f"section.phone[data-person='{person}']")

    def tab(self, person: int) -> Locator:
        """The person's tab, on a narrow screen."""
        return self.page.locator(f".tab[data-person='{person}']")

    async def write(self, person: int, text: str) -> None:
        """Types a message and presses Enter."""
        box = self.phone(person).get_by_role("textbox")
        await box.fill(text)
        await box.press("Enter")

    async def overflow(self) -> int:
        """By how many CSS pixels the page is wider than the screen."""
        width: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width

    async def faults(self) -> list[str]:
        """What a screen reader or a thumb would stumble over."""
        found: list[str] = await self.page.evaluate((HERE / "audit.js").read_text())
        return found

    async def contrasts(self) -> list[tuple[float, str]]:
        """The contrast ratio of each visible piece of text (WCAG 2.2, 1.4.3), lowest first."""
        found = await self.page.evaluate((HERE / "contrast.js").read_text())
        return sorted((ratio, node) for ratio, node in found)


@dataclass(slots=True)
class Town:
    """A running simulator with three people."""

    url: str
    bot: Bot
    http: aiohttp.ClientSession
    simulator: Simulator

    async def act(self, verb: str, **body: Any) -> Any:
        """What a person does elsewhere than on the page."""
        async with self.http.post(f"{self.url}/sim/{verb}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def start(self, *people: int) -> None:
        """These people press Start; the bot has already read it."""
        for person in people:
            await self.act("start", person=person)
            await self.bot.hear("message", lambda message: message["text"] == "/start")


Open = Callable[..., Awaitable[Screen]]


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """Where Debian puts Chromium; without it these tests are skipped."""
    if not CHROMIUM.exists():
        pytest.skip(f"no {CHROMIUM}: install Debian's chromium")
    return CHROMIUM


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(chromium_path: Path) -> AsyncIterator[Browser]:
    """The browser, started once."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def town() -> AsyncIterator[Town]:
    """A fresh simulator for each test."""
    running = await server.start()
    async with aiohttp.ClientSession() as http:
        bot = Bot(http, f"{running.url}/bot{running.token}")
        place = Town(running.url, bot, http, running.simulator)
        for person in PEOPLE:
            await place.act("people", **person)
        yield place
    await running.stop()


def note_into(errors: list[str]) -> Callable[[ConsoleMessage], None]:
    """A listener that keeps what a page's console calls an error."""

    def note(said: ConsoleMessage) -> None:
        if said.type == "error":
            errors.append(said.text)

    return note


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(chromium: Browser, town: Town) -> AsyncIterator[Open]:
    """Opens the page on a screen of a given size; an error in its console fails the test."""
    contexts = []
    screens = []

    async def open_on(size: tuple[int, int] = DESKTOP, query: str = "", **options: Any) -> Screen:
        viewport = {"width": size[0], "height": size[1]}
        context = await chromium.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(8000)
        screen = Screen(page, [])
        screens.append(screen)
        page.on("pageerror", lambda error: screen.errors.append(str(error)))
        page.on("console", note_into(screen.errors))
        await page.goto(f"{town.url}/{query}")
        await page.locator("section.phone").first.wait_for()
        return screen

    yield open_on
    for context in contexts:
        await context.close()
    assert [error for screen in screens for error in screen.errors] == []
