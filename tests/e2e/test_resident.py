"""A resident and the diagnosis: begun, left, gone on with, corrected, handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.simulator import server
from tests.clock import StillClock
from tests.conftest import Bot
from tests.e2e import diagnosis
from tests.e2e.test_first_contact import owner_of
from tests.people import Someone, Town, labels_of, text_of


async def begun(town: Town, link: str) -> Someone:
    """Ania at the first question."""
    ania = await town.person("Ania")
    await ania.start(link)
    await ania.tap("Zaczynamy")
    return ania


async def test_a_poster_leads_to_the_first_question_in_two_taps(town: Town, link: str) -> None:
    """What happens to answers is said before; progress, choices to tap, the same to type."""
    ania = await town.person("Ania")

    greeting = await ania.start(link)
    first = await ania.tap("Zaczynamy")

    assert "zajmie około 8 minut" in text_of(greeting)
    assert "biblioteka nie zobaczy, czyje są" in text_of(greeting)
    assert text_of(first).startswith("Pytanie 1 · zostało około 20")
    assert labels_of(first)[0] == "Mieszkam tutaj"
    assert "1. Mieszkam tutaj" in text_of(first)


async def test_an_answered_question_shows_its_answer_and_no_buttons(town: Town, link: str) -> None:
    """The next one is a message of its own: screen readers announce those."""
    ania = await begun(town, link)

    second = await ania.say("MIESZKAM")
    first = await ania.sees("Mieszkam tutaj")

    assert text_of(first) == "Pytanie 1 · Co najbardziej łączy Cię z naszą gminą? — Mieszkam tutaj"
    assert labels_of(first) == []
    assert "Jak często zaglądasz" in text_of(second)


async def test_a_sixth_tick_is_a_note_and_loses_nothing(town: Town, link: str) -> None:
    """The form's own words over the chat; the five stay."""
    ania = await begun(town, link)
    await ania.tap("Mieszkam tutaj")
    while "Na jakie zajęcia" not in text_of(await ania.tap("Pomiń")):
        pass
    for label in ("Rękodzieło", "Gry", "Kuchnia", "Film", "Muzyka", "Języki"):
        await ania.tap_quietly(f"☐ {label}")

    async def noted() -> bool:
        answers = await town.get("calls", method="answerCallbackQuery")
        return "najwyżej 5" in str(answers[-1]["params"].get("text"))

    await town.until(noted, "a note")
    answered = await ania.tap("Gotowe (5)")
    assert "Dla kogo brakuje" in text_of(answered)
    await ania.sees("— Rękodzieło, Gry, Kuchnia, Film, Muzyka")


async def test_back_and_correct_and_hand_in(town: Town, link: str) -> None:
    """An answer that opens more questions opens them; the review is the last word."""
    ania = await begun(town, link)
    await ania.tap("Nic mnie nie łączy")
    review = await ania.sees("Ta ankieta jest dla osób związanych z naszą gminą.")

    await ania.tap("Popraw")
    asked = await ania.say("1")
    more = await ania.tap("Bywam tutaj")
    back = await ania.tap("Wstecz")
    await ania.tap("Nic mnie nie łączy")
    thanks = await ania.say("wyślij")

    assert labels_of(review) == ["Wyślij", "Popraw", "Wstecz"]
    assert "✓ Nic mnie nie łączy" in labels_of(asked)
    assert "Pytanie 2" in text_of(more)
    assert "✓ Bywam tutaj" in labels_of(back)
    assert "Odpowiedzi dotarły" in text_of(thanks)


async def test_leaving_and_coming_back_after_days_and_a_restart(
    simulator: server.Running, start_bot: Callable[..., Any], clock: StillClock
) -> None:
    """The bus comes; three days later she is reminded, and the menu knows where she was."""
    async with Town(simulator.url) as town:
        async with start_bot() as bot:
            maria = await owner_of(town, bot)
            await diagnosis.offer(maria)
            link = await diagnosis.publish(maria)
            ania = await begun(town, link)
            await ania.say("mieszkam")
            left = await ania.say("/anuluj")
        clock.advance(days=3)
        async with start_bot():
            nudge = await ania.sees("Zostało Ci około 20 pytań.")
            await ania.start()
            menu = await ania.sees("Menu ·")
            again = await ania.tap(f"Dalej: {diagnosis.TITLE}")

    assert "Odpowiedzi trzymamy do 26 maja." in text_of(left)
    assert "Odpowiadam dalej" in labels_of(nudge)
    assert f"Dalej: {diagnosis.TITLE}" in labels_of(menu)
    assert text_of(again).startswith(
        "Dobrze, że jesteś. Odpowiedzi czekają do 26 maja.\n\nPytanie 2 · zostało około 19"
    )


async def test_one_response_a_person(town: Town, link: str) -> None:
    """Afterwards the link says so, and the list thanks."""
    ania = await begun(town, link)
    await ania.tap("Nic mnie nie łączy")
    await ania.tap("Wyślij")

    again = await ania.start(link)
    listed = await ania.say("/ankiety")

    assert text_of(again).startswith("Mamy już Twoje odpowiedzi")
    assert f"dziękujemy:\n{diagnosis.TITLE}" in text_of(listed)
    assert labels_of(listed) == ["Menu"]


async def test_nothing_is_written_before_it_is_asked_for(town: Town, link: str) -> None:
    """„O czym pisać do Ciebie?”: nothing is ticked before a tap."""
    ania = await begun(town, link)
    await ania.tap("Nic mnie nie łączy")
    thanks = await ania.tap("Wyślij")

    await ania.tap_quietly("O ankietach")
    chosen = await ania.sees("Piszemy tylko o tym, co zaznaczone.")

    assert not any("☑" in label for label in labels_of(thanks))
    assert labels_of(chosen)[2:4] == ["☐ O inicjatywach", "☑ O ankietach"]


async def test_links_that_lead_nowhere_say_where_else_to_go(town: Town, bot: Bot) -> None:
    """A survey and results that are not there; a word that is no link."""
    ania = await town.person("Ania")
    await ania.start("s_nie-ma")
    gone = await ania.tap("Zaczynamy")
    results = await ania.start("w_nie-ma")
    unknown = await ania.start("cokolwiek")

    assert "Tej ankiety już nie ma." in text_of(gone)
    assert "Tych wyników już nie pokazujemy." in text_of(results)
    assert text_of(unknown).startswith("Menu")
    for message in (gone, results, unknown):
        assert labels_of(message)
