"""Reminders to a jury that come by themselves."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.contests.overviews import Telling
from bot.domain.outgoing import Skipped
from bot.storage.database import Database
from tests.services.test_contest_decisions import JURY, town

WARSAW = ZoneInfo("Europe/Warsaw")
REMINDED = "contest_jury"
UNTIL_THE_24TH = JURY.replace(
    "begin = 2027-03-17T15:00:00", "begin = 2027-03-17T15:00:00\nend = 2027-03-24T15:00:00"
)


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 3, day, hour, tzinfo=WARSAW)


async def test_three_days_and_one_day_before_the_end_those_who_lag_are_reminded(
    db: Database,
) -> None:
    """Ala has handed in everything, Celina is ill: Bartek alone hears of it, twice; once he has
    finished, what has not gone out yet does not."""
    held = await town(db, UNTIL_THE_24TH)
    await held.applies(Kino=3000, Ogród=2000)
    held.hall.at(at(18, 9))
    await held.hall.tick()
    ala, bartek, celina = await held.sits("Ala", "Bartek", "Celina")
    await held.gives(ala, Kino=9, Ogród=8)
    await held.gives(bartek, Kino=9)
    ill = 3
    await held.hall.ask(held.maria, held.hall.services.seats.excuse, 1, ill, "choroba")

    held.hall.at(at(21, 14))
    early = await held.hall.tick()
    held.hall.at(at(21, 16))
    three_days = await held.hall.tick()
    said = await held.hall.told(bartek, REMINDED)
    held.hall.at(at(23, 16))
    one_day = await held.hall.tick()
    await held.gives(bartek, Ogród=8)
    after = await held.hall.told(bartek, REMINDED)

    assert (early, three_days, one_day) == ([], ["contest_jury_days"], ["contest_jury_day"])
    assert isinstance(said, Telling)
    assert after == Skipped("handed_in")
    reminded = [(await held.hall.letters(one)).count(REMINDED) for one in (ala, bartek, celina)]
    assert reminded == [0, 2, 0]
