"""What comes due by itself: offers end, reminders go out, the silent give up their seats."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import rosters
from bot.domain.offers import offer_times
from bot.domain.rosters import Roster
from bot.domain.signups import Channel, SignUp, Why
from bot.domain.workshop_reminders import QUESTIONS, Reminder, concerns, due
from bot.domain.workshops import Status, Workshop
from bot.services.turn import Office
from bot.services.workshops import letters
from bot.services.workshops.feedback import Feedback
from bot.services.workshops.ledger import Ledger
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx

AT_ONCE = 50  # workshops looked up in one go
SOONEST, FAR = timedelta(seconds=1), timedelta(hours=1)  # between two looks
PIECE = 100  # sign-ups whose names go in one transaction


class Tending:
    """`run` without end, `forget` every night."""

    def __init__(self, office: Office, ledger: Ledger, feedback: Feedback) -> None:
        self._office = office
        self._ledger = ledger
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
        """Every workshop that needs attention now, each in a transaction of its own."""
        db = self._office.db
        now = self._office.clock.now()
        found = await db.read(lambda tx: rows.due(tx, now, AT_ONCE))
        if found:
            await self._feedback.ready()
        for workshop_id in found:
            await db.write(lambda tx, one=workshop_id: self.tend(tx, one, now))  # type: ignore[misc]
            self._office.wake_delivery()

    async def forget(self) -> None:
        """Names, ages and numbers of old sign-ups go; that somebody came stays."""
        before = self._office.clock.now() - timedelta(days=self._office.profile.retention_days)
        while await self._office.db.write(lambda tx: kept.forget_names(tx, before, PIECE)):
            pass

    def tend(self, tx: Tx, workshop_id: int, now: datetime) -> None:
        """Do what is due about one workshop. Doing it twice changes nothing."""
        workshop = rows.by_id(tx, workshop_id)
        if workshop is None or workshop.status is not Status.PUBLISHED:
            return
        before = kept.roster(tx, workshop)
        after = rosters.expire(self._told_late(tx, before, now), now)
        if workshop.upcoming(now):
            after = rosters.release(after, _erased, Why.ERASED, now)
        for reminder, useful in due(workshop, workshop.reminded, now, self._office.profile.zone):
            after = _done(after, reminder)
            after = self._remind(tx, after, reminder, now) if useful else after
            if reminder is Reminder.FEEDBACK:
                kept.forget_needs(tx, workshop.id)
        self._ledger.keep(tx, before, after, now)

    def _remind(self, tx: Tx, roster: Roster, reminder: Reminder, now: datetime) -> Roster:
        workshop = roster.workshop
        concerned = tuple(one for one in roster.signups if concerns(reminder, one, workshop, now))
        if reminder is Reminder.SILENCE:
            return self._free_silent(tx, roster, concerned, now)
        if reminder is Reminder.FEEDBACK and concerned:
            workshop = self._feedback.opened(tx, workshop, now)
            roster = replace(roster, workshop=workshop)
        self._write(tx, f"workshop_{reminder}", workshop, concerned, now)
        return _asked(roster, concerned) if reminder in QUESTIONS else roster

    def _free_silent(
        self, tx: Tx, roster: Roster, silent: tuple[SignUp, ...], now: datetime
    ) -> Roster:
        ids = {one.id for one in silent}
        self._write(tx, "workshop_freed", roster.workshop, silent, now)
        for one in silent:
            self._ledger.note(tx, now, None, "signup.freed", f"signup:{one.id}")
        return rosters.release_silent(roster, lambda one: one.id in ids)

    def _write(
        self, tx: Tx, purpose: str, workshop: Workshop, to: tuple[SignUp, ...], now: datetime
    ) -> None:
        reached = (one for one in to if not one.must_be_called)
        self._ledger.tell(tx, (letters.to_signup(purpose, workshop, one) for one in reached), now)

    def _told_late(self, tx: Tx, roster: Roster, now: datetime) -> Roster:
        """An offer that nobody could hear of, because the bot was off, begins anew."""
        zone = self._office.profile.zone
        for signup in roster.signups:
            offer = signup.offer
            if offer is None or offer.expires_at > now or roster.workshop.begun(now):
                continue
            if kept.untold(tx, offer.id, signup.id):
                times = offer_times(roster.workshop.starts_at, now, zone, signup.quiet)
                again = replace(offer, told_at=times[0], expires_at=times[1])
                kept.postpone(tx, again)
                roster = roster.having(replace(signup, offer=again))
        return roster


def _erased(signup: SignUp) -> bool:
    return signup.channel is Channel.BOT and signup.person_id is None


def _done(roster: Roster, reminder: Reminder) -> Roster:
    workshop = roster.workshop
    return replace(
        roster, workshop=replace(workshop, reminded=(*workshop.reminded, reminder.value))
    )


def _asked(roster: Roster, signups: tuple[SignUp, ...]) -> Roster:
    return roster.having_all({one.id: replace(one, asked=one.asked + 1) for one in signups})
