"""What staff and residents see of results: never who said what."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import pytest_asyncio

from bot.clock import stamp
from bot.domain.people import Role
from bot.storage import results as rows
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library
from tests.services.phone import Message
from tests.services.test_surveys import FORM, SENSITIVE, published

YOUNG = {"wiek": "mlody", "tematy": "klub gry", "uwagi": "Soboty"}
OLD = {"wiek": "starszy", "tematy": "klub", "uwagi": ""}


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.LIBRARIAN)


async def answered(zalesie: Library, *batches: Sequence[Mapping[str, str]]) -> int:
    """Responses that came in batches; between them snapshots are taken. The survey's id."""
    survey_id = int(await zalesie.one("SELECT id FROM survey"))
    for batch in batches:
        await zalesie.hand_in(survey_id, batch)
        await zalesie.services.results.take_due()
    return survey_id


async def close(zalesie: Library, clock: StillClock) -> None:
    """The last day is over."""
    await zalesie.office.db.write(
        lambda tx: tx.execute("UPDATE survey SET closes_at = ?", (stamp(clock.now()),))
    )
    await zalesie.services.surveys.close_due()


async def final_results(
    zalesie: Library,
    maria: Desktop,
    clock: StillClock,
    answers: Sequence[Mapping[str, str]],
    form: str = FORM,
) -> Message:
    """A survey published, answered and closed; Maria opens its results."""
    await published(maria, form)
    await answered(zalesie, answers)
    await close(zalesie, clock)
    return await closed(maria)


async def closed(maria: Desktop) -> Message:
    """The results of the closed survey, from the list of surveys."""
    await maria.say("/ankiety")
    await maria.tap("Zamknięta: Czego")
    return await maria.tap("Wyniki")


def cells(content: bytes) -> list[list[str]]:
    """A CSV as rows of cells."""
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text[:200] else ","))


async def test_an_anonymous_survey_shows_nothing_below_ten(
    zalesie: Library, maria: Desktop
) -> None:
    """The snapshot on show leaves out at least the last five."""
    await published(maria)
    await answered(zalesie, [YOUNG] * 5, [OLD] * 4)
    await maria.tap("Ta ankieta")

    told = await maria.tap("Wyniki")

    assert "Nie ma jeszcze czego pokazać." in told.text
    assert "Po kolei" not in told.labels


async def test_results_move_five_at_a_time(zalesie: Library, maria: Desktop) -> None:
    """At ten responses the first five are shown; the eleventh changes nothing."""
    await published(maria)
    survey_id = await answered(zalesie, [YOUNG] * 5, [OLD] * 5)
    await maria.tap("Ta ankieta")
    at_ten = await maria.tap("Wyniki")
    await zalesie.hand_in(survey_id, [OLD])
    await maria.tap("Ta ankieta")

    at_eleven = await maria.tap("Wyniki")

    assert "5 osób" in at_ten.text
    assert at_eleven.text == at_ten.text


async def test_snapshots_are_taken_while_people_answer(zalesie: Library, maria: Desktop) -> None:
    """The response that makes five wakes the background work after its commit."""
    await published(maria)
    survey_id = int(await zalesie.one("SELECT id FROM survey"))
    await zalesie.hand_in(survey_id, [YOUNG] * 4)
    results = zalesie.services.results
    ania = await zalesie.somebody()
    await ania.say("/ankiety")
    await ania.tap("Czego chcecie?")
    await ania.say("do 30 lat")
    await ania.say("/pomin")
    await ania.say("/pomin")

    await ania.tap("Wyślij")
    await results.work_once()

    kept = await zalesie.office.db.read(lambda tx: rows.taken(tx, survey_id))
    assert kept == [(5, False)]


async def test_a_survey_that_cannot_be_counted_holds_up_no_other(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Its row is broken; the next survey still gets its snapshot, and both close."""
    await published(maria)
    broken = await answered(zalesie)
    await zalesie.hand_in(broken, [YOUNG] * 5)
    await zalesie.office.db.write(
        lambda tx: tx.execute("UPDATE response SET answers = '[]' WHERE survey_id = ?", (broken,))
    )
    await published(maria)
    healthy = int(await zalesie.one("SELECT max(id) FROM survey"))
    await zalesie.hand_in(healthy, [YOUNG] * 5)

    await zalesie.services.results.take_due()
    await close(zalesie, clock)

    kept = await zalesie.office.db.read(lambda tx: rows.taken(tx, healthy))
    assert kept == [(5, True)]
    assert await zalesie.one("SELECT count(*) FROM survey WHERE status = 'closed'") == 2


async def test_closing_freezes_everything(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """All responses are shown then, and the results stay."""
    await published(maria)
    survey_id = await answered(zalesie, [YOUNG] * 6, [OLD] * 6)
    await close(zalesie, clock)

    told = await closed(maria)

    assert "12 osób" in told.text
    assert "wyniki ostateczne" in told.text
    kept = await zalesie.office.db.read(lambda tx: rows.taken(tx, survey_id))
    assert (12, True) in kept


async def test_a_question_is_a_picture_and_the_same_in_words(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """n and no-answer on each; the caption says what the chart shows."""
    await final_results(zalesie, maria, clock, [YOUNG] * 7 + [OLD] * 5)

    first = await maria.tap("Po kolei")
    name, content = maria.received[-1]
    second = await maria.tap("Następne")
    third = await maria.tap("Następne")

    assert content.startswith(b"\x89PNG")
    assert name == "pytanie-1.png"
    assert "Ile masz lat?" in first.text
    assert "Do 30 lat: 7 (58%)" in first.text
    assert "Odpowiedzi: 12. Bez odpowiedzi: 0." in first.text
    assert "Klub książki: 12 (100%)" in second.text
    assert "razem może być ponad 100%" in second.text
    assert "Soboty" not in third.text
    assert "jest w pliku: „Przegląd”, potem „Pobierz”" in third.text


async def test_small_cells_are_hidden_in_every_view(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Three people are never shown as three: not in the chat, not in the table."""
    await final_results(zalesie, maria, clock, [YOUNG] * 3 + [OLD] * 12)

    shown = await maria.tap("Po kolei")
    await maria.tap("Przegląd")
    await maria.tap("Pobierz")
    await maria.tap("Wyniki w tabeli")

    table = cells(maria.received[-1][1])
    young = next(row for row in table if row[1] == "Do 30 lat")
    assert "Do 30 lat: mniej niż 5" in shown.text
    assert "12 (80%)" not in shown.text
    assert young[2] == "mniej niż 5"
    assert not {"3", "20"} & set(young)


async def test_a_question_is_divided_by_age(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """A cross-table as text, with its own small cells hidden."""
    await final_results(zalesie, maria, clock, [YOUNG] * 8 + [OLD] * 8)
    await maria.tap("Lista pytań")
    await maria.tap("2")

    table = await maria.tap("Podziel: Ile masz lat?")

    assert "Podział: Ile masz lat?" in table.text
    assert "Do 30 lat · 8 osób\nKlub książki: 8 (100%)\nGry: 8 (100%)" in table.text


async def test_sensitive_questions_are_never_divided(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Totals and nothing else."""
    await final_results(zalesie, maria, clock, [YOUNG] * 8 + [OLD] * 8, SENSITIVE)
    await maria.tap("Po kolei")

    shown = await maria.tap("Następne")

    assert "Pytanie wrażliwe" in shown.text
    assert not [label for label in shown.labels if label.startswith("Podziel")]


async def test_rows_of_an_anonymous_survey_come_when_it_is_closed(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Shuffled, without free text; every download is noted."""
    await published(maria)
    await answered(zalesie, [YOUNG] * 5, [OLD] * 5)
    await maria.tap("Ta ankieta")
    await maria.tap("Wyniki")
    offered = await maria.tap("Pobierz")
    table = next(data for row in offered.rows for label, data in row if label.startswith("Wyniki"))
    refused = await maria.press(table.replace("results", "answers"), offered.id)
    await close(zalesie, clock)
    await closed(maria)
    await maria.tap("Pobierz")
    files = maria.last

    await maria.tap("Wszystkie odpowiedzi", files)
    answers = cells(maria.received[-1][1])
    await maria.tap("Odpowiedzi własnymi słowami", files)
    texts = cells(maria.received[-1][1])

    assert "Wszystkie odpowiedzi" not in offered.labels
    assert "po jej zamknięciu" in refused.text
    assert len(answers) == 11
    assert "tematy/klub" in answers[0]
    assert "uwagi" not in answers[0]
    assert [row[-1] for row in texts[1:]] == ["Soboty"] * 5
    assert await zalesie.one("SELECT count(*) FROM audit WHERE action = 'results.download'") == 2


async def test_a_named_survey_tells_who_answered(zalesie: Library, maria: Desktop) -> None:
    """People were told so; results are live, small counts stay hidden in tables."""
    await published(maria, named=True)
    survey_id = int(await zalesie.one("SELECT id FROM survey"))
    for number in range(6):
        ania = await zalesie.somebody()
        person = await zalesie.one("SELECT id FROM person WHERE telegram_id = ?", ania.id)
        await zalesie.hand_in(survey_id, [YOUNG if number else OLD], person)
    await maria.tap("Ta ankieta")
    shown = await maria.tap("Wyniki")
    await maria.tap("Pobierz")

    await maria.tap("Wszystkie odpowiedzi")

    answers = cells(maria.received[-1][1])
    assert "6 osób" in shown.text
    assert answers[0][0] == "name"
    assert {row[0] for row in answers[1:]} == {"Maria"}


async def test_residents_see_what_staff_chose(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Chosen questions, a few words, frozen; under /ankiety and by link; until withdrawn."""
    await final_results(zalesie, maria, clock, [YOUNG] * 8 + [OLD] * 8)
    await maria.tap("Pokaż mieszkańcom")
    await maria.say("jakie zajęcia?")
    await maria.say("Od września otwieramy w soboty.")
    shown = await maria.tap("Pokaż mieszkańcom")
    ania = await zalesie.somebody()

    await ania.say("/ankiety")
    seen = await ania.tap("Wyniki: Czego chcecie?")
    chart = await ania.tap("Zobacz wykresy")
    await maria.tap("Wycofaj")
    await maria.tap("Wycofaj")
    gone = await ania.tap("Zobacz wykresy", seen)

    assert await zalesie.one("SELECT count(*) FROM audit WHERE action = 'results.publish'") == 1
    assert "https://t.me/zalesie_bot?start=w_" in shown.text
    assert "Od września otwieramy w soboty." in seen.text
    assert "start=w_" not in seen.text
    assert "Ile masz lat?" not in seen.text
    assert "Klub książki: 16 (100%)" in chart.text
    assert ania.received[-1][1].startswith(b"\x89PNG")
    assert "już nie pokazujemy" in gone.text


async def test_results_are_for_staff(zalesie: Library, maria: Desktop) -> None:
    """A copied button shows a resident nothing."""
    await published(maria)
    await answered(zalesie, [YOUNG] * 10)
    told = await maria.tap("Ta ankieta")
    copied = next(data for row in told.rows for label, data in row if label == "Wyniki")
    ania = await zalesie.somebody()

    refused = await ania.press(copied, 5)

    assert refused.text == "To jest dla osób, które pracują w bibliotece."


async def test_results_speak_the_readers_language(
    zalesie: Library, maria: Desktop, clock: StillClock
) -> None:
    """Words around the charts follow the reader; the form's own texts fall back to Polish."""
    oksana = await zalesie.somebody(Role.LIBRARIAN, "uk")
    await published(maria, FORM)
    await answered(zalesie, [YOUNG] * 12)
    await close(zalesie, clock)
    await oksana.say("/ankiety")
    await oksana.tap("Закрите: Czego")
    await oksana.tap("Результати")

    shown = await oksana.tap("По черзі")

    assert "Відповіді: 12. Без відповіді: 0." in shown.text
    assert "Ile masz lat?" in shown.text
