"""A librarian's survey, from the file to its closing: through handlers and a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.clock import stamp
from bot.domain.people import Role
from bot.storage.database import Database
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.services.library import Desktop, Library, library

FORM = """
| survey |
| | type | name | label::Polski (pl) | required | sensitive |
| | select_one wiek | wiek | Ile masz lat? | yes | |
| | select_multiple tem | tematy | Jakie zajęcia? | | |
| | text | uwagi | Co zmienić? | | |
| choices |
| | list_name | name | label::Polski (pl) |
| | wiek | mlody | Do 30 lat |
| | wiek | starszy | Powyżej 30 lat |
| | tem | klub | Klub książki |
| | tem | gry | Gry |
| settings |
| | form_title | form_id | default_language |
| | Czego chcecie? | czego | Polski (pl) |
"""
SENSITIVE = FORM.replace("Jakie zajęcia? | | |", "Jakie zajęcia? | | yes |")


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.LIBRARIAN)


async def published(maria: Desktop, form: str = FORM, *, named: bool = False) -> None:
    """Upload, publish at once, with no last day."""
    await maria.send_file("ankieta.md", form.encode())
    await maria.tap("Opublikuj")
    if "Anonimowo" in maria.last.labels:
        await maria.say("z imieniem" if named else "anonimowo")
    await maria.say("od razu")
    await maria.say("bez terminu")
    await maria.tap("Opublikuj")


async def test_a_good_file_becomes_a_draft_that_nobody_sees(
    zalesie: Library, maria: Desktop
) -> None:
    """The summary names questions, minutes, languages and what is missing."""
    ania = await zalesie.somebody()

    draft = await maria.send_file("ankieta.md", FORM.encode())
    seen = await ania.say("/ankiety")

    assert "Czego chcecie?" in draft.text
    assert "3 pytania, około 2 minut. Po polsku." in draft.text
    assert "Brakuje wersji po ukraińsku." in draft.text
    assert draft.labels == ["Wypróbuj", "Opublikuj", "Usuń", "Ankiety"]
    assert "Czego chcecie?" not in seen.text + "".join(seen.labels)


async def test_a_bad_file_is_told_by_cell_and_keeps_nothing(
    zalesie: Library, maria: Desktop
) -> None:
    """Sheet, row, column, what is wrong and what was probably meant."""
    broken = FORM.replace("| | text | uwagi |", "| | select_one wie | uwagi |")

    told = await maria.send_file("ankieta.md", broken.encode())

    assert "Plik ma 1 błąd. Nic nie zapisano." in told.text
    assert "Arkusz „survey”, wiersz 4, kolumna „type”" in told.text
    assert "Czy chodzi o „wiek”?" in told.text
    assert await zalesie.one("SELECT count(*) FROM survey") == 0


async def test_many_mistakes_come_as_a_file_too(maria: Desktop) -> None:
    """Ten in the chat, all of them in a text file."""
    rows = "".join(f"| | select_one brak{n} | p{n} | Pytanie {n}? | | |\n" for n in range(14))
    broken = FORM.replace("| choices |\n", rows + "| choices |\n")

    told = await maria.send_file("ankieta.md", broken.encode())

    assert "Plik ma 14 błędów." in told.text
    assert "…i jeszcze 4. Wszystkie są w pliku." in told.text
    name, content = maria.received[-1]
    assert name == "bledy.txt"
    assert content.decode().count("\n") == 13


async def test_a_file_that_is_no_form_gets_a_kind_answer(maria: Desktop) -> None:
    """Whatever it is called, it is recognised by its content."""
    told = await maria.send_file("ankieta.xlsx", b"%PDF-1.7 " + b"x" * 100)

    assert "To nie jest formularz." in told.text
    assert "Plik wzorcowy" in told.labels


async def test_a_file_over_the_limit_is_not_read(maria: Desktop) -> None:
    """5 MiB is the limit."""
    told = await maria.send_file("ankieta.xlsx", b"0" * (5 * 2**20 + 1))

    assert "Plik jest za duży" in told.text


async def test_a_residents_file_is_no_survey(zalesie: Library) -> None:
    """Only staff make surveys; others are told that nothing was asked."""
    ania = await zalesie.somebody()

    told = await ania.send_file("ankieta.md", FORM.encode())

    assert "Nic nie zapisano" not in told.text
    assert await zalesie.one("SELECT count(*) FROM survey") == 0


async def test_the_built_in_diagnosis_and_its_sample(zalesie: Library, maria: Desktop) -> None:
    """A newcomer can begin without a file, or change ours: the sample reads back as a draft."""
    await maria.say("/ankiety")
    await maria.tap("Nowa ankieta")
    await maria.tap("Wzór do zmiany")
    name, content = maria.received[-1]
    again = await maria.send_file(name, content)
    await maria.say("/ankiety")
    await maria.tap("Nowa ankieta")
    ours = await maria.tap("Diagnoza z 25 pytań")

    assert name == "wzor.xlsx"
    for draft in (again, ours):
        assert "Po polsku, po ukraińsku i po angielsku." in draft.text
        assert "1 pytanie jest wrażliwe" in draft.text


async def test_a_trial_keeps_nothing(zalesie: Library, maria: Desktop) -> None:
    """Wypróbuj is a dry run."""
    await maria.send_file("ankieta.md", FORM.encode())

    await maria.tap("Wypróbuj")
    await maria.say("do 30 lat")
    await maria.say("/pomin")
    await maria.say("/pomin")
    over = await maria.tap("Wyślij")

    assert over.labels == ["Opublikuj", "Wypróbuj jeszcze raz", "Ankiety", "Menu"]
    assert await zalesie.one("SELECT count(*) FROM response") == 0
    assert await zalesie.one("SELECT count(*) FROM session") == 0


async def test_a_trial_left_half_way_leads_on_too(maria: Desktop) -> None:
    """Whoever has seen enough after one question publishes, or tries once more."""
    await maria.send_file("ankieta.md", FORM.encode())
    await maria.tap("Wypróbuj")

    left = await maria.say("/anuluj")
    again = await maria.tap("Wypróbuj jeszcze raz")

    assert left.labels == ["Opublikuj", "Wypróbuj jeszcze raz", "Ankiety", "Menu"]
    assert "Ile masz lat?" in again.text


async def test_staff_manage_first_and_answer_after(maria: Desktop) -> None:
    """`/ankiety` of a librarian begins with their work; answering comes below it."""
    await published(maria)

    board = await maria.say("/ankiety")

    assert board.labels == [
        "Prowadź: Czego chcecie?", "Nowa ankieta", "Czego chcecie? · około 2 min", "Menu"
    ]  # fmt: skip
    assert board.text.index("Otwarte") < board.text.index("Wybierz, na którą")


@pytest.mark.parametrize(("named", "told"), [(False, True), (True, False)])
async def test_what_cannot_be_undone_is_said_before_it_is_done(
    zalesie: Library, maria: Desktop, named: bool, told: bool
) -> None:
    """The review of an anonymous survey says that answers cannot be changed afterwards."""
    await published(maria, named=named)
    ania = await zalesie.somebody()
    await ania.say("/ankiety")
    await ania.tap("Czego chcecie?")
    await ania.say("do 30 lat")
    await ania.say("/pomin")

    review = await ania.say("/pomin")

    assert review.labels[0] == "Wyślij"
    assert ("nie da się ich już zmienić" in review.text) is told


async def test_publishing_gives_a_link_and_a_picture(zalesie: Library, maria: Desktop) -> None:
    """The caption holds the same link as text; the deed is noted."""
    await published(maria)

    token = await zalesie.one("SELECT token FROM survey WHERE status = 'open'")
    name, content = maria.received[-1]
    assert f"https://t.me/zalesie_bot?start=s_{token}" in maria.last.text
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG")
    assert await zalesie.one("SELECT count(*) FROM audit WHERE action = 'survey.publish'") == 1


async def test_a_double_tap_publishes_once(zalesie: Library, maria: Desktop) -> None:
    """The second tap finds the conversation over."""
    await maria.send_file("ankieta.md", FORM.encode())
    await maria.tap("Opublikuj")
    await maria.say("anonimowo")
    await maria.say("od razu")
    review = await maria.say("bez terminu")
    send = next(data for row in review.rows for label, data in row if label == "Opublikuj")

    await maria.press(send, review.id)
    await maria.press(send, review.id)

    assert await zalesie.one("SELECT count(*) FROM survey WHERE status = 'open'") == 1
    assert await zalesie.one("SELECT count(*) FROM audit WHERE action = 'survey.publish'") == 1


async def test_nothing_is_published_before_contact_and_inspector_are_known(
    db: Database, clock: StillClock
) -> None:
    """GDPR, art. 13: people must know who asks."""
    zalesie = library(db, clock, replace(PROFILE, contact="", inspector=" "))
    maria = await zalesie.somebody(Role.LIBRARIAN)
    await maria.send_file("ankieta.md", FORM.encode())

    told = await maria.tap("Opublikuj")

    assert "Najpierw podaj kontakt i inspektora ochrony danych." in told.text
    assert "Uzupełnij dane biblioteki" in told.labels
    assert await zalesie.one("SELECT count(*) FROM survey WHERE status = 'open'") == 0


async def test_sensitive_questions_are_never_offered_by_name(
    zalesie: Library, maria: Desktop
) -> None:
    """The first question about publishing says why the survey is anonymous."""
    await maria.send_file("ankieta.md", SENSITIVE.encode())

    first = await maria.tap("Opublikuj")
    await published(maria, SENSITIVE)

    assert "pytania wrażliwe" in first.text
    assert "Od kiedy można odpowiadać?" in first.text
    assert await zalesie.one("SELECT anonymous FROM survey WHERE status = 'open'") == 1


async def test_days_are_checked(zalesie: Library, maria: Desktop) -> None:
    """A last day before the first one is refused; a right one closes at the midnight after it."""
    await maria.send_file("ankieta.md", FORM.encode())
    await maria.tap("Opublikuj")
    await maria.say("anonimowo")
    await maria.say("od wybranego dnia")
    await maria.say("20 maja 2027")
    await maria.say("do wybranego dnia")

    early = await maria.say("19 maja 2027")
    await maria.say("28 maja 2027")
    await maria.tap("Opublikuj")

    assert "za wczesny" in early.text
    assert await zalesie.one("SELECT opens_at FROM survey") == "2027-05-19T22:00:00.000Z"
    assert await zalesie.one("SELECT closes_at FROM survey") == "2027-05-28T22:00:00.000Z"


async def test_a_resident_is_told_what_happens_to_answers_first(
    zalesie: Library, maria: Desktop
) -> None:
    """Anonymous or by name: the truth comes before the first question."""
    await published(maria)
    ania = await zalesie.somebody()

    await ania.say("/ankiety")
    first = await ania.tap("Czego chcecie?")

    before = [m.text for m in ania.messages.values() if m.id < first.id]
    assert "Po wysłaniu usuwamy to powiązanie" in before[-1]
    assert "Ile masz lat?" in first.text


async def test_one_response_a_person(zalesie: Library, maria: Desktop) -> None:
    """Who has answered is thanked, and not asked again."""
    await published(maria)
    ania = await zalesie.somebody()
    await ania.say("/ankiety")
    await ania.tap("Czego chcecie?")
    await ania.say("do 30 lat")
    await ania.say("/pomin")
    await ania.say("/pomin")
    await ania.tap("Wyślij")

    seen = await ania.say("/ankiety")

    assert "Mamy już Twoje odpowiedzi, dziękujemy:\nCzego chcecie?" in seen.text
    assert await zalesie.one("SELECT count(*) FROM response") == 1


async def test_a_link_opens_the_survey(zalesie: Library, maria: Desktop) -> None:
    """What the poster's code holds leads to the first question, on and on to where one was."""
    await published(maria)
    token = await zalesie.one("SELECT token FROM survey")
    ania = await zalesie.somebody()

    first = await ania.say(f"/start s_{token}")
    await ania.say("do 30 lat")
    again = await ania.say(f"/start s_{token}")

    assert "Ile masz lat?" in first.text
    assert "Jakie zajęcia?" in again.text


async def test_a_survey_that_waits_says_when_it_opens(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Its link may be printed before the first day."""
    await published(maria)
    token = await zalesie.one("SELECT token FROM survey")
    tomorrow = stamp(clock.now() + timedelta(days=1))
    await zalesie.office.db.write(
        lambda tx: tx.execute("UPDATE survey SET opens_at = ?", (tomorrow,))
    )
    ania = await zalesie.somebody()

    told = await ania.say(f"/start s_{token}")
    listed = await ania.say("/ankiety")

    assert "Ta ankieta zaczyna się: jutro, godz. 12.00." in told.text
    assert "Teraz nie ma ankiety do wypełnienia." in listed.text


async def test_a_link_to_nothing_gets_a_kind_answer(zalesie: Library) -> None:
    """An old poster, a mistyped address."""
    ania = await zalesie.somebody()

    told = await ania.say("/start s_nikt")

    assert "Tej ankiety już nie ma." in told.text


async def test_a_survey_closes_by_itself_at_its_hour(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Marks of who took part and unfinished answers go; a late one is refused kindly."""
    await published(maria)
    survey_id = await zalesie.one("SELECT id FROM survey")
    ania, jan = await zalesie.somebody(), await zalesie.somebody()
    for person in (ania, jan):
        await person.say("/ankiety")
        await person.tap("Czego chcecie?")
        await person.say("do 30 lat")
    await jan.say("/pomin")
    await jan.say("/pomin")
    await jan.tap("Wyślij")
    midnight = stamp(clock.now())
    await zalesie.office.db.write(
        lambda tx: tx.execute("UPDATE survey SET closes_at = ?", (midnight,))
    )
    clock.advance(seconds=1)

    await zalesie.services.surveys.close_due()
    unfinished = await zalesie.one("SELECT state FROM session WHERE kind = 'survey'")
    late = await ania.say("/pomin")
    listed = await ania.say("/ankiety")

    assert await zalesie.one("SELECT status FROM survey") == "closed"
    assert await zalesie.one("SELECT count(*) FROM participation") == 0
    assert "mlody" not in unfinished
    assert "Czego chcecie?" in late.text
    assert "nie zdążyły do nas trafić, więc je usunięto" in late.text
    assert await zalesie.one("SELECT count(*) FROM session WHERE kind = 'survey'") == 0
    assert await zalesie.one("SELECT closed FROM result_snapshot") == 1
    assert await zalesie.one("SELECT count(*) FROM response WHERE survey_id = ?", survey_id) == 1
    assert "Teraz nie ma ankiety do wypełnienia." in listed.text


async def test_the_hour_counts_even_before_anybody_closed_it(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Between the hour and the next minute's upkeep nobody slips in."""
    await published(maria)
    ania = await zalesie.somebody()
    listed = await ania.say("/ankiety")
    begin = next(data for row in listed.rows for label, data in row if "Czego" in label)
    await zalesie.office.db.write(
        lambda tx: tx.execute("UPDATE survey SET closes_at = ?", (stamp(clock.now()),))
    )

    told = await ania.press(begin, listed.id)

    assert "jest zamknięta" in told.text


async def test_closing_is_asked_once_and_extending_gives_another_day(
    zalesie: Library, maria: Desktop
) -> None:
    """Both from the survey's own screen."""
    await published(maria)
    await maria.tap("Ta ankieta")
    await maria.tap("Przedłuż")
    await maria.say("do wybranego dnia")
    await maria.say("30 czerwca 2027")
    shown = await maria.tap("Zapisz")
    closes = await zalesie.one("SELECT closes_at FROM survey")

    await maria.tap("Zamknij")
    await maria.tap("Zamknij teraz")

    assert "Ostatni dzień: środa 30 czerwca" in shown.text
    assert closes == "2027-06-30T22:00:00.000Z"
    assert await zalesie.one("SELECT status FROM survey") == "closed"


async def test_nobodys_answers_are_not_shown_to_residents(zalesie: Library, maria: Desktop) -> None:
    """Closed without answers, or with those of four people, there is nothing to show."""
    await published(maria)
    await maria.tap("Ta ankieta")
    await maria.tap("Zamknij")
    empty = await maria.tap("Zamknij teraz")
    await published(maria)
    await zalesie.hand_in(2, [{"wiek": "mlody"}] * 4)
    await maria.tap("Ta ankieta")
    await maria.tap("Zamknij")

    few = await maria.tap("Zamknij teraz")

    assert "Nikt nie odpowiedział" in empty.text
    assert "mniej niż 5 osób" in few.text
    for screen in (empty, few):
        assert screen.labels == ["Wyniki", "Ankiety", "Menu"]


async def test_deleting_a_draft_is_asked_once(zalesie: Library, maria: Desktop) -> None:
    """One tap too many loses no work."""
    draft = await maria.send_file("ankieta.md", FORM.encode())

    asked = await maria.tap("Usuń", draft)
    kept = await maria.tap("Zostaw", asked)
    await maria.tap("Usuń", draft)
    gone = await maria.tap("Usuń szkic")

    assert asked.text.startswith("Usunąć szkic „Czego chcecie?”?")
    assert kept.labels[:2] == ["Wypróbuj", "Opublikuj"]
    assert "usunięto" in gone.text
    assert await zalesie.one("SELECT count(*) FROM survey") == 0


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.PARTNER, Role.ASSESSOR])
async def test_only_staff_manage(zalesie: Library, maria: Desktop, role: Role) -> None:
    """A copied button does nothing for others."""
    await published(maria)
    stranger = await zalesie.somebody(role)
    board = await maria.say("/ankiety")
    manage = next(data for row in board.rows for label, data in row if label.startswith("Prow"))

    told = await stranger.press(manage, 5)

    assert told.text == "To jest dla osób, które pracują w bibliotece."
