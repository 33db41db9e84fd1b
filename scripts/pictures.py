"""Take the pictures of the documents anew: `make pictures`, or some: `-m scripts.pictures contest`.

The real bot talks to the simulator over HTTP; Chromium shows the chat page. Links are fixed too.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from unittest.mock import patch

from playwright.async_api import async_playwright

from bot.cli.demo.seed import hold_surveys
from bot.cli.demo.town import ANIA, JAN, MARIA, PROFILE
from bot.domain.profile import Profile
from bot.forms import builtin
from bot.forms.xlsform import Workbook, open_workbook, write_xlsx
from scripts.initiatives import contest
from scripts.invitations import season
from scripts.stage import Stage, stage
from tests.clock import NOON
from tests.people import Someone

FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"]
MISTAKES = (
    ("${czesto}", "${czestosc}"),
    ("| dni       | niedziela   ", "| dni       | sobota      "),
)
LIBRARY = replace(PROFILE, inspector="iod@zalesie.example")


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
    payload = await hold_surveys(here.running)
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


STORIES = (
    (Profile(), first_day),
    (LIBRARY, town),
    (LIBRARY, season),
    (LIBRARY, contest),
)


async def main(wanted: list[str]) -> None:
    """Every picture, or those of the stories that are named."""
    stories = [one for one in STORIES if not wanted or one[1].__name__ in wanted]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for profile, story in stories:
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
        asyncio.run(main(sys.argv[1:]))
