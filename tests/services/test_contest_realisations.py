"""Realisations as services carry them out: who may, what begins, what is said when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.realisation import Status
from bot.domain.contests.realisation_forms import Talk
from bot.domain.contests.realisation_overviews import RealisationShown, RealisationTold
from bot.domain.outgoing import Later, Outgoing, Skipped
from bot.domain.people import Person, Role
from bot.errors import Refused
from bot.services.contests import LOOK, RealisationNotices
from bot.storage import contest_realisations as rows
from bot.storage import personal_data, schedules
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.services.contest_room import Committee, committee
from tests.services.test_contest_decisions import JURY

WARSAW = ZoneInfo("Europe/Warsaw")
CONTEST = 1


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=WARSAW)  # type: ignore[misc,arg-type]


@dataclass
class Funded:
    """Of two applications Jan's got 3 000 zł; the pool of 5 000 had no 4 000 for the other."""

    hall: Committee
    maria: Person
    jan: Person
    kino: int
    other: int

    async def shown(self, who: Person | None = None) -> RealisationShown:
        service = self.hall.services.realisations
        found: RealisationShown = await self.hall.ask(who or self.jan, service.show, self.kino)
        return found

    async def look(self) -> int | None:
        """What the morning does."""

        def work(tx: Tx) -> int | None:
            now = self.hall.clock.now()
            planned = schedules.latest(tx, LOOK, CONTEST)
            assert planned
            return self.hall.services.afterwards.look(tx, planned, now)

        return await self.hall.office.db.write(work)

    async def told(self, who: Person, purpose: str) -> Any:
        """What the last notice of a purpose would say now, or why nothing."""
        said: list[RealisationTold] = []
        sql = "SELECT subject_id FROM outbox WHERE person_id = ? AND purpose = ? ORDER BY id DESC"

        def work(tx: Tx) -> Any:
            (subject,) = tx.execute(sql, (who.id, purpose)).fetchone()
            row = Outgoing("notice", who.telegram_id, "", "{}", who.id, purpose=purpose,
                           subject_id=subject)  # fmt: skip
            notices = RealisationNotices(self.hall.office, lambda one, _: said.append(one))
            result = notices.compose(tx, row, who, self.hall.clock.now())
            return said[0] if said else result

        return await self.hall.office.db.write(work)

    async def set_status(self, status: Status) -> None:
        sql = "UPDATE realisation SET status = ? WHERE application_id = ?"
        await self.hall.office.db.write(lambda tx: tx.execute(sql, (status, self.kino)))


@pytest.fixture
async def funded(db: Database) -> Funded:
    """Applied, judged, decided, sent."""
    hall = committee(db, StillClock(at(2027, 3, 1, 9)))
    services = hall.services
    maria, jan = await hall.person("Maria", Role.LIBRARIAN), await hall.person("Jan")
    await hall.ask(maria, services.contests.set_up, JURY.replace("seats = 3", "seats = 1"))
    kino = (await hall.apply(jan, CONTEST)).application.id
    ewa = await hall.person("Ewa")
    other = (await hall.apply(ewa, CONTEST, {"line": "scena 4000"})).application.id
    for one in (kino, other):
        await hall.passed(maria, one)
    ala = await hall.assessor(maria, CONTEST, "Ala")
    hall.at(at(2027, 3, 18, 9))
    await hall.judged(ala, kino, {"pomysl": 9})
    await hall.judged(ala, other, {"pomysl": 5})
    await hall.ask(maria, services.juries.count, CONTEST)
    await hall.ask(maria, services.contests.open, CONTEST, PhaseName.RESULTS, "Policzone")
    await hall.ask(maria, services.awarding.cut, CONTEST)
    await hall.ask(maria, services.awarding.explain, CONTEST, {str(other): "Za mało pieniędzy."})
    await hall.ask(maria, services.protocols.approve, CONTEST, "P/1")
    await hall.ask(maria, services.protocols.send, CONTEST)
    return Funded(hall, maria, jan, kino, other)


async def test_it_begins_with_the_decision_that_was_sent(funded: Funded) -> None:
    """Once: its milestones are the application's, its money the decision's."""
    first = await funded.shown()
    again = await funded.shown()

    assert [(one.title, str(one.due)) for one in again.milestones] == [("Seans", "2027-06-12")]
    assert (again.spending.awarded, again.status) == (300_000, Status.RUNNING)
    assert str(again.realisation.report_due) == "2027-06-26"
    assert first == again
    with pytest.raises(Refused, match="not_funded"):
        await funded.hall.ask(funded.maria, funded.hall.services.realisations.show, funded.other)


async def test_it_begins_by_itself_at_night(funded: Funded) -> None:
    """Nobody has to open it to be reminded; what got nothing does not begin."""
    await funded.hall.services.afterwards.begin_due()
    await funded.hall.services.afterwards.begin_due()

    found = await funded.hall.rows("SELECT application_id FROM realisation")
    planned = await funded.hall.rows("SELECT count(*) FROM schedule WHERE kind = ?", LOOK)
    assert (found, planned) == ([(funded.kino,)], [(1,)])


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.PARTNER, Role.ASSESSOR])
async def test_others_neither_see_nor_report(funded: Funded, role: Role) -> None:
    """Not by its number, nor by the numbers of its entries; staff may."""
    stranger, services = await funded.hall.person("Ola", role), funded.hall.services
    milestone = (await funded.shown()).milestones[0].id
    calls: dict[Any, tuple[Any, ...]] = {
        services.realisations.show: (funded.kino,),
        services.realisations.tick: (milestone, True),
        services.realisations.tick_number: (funded.kino, 1, True),
        services.realisations.take_back: ("milestone", milestone),
        services.realisations.take_back_number: (funded.kino, "milestone", 1),
        services.realisations.count_departure: (funded.kino,),
        services.reporting.ask: (Talk.EVENT, funded.kino, lambda *_: ""),
    }

    for call, args in calls.items():
        with pytest.raises(Refused, match="not_yours_to_do"):
            await funded.hall.ask(stranger, call, *args)

    assert len((await funded.shown(funded.maria)).milestones) == 1


async def test_staff_and_authors_do_different_things(funded: Funded) -> None:
    """An author accepts nothing, staff leave nothing; nobody accepts what is not handed in."""
    await funded.shown()
    services = funded.hall.services
    with pytest.raises(Refused, match="staff_only"):
        await funded.hall.ask(funded.jan, services.overseeing.accept, funded.kino)
    with pytest.raises(Refused, match="not_yours_to_do"):
        await funded.hall.ask(funded.maria, services.realisations.leave, funded.kino)
    with pytest.raises(Refused, match="report_missing"):
        await funded.hall.ask(funded.maria, services.overseeing.accept, funded.kino)
    with pytest.raises(Refused, match="not_a_member"):
        await funded.hall.ask(funded.maria, services.overseeing.name, funded.kino, 99)


async def test_a_reminder_looks_once_more_before_it_goes(funded: Funded) -> None:
    """Not at night, not of what is done, not to somebody who has left."""
    milestone = (await funded.shown()).milestones[0]
    funded.hall.at(at(2027, 6, 9, 9))
    await funded.look()
    await funded.look()
    letters = await funded.hall.letters(funded.jan)
    by_day = await funded.told(funded.jan, "realisation_milestone")
    funded.hall.at(at(2027, 6, 9, 23))
    by_night = await funded.told(funded.jan, "realisation_milestone")
    await funded.hall.ask(funded.jan, funded.hall.services.realisations.tick, milestone.id, True)
    done = await funded.told(funded.jan, "realisation_milestone")

    assert letters.count("realisation_milestone") == 1
    assert by_day.milestone.title == "Seans"
    assert isinstance(by_night, Later)
    assert by_night.until >= at(2027, 6, 10, 8)
    assert done == Skipped("done")


async def test_a_late_report_is_told_to_staff_until_there_is_another_day(funded: Funded) -> None:
    """The authors hear of it before, staff after."""
    await funded.shown()
    funded.hall.at(at(2027, 6, 27, 9))
    await funded.look()
    late = await funded.told(funded.maria, "realisation_overdue")
    await funded.set_status(Status.HANDED_IN)
    handed_in = await funded.told(funded.maria, "realisation_overdue")

    assert late.application.id == funded.kino
    assert "realisation_overdue" not in await funded.hall.letters(funded.jan)
    assert handed_in == Skipped("over")


async def test_an_erased_coordinator_leaves_no_word(funded: Funded) -> None:
    """The look in the morning finds that nobody is left, and tells staff. DOMAIN §7, case 10."""
    await funded.shown()
    jan = funded.jan
    await funded.hall.office.db.write(lambda tx: personal_data.erase(tx, jan.id, jan.telegram_id))
    await funded.look()
    found = await funded.hall.office.db.read(lambda tx: rows.by_id(tx, funded.kino))
    told = await funded.told(funded.maria, "realisation_left")

    assert found is not None
    assert found.status is Status.ABANDONED
    assert told.application.id == funded.kino


async def test_another_member_takes_over(funded: Funded) -> None:
    """Whoever is left when the coordinator goes, and hears of it."""
    hall = funded.hall
    link = await hall.ask(funded.maria, hall.services.overseeing.invite, funded.kino)
    ola = await hall.person("Ola")
    await hall.ask(ola, hall.services.coauthors.join, link.link.partition("=")[2])
    await hall.ask(funded.jan, hall.services.realisations.leave, funded.kino)
    found = await funded.shown(ola)
    told = await funded.told(ola, "realisation_named")

    assert found.coordinator == ola
    assert found.status is Status.RUNNING
    assert told.application.id == funded.kino


async def test_the_looks_end_when_all_is_accepted(funded: Funded) -> None:
    """Nothing waits in „Zaplanowane” for ever."""
    await funded.shown()
    await funded.set_status(Status.ACCEPTED)
    await funded.look()

    planned = await funded.hall.rows("SELECT status FROM schedule WHERE kind = ?", LOOK)
    assert planned == [("done",)]
