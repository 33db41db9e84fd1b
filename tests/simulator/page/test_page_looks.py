"""The chat page on every screen, for every eye, and by keyboard."""

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


@pytest.mark.parametrize(
    ("size", "language"),
    [
        (PHONE, "pl"),
        (PHONE, "uk"),
        (PHONE, "en"),
        ((320, 568), "uk"),
        ((701, 900), "uk"),
        ((1024, 768), "pl"),
        (DESKTOP, "pl"),
    ],
)
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_dialogs_and_panels(town: Town, open_page: Open, scheme: str) -> None:
    """What opens over the chat is as readable, named and large as the chat itself."""
    await _lively(town)
    screen = await open_page((320, 568), color_scheme=scheme)
    phone, page = screen.phone(ANIA), screen.page
    steps = [
        phone.get_by_role("button", name="Załącz"),
        phone.get_by_role("button", name="Komendy"),
        phone.get_by_role("button", name="Zmień wiadomość").last,
        phone.get_by_role("button", name="Menu czatu"),
        phone.get_by_role("button", name="Otwórz link"),
        page.get_by_role("dialog").get_by_role("button", name="Otwórz", exact=True),
    ]

    for step in steps:
        await step.click()

        assert await screen.faults() == []
        assert (await screen.contrasts())[0][0] >= READABLE
        assert await screen.overflow() <= 0
    await expect(page.get_by_role("alert")).to_contain_text("To nie jest link do tego bota")


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
