"""A list gone through a piece at a time: the first with the event, the others right behind it.

Each piece is done in the transaction that also moves the round on, so after a crash it goes on
where it was; notices have their dedupe keys besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain import rosters
from bot.domain.rosters import Roster
from bot.domain.signups import SignUp, Why
from bot.domain.workshop_reminders import QUESTIONS, Reminder, concerns
from bot.domain.workshop_rounds import (
    CANCELLED,
    CHANGED,
    OFFERS,
    PIECE,
    SEATS,
    SERIES_CANCELLED,
    SERIES_CHANGED,
    Round,
)
from bot.domain.workshops import Workshop
from bot.services.turn import Office
from bot.services.workshops import letters
from bot.services.workshops.ledger import Ledger, holds
from bot.storage import signups as kept
from bot.storage import workshop_rounds as rounds
from bot.storage import workshops as rows
from bot.storage.database import Tx


class Rounds:
    """`begin` in the transaction of the event, `go_on` by `Tending` until nothing is left."""

    def __init__(self, office: Office, ledger: Ledger) -> None:
        self._office = office
        self._ledger = ledger

    def begin(self, tx: Tx, one: Round, now: datetime) -> None:
        """The first piece at once: most lists have no second."""
        self._go_on(tx, one, now)

    def leave(self, tx: Tx, one: Round) -> None:
        """All of it beside: for events about several workshops."""
        rounds.keep(tx, one)
        self._office.after_commit.append(self._office.wake_tending)

    def go_on(self, tx: Tx, now: datetime) -> bool:
        """The next piece of the oldest round; False where there is none."""
        one = rounds.oldest(tx)
        if one is not None:
            self._go_on(tx, one, now)
        return one is not None

    def _go_on(self, tx: Tx, one: Round, now: datetime) -> None:
        workshop = rows.by_id(tx, one.workshop_id)
        left = self._piece(tx, one, workshop, now) if workshop else None
        if left is None:
            rounds.finish(tx, one)
        else:
            self.leave(tx, left)

    def _piece(self, tx: Tx, one: Round, workshop: Workshop, now: datetime) -> Round | None:
        if one.what == SEATS:
            return None if self.grow(tx, kept.roster(tx, workshop), one.goal, now) else one
        if one.what == Reminder.SILENCE:
            return self._free_silent(tx, one, workshop, now)
        piece = kept.next_active(tx, workshop.id, one.after, PIECE)
        if one.what in (CHANGED, SERIES_CHANGED):
            self._tell(tx, one, workshop, (p for p in piece if _unaware(p, workshop)), now)
        elif one.what in (CANCELLED, SERIES_CANCELLED):
            self._call_off(tx, one, workshop, piece, now)
        else:
            self._remind(tx, Reminder(one.what), workshop, piece, now)
        return one.past(piece)

    def _call_off(
        self, tx: Tx, one: Round, workshop: Workshop, piece: Sequence[SignUp], now: datetime
    ) -> None:
        before = Roster(workshop, tuple(piece))
        kept.save(tx, before, rosters.release(before, lambda _: True, Why.WORKSHOP, now))
        self._tell(tx, one, workshop, filter(holds, piece), now)

    def _remind(
        self, tx: Tx, what: Reminder, workshop: Workshop, piece: Sequence[SignUp], now: datetime
    ) -> None:
        concerned = [one for one in piece if concerns(what, one, workshop, now)]
        self._write(tx, f"workshop_{what}", workshop, concerned, now)
        if what in QUESTIONS:
            kept.add_asked(tx, [one.id for one in concerned])

    def _free_silent(self, tx: Tx, one: Round, workshop: Workshop, now: datetime) -> Round | None:
        """The seats of the next ones who never answered: each is offered on at once."""
        before = kept.roster(tx, workshop)
        silent = [
            found for found in before.signups
            if found.id > one.after and concerns(Reminder.SILENCE, found, workshop, now)
        ]  # fmt: skip
        piece = silent[:OFFERS]
        ids = {found.id for found in piece}
        self._write(tx, "workshop_freed", workshop, piece, now)
        for found in piece:
            self._ledger.note(tx, now, None, "signup.freed", f"signup:{found.id}")
        after = rosters.release_silent(before, lambda found: found.id in ids)
        self._ledger.keep(tx, before, after, now)
        return replace(one, after=piece[-1].id) if len(silent) > len(piece) else None

    def grow(self, tx: Tx, before: Roster, goal: int, now: datetime) -> bool:
        """More seats, or fewer where they are free: only as many as are offered in this piece, so
        that who comes now passes nobody over. Returns whether the goal is reached."""
        seats = rosters.next_size(before, goal, OFFERS)
        after = replace(before, workshop=replace(before.workshop, seats=seats))
        self._ledger.keep(tx, before, after, now)
        one = Round(before.workshop.id, SEATS, goal=goal)
        if seats == goal:
            rounds.finish(tx, one)
        else:
            self.leave(tx, one)
        return seats == goal

    def _tell(
        self, tx: Tx, one: Round, workshop: Workshop, to: Iterable[SignUp], now: datetime
    ) -> None:
        """What the round says; once for each person where it is about several meetings."""
        reached = [found for found in to if not found.must_be_called]
        if one.batch:
            made = [letters.of_series(one.what, workshop, found, one.batch) for found in reached]
        else:
            made = [letters.to_signup(one.what, workshop, found) for found in reached]
        self._ledger.tell(tx, made, now)

    def _write(
        self, tx: Tx, purpose: str, workshop: Workshop, to: Iterable[SignUp], now: datetime
    ) -> None:
        reached = (found for found in to if not found.must_be_called)
        self._ledger.tell(
            tx, (letters.to_signup(purpose, workshop, found) for found in reached), now
        )


def _unaware(signup: SignUp, workshop: Workshop) -> bool:
    return holds(signup) and signup.told < workshop.sequence
