"""What one has: the list, the calendar, the code, further questions, a whole series."""

from __future__ import annotations

from datetime import timedelta

import icalendar

from bot.domain.workshops import Workshop
from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.e2e import workshop_days
from tests.e2e.workshop_days import (
    SATURDAY,
    every_state,
    file_of,
    link,
    publish,
    publish_series,
    somebody,
)
from tests.people import Someone, Town, labels_of, text_of
from tests.services.phone import keep_form

# What one has: the list, the calendar, the code.


async def test_my_signups_with_a_calendar_file_and_a_code(
    town: Town, bot: Bot, ania: Someone, ceramics: Workshop
) -> None:
    """`/moje`: what, when, where one stands; an `.ics` file; a picture that the door scans."""
    await ania.start(link(ceramics))
    await ania.tap("Zapisz mnie")

    listed = await ania.say("/moje")
    mine = await ania.tap("1. Ceramika")
    file = await file_of(town, await ania.tap("Do kalendarza"))
    coded = await ania.tap("Kod do wejścia")

    assert "1. Ceramika\nsobota 22 maja, godz. 10.00–12.00\nMasz 1 miejsce." in text_of(listed)
    assert "Kod do wejścia" in labels_of(mine)
    event = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
    assert (event["SUMMARY"], event["LOCATION"]) == ("Ceramika", "sala na parterze, ul. Szkolna 1")
    code = await bot.running.office.db.read(
        lambda tx: tx.execute("SELECT code FROM signup").fetchone()[0]
    )
    drawn = qr_png(bot.running.office.link(f"c_{code}"))
    assert await town.download(coded["photo"][-1]["file_id"]) == drawn


async def test_the_code_is_read_at_the_door(
    town: Town, bot: Bot, ania: Someone, ceramics: Workshop
) -> None:
    """Staff who scan it tick the person; anybody else learns what it is for."""
    await ania.start(link(ceramics))
    await ania.tap("Zapisz mnie")
    staff = await somebody(town, bot, "Maria")
    await workshop_days.librarian(bot, staff)
    [[code]] = await bot.running.office.db.read(
        lambda tx: tx.execute("SELECT code FROM signup").fetchall()
    )

    own = await ania.start(f"c_{code}")
    scanned = await staff.start(f"c_{code}")

    assert "To kod do wejścia: „Ceramika”." in text_of(own)
    assert "Na miejscu: Ania\nCeramika" in text_of(scanned)
    assert await every_state(bot, ceramics) == ["attended"]


# Questions: of the workshop, and what somebody needs.

QUESTIONS = """
| survey |
| | type | name | label::pl |
| | select_one talk | dieta | Czy jesz mięso? |
| | text | glina | Jaka glina? |
| choices |
| | list_name | name | label::pl |
| | talk | tak | Tak |
| | talk | nie | Nie |
| settings |
| | form_title | form_id | default_language |
| | Jeszcze dwa pytania | dwa | pl |
"""


async def test_further_questions_come_when_the_seat_is_sure(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """An XLSForm of the workshop's own, kept with the sign-up by the question's name."""
    form_id = await bot.running.office.db.write(keep_form(QUESTIONS))
    workshop = await publish(bot, form_id=form_id)
    await ania.start(link(workshop))

    await ania.tap("Zapisz mnie")
    await ania.sees("Czy jesz mięso?")
    await ania.say("nie")
    await ania.say("biała")
    done = await ania.say("wyślij")

    assert "Masz miejsce." in await ania.chat()
    assert "Dziękujemy, zapisane." in text_of(done)
    [[answers]] = await bot.running.office.db.read(
        lambda tx: tx.execute("SELECT answers FROM signup").fetchall()
    )
    assert answers == '{"dieta": "nie", "glina": "biała"}'


async def test_what_somebody_needs_is_asked_only_where_it_matters(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """A button till the day by which something can be prepared; nothing elsewhere."""
    until = SATURDAY - timedelta(days=3)
    asks, asks_not = await publish(bot, needs_until=until), await publish(bot, title="Gry")
    await ania.start(link(asks_not))
    plain = await ania.tap("Zapisz mnie")
    await ania.start(link(asks))
    done = await ania.tap("Zapisz mnie")

    await ania.tap("Potrzebuję ułatwień")
    noted = await ania.say("Miejsce blisko prowadzącej")

    assert "Potrzebuję ułatwień" not in labels_of(plain)
    assert "Termin: środa 19 maja." in text_of(done)
    assert "Dziękujemy, zapisane." in text_of(noted)
    found = await bot.running.office.db.read(
        lambda tx: tx.execute("SELECT needs FROM signup ORDER BY id").fetchall()
    )
    assert found == [("",), ("Miejsce blisko prowadzącej",)]


# A series.


async def test_one_meeting_of_a_series_or_all(town: Town, bot: Bot, ania: Someone) -> None:
    """Two buttons; all of them are one tap, and the list says what came of each."""
    first, *_ = await publish_series(bot)
    jan = await somebody(town, bot, "Jan")

    details = await ania.start(link(first))
    done = await ania.tap("Zapisz na wszystkie spotkania")
    await jan.start(link(first))
    one = await jan.tap("Zapisz mnie")

    assert "Jedno z 3 spotkań. Pozostałe:\nsobota 29 maja" in text_of(details)
    assert text_of(done).count("masz miejsce") == 3
    assert text_of(one).startswith("Masz miejsce.")
    assert len((text_of(await ania.say("/moje"))).split("Masz 1 miejsce.")) == 4
    assert len((text_of(await jan.say("/moje"))).split("Masz 1 miejsce.")) == 2
