"""What comes by itself: reminders, changes, a cancellation, how it was."""

from __future__ import annotations

import json
from datetime import timedelta

import icalendar

from bot.domain.workshops import Silence, Workshop
from tests.conftest import Bot
from tests.e2e import workshop_days
from tests.e2e.workshop_days import (
    SATURDAY,
    Counting,
    every_state,
    file_of,
    full,
    link,
    pass_until,
    publish,
    somebody,
)
from tests.people import Someone, Town, labels_of, text_of


async def test_reminders_a_week_a_day_and_two_hours_before(
    town: Town, bot: Bot, ania: Someone, ceramics: Workshop
) -> None:
    """The question of a week before is answered by one tap; nobody is asked twice."""
    await ania.start(link(ceramics))
    await ania.tap("Zapisz mnie")

    pass_until(bot, SATURDAY - timedelta(days=7) + timedelta(minutes=10))
    asked = await ania.sees("Czy przyjdziesz?")
    kept = await ania.tap("Będę")
    pass_until(bot, SATURDAY - timedelta(days=1) + timedelta(minutes=1))
    day = await ania.sees("Przypominamy: jutro, godz. 10.00–12.00.")
    pass_until(bot, SATURDAY - timedelta(hours=2) + timedelta(minutes=1))
    await ania.sees("Już niedługo: dziś, godz. 10.00–12.00.")

    assert labels_of(asked)[:2] == ["Będę", "Nie mogę"]
    assert "Do zobaczenia!" in text_of(kept)
    assert "Weź: fartuch" in text_of(day)
    assert (await ania.chat()).count("Czy przyjdziesz?") == 1


async def test_who_cannot_come_says_so_and_somebody_else_gets_the_seat(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """„Nie mogę” a week before: one tap, and the next one is asked."""
    workshop, ewa = await full(town, bot)
    await ania.start(link(workshop))
    await ania.tap("Dopisz mnie do rezerwy")

    pass_until(bot, SATURDAY - timedelta(days=7) + timedelta(minutes=10))
    await ewa.sees("Czy przyjdziesz?")
    await ewa.tap_quietly("Nie mogę")

    await ewa.sees("Wypisano z listy")
    await ania.sees("Zwolniło się miejsce!")


async def test_silence_frees_the_seat_where_the_library_chose_so(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """The question, two nudges, and then it is said that the seat is gone."""
    workshop = await publish(bot, silence=Silence.FREE)
    await ania.start(link(workshop))
    await ania.tap("Zapisz mnie")

    for days, words in ((7, "Czy przyjdziesz?"), (5, "Prosimy o odpowiedź"),
                        (3, "Pytamy ostatni raz"), (2, "Oddaliśmy Twoje miejsce")):  # fmt: skip
        pass_until(bot, SATURDAY - timedelta(days=days) + timedelta(minutes=10))
        await ania.sees(words)

    assert await every_state(bot, workshop) == ["cancelled"]


async def test_no_more_reminders_of_this_one(
    town: Town, bot: Bot, ania: Someone, ceramics: Workshop
) -> None:
    """„Nie przypominaj” stops what comes two hours before; the seat stays."""
    await ania.start(link(ceramics))
    await ania.tap("Zapisz mnie")
    pass_until(bot, SATURDAY - timedelta(days=1) + timedelta(minutes=1))
    await ania.sees("Przypominamy")

    stopped = await ania.tap("Nie przypominaj")
    pass_until(bot, SATURDAY - timedelta(hours=2) + timedelta(minutes=1))
    await town.until(lambda: _skipped(bot), "the reminder that is left out")

    assert "Napiszemy tylko, gdy coś się zmieni." in text_of(stopped)
    assert "Już niedługo" not in await ania.chat()
    assert await every_state(bot, ceramics) == ["confirmed"]


async def _skipped(bot: Bot) -> bool:
    sql = "SELECT 1 FROM outbox WHERE purpose = 'workshop_hours' AND state = 'skipped'"
    return await bot.running.office.db.read(lambda tx: tx.execute(sql).fetchone() is not None)


async def test_the_instructor_is_ill_and_the_date_moves(
    town: Town, bot: Bot, ania: Someone
) -> None:
    """Case 14: everybody hears what was and what is, reconfirms, and the queue keeps its order."""
    workshop, ewa = await full(town, bot)
    await ania.start(link(workshop))
    await ania.tap("Dopisz mnie do rezerwy")
    maria = await somebody(town, bot, "Maria")
    await workshop_days.librarian(bot, maria)

    await workshop_days.change(bot, maria, workshop, starts_at=SATURDAY + timedelta(days=7))
    told = await ewa.sees("Zmiana: „Ceramika”")
    queued = await ania.sees("Zmiana: „Ceramika”")
    kept = await ewa.tap("Pasuje mi")
    file = await file_of(town, await ewa.say("/kalendarz"))

    both = "Termin: sobota 22 maja, godz. 10.00 → sobota 29 maja, godz. 10.00"
    assert both in text_of(told)
    assert labels_of(told)[:3] == ["Pasuje mi", "Rezygnuję", "Nowy plik do kalendarza"]
    assert "Twoje miejsce na liście rezerwowej się nie zmienia." in text_of(queued)
    assert "Do zobaczenia!" in text_of(kept)
    assert int(icalendar.Calendar.from_ical(file).walk("VEVENT")[0]["SEQUENCE"]) == 1
    assert await every_state(bot, workshop) == ["confirmed", "reserve"]


async def test_a_cancelled_workshop_is_told_at_once_and_leaves_the_calendar(
    town: Town, bot: Bot, ania: Someone, ceramics: Workshop
) -> None:
    """The reason, a file that cancels the entry under the same UID, and no reminder any more."""
    await ania.start(link(ceramics))
    await ania.tap("Zapisz mnie")
    entry = icalendar.Calendar.from_ical(await file_of(town, await ania.say("/kalendarz")))
    maria = await somebody(town, bot, "Maria")
    await workshop_days.librarian(bot, maria)

    await workshop_days.cancel(bot, maria, ceramics, "choroba")
    told = await ania.sees("Odwołane: „Ceramika”")
    off = icalendar.Calendar.from_ical(await file_of(town, told))
    pass_until(bot, SATURDAY + timedelta(days=1))
    await ania.say("/moje")

    assert "Powód: choroba" in text_of(told)
    assert off["METHOD"] == "CANCEL"
    assert off.walk("VEVENT")[0]["UID"] == entry.walk("VEVENT")[0]["UID"]
    assert "Przypominamy" not in await ania.chat()


async def test_how_it_was_in_three_taps(
    town: Town, bot: Bot, ania: Someone, ceramics: Workshop
) -> None:
    """Two hours after the end; an anonymous survey of the workshop's own."""
    await ania.start(link(ceramics))
    await ania.tap("Zapisz mnie")
    pass_until(bot, SATURDAY + timedelta(hours=4, minutes=1))
    await ania.sees("Jak było?")
    hand = Counting(ania)

    await hand.tap("Oceniam")
    await hand.tap("Świetnie")
    thanks = await hand.tap("Pomiń")

    assert hand.acts == 3
    assert "Dziękujemy" in text_of(thanks)
    found = await bot.running.office.db.read(
        lambda tx: tx.execute(
            "SELECT w.title, r.person_id, r.answers FROM workshop w JOIN response r "
            "ON r.survey_id = w.survey_id"
        ).fetchall()
    )
    [(title, person, answers)] = found
    assert (title, person) == ("Ceramika", None)
    assert json.loads(answers)["/data/ocena"] == "swietnie"
    jan = await somebody(town, bot, "Jan")
    assert "Ceramika" not in text_of(await jan.say("/ankiety"))
