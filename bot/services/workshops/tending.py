"""What comes due by itself: offers end, reminders go out, the silent give up their seats."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import rosters
from bot.domain.offers import offer_times
from bot.domain.rosters import Roster
from bot.domain.signups import Channel, SignUp, Why
from bot.domain.workshop_reminders import Reminder, due
from bot.domain.workshop_rounds import OFFERS, Round
from bot.domain.workshops import Status
from bot.services.turn import Office
from bot.services.workshops.feedback import Feedback
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.rounds import Rounds
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx

AT_ONCE = 50  # workshops looked up in one go
SOONEST, FAR = timedelta(seconds=1), timedelta(hours=1)  # between two looks
PIECE = 100  # sign-ups whose names go in one transaction


class Tending:
    """`run` without end, `forget` every night."""

    def __init__(self, office: Office, ledger: Ledger, rounds: Rounds, feedback: Feedback) -> None:
        self._office = office
        self._ledger = ledger
        self._rounds = rounds
        self._feedback = feedback
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may be due earlier than it was."""
        self._woken.set()

    async def run(self) -> None:
        """Do what is due, sleep until what is next, on the injected clock."""
        while True:
            self._woken.clear()
            looked = self._office.clock.now()
            await self.tend_due()
            await self._wait(looked)

    async def _wait(self, looked: datetime) -> None:
        """`looked` is before the last look: what came due while it went on is not late."""
        clock = self._office.clock
        soon, far = looked + SOONEST, looked + FAR
        due = await self._office.db.read(rows.next_due)
        until = min(max(due or far, soon), far)
        waits = [
            asyncio.ensure_future(clock.wait_until(until)),
            asyncio.ensure_future(self._woken.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)

    async def tend_due(self) -> None:
        """What was begun and every workshop that needs attention now, in short transactions."""
        db = self._office.db
        now = self._office.clock.now()
        await self._go_round(now)
        while found := await db.read(lambda tx: rows.due(tx, now, AT_ONCE)):
            await self._feedback.ready()
            for workshop_id in found:
                await db.write(lambda tx, one=workshop_id: self.tend(tx, one, now))  # type: ignore[misc]
                await self._go_round(now)

    async def _go_round(self, now: datetime) -> None:
        self._office.wake_delivery()
        while await self._office.db.write(lambda tx: self._rounds.go_on(tx, now)):
            self._office.wake_delivery()

    async def forget(self) -> None:
        """Names, ages and numbers of old sign-ups go; that somebody came stays."""
        before = self._office.clock.now() - timedelta(days=self._office.profile.retention_days)
        while await self._office.db.write(lambda tx: kept.forget_names(tx, before, PIECE)):
            pass

    def tend(self, tx: Tx, workshop_id: int, now: datetime) -> None:
        """Do what is due about one workshop. Doing it twice changes nothing.

        At most `OFFERS` end in one go; while others are left it is due again.
        """
        workshop = rows.by_id(tx, workshop_id)
        if workshop is None or workshop.status is not Status.PUBLISHED:
            rows.rest(tx, workshop_id)
            return
        found = due(workshop, workshop.reminded, now, self._office.profile.zone)
        useful = tuple(one for one, still in found if still)
        before = kept.roster(tx, workshop)
        after = rosters.expire(self._told_late(tx, before, now), now, OFFERS)
        if workshop.upcoming(now):
            after = rosters.release(after, _erased, Why.ERASED, now)
        after = _done(after, tuple(one for one, _ in found))
        if Reminder.FEEDBACK in useful and any(one.came for one in before.signups):
            after = replace(after, workshop=self._feedback.opened(tx, after.workshop, now))
        self._ledger.keep(tx, before, after, now)
        for reminder in useful:
            self._rounds.leave(tx, Round(workshop_id, reminder))
        if Reminder.FEEDBACK in (one for one, _ in found):
            kept.forget_needs(tx, workshop_id)

    def _told_late(self, tx: Tx, roster: Roster, now: datetime) -> Roster:
        """An offer that nobody could hear of, because the bot was off, begins anew."""
        zone = self._office.profile.zone
        if roster.workshop.begun(now):
            return roster
        for signup in rosters.overdue(roster, now, OFFERS):
            offer = signup.offer
            if offer and kept.untold(tx, offer.id, signup.id):
                times = offer_times(roster.workshop.starts_at, now, zone, signup.quiet)
                again = replace(offer, told_at=times[0], expires_at=times[1])
                kept.postpone(tx, again)
                roster = roster.having(replace(signup, offer=again))
        return roster


def _erased(signup: SignUp) -> bool:
    return signup.channel is Channel.BOT and signup.person_id is None


def _done(roster: Roster, reminders: tuple[Reminder, ...]) -> Roster:
    workshop = roster.workshop
    done = (*workshop.reminded, *(one.value for one in reminders))
    return replace(roster, workshop=replace(workshop, reminded=done))
