"""Where pictures are taken: a running bot, the simulator, a browser that looks at its chat page.

Clock and names are fixed, so that only what really changed looks different.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Locator, Page

from bot import app
from bot.cli.demo.town import Inhabitant
from bot.config import Settings
from bot.domain.profile import Profile
from bot.simulator import server
from bot.simulator.simulator import Simulator
from scripts.png import smaller
from tests.clock import NOON, StillClock
from tests.people import Someone, Town

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
PHONE, DESKTOP = 360, (1180, 980)
LARGEST = 120_000  # bytes


@dataclass(slots=True)
class Stage:
    """A running town with a browser that looks at it."""

    url: str
    town: Town
    running: app.Running
    page: Page

    async def who(self, one: Inhabitant) -> Someone:
        """Somebody whose phone the page shows."""
        await self.town.post(
            "people", id=one.id, first_name=one.first_name, last_name=one.last_name,
            username=one.username, about=one.about, language_code="pl",
        )  # fmt: skip
        return Someone(one.id, self.town)

    async def take(self, name: str, someone: Someone, messages: int = 1) -> None:
        """One phone, just tall enough for the newest messages."""
        await self._open((PHONE, 2000))
        if await self.page.locator(".tab").count():
            await self.page.locator(f".tab[data-person='{someone.id}']").click()
        await self._settle(someone)
        phone = self._phone(someone)
        height: int = await phone.evaluate(TALL_ENOUGH, messages)
        await self.page.set_viewport_size({"width": PHONE, "height": height})
        await self._settle(someone)
        save(name, await phone.screenshot(animations="disabled", caret="hide"))

    async def take_all(self, name: str, everybody: list[Someone]) -> None:
        """The whole page on a desk, the phones side by side."""
        for someone in everybody:
            await self.town.post("read", person=someone.id, chat=someone.id)
        await self._open(DESKTOP)
        for someone in everybody:
            await self._settle(someone)
        save(name, await self.page.screenshot(scale="css", animations="disabled", caret="hide"))

    async def _open(self, size: tuple[int, int]) -> None:
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})
        await self.page.goto(f"{self.url}/")
        await self.page.locator("section.phone").first.wait_for()

    async def _settle(self, someone: Someone) -> None:
        """Everything said is on the page, pictures are loaded, the newest is in sight."""
        phone = self._phone(someone)
        there = len(await someone.messages())
        await self._until(lambda: phone.locator("[data-id]").count(), there)
        await phone.evaluate(LOADED)

    async def _until(self, look: Callable[[], Awaitable[int]], wanted: int) -> None:
        while await look() < wanted:
            await self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def _phone(self, someone: Someone) -> Locator:
        return self.page.locator(f"section.phone[data-person='{someone.id}']")


LOADED = """async (phone) => {
  await document.fonts.ready;
  await Promise.all([...phone.querySelectorAll("img")].map((image) => image.decode()));
  const log = phone.querySelector(".log");
  log.scrollTop = log.scrollHeight;
  document.activeElement?.blur();
}"""
TALL_ENOUGH = """(phone, wanted) => {
  const messages = [...phone.querySelectorAll("article[data-id]")].slice(-wanted);
  const log = phone.querySelector(".log-frame");
  const top = messages[0].getBoundingClientRect().top;
  const shown = messages.at(-1).getBoundingClientRect().bottom - top;
  return Math.ceil(window.innerHeight - log.clientHeight + shown + 12);
}"""


def save(name: str, picture: bytes) -> None:
    """Write it as small as it gets; a picture that is too large ends the work."""
    small = smaller(picture)
    path = FOLDER / f"{name}.png"
    print(f"{path.name}: {len(small) // 1000} kB")
    if len(small) > LARGEST:
        raise SystemExit(f"{path.name} is larger than {LARGEST // 1000} kB")
    path.write_bytes(small)


@asynccontextmanager
async def stage(browser: Browser, profile: Profile) -> AsyncIterator[Stage]:
    """A simulator, a bot with an empty database, a page."""
    clock = StillClock()
    simulator = await server.start(simulator=Simulator(now=NOON.timestamp))
    context = await browser.new_context(
        device_scale_factor=2, locale="pl-PL", timezone_id="Europe/Warsaw", color_scheme="light",
        reduced_motion="reduce",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(simulator.token, Path(folder), simulator.url)
        async with (
            app.started(settings, clock, profile) as running,
            Town(simulator.url) as town,
        ):
            polling = asyncio.create_task(app.listen(running, None, clock))
            yield Stage(simulator.url, town, running, await context.new_page())
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
    await context.close()
    await simulator.stop()
