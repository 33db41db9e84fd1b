"""Realisations, for staff: who is late, reports accepted, coordinators named, the figures."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Announcement
from bot.domain.contests.editions import COAUTHOR_LINK, Action
from bot.domain.contests.programme_figures import Carried, Programme, asked, figures
from bot.domain.contests.realisation import (
    Status,
    planned_milestones,
    planned_people,
    require_handed_in,
)
from bot.domain.contests.realisation_overviews import (
    CoordinatorLink,
    FiguresFile,
    FiguresShown,
    Outcomes,
    RealisationShown,
    RealisationsShown,
)
from bot.domain.exports import Table
from bot.domain.people import Person
from bot.errors import Refused
from bot.forms.xlsform.sheets import Row, Sheet, Workbook, letter
from bot.forms.xlsform.writing import write_xlsx
from bot.i18n import Translator
from bot.services.contests.carrying import Carrying, answers, awarded
from bot.services.contests.realising import NAMED, Realisations
from bot.services.turn import Turn
from bot.storage import contest_applications
from bot.storage import contest_realisations as rows
from bot.storage.database import Tx

ACCEPTED = "realisation_accepted"
View = Callable[[RealisationShown, Translator], object]
Tabulated = Callable[[FiguresShown, Translator], tuple[Table, ...]]


class Overseeing:
    """All raise Refused: contest_gone or application_gone, staff_only, not_in_this_phase."""

    def __init__(self, carrying: Carrying, realisations: Realisations) -> None:
        self._carrying = carrying
        self._ledger = carrying.ledger
        self._realisations = realisations

    async def every(
        self, turn: Turn, contest_id: int, view: Callable[[RealisationsShown, Translator], object]
    ) -> None:
        """All of a contest: who is late, what was spent of what was awarded."""

        def work(tx: Tx, person: Person) -> RealisationsShown:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_REALISATIONS, turn.now)
            return RealisationsShown(edition, self._every(tx, person, contest_id, turn.now))

        await turn.write(work, view)

    async def accept(self, turn: Turn, application_id: int, view: View) -> None:
        """The report is in order; its authors hear of it. Raises Refused: not_funded,
        report_missing."""

        def work(tx: Tx, person: Person) -> RealisationShown:
            action = Action.ACCEPT_REPORT
            shown = self._carrying.allowed(tx, person, application_id, action, turn.now)
            require_handed_in(shown.realisation)
            number = len(shown.reports)
            rows.decide_report(tx, application_id, number, "", turn.now, person.id)
            rows.save(tx, replace(shown.realisation, status=Status.ACCEPTED))
            self._ledger.tell_members(tx, ACCEPTED, shown.application, number, turn.now)
            return self._carrying.changed(tx, person, application_id, "accepted", turn.now)

        await turn.write(work, view)

    async def name(self, turn: Turn, application_id: int, person_id: int, view: View) -> None:
        """One of its members is the coordinator from now on. Raises Refused: not_funded,
        not_a_member."""
        await turn.write(
            lambda tx, person: self._name(tx, person, application_id, person_id, turn.now), view
        )

    async def name_number(self, turn: Turn, application_id: int, number: int, view: View) -> None:
        """The same by the place among those who could, from 1. Raises Refused like `name`."""

        def work(tx: Tx, person: Person) -> RealisationShown:
            action = Action.NAME_COORDINATOR
            shown = self._carrying.allowed(tx, person, application_id, action, turn.now)
            found = [one.id for one in shown.others][number - 1 : number]
            return self._name(tx, person, application_id, found[0] if found else 0, turn.now)

        await turn.write(work, view)

    async def invite(
        self, turn: Turn, application_id: int, view: Callable[[CoordinatorLink, Translator], object]
    ) -> None:
        """A link for somebody who takes it over. Raises Refused: not_funded."""

        def work(tx: Tx, person: Person) -> CoordinatorLink:
            action = Action.NAME_COORDINATOR
            shown = self._carrying.allowed(tx, person, application_id, action, turn.now)
            link = self._ledger.office.link(COAUTHOR_LINK + shown.application.token)
            return CoordinatorLink(shown.application, link)

        await turn.write(work, view)

    async def announcement(
        self, turn: Turn, contest_id: int, view: Callable[[Outcomes, Translator], Announcement]
    ) -> Announcement:
        """The draft of „Co z tego wyszło” for the town. Raises Refused: nothing_accepted."""

        def work(tx: Tx, person: Person) -> Announcement:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_REALISATIONS, turn.now)
            found = self._realisations.outcomes_in(tx, person, contest_id, turn.now)
            if not found.outcomes:
                raise Refused("nothing_accepted")
            office = self._ledger.office
            language = office.profile.default_language
            return view(found, office.translator(language, turn.now))

        return await turn.read(work)

    async def figures(
        self, turn: Turn, contest_id: int, view: Callable[[FiguresShown, Translator], object]
    ) -> None:
        """The programme's figures for the grant's report."""
        await turn.write(lambda tx, person: self._figures(tx, person, contest_id, turn.now), view)

    async def figures_file(
        self, turn: Turn, contest_id: int, tabulated: Tabulated,
        view: Callable[[FiguresFile, Translator], object],
    ) -> None:  # fmt: skip
        """The same as .xlsx, with the records behind every number. Taking it away is noted."""

        def read(tx: Tx, person: Person) -> tuple[FiguresShown, tuple[Table, ...]]:
            found = self._figures(tx, person, contest_id, turn.now)
            translator = self._ledger.office.translator(person.language, turn.now)
            return found, tabulated(found, translator)

        found, tables = await turn.read(read)
        content = await asyncio.to_thread(lambda: write_xlsx(Workbook(_sheets(tables))))

        def work(tx: Tx, person: Person) -> FiguresFile:
            edition = self._ledger.edition(tx, contest_id)
            self._ledger.allow(tx, person, edition, Action.SEE_REALISATIONS, turn.now)
            subject = f"contest:{contest_id}"
            self._ledger.note(tx, turn.now, person.id, "realisation.figures", subject)
            return FiguresFile(found.edition, f"wskazniki-{contest_id}.xlsx", content)

        await turn.write(work, view)

    # Parts.

    def _name(
        self, tx: Tx, person: Person, application_id: int, person_id: int, now: datetime
    ) -> RealisationShown:
        action = Action.NAME_COORDINATOR
        shown = self._carrying.allowed(tx, person, application_id, action, now)
        named = next((one for one in shown.members if one.id == person_id), None)
        if named is None:
            raise Refused("not_a_member")
        after = replace(shown.application, author_id=named.id)
        contest_applications.save(tx, shown.application, after)
        if shown.realisation.status is Status.ABANDONED:
            rows.save(tx, replace(shown.realisation, status=Status.RUNNING))
        if named.reachable:
            letter = self._ledger.letter(named, NAMED, application_id, now)
            self._ledger.tell(tx, [letter], now)
        return self._carrying.changed(tx, person, application_id, "named", now)

    def _every(
        self, tx: Tx, person: Person, contest_id: int, now: datetime
    ) -> tuple[RealisationShown, ...]:
        edition = self._ledger.edition(tx, contest_id)
        found = []
        for application in contest_applications.of_contest(tx, contest_id):
            if rows.by_id(tx, application.id) or awarded(tx, application):
                found.append(self._carrying.shown(tx, person, application, edition, now))
        return tuple(found)

    def _figures(self, tx: Tx, person: Person, contest_id: int, now: datetime) -> FiguresShown:
        edition = self._ledger.edition(tx, contest_id)
        self._ledger.allow(tx, person, edition, Action.SEE_REALISATIONS, now)
        carried = tuple(_carried(tx, one) for one in self._every(tx, person, contest_id, now))
        every = tuple(contest_applications.of_contest(tx, contest_id))
        found = Programme(edition.contest.money, every, carried)
        return FiguresShown(edition, figures(found), found, asked(found))


def _carried(tx: Tx, shown: RealisationShown) -> Carried:
    said = answers(tx, shown.application)
    return Carried(
        shown.application, shown.realisation.status, shown.spending, shown.attended, shown.events,
        shown.expenses, len(planned_milestones(said)), planned_people(said),
    )  # fmt: skip


def _sheets(tables: tuple[Table, ...]) -> tuple[Sheet, ...]:
    def cells(values: tuple[str, ...]) -> dict[str, str]:
        return {letter(n): value for n, value in enumerate(values)}

    return tuple(
        Sheet(
            table.name, cells(table.header),
            tuple(Row(number, cells(row)) for number, row in enumerate(table.rows, 2)),
        )
        for table in tables
    )  # fmt: skip
