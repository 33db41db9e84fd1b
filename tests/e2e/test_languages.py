"""Three languages: guessed from the phone, changed at any time, also in the middle of a survey."""

from __future__ import annotations

import pytest

from tests.e2e import diagnosis
from tests.people import Someone, Town, labels_of, text_of


@pytest.mark.parametrize(
    ("phone", "begin", "question", "choice", "thanks"),
    [
        ("uk", "Починаємо", "Що найбільше пов’язує вас", "Нічого не пов’язує", "Дякуємо!"),
        ("en", "Let us begin", "What connects you most", "I have no connection", "Thank you!"),
        ("de", "Zaczynamy", "Co najbardziej łączy Cię", "Nic mnie nie łączy", "Dziękujemy!"),
    ],
)
async def test_the_whole_way_in_the_language_of_the_phone(
    town: Town, link: str, phone: str, begin: str, question: str, choice: str, thanks: str
) -> None:
    """From the greeting to the thanks; a language that we do not speak gets Polish."""
    somebody = await town.person("Somebody", phone)
    await somebody.start(link)

    asked = await somebody.tap(begin)
    review = await somebody.tap(choice)
    ended = await somebody.act(
        "tap", chat=somebody.id, message_id=review["message_id"], row=0, column=0
    )

    assert question in text_of(asked)
    assert text_of(ended).startswith(thanks)


async def test_the_language_changes_in_the_middle_and_answers_stay(town: Town, link: str) -> None:
    """/jezyk: the question that stands comes again in the new language; typing it works too."""
    oksana = await town.person("Оксана", "uk")
    await oksana.start(link)
    await oksana.tap("Починаємо")
    await oksana.tap("Живу тут")

    await oksana.say("/jezyk")
    asked = await oksana.tap("Polski")
    back = await oksana.say("/cofnij")

    assert "Jak często zaglądasz do biblioteki?" in text_of(asked)
    assert "✓ Mieszkam tutaj" in labels_of(back)


async def test_a_form_without_the_language_falls_back_and_says_so_once(
    town: Town, maria: Someone
) -> None:
    """Polish questions for a Ukrainian reader, with Ukrainian words around them."""
    content = (
        "| survey |\n| | type | name | label |\n"
        "| | text | q | Jak tam? |\n| | text | r | A teraz? |\n"
    )
    await maria.send_file("krotka.md", content.encode())
    link = await diagnosis.publish(maria, "Anonimowo")
    oksana = await town.person("Оксана", "uk")
    await oksana.start(link)

    first = await oksana.tap("Починаємо")
    second = await oksana.say("Добре")

    assert "Питаємо польською" in text_of(first)
    assert "Jak tam?" in text_of(first)
    assert "Питаємо" not in text_of(second)
    assert "Пропустити" in labels_of(second)
