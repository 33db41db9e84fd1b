"""The chat page on every screen, for every eye, by keyboard, and with hostile texts."""

from __future__ import annotations

import pytest
from playwright.async_api import expect
from tests.simulator.page.conftest import ANIA, DESKTOP, JAN, MARIA, PHONE, Open, Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

READABLE = 4.5
RICH = (
    "<b>Pytanie 11</b> · <i>zostało około 11</i>\n<u>u</u> <s>s</s> <code>kod</code> "
    "<a href='https://example.org/'>link</a> <tg-spoiler>tajne</tg-spoiler>"
    "<blockquote>cytat</blockquote><pre><code class='language-python'>x = 1</code></pre>"
)


async def _lively(town: Town) -> None:
    """Every kind of thing in Ania's chat."""
    await town.start(ANIA, MARIA, JAN)
    await town.bot.say(ANIA, RICH, ["☑ Rękodzieło", "☐ Klub książki"], parse_mode="HTML")
    await town.bot.say(ANIA, "Wybierz dzień", *[[str(d) for d in range(1, 8)]] * 2)
    options = [{"text": "Sobota"}, {"text": "Niedziela"}]
    await town.bot.call("sendPoll", chat_id=ANIA, question="Kiedy?", options=options)
    await town.bot.call("sendContact", chat_id=ANIA, phone_number="+48111", first_name="Biuro")
    keyboard = {"keyboard": [[{"text": "Menu"}, {"text": "Wstecz"}]], "resize_keyboard": True}
    await town.bot.say(ANIA, "Co dalej?", reply_markup=keyboard)
    await town.act("send", person=ANIA, chat=ANIA, text="Mieszkam tutaj")
    await town.bot.say(MARIA, "Panel", ["Ankiety"], ["Wiadomości (2)"])


@pytest.mark.parametrize("size", [PHONE, (320, 568), (701, 900), (1024, 768), DESKTOP])
@pytest.mark.parametrize("language", ["pl", "uk", "en"])
async def test_nothing_sticks_out(
    town: Town, open_page: Open, size: tuple[int, int], language: str
) -> None:
    """No screen scrolls sideways, in any language; every control is named and large enough."""
    await _lively(town)

    screen = await open_page(size, f"?lang={language}")
    await expect(screen.phone(ANIA).locator(".message.out").last).to_contain_text("Mieszkam")

    assert await screen.overflow() <= 0
    assert await screen.faults() == []
    assert await screen.page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast(town: Town, open_page: Open, size: tuple[int, int], scheme: str) -> None:
    """Every visible text has at least 4.5 : 1 in both looks (WCAG 2.2, 1.4.3)."""
    await _lively(town)
    screen = await open_page(size, color_scheme=scheme)
    await expect(screen.phone(ANIA).locator(".message.out").last).to_contain_text("Mieszkam")

    contrasts = await screen.contrasts()

    assert len(contrasts) > 30
    assert contrasts[0][0] >= READABLE, contrasts[:5]


async def test_theme_is_chosen_and_kept(town: Town, open_page: Open) -> None:
    """The toggle overrules the system and is remembered."""
    screen = await open_page(color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    light = await screen.page.evaluate(background)

    await screen.page.get_by_role("button", name="Ciemny wygląd").click()
    dark = await screen.page.evaluate(background)
    await screen.page.reload()

    await expect(screen.page.get_by_role("button", name="Jasny wygląd")).to_be_visible()
    assert dark != light
    assert await screen.page.evaluate(background) == dark


async def test_desktop_shows_everybody_a_phone_one(town: Town, open_page: Open) -> None:
    """Three phones stand side by side on a desktop; a narrow screen shows the chosen one."""
    wide, narrow = await open_page(DESKTOP), await open_page(PHONE)

    boxes = [await wide.phone(person).bounding_box() for person in (ANIA, MARIA, JAN)]
    await narrow.tab(JAN).click()

    assert all(boxes)
    assert len({box["y"] for box in boxes if box}) == 1
    await expect(narrow.phone(JAN)).to_be_visible()
    await expect(narrow.phone(ANIA)).to_be_hidden()


async def test_everything_by_keyboard(town: Town, open_page: Open) -> None:
    """Tab reaches the inline button and the text field; Enter acts; focus stays after an edit."""
    await town.start(ANIA)
    asked = await town.bot.say(ANIA, "Pytanie 1", ["Tak"], ["Nie"])
    screen = await open_page(PHONE)
    page = screen.page
    await expect(screen.phone(ANIA).get_by_role("button", name="Nie")).to_be_visible()

    async def tab_to(name: str) -> None:
        for _ in range(40):
            await page.keyboard.press("Tab")
            focused = "document.activeElement.ariaLabel ?? document.activeElement.textContent"
            if await page.evaluate(focused) == name:
                return
        pytest.fail(f"Tab never reached {name}")

    await tab_to("Nie")
    await page.keyboard.press("Enter")
    tapped = await town.bot.hear("callback_query")
    rows = [[{"text": "☐ Tak", "callback_data": "t"}], [{"text": "☑ Nie", "callback_data": "n"}]]
    place = {"chat_id": ANIA, "message_id": asked["message_id"]}
    await town.bot.call("editMessageReplyMarkup", reply_markup={"inline_keyboard": rows}, **place)
    await expect(screen.phone(ANIA).get_by_role("button", name="☑ Nie")).to_be_focused()
    await tab_to("Napisz wiadomość")
    await page.keyboard.type("tak")
    await page.keyboard.press("Enter")

    assert tapped["data"] == "Nie"
    assert (await town.bot.hear("message"))["text"] == "tak"


HOSTILE = [
    "<img src=x onerror=\"document.title='zepsute'\">",
    "\u202eodwrócone\u202c i dalej",
    "x" * 4096,
    "عربي " * 40,
]


@pytest.mark.parametrize("text", HOSTILE, ids=["markup", "override", "long word", "right to left"])
async def test_hostile_text_stays_text(town: Town, open_page: Open, text: str) -> None:
    """What people and bots write is shown as written and never becomes markup or breaks a screen."""
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


async def test_reader_up_in_the_log_is_left_in_peace(town: Town, open_page: Open) -> None:
    """New messages pull the log down only if it was at its end; else a button offers it."""
    await town.start(ANIA)
    for number in range(40):
        await town.bot.say(ANIA, f"wiadomość {number}")
    screen = await open_page(PHONE)
    log = screen.phone(ANIA).get_by_role("log")
    await expect(log.get_by_text("wiadomość 39")).to_be_in_viewport()

    await log.press("Home")
    await expect(log.get_by_text("wiadomość 0")).to_be_in_viewport()
    await town.bot.say(ANIA, "najnowsza")
    jump = screen.phone(ANIA).get_by_role("button", name="Nowe wiadomości")
    await expect(jump).to_be_visible()
    await expect(log.get_by_text("wiadomość 0")).to_be_in_viewport()
    await jump.click()

    await expect(log.get_by_text("najnowsza")).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_draft_survives_a_reload(town: Town, open_page: Open) -> None:
    """What was being written is there after the page was opened again."""
    await town.start(ANIA)
    screen = await open_page(PHONE)
    await screen.phone(ANIA).get_by_role("textbox").fill("niedokończone")

    await screen.page.reload()

    await expect(screen.phone(ANIA).get_by_role("textbox")).to_have_value("niedokończone")


async def test_lost_connection_is_said_and_mended(town: Town, open_page: Open) -> None:
    """Without a connection the text stays in the field and the page says what is wrong."""
    await town.start(ANIA)
    screen = await open_page(PHONE)
    box = screen.phone(ANIA).get_by_role("textbox")

    await screen.page.route("**/sim/send", lambda route: route.abort())
    await screen.write(ANIA, "Dzień dobry")
    await expect(screen.phone(ANIA).get_by_role("status")).to_contain_text("Nie ma połączenia")
    await expect(box).to_have_value("Dzień dobry")
    await screen.page.unroute("**/sim/send")
    await box.press("Enter")

    assert (await town.bot.hear("message"))["text"] == "Dzień dobry"
    screen.errors.clear()
