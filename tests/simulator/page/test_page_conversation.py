"""Talking to the bot on the chat page: starting, writing, tapping, editing, voting."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.simulator.page.conftest import ANIA, JAN, MARIA, PHONE, Open, Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_start_button(town: Town, open_page: Open) -> None:
    """Somebody new sees what the bot is for, and Start sends /start."""
    await town.bot.call("setMyDescription", description="Pytamy, co zmienić w bibliotece.")
    screen = await open_page(PHONE)

    phone = screen.phone(ANIA)
    await expect(phone).to_contain_text("Pytamy, co zmienić w bibliotece.")
    await phone.get_by_role("button", name="Start", exact=True).click()

    message = await town.bot.hear("message")
    assert (message["text"], message["from"]["id"]) == ("/start", ANIA)
    await expect(phone.get_by_role("log")).to_contain_text("/start")


async def test_pasted_link_starts_with_its_payload(town: Town, open_page: Open) -> None:
    """A link from a poster is pasted; a link elsewhere is refused in words."""
    screen = await open_page(PHONE)
    me = await town.bot.call("getMe")

    await screen.phone(ANIA).get_by_role("button", name="Mam link z zaproszeniem").click()
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("https://example.org/x")
    await dialog.get_by_role("button", name="Otwórz").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("To nie jest link do tego bota")
    await dialog.get_by_role("textbox").fill(f"t.me/{me['username']}?start=ankieta-7")
    await dialog.get_by_role("button", name="Otwórz").click()

    assert (await town.bot.hear("message"))["text"] == "/start ankieta-7"


async def test_link_in_a_message_opens_the_survey_here(town: Town, open_page: Open) -> None:
    """A link to the bot itself never leaves the page: it starts the bot with its payload."""
    await town.start(ANIA)
    me = await town.bot.call("getMe")
    link = f"https://t.me/{me['username']}?start=s_1"
    await town.bot.say(ANIA, f'<a href="{link}">Diagnoza</a>', parse_mode="HTML")
    screen = await open_page()

    await screen.phone(ANIA).get_by_role("link", name="Diagnoza").click()

    assert (await town.bot.hear("message"))["text"] == "/start s_1"


async def test_typed_text_reaches_the_bot(town: Town, open_page: Open) -> None:
    """Enter sends, Shift+Enter starts a new line, and the field is empty again."""
    await town.start(ANIA)
    screen = await open_page()

    box = screen.phone(ANIA).get_by_role("textbox")
    await box.press_sequentially("Dzień dobry")
    await box.press("Shift+Enter")
    await box.press_sequentially("Ania")
    await box.press("Enter")

    assert (await town.bot.hear("message"))["text"] == "Dzień dobry\nAnia"
    await expect(box).to_have_value("")
    await expect(screen.phone(ANIA).locator(".message.out").last).to_contain_text("Ania")


async def test_tap_toast_and_alert(town: Town, open_page: Open) -> None:
    """A tap brings its data; a short answer is a toast, an alert is a dialog to dismiss."""
    await town.start(ANIA)
    await town.bot.say(ANIA, "Pytanie 1", ["Mieszkam tutaj"], ["Bywam tutaj"])
    screen = await open_page(PHONE)
    phone = screen.phone(ANIA)

    await phone.get_by_role("button", name="Mieszkam tutaj").click()
    first = await town.bot.hear("callback_query")
    await town.bot.call("answerCallbackQuery", callback_query_id=first["id"], text="Zapisane")
    await expect(phone.get_by_role("status")).to_have_text("Zapisane")
    await phone.get_by_role("button", name="Bywam tutaj").click()
    second = await town.bot.hear("callback_query")
    answer = {"text": "Wybierz najwyżej 5 odpowiedzi.", "show_alert": True}
    await town.bot.call("answerCallbackQuery", callback_query_id=second["id"], **answer)

    assert [first["data"], second["data"]] == ["Mieszkam tutaj", "Bywam tutaj"]
    alert = screen.page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Wybierz najwyżej 5 odpowiedzi.")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_have_count(0)


async def test_edit_and_delete_show_at_once(town: Town, open_page: Open) -> None:
    """An edited message says so and loses its buttons; a deleted one vanishes."""
    await town.start(ANIA)
    asked = await town.bot.say(ANIA, "Pytanie 1", ["Tak"])
    gone = await town.bot.say(ANIA, "Wiadomość do usunięcia")
    screen = await open_page()
    log = screen.phone(ANIA).get_by_role("log")
    await expect(log.get_by_role("button", name="Tak")).to_be_visible()

    place = {"chat_id": ANIA, "message_id": asked["message_id"]}
    await town.bot.call("editMessageText", text="Pytanie 1 · Tak", **place)
    await town.bot.call("deleteMessage", chat_id=ANIA, message_id=gone["message_id"])

    await expect(log).to_contain_text("Pytanie 1 · Tak")
    await expect(log).to_contain_text("zmieniono")
    await expect(log.get_by_role("button", name="Tak")).to_have_count(0)
    await expect(log).not_to_contain_text("Wiadomość do usunięcia")


async def test_own_message_can_be_corrected(town: Town, open_page: Open) -> None:
    """The pencil brings the text back; Escape gives the draft back instead."""
    await town.start(ANIA)
    screen = await open_page(PHONE)
    phone, box = screen.phone(ANIA), screen.phone(ANIA).get_by_role("textbox")
    await screen.write(ANIA, "Olla 8")
    await town.bot.hear("message")
    await box.fill("szkic")

    pencil = phone.get_by_role("button", name="Zmień wiadomość: Olla 8")
    await pencil.click()
    await box.press("Escape")
    await expect(box).to_have_value("szkic")
    await pencil.click()
    await screen.write(ANIA, "Ola 8")

    assert (await town.bot.hear("edited_message"))["text"] == "Ola 8"
    await expect(box).to_have_value("szkic")
    await expect(phone.get_by_role("log")).to_contain_text("zmieniono")


async def test_reply_keyboard(town: Town, open_page: Open) -> None:
    """A reply keyboard opens by itself; its buttons write, or share the number after a question."""
    await town.start(JAN)
    contact = {"text": "Podaj numer", "request_contact": True}
    markup = {"keyboard": [[{"text": "Menu"}, {"text": "Pomoc"}], [contact]]}
    await town.bot.say(JAN, "Wybierz", reply_markup=markup)
    screen = await open_page()
    keyboard = screen.phone(JAN).get_by_role("group", name="Klawiatura bota")

    await keyboard.get_by_role("button", name="Menu").click()
    written = await town.bot.hear("message")
    await keyboard.get_by_role("button", name="Podaj numer").click()
    await screen.page.get_by_role("button", name="Udostępnij").click()
    shared = await town.bot.hear("message")

    assert written["text"] == "Menu"
    assert shared["contact"]["user_id"] == JAN
    await expect(screen.phone(JAN).get_by_role("log")).to_contain_text("+48")


async def test_commands_are_listed(town: Town, open_page: Open) -> None:
    """Typing "/" shows the commands with what they do; choosing one sends it."""
    await town.start(ANIA)
    commands = [{"command": "pomoc", "description": "Jak korzystać"}]
    await town.bot.call("setMyCommands", commands=commands)
    screen = await open_page(PHONE)

    await screen.phone(ANIA).get_by_role("textbox").press("/")
    await screen.phone(ANIA).get_by_role("button", name="/pomoc Jak korzystać").click()

    assert (await town.bot.hear("message"))["text"] == "/pomoc"
    await expect(screen.phone(ANIA).get_by_role("textbox")).to_have_value("")


async def test_typing_sign(town: Town, open_page: Open) -> None:
    """While the bot works the head of the phone says so, until its message comes."""
    await town.start(ANIA)
    screen = await open_page()
    status = screen.phone(ANIA).locator(".status")
    await expect(status).to_have_text("bot")

    await town.bot.call("sendChatAction", chat_id=ANIA, action="typing")
    await expect(status).to_have_text("pisze…")
    await town.bot.say(ANIA, "Gotowe")

    await expect(status).to_have_text("bot")


async def test_unread_badge_for_the_other_person(town: Town, open_page: Open) -> None:
    """What comes to a phone that nobody holds is counted, and read once it is picked up."""
    await town.start(ANIA, MARIA)
    screen = await open_page(PHONE)
    badge = screen.tab(MARIA).locator(".badge")

    await town.bot.say(MARIA, "14 nowych odpowiedzi")
    await town.bot.say(MARIA, "3 zapisy")
    await expect(badge).to_contain_text("2 nieprzeczytane")
    await expect(screen.page).to_have_title(re.compile(r"^\(2\) "))
    await screen.tab(MARIA).click()

    await expect(badge).to_be_hidden()
    await expect(screen.phone(MARIA).get_by_role("log")).to_contain_text("3 zapisy")


async def test_group_stands_beside_the_bot(town: Town, open_page: Open) -> None:
    """Who is in a group has a list of chats; a group's messages name their senders."""
    await town.start(ANIA, MARIA)
    group = (await town.act("chats", type="group", title="Zespół projektu"))["id"]
    for person in (ANIA, MARIA):
        await town.act("join", person=person, chat=group)
    await town.act("send", person=MARIA, chat=group, text="Spotkanie w piątek")
    screen = await open_page(PHONE)
    phone = screen.phone(ANIA)

    await phone.get_by_role("button", name="Wróć do listy czatów").click()
    row = phone.get_by_role("navigation", name="Czaty").get_by_role(
        "button", name="Zespół projektu"
    )
    await expect(row).to_contain_text("Spotkanie w piątek")
    await row.click()

    await expect(phone.get_by_role("log")).to_contain_text("Maria")
    await expect(phone.get_by_role("log")).to_contain_text("Spotkanie w piątek")
    await expect(phone.get_by_role("heading", name="Zespół projektu")).to_be_visible()


async def test_vote(town: Town, open_page: Open) -> None:
    """A vote reaches the bot and turns the ballot into results."""
    await town.start(ANIA)
    options = [{"text": "Sobota"}, {"text": "Niedziela"}]
    poll = {"question": "Kiedy?", "options": options, "is_anonymous": False}
    await town.bot.call("sendPoll", chat_id=ANIA, **poll)
    screen = await open_page(PHONE)
    node = screen.phone(ANIA).get_by_role("group", name="Kiedy?")

    await node.get_by_label("Niedziela").check()
    await node.get_by_role("button", name="Głosuj").click()

    assert (await town.bot.hear("poll_answer"))["option_ids"] == [1]
    await expect(node).to_contain_text("100%")
    await expect(node).to_contain_text("Twój głos")


async def test_block_and_unblock(town: Town, open_page: Open) -> None:
    """The chat's menu blocks the bot, which learns of it; one tap lets it back."""
    await town.start(ANIA)
    screen = await open_page(PHONE)
    phone = screen.phone(ANIA)

    await phone.get_by_role("button", name="Menu czatu").click()
    await phone.get_by_role("button", name="Zablokuj bota").click()
    blocked = await town.bot.hear("my_chat_member")
    await phone.get_by_role("button", name="Odblokuj bota").click()
    back = await town.bot.hear("my_chat_member")

    assert blocked["new_chat_member"]["status"] == "kicked"
    assert back["new_chat_member"]["status"] == "member"
    await expect(phone.get_by_role("textbox")).to_be_visible()


async def test_another_person_joins(town: Town, open_page: Open) -> None:
    """A fourth person gets a phone of their own and can talk at once."""
    screen = await open_page()

    await screen.page.get_by_role("button", name="Dodaj osobę").click()
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_label("Imię").fill("Oksana")
    await dialog.get_by_label("Kim jest?").fill("mieszkanka")
    await dialog.get_by_role("button", name="Dodaj", exact=True).click()
    phone = screen.page.get_by_role("region", name="Telefon: Oksana")
    await phone.get_by_role("button", name="Start", exact=True).click()

    assert (await town.bot.hear("message"))["from"]["first_name"] == "Oksana"
    await expect(phone.get_by_role("log")).to_contain_text("/start")
