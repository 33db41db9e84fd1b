"""PDFs to sign: made after the receipt, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests.own_applications import Paper, Sheet
from bot.domain.people import Person, Role
from bot.i18n import Translator
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.contest_room import Committee, committee

CONTEST = 1
TOML = """
title = "Zrób to w Zalesiu"
[phases.open]
begin = 2027-02-13
end = 2027-03-17T15:00:00
[money]
pool = 22_000
"""


@pytest.fixture
async def hall(db: Database) -> Committee:
    """The call is open."""
    made = committee(db, StillClock(datetime(2027, 2, 1, tzinfo=ZoneInfo("Europe/Warsaw"))))
    maria = await made.person("Maria", Role.LIBRARIAN)
    await made.ask(maria, made.services.contests.set_up, TOML)
    made.at(datetime(2027, 3, 12, 9, tzinfo=ZoneInfo("Europe/Warsaw")))
    return made


class Desk:
    """Draws nothing real, and keeps what people would be shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.more = asyncio.Event()

    def draw(self, sheet: Sheet, _: Translator) -> bytes:
        title = sheet.own.file.application.title
        if title == "Nie do narysowania":
            raise ZeroDivisionError(title)
        return title.encode()

    def paper(self, made: Paper, _: Translator) -> object:
        return self._keep(made.content.decode())

    def sorry(self, application_id: int, _: Translator) -> object:
        return self._keep(f"przepraszamy, wniosek {application_id}")

    def _keep(self, said: str) -> object:
        self.shown.append(said)
        self.more.set()
        return said

    async def said(self, hall: Committee, number: int) -> list[str]:
        """Run until so much was shown and nobody waits any more; then the program ends."""
        task = asyncio.create_task(hall.services.papers.run(self.draw, self.paper, self.sorry))
        async with asyncio.timeout(10):
            while len(self.shown) < number or await hall.rows("SELECT 1 FROM signing_paper"):
                self.more.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.more.wait(), 0.05)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        return self.shown


async def applied(hall: Committee, name: str, title: str) -> tuple[Person, int]:
    who = await hall.person(name)
    done = await hall.apply(who, CONTEST, {"title": title})
    return who, done.application.id


async def test_a_paper_asked_for_before_the_program_ended_is_made_after_it(hall: Committee) -> None:
    """The wish is a row of the receipt's transaction: nothing ran yet, and it is not forgotten."""
    who, application_id = await applied(hall, "Jan", "Kino")
    waiting = await hall.rows("SELECT application_id, person_id FROM signing_paper")

    shown = await Desk().said(hall, 1)

    assert waiting == [(application_id, who.id)]
    assert shown == ["Kino"]


async def test_one_paper_that_cannot_be_drawn_stops_no_other(
    hall: Committee, caplog: pytest.LogCaptureFixture
) -> None:
    """Its author hears of it, the log says where it broke and nothing of what was typed."""
    _, broken = await applied(hall, "Jan", "Nie do narysowania")
    await applied(hall, "Ola", "Chór")

    with caplog.at_level(logging.ERROR):
        shown = await Desk().said(hall, 2)

    assert shown == [f"przepraszamy, wniosek {broken}", "Chór"]
    (record,) = caplog.records
    assert record.getMessage().startswith(f"no paper of application {broken}: ZeroDivisionError at")
    assert "narysowania" not in record.getMessage()
