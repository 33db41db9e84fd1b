"""Take the pictures of the documents anew: `make pictures`.

The real bot talks to the simulator over HTTP; Chromium shows the chat page. Clock, names and
links are fixed, so that only what really changed looks different.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from unittest.mock import patch

from playwright.async_api import Browser, Locator, Page, async_playwright

from bot import app
from bot.cli.demo.seed import seed
from bot.cli.demo.town import ANIA, JAN, MARIA, PROFILE, Inhabitant
from bot.config import Settings
from bot.domain.profile import Profile
from bot.forms import builtin
from bot.forms.xlsform import Workbook, open_workbook, write_xlsx
from bot.simulator import server
from bot.simulator.simulator import Simulator
from scripts.png import smaller
from tests.clock import NOON, StillClock
from tests.people import Someone, Town

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"]
PHONE, DESKTOP = 360, (1180, 980)
LARGEST = 120_000  # bytes
MISTAKES = (
    ("${czesto}", "${czestosc}"),
    ("| dni       | niedziela   ", "| dni       | sobota      "),
)
LIBRARY = replace(PROFILE, inspector="iod@zalesie.example")


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


async def first_day(here: Stage) -> None:
    """Maria, from the owner's link to a published survey."""
    maria = await here.who(MARIA)
    link = await here.running.services.invitations.owner_code(NOON)
    await maria.start(link.rpartition("=")[2])
    await here.take("wlasciciel", maria)
    await maria.tap("Zaczynamy")
    for given in (LIBRARY.library, LIBRARY.contact, LIBRARY.inspector, "nie teraz"):
        await maria.say(given)
    await maria.tap("Zapisz")
    await maria.say("/panel")
    await here.take("panel", maria)
    await maria.send_file("ankieta.xlsx", write_xlsx(broken()))
    await here.take("bledy", maria)
    await maria.send_file("diagnoza.xlsx", write_xlsx(builtin.load("diagnoza")))
    await here.take("szkic", maria)
    await publish(here, maria)


async def publish(here: Stage, maria: Someone) -> None:
    """When it begins and ends, then the link and the QR code."""
    await maria.tap("Opublikuj")
    await maria.sees("Od kiedy można odpowiadać?")
    await here.take("publikacja", maria)
    for answer in ("Od razu", "Bez terminu", "Opublikuj"):
        await maria.tap(answer)
    await maria.sees("jest opublikowana")
    await here.take("link", maria)


def broken() -> Workbook:
    """The diagnosis with two mistakes that people really make."""
    text = files("bot.forms.builtin").joinpath("diagnoza.md").read_text(encoding="utf-8")
    for right, wrong in MISTAKES:
        assert right in text
        text = text.replace(right, wrong, 1)
    workbook = open_workbook(text.encode()).workbook
    assert workbook
    return workbook


async def town(here: Stage) -> None:
    """Weeks later: answers are there, and residents read what came of another survey."""
    ania, maria, jan = [await here.who(one) for one in (ANIA, MARIA, JAN)]
    payload = await seed(here.running)
    await results(here, maria)
    await resident(here, ania, payload)
    await published(here, jan)
    await maria.tap("Lista pytań")
    await maria.tap("2")
    await here.take_all("trzy-telefony", [ania, maria, jan])


async def results(here: Stage, maria: Someone) -> None:
    """From the list to a chart."""
    await maria.start()
    await maria.say("/ludzie")
    await maria.tap("Zaproś bibliotekarza")
    await here.take("zaproszenie", maria)
    await maria.say("/ankiety")
    await maria.tap("Prowadź: Czego tu potrzebujemy?")
    await maria.tap("Wyniki")
    await here.take("wyniki", maria)
    await maria.tap("Lista pytań")
    await maria.tap("3")
    await here.take("wykres", maria)


async def resident(here: Stage, ania: Someone, payload: str) -> None:
    """Ania scans the poster and answers."""
    await ania.start(payload)
    await here.take("powitanie", ania)
    await ania.tap("Zaczynamy")
    await ania.sees("Pytanie 1")
    await ania.tap("Mieszkam tutaj")
    await ania.sees("Pytanie 2")
    await here.take("pytanie", ania)


async def published(here: Stage, jan: Someone) -> None:
    """What residents are shown."""
    await jan.start()
    await jan.say("/ankiety")
    await jan.tap("Wyniki: Lato w ogrodzie")
    await jan.tap("Zobacz wykresy")
    await here.take("dla-mieszkancow", jan)


def browser_path() -> str:
    """Debian's Chromium, or the one that PATH leads to."""
    path = shutil.which("/usr/bin/chromium") or shutil.which("chromium")
    return path or sys.exit("no Chromium: apt install chromium")


async def main() -> None:
    """Every picture."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for profile, story in ((Profile(), first_day), (LIBRARY, town)):
            async with stage(browser, profile) as here:
                await story(here)
        await browser.close()


def fixed(dice: random.Random) -> Callable[[int], str]:
    """Codes in links, in place of `secrets.token_urlsafe`: QR codes stay the same."""

    def token(size: int = 16) -> str:
        return f"{dice.getrandbits(96):024x}"[: max(8, size)]

    return token


if __name__ == "__main__":
    with patch("secrets.token_urlsafe", fixed(random.Random(2027))):
        asyncio.run(main())
