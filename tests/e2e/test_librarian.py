"""A librarian's days: files that are wrong, colleagues who come in, a survey that is managed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from openpyxl import Workbook

from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.e2e import diagnosis
from tests.people import Someone, Town, labels_of, text_of

Cells = Sequence[Sequence[str]]
MIB = 1024 * 1024
HEADER = ("type", "name", "label", "relevant")


def spreadsheet(**sheets: Cells) -> bytes:
    """An .xlsx of these sheets."""
    book = Workbook()
    del book["Sheet"]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def bomb() -> bytes:
    """200 kB that would be 200 MB."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 200 * MIB)
    return kept.getvalue()


def unknown_reference() -> bytes:
    """„relevant” names a question that is not there, but one much like it is."""
    asked = (("text", "czesto", "Jak często?", ""), ("text", "ile", "Ile?", "${czest} = 'a'"))
    return spreadsheet(survey=(HEADER, *asked))


def two_choices_of_one_name() -> bytes:
    """A list in which „sobota” stands twice."""
    saturdays = (("dni", "sobota", "Sobota"), ("dni", "sobota", "W sobotę"))
    return spreadsheet(
        survey=(HEADER, ("select_one dni", "dzien", "Kiedy?", "")),
        choices=(("list_name", "name", "label"), *saturdays),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: spreadsheet(arkusz=(("pytanie",), ("Co?",))), "Nie ma arkusza „survey”."),
        (
            unknown_reference,
            "Arkusz „survey”, wiersz 3, kolumna „relevant”: nie ma pytania o nazwie „czest”. "
            "Czy chodzi o „czesto”?",
        ),
        (
            two_choices_of_one_name,
            "Arkusz „choices”, wiersz 3, kolumna „name”: lista „dni” ma dwa razy nazwę „sobota”",
        ),
        (lambda: qr_png("https://example.org"), "To nie jest formularz."),
        (bomb, "W pliku jest za dużo danych"),
        (lambda: b"PK\x03\x04" + b"0" * 6 * MIB, "Plik jest za duży: może mieć najwyżej 5 MB."),
        (lambda: b"PK\x03\x04 and no more", "Plik jest uszkodzony."),
    ],
    ids=["no sheet", "reference", "duplicate", "a picture", "bomb", "too large", "broken"],
)
async def test_a_file_that_is_wrong_says_where_and_what_to_do(
    maria: Someone, content: Callable[[], bytes], words: str
) -> None:
    """Sheet, row and column in Polish; nothing is kept; a sample to look at."""
    said = await maria.send_file("ankieta.xlsx", content())
    listed = await maria.say("/ankiety")

    assert "Plik ma 1 błąd. Nic nie zapisano." in text_of(said)
    assert words in text_of(said)
    assert labels_of(said) == ["Plik wzorcowy", "Ankiety", "Menu"]
    assert "Szkic" not in text_of(listed)


async def test_a_form_without_a_title_is_called_after_its_file(maria: Someone) -> None:
    """Also the languages that it lacks are named."""
    content = b"| survey |\n| | type | name | label |\n| | text | q | Jak tam? |\n"

    said = await maria.send_file("Pytania na wiosnę.md", content)

    assert text_of(said).startswith("Pytania na wiosnę\n1 pytanie, około 1 minuty. Po polsku.")
    assert "Brakuje wersji po ukraińsku." in text_of(said)


async def test_an_invited_librarian_works_and_the_link_works_once(
    town: Town, bot: Bot, maria: Someone, link: str
) -> None:
    """Halina sees the survey that Maria published; Jan, who got the link too, does not."""
    halina, jan = await town.person("Halina"), await town.person("Jan")
    await maria.say("/ludzie")
    invited = await maria.tap("Zaproś bibliotekarza")
    code = text_of(invited).partition("?start=")[2].split()[0]

    await halina.start(code)
    await halina.tap("Zaczynamy")
    hers = await halina.say("/ankiety")
    await jan.start(code)
    refused = await jan.tap("Zaczynamy")
    panel = await jan.say("/panel")

    assert f"Prowadź: {diagnosis.TITLE}" in labels_of(hers)
    assert "Ten link jest już wykorzystany." in text_of(refused)
    assert "Panel ·" not in text_of(panel)
    for message in (refused, panel):
        assert labels_of(message)


async def test_a_survey_with_sensitive_questions_is_never_by_name(maria: Someone) -> None:
    """It is not even offered, and the reason is told."""
    await diagnosis.offer(maria)

    asked = await maria.tap("Opublikuj")

    assert "Z imieniem nie wolno o nie pytać." in text_of(asked)
    assert "Od kiedy można odpowiadać?" in text_of(asked)
    assert "Z imieniem" not in labels_of(asked)


async def test_days_are_picked_or_typed(maria: Someone) -> None:
    """From tomorrow until the end of the month; a day that is past is asked again."""
    await diagnosis.offer(maria)
    await maria.tap("Opublikuj")
    await maria.say("od wybranego dnia")

    past = await maria.say("wczoraj")
    await maria.say("jutro")
    await maria.tap("Do wybranego dnia")
    review = await maria.tap("31")
    await maria.tap("Opublikuj")
    published = await maria.sees("jest opublikowana")

    assert "Ten dzień już minął." in text_of(past)
    assert "poniedziałek 31 maja" in text_of(review)
    assert "jutro" in text_of(published)


async def test_results_of_few_wait(town: Town, maria: Someone, link: str) -> None:
    """Nobody can be recognised: below the threshold there is nothing to see, and it says why."""
    ania = await town.person("Ania")
    await diagnosis.answer(ania, link, {"łączy Cię": "nic"})

    await maria.say("/ankiety")
    told = await maria.tap("Prowadź: ")
    results = await maria.tap("Wyniki")

    assert "mniej niż 5 odpowiedzi" in text_of(told)
    assert "Nie ma jeszcze czego pokazać." in text_of(results)
    assert "od 10 odpowiedzi" in text_of(results)
