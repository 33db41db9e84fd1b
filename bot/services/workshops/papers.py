"""A workshop's list as a file, and why nobody got the free seat."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.domain.attendance import Attendance, Listing, OfferHistory, OfferLine
from bot.domain.exports import Table
from bot.domain.people import Person
from bot.domain.workshops import Workshop
from bot.forms.xlsform.sheets import Row, Sheet, Workbook, letter
from bot.forms.xlsform.writing import write_xlsx
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.door import shown
from bot.services.workshops.ledger import Ledger
from bot.storage import signups as kept
from bot.storage.database import Tx

Tabulated = Callable[[Attendance, Translator], Table]  # the wanted columns, in the reader's words


class Papers:
    """For staff."""

    def __init__(self, office: Office, ledger: Ledger) -> None:
        self._office = office
        self._ledger = ledger

    async def offers(
        self, turn: Turn, workshop_id: int, view: Callable[[OfferHistory, Translator], object]
    ) -> None:
        """„dlaczego nikt nie dostał miejsca?”. Raises Refused: staff_only, workshop_gone."""

        def work(tx: Tx, person: Person) -> OfferHistory:
            roster = self._ledger.list_of(tx, person, workshop_id)
            lines = tuple(OfferLine(*one) for one in kept.offers(tx, workshop_id))
            waiting = tuple(one for one in roster.signups if one.waiting)
            free = roster.seats.free
            big = tuple(one for one in waiting if one.waiting > free > 0)
            return OfferHistory(roster.workshop, roster.seats, lines, waiting, big)

        await turn.write(work, view)

    async def sheet(
        self,
        turn: Turn,
        workshop_id: int,
        tabulated: Tabulated,
        view: Callable[[Listing, Translator], object],
    ) -> None:
        """The list as .xlsx, with the columns that `tabulated` gives. Taking it away is noted.

        Raises Refused: staff_only, workshop_gone, workshop_changed.
        """

        async def made(table: Table) -> bytes:
            return await asyncio.to_thread(write_xlsx, _workbook(table))

        await self.file(turn, workshop_id, tabulated, made, "xlsx", view)

    async def file(
        self, turn: Turn, workshop_id: int, tabulated: Tabulated,
        made: Callable[[Table], Awaitable[bytes]], suffix: str,
        view: Callable[[Listing, Translator], object],
    ) -> None:  # fmt: skip
        """The list as a file that `made` makes of it, off the loop: a PDF to print, say."""
        table, workshop = await turn.read(
            lambda tx, person: self._table(tx, person, workshop_id, tabulated, turn.now)
        )
        content = await made(table)

        def work(tx: Tx, person: Person) -> Listing:
            self._ledger.managed(tx, person, workshop_id)
            subject = f"workshop:{workshop_id}"
            columns = list(table.header)
            self._ledger.note(
                tx, turn.now, person.id, "attendance.file", subject, kind=suffix, columns=columns
            )
            return Listing(workshop, f"lista-{workshop_id}.{suffix}", content)

        await turn.write(work, view)

    def _table(
        self, tx: Tx, person: Person, workshop_id: int, tabulated: Tabulated, now: datetime
    ) -> tuple[Table, Workshop]:
        attendance = shown(self._ledger.list_of(tx, person, workshop_id))
        translator = self._office.translator(person.language, now)
        return tabulated(attendance, translator), attendance.workshop


def _workbook(table: Table) -> Workbook:
    def cells(values: Sequence[str]) -> dict[str, str]:
        return {letter(n): value for n, value in enumerate(values)}

    found = tuple(Row(number, cells(row)) for number, row in enumerate(table.rows, 2))
    return Workbook((Sheet(table.name, cells(table.header), found),))
