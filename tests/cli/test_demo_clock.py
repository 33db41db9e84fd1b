"""The demo's clock: the page's buttons move it, reminders arrive, strangers are refused."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from bot.cli.demo.clock import daylight, origins_of, served, step
from bot.clock import SystemClock
from bot.domain.quiet_hours import quiet_at
from tests.cli.conftest import Commands, line

CHROMIUM = Path("/usr/bin/chromium")
PAGE = "http://127.0.0.1:8080"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\?clock=\S+")
WARSAW = ZoneInfo("Europe/Warsaw")


@dataclass
class Served:
    """The endpoint, as a browser sees it."""

    address: str
    clock: SystemClock
    moves: list[datetime]
    session: aiohttp.ClientSession

    async def ask(self, method: str, origin: str, body: str = "") -> tuple[int, str, str]:
        """Status, the origin that may read the answer, and the answer."""
        headers = {"Origin": origin, "Content-Type": "application/json"}
        async with self.session.request(
            method, self.address, data=body, headers=headers
        ) as response:
            shared = response.headers.get("Access-Control-Allow-Origin", "")
            return response.status, shared, await response.text()


@pytest_asyncio.fixture
async def endpoint() -> AsyncIterator[Served]:
    clock, moves = SystemClock(), []

    async def moved() -> None:
        moves.append(clock.now())

    async with served(clock, PAGE, moved) as address, aiohttp.ClientSession() as session:
        yield Served(address, clock, moves, session)


async def test_a_day_later(endpoint: Served) -> None:
    """The answer is the new time; whoever else must know has been told before it."""
    before = datetime.now(UTC)

    status, shared, said = await endpoint.ask("POST", PAGE, '{"advance_seconds": 86400}')

    assert (status, shared) == (200, PAGE)
    assert endpoint.clock.now() - before >= timedelta(days=1)
    assert endpoint.moves
    assert re.fullmatch(r'\{"now": "\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"\}', said)


async def test_the_browser_asks_first(endpoint: Served) -> None:
    """The page has another port: the preflight names it, POST and JSON."""
    status, shared, _ = await endpoint.ask("OPTIONS", PAGE)

    assert (status, shared) == (204, PAGE)


@pytest.mark.parametrize("origin", ["https://example.org", "http://127.0.0.1:9999", "null"])
@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
async def test_other_pages_may_not_move_it(endpoint: Served, method: str, origin: str) -> None:
    """Nor read the answer."""
    status, shared, _ = await endpoint.ask(method, origin, '{"advance_seconds": 60}')

    assert (status, shared) == (403, "")
    assert endpoint.moves == []


async def test_a_name_that_only_points_here_may_not_move_it(endpoint: Served) -> None:
    """DNS rebinding: the address is ours, the name is not."""
    headers = {"Origin": PAGE, "Host": "example.org"}

    async with endpoint.session.post(endpoint.address, data="{}", headers=headers) as response:
        assert response.status == 403


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"advance_seconds": "60"}', '{"advance_seconds": -1}',
     '{"advance_seconds": true}', '{"advance_seconds": 1e9}', '{"advance_seconds": 99999999}'],
)  # fmt: skip
async def test_what_is_no_step_is_refused(endpoint: Served, body: str) -> None:
    """Back is no step either."""
    status, _, _ = await endpoint.ask("POST", PAGE, body)

    assert status == 400
    assert step(body) is None
    assert endpoint.moves == []


def test_both_names_of_this_machine_are_the_pages() -> None:
    """Whoever types localhost sees the same page."""
    assert origins_of(PAGE) == {"http://127.0.0.1:8080", "http://localhost:8080"}


def test_the_town_is_awake_when_it_opens() -> None:
    """Also for who tries the demo at night."""
    clock = SystemClock()
    for _ in range(48):
        clock.advance(timedelta(minutes=30))

        daylight(clock, WARSAW)

        assert quiet_at(clock.now(), WARSAW) is None


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
        opened = await browser.new_page(viewport={"width": 360, "height": 740})
        opened.set_default_timeout(15_000)
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else 0)
        yield opened
        await browser.close()
    assert errors == []


@pytest.mark.browser
async def test_a_reminder_arrives_when_the_page_moves_the_clock(
    commands: Commands, page: Page
) -> None:
    """The printed address as it is: Ania answers one question, a day passes, „Zostało Ci …”."""
    process = await commands.start("demo", "--port", "0")
    address = ADDRESS.search(await line(process.stdout, "http://"))
    assert address
    await page.goto(address[0])
    await page.locator(".tab", has_text="Ania").click()
    ania = page.locator("section.phone", has_text="Ania").first
    log = ania.get_by_role("log")
    await ania.get_by_role("button", name="Start", exact=True).click()
    await log.get_by_role("button", name="Zaczynamy").click()
    await log.get_by_role("button", name="Mieszkam tutaj").click()
    await expect(log).to_contain_text("Pytanie 2")

    clock = page.get_by_role("group", name="Zegar pokazu")
    await clock.get_by_role("button", name="+1 dzień").click()

    await expect(log).to_contain_text("Zostało Ci około 20 pytań.", timeout=20_000)
    await expect(clock.locator("output")).not_to_be_empty()
    await log.get_by_role("button", name="Odpowiadam dalej").last.click()
    await expect(log).to_contain_text("Pytanie 2 · zostało")
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(width) == 0
