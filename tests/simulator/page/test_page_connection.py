"""The chat page over time: reading, drafts, a lost connection, a moved clock."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import Route, expect

from tests.simulator.page.conftest import ANIA, PHONE, Json, Open, Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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


async def test_what_came_meanwhile_is_fetched(town: Town, open_page: Open) -> None:
    """After a break of the event stream the page connects again and shows what it missed."""
    await town.start(ANIA)
    screen = await open_page(PHONE)
    phone = screen.phone(ANIA)
    await expect(phone.get_by_role("log")).to_contain_text("/start")

    town.simulator.events.stop()
    await expect(phone.get_by_role("status")).to_contain_text("Nie ma połączenia")
    await town.bot.say(ANIA, "w międzyczasie")

    await expect(phone.get_by_role("log")).to_contain_text("w międzyczasie")
    await expect(phone.get_by_role("status")).to_contain_text("Połączenie wróciło.")


async def test_clock_can_be_moved(town: Town, open_page: Open) -> None:
    """With an address of a clock in its own address, the page moves time and shows the new one."""
    asked: list[Json] = []

    async def move(route: Route) -> None:
        asked.append(json.loads(route.request.post_data or "{}"))
        await route.fulfill(json={"now": "2027-05-15T10:00:00+02:00"})

    screen = await open_page(PHONE, "?clock=/clock")
    await screen.page.route("**/clock", move)
    await screen.page.get_by_role("button", name="+1 tydzień").click()

    await expect(screen.page.get_by_role("group", name="Zegar pokazu")).to_contain_text("2027")
    assert asked == [{"advance_seconds": 7 * 24 * 3600}]


async def test_no_clock_without_an_address(town: Town, open_page: Open) -> None:
    """Without a clock there are no buttons that could do nothing."""
    screen = await open_page()

    await expect(screen.page.get_by_role("button", name="+1 dzień")).to_have_count(0)
