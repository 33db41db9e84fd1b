"""Words without a slash: what they do, and when they are an answer instead."""

from __future__ import annotations

import pytest
import pytest_asyncio

from bot.domain.people import Role
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library
from tests.services.test_people import survey_link
from tests.services.test_surveys import FORM, published

PLAIN = """
| survey |
| | type | name | label::pl |
| | select_one co | co | Co jest potrzebne? |
| | text | uwagi | Co zmienić? |
| choices |
| | list_name | name | label::pl |
| | co | menu | Menu dla dzieci |
| | co | pomoc | Pomoc |
| settings |
| | form_title | form_id | default_language |
| | Próba | proba | pl |
"""


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def stranger(zalesie: Library) -> Desktop:
    """Somebody who has never written."""
    return Desktop(zalesie, 8_000_000_001)


async def answering(zalesie: Library, form: str) -> Desktop:
    """Somebody at the first question."""
    await published(await zalesie.somebody(Role.LIBRARIAN), form)
    ania = await zalesie.somebody()
    await ania.say("/ankiety")
    await ania.tap(ania.last.labels[0])
    return ania


@pytest.mark.parametrize("words", ["dzień dobry", "menu", "pomoc", "?"])
async def test_whatever_a_newcomer_types_first_the_survey_of_the_link_stays(
    zalesie: Library, stranger: Desktop, words: str
) -> None:
    """By a poster, then a word before „Zaczynamy”: the way leads to the survey still."""
    await stranger.say(f"/start {await survey_link(zalesie)}")

    await stranger.say(words)
    if "Zaczynamy" not in stranger.last.labels:
        await stranger.tap("Menu")
    question = await stranger.tap("Zaczynamy")

    assert "Ile masz lat?" in question.text


@pytest.mark.parametrize("word", ["zaczynamy", "Zaczynamy!"])
async def test_typing_the_button_is_tapping_it(
    zalesie: Library, stranger: Desktop, word: str
) -> None:
    """„zaczynamy” notes that the notice was read, and opens the survey."""
    await stranger.say(f"/start {await survey_link(zalesie)}")

    question = await stranger.say(word)

    assert "Ile masz lat?" in question.text
    assert await zalesie.one("SELECT start FROM person WHERE telegram_id = ?", stranger.id) is None


async def test_who_has_not_seen_the_notice_cannot_pass_it_by_typing(
    zalesie: Library, stranger: Desktop
) -> None:
    """The first word of all is answered with the greeting."""
    greeting = await stranger.say("zaczynamy")

    assert "art. 6 ust. 1 lit. e" in greeting.text


@pytest.mark.parametrize(
    ("word", "seen"),
    [("menu", "Menu"), ("Pomoc", "Co potrafię"), ("ankiety", "Ankiety"), ("język", "Język"),
     ("меню", "Menu"), ("moje dane", "Wszystko, co o Tobie trzymamy")],
)  # fmt: skip
async def test_a_word_does_what_its_command_does(zalesie: Library, word: str, seen: str) -> None:
    """Nothing is being asked: no slash is needed."""
    ania = await zalesie.somebody()

    await ania.say(word)

    assert any(one.text.startswith(seen) for one in ania.messages.values())


async def test_at_a_choice_a_word_leads_away_and_the_answers_wait(zalesie: Library) -> None:
    """No choice begins so: „anuluj” leaves, „pomoc” tells how to answer."""
    ania = await answering(zalesie, FORM)

    helped = await ania.say("pomoc")
    left = await ania.say("anuluj")

    assert "Teraz: Ile masz lat?" in helped.text
    assert "czeka" in left.text


async def test_the_label_of_a_choice_comes_before_the_word(zalesie: Library) -> None:
    """Where „Pomoc” and „Menu dla dzieci” may be chosen, they are answers."""
    ania = await answering(zalesie, PLAIN)

    chosen = await ania.say("pomoc")
    await ania.say("/cofnij")
    other = await ania.say("menu")

    assert "Co zmienić?" in chosen.text
    assert "Co zmienić?" in other.text


async def test_in_a_text_question_every_word_is_an_answer(zalesie: Library) -> None:
    """Somebody may want to change the menu: only /menu leads there."""
    ania = await answering(zalesie, PLAIN)
    await ania.say("1")

    review = await ania.say("menu")

    assert "Co zmienić? — menu" in review.text
