"""Rights over one's data: seen, taken along and erased, before, during and after a survey."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import Bot
from tests.e2e import diagnosis
from tests.e2e.test_resident import begun
from tests.people import Message, Someone, Town, labels_of, text_of

NAMED = "| survey |\n| | type | name | label |\n| | text | jak | Jak pomożesz? |\n".encode()


async def exported(town: Town, person: Someone) -> tuple[str, Any]:
    """What /mojedane says in words, and as JSON."""
    before = (await person.messages())[-1]["message_id"]
    await person.say("/mojedane")
    await person.sees("To samo jako plik.")
    fresh = await person.messages(before)
    documents = [one["document"] for one in fresh if one.get("document")]
    told = "\n".join(text_of(one) for one in fresh)
    return told, json.loads(await town.download(documents[-1]["file_id"]))


async def test_what_is_held_before_and_after_handing_in(town: Town, link: str) -> None:
    """Unfinished answers are theirs to see; handed in anonymously nothing is left of them."""
    ania = await begun(town, link)
    await ania.say("bywam")

    during, held = await exported(town, ania)
    await ania.say("/cofnij")
    await ania.tap("Nic mnie nie łączy")
    await ania.tap("Wyślij")
    after, rest = await exported(town, ania)

    assert "Co najbardziej łączy Cię z naszą gminą? — Bywam tutaj" in during
    assert "bywam" in str(held["session"])
    assert "łączy" not in after
    assert not rest["session"]
    assert not rest["response"]


async def test_answers_by_name_are_shown_and_erased(town: Town, bot: Bot, maria: Someone) -> None:
    """Said before the first question; then hers to see, and to take back."""
    await maria.send_file("zapisy.md", NAMED)
    link = await diagnosis.publish(maria, "Z imieniem")
    ania = await town.person("Ania")
    greeting = await ania.start(link)
    await ania.tap("Zaczynamy")
    await ania.say("Pomogę w sobotę")
    await ania.tap("Wyślij")

    told, held = await exported(town, ania)
    await ania.say("/usun")
    await ania.tap("Tak, usuń moje dane")

    assert "nie jest anonimowa" in text_of(greeting)
    assert "Jak pomożesz? — Pomogę w sobotę" in told
    assert len(held["response"]) == 1
    assert await rows(bot, "response") == 0


async def test_erasing_in_the_middle_of_a_survey(town: Town, bot: Bot, link: str) -> None:
    """One confirmation; then nobody knows them, and the link greets a stranger."""
    ania = await begun(town, link)
    await ania.say("mieszkam")

    asked = await ania.say("/usun")
    goodbye = await ania.tap("Tak, usuń moje dane")
    again = await ania.start(link)

    assert "niewysłane odpowiedzi (1)" in text_of(asked)
    assert "Tego nie da się cofnąć." in text_of(asked)
    assert text_of(goodbye).startswith("Twoje dane są usunięte")
    assert text_of(again).startswith("Dzień dobry!")
    assert await rows(bot, "session WHERE person_id IN (SELECT id FROM person)") == 0


async def test_changing_ones_mind_about_erasing(town: Town, link: str) -> None:
    """„Nie”: the survey goes on where it was."""
    ania = await begun(town, link)
    await ania.say("mieszkam")
    await ania.say("/usun")

    kept = await ania.tap("Nie, zostaw")
    menu = await ania.say("/menu")

    assert labels_of(kept)
    assert any(label.startswith("Dalej: ") for label in labels_of(menu))


async def test_the_notice_answers_who_why_and_how_long(town: Town, bot: Bot) -> None:
    """Before the first tap, and at any time with /prywatnosc."""
    ania = await town.person("Ania")
    await ania.start()
    first: Message = await ania.tap("Kto i po co")
    await ania.tap("Zaczynamy")
    later = await ania.say("/prywatnosc")

    for said in (text_of(first), text_of(later)):
        for words in ("iod@zalesie.example", "art. 6 ust. 1 lit. e", "14 dni", "uodo.gov.pl"):
            assert words in said


async def rows(bot: Bot, where: str) -> int:
    """How many rows a table has."""
    sql = f"SELECT count(*) FROM {where}"
    found = await bot.running.office.db.read(lambda tx: tx.execute(sql).fetchone())
    return int(found[0])
