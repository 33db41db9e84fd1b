"""First contact, the menu, the language and help, as a person meets them."""

from __future__ import annotations

import pytest_asyncio

from bot.domain.people import Role
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library
from tests.services.test_surveys import FORM, published


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def stranger(zalesie: Library) -> Desktop:
    """Somebody who has never written."""
    return Desktop(zalesie, 8_000_000_001)


async def survey_link(zalesie: Library, *, named: bool = False) -> str:
    """The start parameter of a survey that is open."""
    await published(await zalesie.somebody(Role.LIBRARIAN), FORM, named=named)
    return f"s_{await zalesie.one('SELECT token FROM survey')}"


async def accepted(zalesie: Library, phone: Desktop) -> bool:
    sql = "SELECT notice_accepted_at IS NOT NULL FROM person WHERE telegram_id = ?"
    return bool(await zalesie.one(sql, phone.id))


async def test_one_screen_stands_before_the_survey(zalesie: Library, stranger: Desktop) -> None:
    """Who, what, why, how long, which rights, whose service, what age: at most 8 lines."""
    link = await survey_link(zalesie)

    screen = await stranger.say(f"/start {link}")

    assert len(screen.text.split("\n\n")) <= 4
    for words in ("Biblioteka w Zalesiu", "Czego chcecie?", "minut", "art. 6 ust. 1 lit. e",
                  "14 dni", "/mojedane", "/usun", "UODO", "iod@zalesie.example", "Telegramie",
                  "od 16 lat", "usuwamy to powiązanie"):  # fmt: skip
        assert words in screen.text
    assert screen.labels == ["Zaczynamy", "Kto i po co przetwarza dane", "Українська", "English"]
    assert not await accepted(zalesie, stranger)


async def test_begin_notes_the_notice_and_opens_the_survey(
    zalesie: Library, stranger: Desktop
) -> None:
    """What the link led to is in the button: nothing is kept in memory."""
    await stranger.say(f"/start {await survey_link(zalesie)}")

    question = await stranger.tap("Zaczynamy")

    assert "Ile masz lat?" in question.text
    assert await accepted(zalesie, stranger)


async def test_a_named_survey_says_so_before_the_first_question(
    zalesie: Library, stranger: Desktop
) -> None:
    """Nobody is told „anonimowa” where it is not."""
    screen = await stranger.say(f"/start {await survey_link(zalesie, named=True)}")

    assert "nie jest anonimowa" in screen.text
    assert "365 dni" in screen.text


async def test_another_language_keeps_where_the_link_leads(
    zalesie: Library, stranger: Desktop
) -> None:
    """The same message in Ukrainian, then the survey."""
    greeting = await stranger.say(f"/start {await survey_link(zalesie)}")

    await stranger.tap("Українська")
    changed = stranger.messages[greeting.id]
    question = await stranger.tap("Починаємо", changed)

    assert changed.text.startswith("Добрий день!")
    assert changed.labels[-2:] == ["Polski", "English"]
    assert "Ile masz lat?" in question.text


async def test_the_notice_leads_on_too(zalesie: Library, stranger: Desktop) -> None:
    """Who reads all of it goes on from there."""
    await stranger.say(f"/start {await survey_link(zalesie)}")

    notice = await stranger.tap("Kto i po co przetwarza dane")
    question = await stranger.tap("Zaczynamy")

    assert "uodo.gov.pl" in notice.text
    assert "Ile masz lat?" in question.text


async def test_a_link_that_leads_nowhere_still_says_hello(
    zalesie: Library, stranger: Desktop
) -> None:
    """Then it is told kindly that the survey is gone, and the notice stays noted."""
    hello = await stranger.say("/start s_nothing")
    gone = await stranger.tap("Zaczynamy")

    assert "Biblioteka w Zalesiu" in hello.text
    assert "Tej ankiety już nie ma" in gone.text
    assert await accepted(zalesie, stranger)


async def test_published_results_open_after_the_notice(zalesie: Library, stranger: Desktop) -> None:
    """A link to results (`w_`) leads there too; withdrawn ones are told kindly."""
    await stranger.say("/start w_nothing")

    gone = await stranger.tap("Zaczynamy")

    assert "Tych wyników już nie pokazujemy" in gone.text


async def test_what_anybody_types_behind_start_is_harmless(stranger: Desktop) -> None:
    """Dots, spaces, a word of 200 letters: a plain greeting."""
    for words in ("s_a.b", "<b>", "z_" + "x" * 200, "s_a b"):
        assert (await stranger.say(f"/start {words}")).labels[0] == "Zaczynamy"


async def test_a_later_start_is_the_menu_with_what_was_left(
    zalesie: Library, stranger: Desktop
) -> None:
    """„Odpowiadam dalej” comes first."""
    await stranger.say(f"/start {await survey_link(zalesie)}")
    await stranger.tap("Zaczynamy")
    await stranger.say("/anuluj")

    menu = await stranger.say("/start")

    assert "Czego chcecie?" in menu.labels[0]
    assert "Panel" not in menu.labels
    assert "Ile masz lat?" in (await stranger.tap(menu.labels[0])).text


async def test_staff_find_the_panel_in_the_menu(zalesie: Library) -> None:
    """And residents do not."""
    maria = await zalesie.somebody(Role.LIBRARIAN)

    assert "Panel" in (await maria.say("/menu")).labels


async def test_the_menu_of_a_stranger_is_the_greeting(stranger: Desktop) -> None:
    """However they came, the notice comes first."""
    assert (await stranger.say("/menu")).labels[0] == "Zaczynamy"


async def test_a_new_language_shows_the_question_again(zalesie: Library) -> None:
    """In the middle of a survey nothing is lost."""
    link = await survey_link(zalesie)
    ania = await zalesie.somebody()
    await ania.say(f"/start {link}")

    await ania.say("/jezyk")
    question = await ania.tap("English")

    assert "Ile masz lat?" in question.text
    assert await zalesie.one("SELECT language FROM person WHERE telegram_id = ?", ania.id) == "en"
    assert (await ania.say("/menu")).text.startswith("Menu")


async def test_help_is_about_the_question_that_stands(zalesie: Library) -> None:
    """Else about what there is; both name a way without Telegram."""
    ania = await zalesie.somebody()
    plain = await ania.say("/pomoc")
    await ania.say(f"/start {await survey_link(zalesie)}")

    asked = await ania.say("/help")

    assert "/ankiety" in plain.text
    assert len(plain.text.splitlines()) <= 9
    assert "Ile masz lat?" in asked.text
    for screen in (plain, asked):
        assert "tel. 22 000 00 00" in screen.text


async def test_help_leads_back_to_the_question(zalesie: Library) -> None:
    """One tap, and the same question stands below again."""
    ania = await zalesie.somebody()
    await ania.say(f"/start {await survey_link(zalesie)}")

    helped = await ania.say("/pomoc")
    asked = await ania.tap("Wróć do pytania")

    assert helped.labels == ["Wróć do pytania", "Menu"]
    assert "Ile masz lat?" in asked.text


async def test_the_language_that_is_on_is_named_in_words(zalesie: Library) -> None:
    """A mark alone would say nothing to a screen reader."""
    ania = await zalesie.somebody()

    offered = await ania.say("/jezyk")

    assert offered.labels == ["Polski · teraz", "Українська", "English", "Menu"]


async def test_who_blocks_the_bot_is_not_reachable_until_they_write(zalesie: Library) -> None:
    """Quietly: nothing is sent."""
    ania = await zalesie.somebody()
    reachable = "SELECT reachable FROM person WHERE telegram_id = ?"
    chat = {"id": ania.id, "type": "private"}
    who = {"id": ania.id, "first_name": "Ania"}

    member = {"from": who, "chat": chat, "new_chat_member": {"status": "kicked"}}
    await ania.update(my_chat_member=member)
    blocked = await zalesie.one(reachable, ania.id)
    silent = not ania.messages
    await ania.say("/menu")

    assert (blocked, silent) == (0, True)
    assert await zalesie.one(reachable, ania.id) == 1


async def test_blocking_makes_nobody_known(zalesie: Library, stranger: Desktop) -> None:
    """Telegram tells of a block by somebody who was erased: they stay erased."""
    chat = {"id": stranger.id, "type": "private"}
    who = {"id": stranger.id, "first_name": "Jan"}

    member = {"from": who, "chat": chat, "new_chat_member": {"status": "kicked"}}
    await stranger.update(my_chat_member=member)

    assert await zalesie.one("SELECT count(*) FROM person") == 0


async def test_what_is_said_in_a_group_is_not_for_us(zalesie: Library, stranger: Desktop) -> None:
    """No answer, and nobody becomes known."""
    group = {"id": -100, "type": "group", "title": "Zalesie"}
    who = {"id": stranger.id, "first_name": "Jan"}

    await stranger.update(message={"message_id": 1, "from": who, "chat": group, "text": "/start"})

    assert not stranger.messages
    assert await zalesie.one("SELECT count(*) FROM person") == 0
