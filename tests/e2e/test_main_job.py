"""The main job: from the printed link to results that residents read."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from itertools import repeat
from typing import Any

import pytest_asyncio

from bot.domain.profile import Profile
from tests.conftest import Bot
from tests.e2e import diagnosis
from tests.e2e.test_first_contact import owner_of
from tests.people import Message, Someone, Town, labels_of, text_of

OTHERS = 12
HIDDEN = "(mniej niż 5|ukryte)"  # what stands for Ania's own answer
PNG_SIDE = slice(16, 24)  # width and height in a PNG's header, four bytes each


@pytest_asyncio.fixture
async def bot(start_bot: Callable[..., Any]) -> AsyncIterator[Bot]:
    """A bot that nobody has told anything."""
    async with start_bot(Profile()) as running:
        yield running


async def test_from_the_printed_link_to_results_that_residents_read(town: Town, bot: Bot) -> None:
    """Maria sets up, publishes the diagnosis, reads what people said, and shows it."""
    maria, ania = await owner_of(town, bot), await town.person("Ania")
    await introduces_the_library(maria)
    await diagnosis.offer(maria)
    await tries_it_out(maria)
    link = await diagnosis.publish(maria)
    await has_a_code_to_print(town, maria)

    await answers_everything(ania, link)
    await others_answer(town, link, ages=("40",) * 5)
    await town.until(partial(counted, bot), "the first results")
    await others_answer(town, link, ages=("40",) * 2 + ("70",) * 5)

    await reads_the_results(town, maria)
    await shows_them(maria)
    zosia = await town.person("Zosia")
    await finds_them(ania, zosia, await link_to_results(maria))
    await closes(town, maria)
    assert "jest zamknięta" in text_of(await zosia.start(link))


async def introduces_the_library(maria: Someone) -> None:
    """Name, contact, inspector, and where the residents live."""
    await maria.tap("Zaczynamy")
    await maria.say("Biblioteka w Zalesiu")
    await maria.say("tel. 22 000 00 00")
    await maria.say("iod@zalesie.example")
    await maria.say("tak")
    await maria.tap("Pomiń")
    await maria.say("Zalesie, Zalesie Górne, Łąki")
    for label in ("Pomiń", "Pomiń", "Zostaw tę odpowiedź", "Zostaw tę odpowiedź"):
        await maria.tap(label)
    saved = await maria.tap("Zapisz")

    assert "Jest wszystko, czego trzeba" in text_of(saved)


async def tries_it_out(maria: Someone) -> None:
    """The same questions; nothing is kept."""
    first = await maria.tap("Wypróbuj")
    over = await maria.say("/anuluj")
    await maria.say("/ankiety")
    await maria.tap("Szkic: ")

    assert text_of(first).startswith("Próba · Pytanie 1")
    assert "Nic nie zapisano" in text_of(over)


async def has_a_code_to_print(town: Town, maria: Someone) -> None:
    """A square picture that a phone's camera can read."""
    published = await maria.sees("jest opublikowana")
    picture = await town.download(published["photo"][-1]["file_id"])
    sides = picture[PNG_SIDE]

    assert picture.startswith(b"\x89PNG")
    assert sides[:4] == sides[4:]
    assert int.from_bytes(sides[:4]) >= 300


async def answers_everything(ania: Someone, link: str) -> None:
    """All 25 questions, tapping some and typing others; then she hands in."""
    await ania.start(link)
    await ania.tap("Zaczynamy")
    await diagnosis.take_steps(ania, diagnosis.EVERY_QUESTION)
    review = await ania.sees("Twoje odpowiedzi\n")
    thanks = await ania.tap("Wyślij")

    assert "25. Gdzie mieszkasz? — Łąki" in text_of(review)
    assert "9. Ile książek" in text_of(review)
    assert "ostatnich 12 miesiącach? — 3–6" in text_of(review)
    assert "Dziękujemy!" in text_of(thanks)
    assert labels_of(thanks)[:3] == ["O nowościach", "O warsztatach", "O inicjatywach"]


async def others_answer(town: Town, link: str, ages: Sequence[str]) -> None:
    """Made-up people, all at once."""
    people = [await town.person(f"Osoba {number}") for number, _ in enumerate(ages)]
    same = {"łączy Cię": "mieszkam", "Jak często": "kilka razy"}
    given = [{**same, "Ile masz lat": age} for age in ages]
    await asyncio.gather(*map(diagnosis.answer, people, repeat(link), given))


async def counted(bot: Bot) -> bool:
    """Whether there is anything to show yet."""
    counting = "SELECT count(*) FROM result_snapshot"
    found = await bot.running.office.db.read(lambda tx: tx.execute(counting).fetchone())
    return bool(found[0])


async def reads_the_results(town: Town, maria: Someone) -> None:
    """A picture and the same in words; what one person said cannot be told."""
    await maria.say("/ankiety")
    await maria.tap("Prowadź: ")
    overview = await maria.tap("Wyniki")
    first = await maria.tap("Po kolei")
    second = await maria.tap("Następne")

    total = re.search(r"(\d+) osób", text_of(overview))
    assert total
    assert 5 <= int(total[1]) <= OTHERS + 1 - 5
    assert f"Mieszkam tutaj: {total[1]} (100%)" in text_of(first)
    assert re.search(f"Raz w roku lub rzadziej: {HIDDEN}", text_of(second))
    for message in (first, second):
        assert (await town.download(message["photo"][-1]["file_id"])).startswith(b"\x89PNG")
    await maria.tap("Przegląd")
    files = await maria.tap("Pobierz")
    assert "Wszystkie odpowiedzi" not in labels_of(files)
    rows = await table(town, await maria.tap("Wyniki w tabeli"))
    assert rows[0] == ["Pytanie", "Odpowiedź", "Liczba", "Procent"]
    (rarely,) = [row for row in rows if row[0].startswith("Jak często") and "rzadziej" in row[1]]
    assert re.fullmatch(HIDDEN, rarely[2])


async def shows_them(maria: Someone) -> None:
    """Two questions, and a few words on what comes of it."""
    await maria.tap("Wyniki")
    await maria.tap("Pokaż mieszkańcom")
    await maria.tap_quietly("Co najbardziej łączy")
    await maria.tap_quietly("Jak często")
    await maria.tap("Gotowe (2)")
    await maria.say("Od września otwieramy w soboty.")
    shown = await maria.tap("Pokaż mieszkańcom")

    assert "Mieszkańcy widzą już wyniki." in text_of(shown)


async def link_to_results(maria: Someone) -> str:
    """What the printed link to the results carries."""
    return (await maria.chat()).rpartition("?start=")[2].split()[0]


async def finds_them(ania: Someone, zosia: Someone, link: str) -> None:
    """Under /ankiety, and by the link for somebody new."""
    await ania.say("/ankiety")
    found = await ania.tap(f"Wyniki: {diagnosis.TITLE}")
    await zosia.start(link)
    read = await zosia.tap("Zaczynamy")
    chart = await zosia.tap("Zobacz wykresy")

    for message in (found, read):
        assert "Od września otwieramy w soboty." in text_of(message)
    assert chart.get("photo")
    assert "Mieszkam tutaj: " in text_of(chart)


async def closes(town: Town, maria: Someone) -> None:
    """Then all rows come, without hours and without what is sensitive."""
    await maria.say("/ankiety")
    await maria.tap("Prowadź: ")
    await maria.tap("Zamknij")
    closed = await maria.tap("Zamknij teraz")
    overview = await maria.tap("Wyniki")
    await maria.tap("Pobierz")
    answers = await table(town, await maria.tap("Wszystkie odpowiedzi"))

    assert "Pokaż mieszkańcom" in labels_of(closed)
    assert f"{OTHERS + 1} osób" in text_of(overview)
    assert len(answers) == 1 + OTHERS + 1
    assert not {"dostepnosc", "zmiana", "_submission_time"} & set(answers[0])


async def table(town: Town, message: Message) -> list[list[str]]:
    """A CSV file as a spreadsheet program reads it."""
    content = await town.download(message["document"]["file_id"])
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))
