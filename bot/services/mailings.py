"""Steering a run: pause, go on, stop, send the uncertain ones again."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import stamp
from bot.domain.histories import Controlled
from bot.domain.mailings import Mailing, Status
from bot.domain.people import Person, Right, require
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import audit, progress
from bot.storage import mailings as rows
from bot.storage.database import Tx

View = Callable[[Controlled, Translator], object]
Act = Callable[[Tx, Mailing], object]
NEWEST = 0  # stands for the run that began last


class Mailings:
    """Each does nothing where it was done before, and says so."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def pause(self, turn: Turn, mailing_id: int, view: View) -> None:
        """Nobody more gets it until somebody goes on."""
        await self._move(turn, mailing_id, Status.PAUSED, (Status.PLANNING, Status.RUNNING), view)

    async def resume(self, turn: Turn, mailing_id: int, view: View) -> None:
        """Go on."""
        await self._move(turn, mailing_id, Status.RUNNING, (Status.PAUSED,), view)

    async def stop(self, turn: Turn, mailing_id: int, view: View) -> None:
        """Nobody more gets it at all."""
        going = (Status.PLANNING, Status.RUNNING, Status.PAUSED)
        await self._move(turn, mailing_id, Status.STOPPED, going, view)

    async def resend_unknown(self, turn: Turn, mailing_id: int, view: View) -> None:
        """Send to those of whom it is not known whether they have it: some may get it twice."""

        def act(tx: Tx, mailing: Mailing) -> bool:
            if not rows.resend_unknown(tx, mailing.id):
                return False
            progress.set_told(tx, mailing.id, False)
            return True

        await self._control(turn, mailing_id, "mailing.resend", act, view)

    async def _move(
        self, turn: Turn, mailing_id: int, to: Status, wanted: tuple[Status, ...], view: View
    ) -> None:
        def act(tx: Tx, mailing: Mailing) -> bool:
            if mailing.status not in wanted:
                return False
            rows.set_status(tx, mailing.id, to)
            return True

        await self._control(turn, mailing_id, f"mailing.{to}", act, view)

    async def _control(
        self, turn: Turn, mailing_id: int, action: str, act: Callable[[Tx, Mailing], bool],
        view: View,
    ) -> None:  # fmt: skip
        def work(tx: Tx, person: Person) -> Controlled:
            require(person, Right.ANNOUNCE)
            mailing = rows.by_id(tx, mailing_id or progress.newest(tx))
            if mailing is None:
                raise Refused("mailing_gone")
            changed = act(tx, mailing)
            if changed:
                audit.add(tx, stamp(turn.now), person.id, action, f"mailing:{mailing.id}")
                self._office.after_commit += [
                    self._office.wake_delivery, self._office.wake_progress
                ]  # fmt: skip
            return Controlled(rows.by_id(tx, mailing.id) or mailing, changed)

        await turn.write(work, view)
