"""What a contest does by itself: phases begin and end at their hour, drafts are reminded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.clock import moment, stamp
from bot.domain.contests.applications import Outage
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.phases import Edge, Nudge, edges, nudges
from bot.domain.people import Person
from bot.domain.schedules import Schedule, Status
from bot.services.contests.ledger import Ledger
from bot.services.contests.seats import remind_late
from bot.storage import (
    contest_applications,
    contest_juries,
    contests,
    heartbeat,
    people,
    personal_data,
    schedules,
)
from bot.storage.database import Tx

EDGES = {edge: f"contest_{edge}" for edge in Edge}  # schedules about a phase, by its id
NUDGES = {nudge: f"contest_{nudge}" for nudge in Nudge}  # about a contest; purposes of notices too
JURY_NUDGES = {  # before the jury's time ends, to those with something left
    "contest_jury_days": timedelta(days=3), "contest_jury_day": timedelta(days=1),
}  # fmt: skip
PHASE, MOVED, JURY = "contest_phase", "contest_moved", "contest_jury"
PEOPLE_AT_ONCE = 100  # told in one piece
LONGER = timedelta(days=14)  # a draft's conversation is kept on, again and again
Run = Callable[[Tx, Schedule, datetime], int | None]


class Timing:
    """`kinds`, (run, title) by kind of schedule, are for `app`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.kinds: Mapping[str, tuple[Run, Callable[[Tx, int], str]]] = {
            **dict.fromkeys(EDGES.values(), (self._phase, self._phase_title)),
            **dict.fromkeys(NUDGES.values(), (self._nudge, self._title)),
            **dict.fromkeys(JURY_NUDGES, (self._nudge_jury, self._title)),
        }

    def plan(self, tx: Tx, edition: Edition, now: datetime) -> None:
        """Rows for all that is still to come; what was planned before gives way."""
        self.forget(tx, edition)
        ids = contests.phase_ids(tx, edition.id)
        for at, phase, edge in edges(edition.contest, now):
            schedules.add(tx, EDGES[edge], ids[phase.name], at, now=now)
        for at, nudge in nudges(edition.contest, now):
            schedules.add(tx, NUDGES[nudge], edition.id, at, now=now)
        jury = edition.contest.phase(PhaseName.JURY)
        for kind, before in JURY_NUDGES.items():
            if jury and jury.end and jury.end - before > now:
                schedules.add(tx, kind, edition.id, jury.end - before, now=now)
        self._ledger.office.after_commit.append(self._ledger.office.wake_schedules)

    def forget(self, tx: Tx, edition: Edition) -> None:
        """Nothing of it happens by itself any more."""
        for phase_id in contests.phase_ids(tx, edition.id).values():
            for kind in EDGES.values():
                schedules.end_all(tx, kind, phase_id, Status.CANCELLED)
        for kind in (*NUDGES.values(), *JURY_NUDGES):
            schedules.end_all(tx, kind, edition.id, Status.CANCELLED)

    def tell_moved(
        self, tx: Tx, edition: Edition, name: PhaseName, now: datetime, *, begins_anew: bool
    ) -> int:
        """Everybody concerned hears of a move; of the beginning only where that moved too."""
        begin = "moved" if begins_anew else "as_before"
        return self._ledger.tell(
            tx,
            [
                self._ledger.letter(one, MOVED, edition.id, stamp(now), phase=name, begin=begin)
                for one in self.concerned(tx, edition)
            ],
            now,
        )

    def concerned(self, tx: Tx, edition: Edition) -> list[Person]:
        """Authors and co-authors, the jury, drafts' authors; who can be written to."""
        found: dict[int, Person] = {}
        for application in contest_applications.of_contest(tx, edition.id, edition.round):
            found |= {one.id: one for one in contest_applications.members(tx, application.id)}
        found |= {one.id: one for _, one in contest_applications.drafting(tx, edition.id)}
        for assessor in contest_juries.of_contest(tx, edition.id):
            person = people.by_id(tx, assessor.person_id) if assessor.person_id else None
            if person and not assessor.withdrawn:
                found[person.id] = person
        return [one for _, one in sorted(found.items()) if one.reachable]

    def note_outage(self, tx: Tx, now: datetime) -> Outage | None:
        """At the start, before the first heartbeat: since the last one nobody knows whether the bot
        was up. Deadlines ask."""
        last = heartbeat.last(tx)
        if last is None or moment(last) >= now:
            return None
        outage = Outage(moment(last), now)
        contests.note_outage(tx, outage)
        return outage

    async def keep(self) -> None:
        """Every night, before sessions expire: drafts of open contests wait for weeks; files whose
        time is over go."""
        office = self._ledger.office
        now = office.clock.now()
        soon = stamp(now + timedelta(days=2))
        await office.db.write(
            lambda tx: contest_applications.keep_drafts(tx, stamp(now + LONGER), stamp(now), soon)
        )
        today = now.astimezone(office.profile.zone).date().isoformat()
        while await office.db.write(lambda tx: personal_data.forget_contests(tx, today, 1)):
            pass

    def _phase(self, tx: Tx, schedule: Schedule, now: datetime) -> int | None:
        """Tell those concerned, a piece at a time; the phase itself stands by the clock."""
        found = contests.phase_by_id(tx, schedule.subject_id)
        if found is None:
            return None
        edition, name = found
        edge = next(one for one, kind in EDGES.items() if kind == schedule.kind)
        everybody = self.concerned(tx, edition)
        piece = everybody[schedule.cursor : schedule.cursor + PEOPLE_AT_ONCE]
        key = f"{edge}:{stamp(schedule.next_at)}"
        self._ledger.tell(
            tx,
            [self._ledger.letter(one, PHASE, schedule.subject_id, key, edge=edge) for one in piece],
            now,
        )
        after = schedule.cursor + PEOPLE_AT_ONCE
        if after < len(everybody):
            return after
        self._ledger.tell_staff(tx, PHASE, schedule.subject_id, key, now, edge=edge)
        self._ledger.note(tx, now, None, f"contest.{edge}", f"contest:{edition.id}", phase=name)
        return None

    def _nudge(self, tx: Tx, schedule: Schedule, now: datetime) -> int | None:
        drafts = contest_applications.drafting(tx, schedule.subject_id)
        piece = drafts[schedule.cursor : schedule.cursor + PEOPLE_AT_ONCE]
        self._ledger.tell(
            tx,
            [
                self._ledger.letter(one, schedule.kind, draft_id, stamp(schedule.next_at))
                for draft_id, one in piece
                if one.reachable
            ],
            now,
        )
        after = schedule.cursor + PEOPLE_AT_ONCE
        return after if after < len(drafts) else None

    def _nudge_jury(self, tx: Tx, schedule: Schedule, now: datetime) -> int | None:
        edition = contests.by_id(tx, schedule.subject_id)
        if edition and edition.counted_at is None:
            remind_late(self._ledger, tx, edition, now)
        return None

    def _phase_title(self, tx: Tx, phase_id: int) -> str:
        found = contests.phase_by_id(tx, phase_id)
        return found[0].title if found else ""

    def _title(self, tx: Tx, contest_id: int) -> str:
        found = contests.by_id(tx, contest_id)
        return found.title if found else ""
