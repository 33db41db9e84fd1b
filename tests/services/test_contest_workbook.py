"""What is in the spreadsheet of a contest, and what is not yet."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.contests.workbook import Everything, Grid, TakenAway
from bot.domain.people import Role
from bot.i18n import Translator
from bot.storage.database import Database
from bot.views import contest_workbooks, spreadsheet
from tests.clock import StillClock
from tests.services.contest_room import Committee, committee
from tests.services.test_contest_applications import END, TOML, at

CRITERION = "pomysl"


@pytest.fixture
async def hall(db: Database) -> Committee:
    """Two applications judged by Ala; nothing is counted."""
    made = committee(db, StillClock(at(2027, 2, 1)))
    maria = await made.person("Maria", Role.LIBRARIAN)
    made.people["maria"] = maria
    await made.ask(maria, made.services.contests.set_up, TOML)
    made.at(at(2027, 3, 12, 9))
    done = [await made.apply(await made.person(name), 1) for name in ("Jan", "Ola")]
    made.at(END)
    for one in done:
        await made.passed(maria, one.application.id)
    ala = await made.assessor(maria, 1, "Ala")
    made.at(at(2027, 3, 26, 9))
    for one, points in zip(done, (9, 4), strict=True):
        await made.judged(ala, one.application.id, {CRITERION: points})
    return made


async def tables(hall: Committee) -> dict[str, Grid]:
    """The sheets by name, as they are written."""
    kept: list[Any] = []

    def tabulated(found: Everything, t: Translator) -> Any:
        kept.extend(contest_workbooks.tables(found, t))
        return kept

    def written(grids: Any) -> bytes:
        return spreadsheet.written(grids, hall.office.profile.zone)

    service = hall.services.workbooks
    taken = await hall.ask(hall.people["maria"], service.everything, 1, tabulated, written)
    assert isinstance(taken, TakenAway)
    assert taken.content.startswith(b"PK")
    return {one.name: one for one in kept}


async def test_points_are_in_it_once_they_are_counted(hall: Committee) -> None:
    """Before that nobody could give their own any more freely; the file would tell."""
    maria = hall.people["maria"]

    before = await tables(hall)
    await hall.ask(maria, hall.services.juries.count, 1)
    after = await tables(hall)

    assert "Punkty komisji" not in before
    assert [row[0:5] for row in after["Punkty komisji"].rows] == [
        ("1/2027", "Kino pod chmurką", "Ala", "pomysl", 9),
        ("2/2027", "Kino pod chmurką", "Ala", "pomysl", 4),
    ]


async def test_marks_budget_and_history_are_in_it(hall: Committee) -> None:
    """One line each, with the number of the application."""
    found = await tables(hall)

    assert found["Budżet"].rows[0][2] == "projektor"
    assert {row[3] for row in found["Ocena formalna"].rows} == {"tak"}
    assert "Spełnia warunki formalne" in [row[3] for row in found["Historia"].rows]


async def test_taking_it_away_is_noted(hall: Committee) -> None:
    """It holds personal data: the audit says who took it and when."""
    await tables(hall)

    noted = await hall.rows("SELECT action FROM audit WHERE action = 'contest.file'")
    assert noted == [("contest.file",)]
