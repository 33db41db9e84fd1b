"""What realisations do by themselves: they begin, remind, and lose their people."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.contests.applications import Application, Channel
from bot.domain.contests.realisation import WORKING, Nudge, Realisation, Status, due
from bot.domain.schedules import Schedule
from bot.domain.schedules import Status as Planned
from bot.services.contests.carrying import LOOK, Carrying, awarded
from bot.services.contests.realising import LEFT, NAMED
from bot.storage import contest_applications, contests, schedules
from bot.storage import contest_realisations as rows
from bot.storage.database import Tx

PIECE = 10  # realisations looked at in one piece
NEWEST = 20  # contests


class Afterwards:
    """`look` is what schedules of the kind `LOOK`, about a contest, do."""

    def __init__(self, carrying: Carrying) -> None:
        self._carrying = carrying
        self._ledger = carrying.ledger

    async def begin_due(self) -> None:
        """Every night: what was granted and sent begins, also where nobody has opened it."""
        office = self._ledger.office
        for edition in await office.db.read(lambda tx: contests.newest(tx, NEWEST)):
            await office.db.write(lambda tx, one=edition.id: self._begin(tx, one))  # type: ignore[misc]

    def _begin(self, tx: Tx, contest_id: int) -> None:
        edition = self._ledger.edition(tx, contest_id)
        for application in contest_applications.of_contest(tx, contest_id):
            if awarded(tx, application):
                now = self._ledger.office.clock.now()
                self._carrying.begin(tx, application, edition, now)

    def look(self, tx: Tx, schedule: Schedule, now: datetime) -> int | None:
        """Each morning: people are reminded, staff hear who is late or has lost their people."""
        every = rows.of_contest(tx, schedule.subject_id)
        if all(one.status in (Status.ACCEPTED, Status.ABANDONED) for one in every):
            schedules.end_all(tx, LOOK, schedule.subject_id, Planned.DONE)
            return None
        for one in every[schedule.cursor : schedule.cursor + PIECE]:
            if one.status in WORKING:
                self._look_at(tx, one, now)
        after = schedule.cursor + PIECE
        return after if after < len(every) else None

    def title(self, tx: Tx, contest_id: int) -> str:
        """For „Zaplanowane”."""
        found = contests.by_id(tx, contest_id)
        return found.title if found else ""

    def _look_at(self, tx: Tx, realisation: Realisation, now: datetime) -> None:
        application, _ = self._ledger.application(tx, realisation.application_id)
        if not self._carried(tx, application, realisation, now):
            return
        planned = rows.milestones(tx, application.id)
        for one in due(realisation, planned, self._carrying.today(now)):
            purpose = f"realisation_{one.nudge}"
            members = contest_applications.members(tx, application.id)
            reached = [person for person in members if person.reachable]
            if one.nudge is Nudge.OVERDUE or not reached:
                self._ledger.tell_staff(tx, purpose, one.subject_id, one.key, now)
            else:
                letters = [
                    self._ledger.letter(person, purpose, one.subject_id, one.key)
                    for person in reached
                ]
                self._ledger.tell(tx, letters, now)

    def _carried(
        self, tx: Tx, application: Application, realisation: Realisation, now: datetime
    ) -> bool:
        """Whether somebody carries it out: who was erased left no word. On paper staff do."""
        if application.author_id or application.channel is not Channel.BOT:
            return True
        heir = next(iter(contest_applications.members(tx, application.id)), None)
        gone = replace(realisation, departed=realisation.departed + 1)
        if heir is None:
            rows.save(tx, replace(gone, status=Status.ABANDONED))
            self._ledger.tell_staff(tx, LEFT, application.id, "erased", now)
            return False
        rows.save(tx, gone)
        contest_applications.save(tx, application, replace(application, author_id=heir.id))
        self._ledger.tell(tx, [self._ledger.letter(heir, NAMED, application.id, now)], now)
        return True
