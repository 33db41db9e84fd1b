"""Texts on the chat page: formatted as sent, and never more than text."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.simulator.page.conftest import ANIA, PHONE, Open, Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOSTILE = [
    "<img src=x onerror=\"document.title='zepsute'\">",
    "\u202eodwrócone\u202c i dalej",
    "x" * 4096,
    "عربي " * 40,
]


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "override", "long word", "right to left"])
async def test_hostile_text_stays_text(town: Town, open_page: Open, text: str) -> None:
    """What people and bots write is shown as written: never markup, never a broken screen."""
    await town.start(ANIA)
    button = {"text": text[:60], "callback_data": "x"}
    keyboard = {"inline_keyboard": [[button, button]]}
    await town.bot.say(ANIA, text, reply_markup=keyboard)
    await town.act("send", person=ANIA, chat=ANIA, text=text)
    screen = await open_page(PHONE)

    log = screen.phone(ANIA).get_by_role("log")
    shown = log.locator(".message.in .text")
    await expect(shown).to_have_text(text.strip())
    assert await log.locator("img").count() == 0
    assert await screen.overflow() <= 0
    inside = "node => node.scrollWidth - node.clientWidth"
    assert await log.evaluate(inside) <= 0
    assert "zepsute" not in await screen.page.title()


async def test_name_with_markup(town: Town, open_page: Open) -> None:
    """A person's name is text as well, on the tab, the phone and its label."""
    name = "<b>Zły</b> & <script>alert(1)</script>"
    await town.act("people", first_name=name, about="<i>kto</i>")
    screen = await open_page(PHONE)

    await expect(screen.page.locator(".tab").last).to_contain_text(name)
    assert await screen.page.locator(".tab b, .tab script, .owner b").count() == 0
    assert await screen.overflow() <= 0


async def test_link_with_script_is_no_link(town: Town, open_page: Open) -> None:
    """Only http, https, tg and mailto become links; they tell the other side nothing."""
    await town.start(ANIA)
    entities = [{"type": "text_link", "offset": 0, "length": 3, "url": "https://example.org/"}]
    await town.bot.say(ANIA, "tam i javascript:alert(1)", entities=entities)
    screen = await open_page()

    links = screen.phone(ANIA).get_by_role("log").get_by_role("link")
    await expect(links).to_have_count(1)
    assert await links.get_attribute("rel") == "noopener noreferrer"
    unsafe = """async () => {
      const { safeAddress } = await import("/page/links.js");
      return ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " JaVaScript:x"]
        .filter((address) => safeAddress(address) !== null);
    }"""
    assert await screen.page.evaluate(unsafe) == []


async def test_entities_follow_utf16(town: Town, open_page: Open) -> None:
    """Offsets count UTF-16 units, so an emoji before bold text moves nothing."""
    await town.start(ANIA)
    entities = [
        {"type": "bold", "offset": 3, "length": 6},
        {"type": "italic", "offset": 6, "length": 3},
    ]
    await town.bot.say(ANIA, "🧵 żółwie po", entities=entities)
    screen = await open_page()

    log = screen.phone(ANIA).get_by_role("log")
    await expect(log.locator("strong")).to_have_text("żółwie")
    await expect(log.locator("strong em")).to_have_text("wie")


async def test_spoiler_is_hidden_until_asked(town: Town, open_page: Open) -> None:
    """A spoiler's text is kept from eyes and ears until it is opened by Enter or a tap."""
    await town.start(ANIA)
    await town.bot.say(ANIA, "<tg-spoiler>wynik 3:1</tg-spoiler>", parse_mode="HTML")
    screen = await open_page()
    log = screen.phone(ANIA).get_by_role("log")

    await expect(log.get_by_text("wynik 3:1")).to_be_hidden()
    await log.get_by_role("button", name="Ukryty tekst. Pokaż").press("Enter")

    await expect(log.get_by_text("wynik 3:1")).to_be_visible()
