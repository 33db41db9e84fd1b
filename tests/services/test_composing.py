"""The ways of a draft: back, away, and what is typed where it does not fit."""

from __future__ import annotations

import pytest_asyncio

from bot.domain.people import Role
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library

PDF = {"file_id": "pdf", "file_name": "program.pdf", "file_size": 9}
TEXT = "SELECT text FROM announcement ORDER BY id DESC"
STATUS = "SELECT status FROM announcement ORDER BY id DESC"


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def reader(zalesie: Library) -> Desktop:
    """Somebody who wants news."""
    person = await zalesie.somebody()
    await person.say("/powiadomienia nowości")
    return person


@pytest_asyncio.fixture
async def maria(zalesie: Library, reader: object) -> Desktop:
    return await zalesie.somebody(Role.LIBRARIAN)


async def previewed(maria: Desktop) -> None:
    await maria.say("/ogloszenie")
    await maria.say("Noc bibliotek")
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")


async def test_an_answer_to_what_is_this_does_not_replace_the_text(
    zalesie: Library, maria: Desktop
) -> None:
    """A number chooses, other words are asked about; the text under the file stays."""
    await maria.message(document=PDF, caption="Program ferii")
    again = await maria.say("jutro 10")
    chosen = await maria.say("1")

    assert "Nie rozumiemy" in again.text
    assert "Komu?" in chosen.text
    assert await zalesie.one(TEXT) == "Program ferii"


async def test_words_after_a_bare_picture_are_its_text(zalesie: Library, maria: Desktop) -> None:
    """People send the picture first, and then write."""
    await maria.message(photo=[{"file_id": "a"}])
    asked = await maria.say("Noc bibliotek w piątek")

    assert "Co to jest?" in asked.text
    assert await zalesie.one(TEXT) == "Noc bibliotek w piątek"


async def test_choose_others_stays_open_after_a_slip(maria: Desktop) -> None:
    """The numbers below are those of the list above."""
    await maria.say("/ogloszenie")
    await maria.say("Noc bibliotek")
    everybody = await maria.say("5")
    again = await maria.say("99")
    short = await maria.say("wstecz")

    assert "9. Zespół biblioteki (1)" in everybody.text
    assert "9. Zespół biblioteki (1)" in again.text
    assert "5. Wybierz…" in short.text
    assert "Partnerzy" not in short.text


async def test_back_leads_to_the_question_before(maria: Desktop) -> None:
    """/cofnij, as far as the text."""
    await previewed(maria)

    assert "Kiedy?" in (await maria.say("/cofnij")).text
    await maria.say("teraz")
    assert "Co zmienić?" in (await maria.tap("Zmień")).text
    assert "Kiedy?" in (await maria.tap("Kiedy")).text
    assert "Co zmienić?" in (await maria.tap("Wstecz")).text
    assert "Wysłać?" in (await maria.say("/cofnij")).text


async def test_giving_up_keeps_what_was_written(zalesie: Library, maria: Desktop) -> None:
    """/anuluj is „Anuluj”; then the bot asks nothing more."""
    await previewed(maria)
    left = await maria.say("/anuluj")
    again = await maria.say("/anuluj")

    assert "Anulowano." in left.text
    assert "Użyj jeszcze raz" in left.labels
    assert await zalesie.one(STATUS) == "cancelled"
    assert "Teraz o nic nie pytam." in again.text


async def test_the_ways_out_need_no_slash(maria: Desktop) -> None:
    """Where words of one's own are not asked for."""
    await maria.say("/ogloszenie")
    await maria.say("Noc bibliotek")
    await maria.tap("Chcą wiadomości")

    assert "Komu?" in (await maria.say("cofnij")).text
    assert "Anulowano." in (await maria.say("anuluj")).text


async def test_giving_up_before_a_text_leaves_nothing(zalesie: Library, maria: Desktop) -> None:
    """There is nothing to find in the history."""
    await maria.say("/ogloszenie")
    left = await maria.say("/anuluj")

    assert "Nikt tego nie dostał." in left.text
    assert await zalesie.one("SELECT count(*) FROM announcement") == 0


async def test_a_slip_at_the_last_question_keeps_its_figures(maria: Desktop) -> None:
    """Who is about to send it must see to how many."""
    await previewed(maria)
    asked = await maria.say("tak jest")

    assert "Nie rozumiemy" in asked.text
    assert "1 osoba" in asked.text
    assert asked.labels == ["Wyślij", "Zmień", "Anuluj"]


async def test_what_would_reach_nobody_is_not_sent(
    zalesie: Library, maria: Desktop, reader: Desktop
) -> None:
    """The last reader left while it was written; the draft waits for another audience."""
    await previewed(maria)
    await reader.say("/powiadomienia nic")
    asked = await maria.tap("Wyślij")

    assert "Nikogo tu jeszcze nie ma." in asked.text
    assert "Zmień" in asked.labels
    assert await zalesie.one(STATUS) == "draft"


async def test_confirming_a_correction_twice_is_a_note(maria: Desktop) -> None:
    """As with every other second tap."""
    await previewed(maria)
    await maria.tap("Wyślij")
    await maria.say("/ogloszenie 1 popraw")
    asked = await maria.say("Noc bibliotek w sobotę")
    sending = await maria.tap("Wyślij", asked)
    data = next(data for row in asked.rows for label, data in row if label == "Wyślij")
    newest = await maria.press(data, asked.id)

    assert "Poprawiamy treść!" in sending.text
    assert maria.messages[asked.id].text == "Poprawić?\nWyślij"
    assert newest.id == sending.id
    assert maria.toasts == ["To już zrobione."]


async def test_a_draft_called_by_its_number_can_be_finished(maria: Desktop) -> None:
    """/ogloszenie 1 shows it, and the way on."""
    await maria.say("/ogloszenie")
    await maria.say("Szkic o feriach")
    await maria.say("/ogloszenie 1")
    asked = await maria.tap("Dokończ szkic")

    assert "Komu?" in asked.text


async def test_of_what_is_withdrawn_nobody_is_said_to_have_it(maria: Desktop) -> None:
    """Only what was deleted is told."""
    await previewed(maria)
    await maria.tap("Wyślij")
    await maria.say("/ogloszenie 1 tak, wycofaj")
    told = await maria.say("/ogloszenie 1")

    assert "Wycofane" in told.text
    assert "tę wiadomość" not in told.text


async def test_the_agenda_counts_those_whom_it_reaches(maria: Desktop) -> None:
    """„Niedokończone” are answers, not readers."""
    await maria.say("/ogloszenie")
    await maria.say("Ferie")
    await maria.tap("Chcą wiadomości")
    await maria.say("jutro 10")
    await maria.tap("Wyślij")
    agenda = await maria.say("/zaplanowane")

    assert "Ferie" in agenda.text
    assert "niedokończone" not in agenda.text


async def test_a_line_of_the_agenda_is_taken_off_by_typing(
    zalesie: Library, maria: Desktop
) -> None:
    """By its number; a number that is not there changes nothing."""
    await maria.say("/ogloszenie")
    await maria.say("Ferie")
    await maria.tap("Chcą wiadomości")
    await maria.say("jutro 10")
    await maria.tap("Wyślij")
    missed = await maria.say("/zaplanowane odwołaj 7")
    off = await maria.say("/zaplanowane odwołaj 1")

    assert "1. Ogłoszenie" in missed.text
    assert "Odwołano. Nikt tego nie dostanie." in off.text
    assert await zalesie.one(STATUS) == "cancelled"
