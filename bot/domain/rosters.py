"""A workshop's list: every event is a function from the list before to the list after.

They give a new `Roster`; what differs is what storage saves and what people are told. Nothing here
makes an offer by itself: after an event that may have freed a seat comes `offer`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.offers import may_offer, next_in_line, offer_times
from bot.domain.seats import Seats, seats_of
from bot.domain.signups import (
    ACTIVE,
    SEATED,
    Offer,
    Outcome,
    Participant,
    SignUp,
    State,
    Why,
    first_state,
)
from bot.domain.workshops import Workshop
from bot.errors import Refused
from bot.frozen import frozen


@frozen
class Roster:
    """A workshop and its sign-ups in the order of arrival."""

    workshop: Workshop
    signups: tuple[SignUp, ...]

    @property
    def seats(self) -> Seats:
        """How the seats stand."""
        return seats_of(self.workshop, self.signups)

    def signup(self, signup_id: int) -> SignUp:
        """The active sign-up with this id. Raises Refused: signup_gone."""
        for one in self.signups:
            if one.id == signup_id and one.active:
                return one
        raise Refused("signup_gone")

    def of_participant(self, participant_id: int) -> tuple[SignUp, Participant]:
        """An active sign-up by one of its participants. Raises Refused: signup_gone."""
        for signup in self.signups:
            for one in signup.participants:
                if one.id == participant_id and one.state in ACTIVE:
                    return signup, one
        raise Refused("signup_gone")

    def position(self, signup: SignUp) -> int:
        """The place on the reserve list, from 1; 0 for who does not wait."""
        queue = [one.id for one in self.signups if one.waiting]
        return queue.index(signup.id) + 1 if signup.id in queue else 0

    def having(self, signup: SignUp) -> Roster:
        """The list with this sign-up in the place of its older self."""
        return self.having_all({signup.id: signup})

    def having_all(self, changed: Mapping[int, SignUp]) -> Roster:
        """The list with these, by id, in the places of their older selves."""
        if not changed:
            return self
        return replace(self, signups=tuple(changed.get(one.id, one) for one in self.signups))


def cancel(roster: Roster, signup_id: int, why: Why, now: datetime) -> Roster:
    """Everybody of one sign-up leaves the list."""
    return roster.having(_left(roster.signup(signup_id), why, now))


def leave(roster: Roster, participant_id: int, why: Why, now: datetime) -> Roster:
    """One person of a sign-up leaves the list; the others stay as they are."""
    signup, one = roster.of_participant(participant_id)
    gone = replace(one, state=State.CANCELLED, why=why)
    after = _with(signup, gone)
    if signup.offer and not after.offered:
        after = _closed(after, Outcome.DECLINED, now)
    return roster.having(after)


def accept(roster: Roster, signup_id: int, now: datetime) -> Roster:
    """They take the seat. Raises Refused: signup_gone, offer_over."""
    signup = _offered(roster, signup_id, now)
    taken = signup.put((State.OFFERED,), lambda one: first_state(roster.workshop, one))
    taken = replace(_closed(taken, Outcome.ACCEPTED, now), coming_at=now)
    return roster.having(taken)


def decline(roster: Roster, signup_id: int, now: datetime) -> Roster:
    """They do not want the seat and leave the reserve list. Raises Refused like `accept`."""
    signup = _offered(roster, signup_id, now)
    left = signup.put((State.OFFERED,), State.CANCELLED, Why.DECLINED)
    return roster.having(_closed(left, Outcome.DECLINED, now))


def overdue(roster: Roster, now: datetime, most: int | None = None) -> tuple[SignUp, ...]:
    """Those who did not answer their offer in time, at most so many."""
    open_ = (one for one in roster.signups if one.offer and one.offer.outcome is Outcome.OPEN)
    over = (one for one in open_ if one.offer and one.offer.expires_at <= now)
    return tuple(islice(over, most))


def expire(roster: Roster, now: datetime, most: int | None = None) -> Roster:
    """Offers that nobody answered in time end; who had one leaves the reserve list."""
    over = {}
    for signup in overdue(roster, now, most):
        left = signup.put((State.OFFERED,), State.CANCELLED, Why.EXPIRED)
        over[signup.id] = _closed(left, Outcome.EXPIRED, now)
    return roster.having_all(over)


def offer(roster: Roster, now: datetime, zone: ZoneInfo) -> Roster:
    """Offer what is free to those who wait, in order, as long as there is time to ask."""
    starts = roster.workshop.starts_at
    if not roster.workshop.upcoming(now) or not may_offer(starts, now):
        return roster
    offered = {}
    for signup in next_in_line(roster.signups, roster.seats.free):
        told_at, expires_at = offer_times(starts, now, zone, signup.quiet)
        made = Offer(0, signup.waiting, now, told_at, expires_at)
        held = signup.put((State.RESERVE,), State.OFFERED)
        offered[signup.id] = replace(held, offer=made)
    return roster.having_all(offered)


@frozen
class TooFewSeats:
    """Fewer seats than are taken: what can be done instead.

    `lowest` is what it can be lowered to now, `offered` how many of the taken are offers that are
    not answered yet, `last` who came last, the latest first: to be asked, or to be cancelled.
    """

    workshop: Workshop
    wanted: int
    lowest: int
    offered: int
    last: tuple[SignUp, ...]


def resize(roster: Roster, seats: int) -> Roster | TooFewSeats:
    """More seats, or fewer down to those taken."""
    taken = roster.seats.taken
    if seats >= taken:
        return replace(roster, workshop=replace(roster.workshop, seats=seats))
    offered = sum(one.offered for one in roster.signups)
    holders = [one for one in reversed(roster.signups) if one.seated]
    return TooFewSeats(roster.workshop, seats, taken, offered, tuple(holders[: taken - seats]))


def to_offer(roster: Roster, now: datetime) -> int:
    """How many seats `offer` would offer."""
    if not roster.workshop.upcoming(now) or not may_offer(roster.workshop.starts_at, now):
        return 0
    return sum(one.waiting for one in next_in_line(roster.signups, roster.seats.free))


def next_size(roster: Roster, goal: int, most: int) -> int:
    """How many seats there may be on the way to `goal`, when at most so many offers are made now.

    Never more than the next ones in line take: a seat that waits for its offer is not free for
    whoever comes meanwhile.
    """
    taken = roster.seats.taken
    line = next_in_line(roster.signups, goal - taken)
    if len(line) <= most:
        return goal
    return max(roster.workshop.seats, taken + sum(one.waiting for one in line[:most]))


def keep(roster: Roster, signup_id: int, now: datetime) -> Roster:
    """They will come, to what the workshop is now."""
    signup = roster.signup(signup_id)
    return roster.having(replace(signup, kept=roster.workshop.sequence, coming_at=now))


def agree(roster: Roster, signup_id: int) -> Roster:
    """A guardian agreed: those who waited for it are confirmed."""
    signup = roster.signup(signup_id)
    if not signup.number((State.AWAITING_GUARDIAN,)):
        raise Refused("nobody_awaits_guardian")
    return roster.having(signup.put((State.AWAITING_GUARDIAN,), State.CONFIRMED))


def call_off(roster: Roster, now: datetime) -> Roster:
    """The workshop is cancelled: so is everybody's place."""
    return release(roster, lambda _: True, Why.WORKSHOP, now)


def release(roster: Roster, wanted: Callable[[SignUp], bool], why: Why, now: datetime) -> Roster:
    """Every active sign-up that is `wanted` leaves the list: the silent, the erased."""
    found = (one for one in roster.signups if one.active and wanted(one))
    return roster.having_all({one.id: _left(one, why, now) for one in found})


def release_silent(roster: Roster, wanted: Callable[[SignUp], bool]) -> Roster:
    """The seats of those who said nothing are free; their place on the reserve list stays."""
    found = (one for one in roster.signups if one.seated and wanted(one))
    freed = {one.id: one.put(SEATED, State.CANCELLED, Why.SILENT) for one in found}
    return roster.having_all(freed)


# At the door.


def tick(roster: Roster, participant_id: int, state: State, now: datetime) -> Roster:
    """Somebody is here (ATTENDED), did not come (ABSENT), or the tick was wrong (CONFIRMED).

    Who waits on the reserve list is let in where a seat is free. Raises Refused: guardian_first,
    workshop_full, workshop_not_begun (nobody is absent before the start), signup_gone.
    """
    signup, one = roster.of_participant(participant_id)
    if one.state is State.AWAITING_GUARDIAN:
        raise Refused("guardian_first", name=one.name)
    if state is State.ABSENT and not roster.workshop.begun(now):
        raise Refused("workshop_not_begun", title=roster.workshop.title)
    if state is not State.ABSENT and not one.holds and not roster.seats.free:
        raise Refused("workshop_full", title=roster.workshop.title)
    if one.state is State.OFFERED:
        signup = _closed(signup.put((State.OFFERED,), State.CONFIRMED), Outcome.ACCEPTED, now)
    return roster.having(_with(signup, replace(one, state=state)))


def mark_rest_absent(roster: Roster, now: datetime) -> Roster:
    """Whoever has a seat and was not ticked did not come. Raises Refused: workshop_not_begun."""
    if not roster.workshop.begun(now):
        raise Refused("workshop_not_begun", title=roster.workshop.title)
    states = (State.CONFIRMED, State.AWAITING_GUARDIAN)
    found = tuple(one.put(states, State.ABSENT) for one in roster.signups)
    return replace(roster, signups=found)


def _offered(roster: Roster, signup_id: int, now: datetime) -> SignUp:
    signup = roster.signup(signup_id)
    if not signup.offered or signup.offer is None or signup.offer.expires_at <= now:
        raise Refused("offer_over", title=roster.workshop.title)
    return signup


def _left(signup: SignUp, why: Why, now: datetime) -> SignUp:
    left = signup.put(ACTIVE, State.CANCELLED, why)
    outcome = Outcome.WITHDRAWN if why in (Why.WORKSHOP, Why.STAFF) else Outcome.DECLINED
    return _closed(left, outcome, now) if signup.offer else left


def _closed(signup: SignUp, outcome: Outcome, now: datetime) -> SignUp:
    if signup.offer is None:
        return signup
    return replace(signup, offer=replace(signup.offer, outcome=outcome, answered_at=now))


def _with(signup: SignUp, participant: Participant) -> SignUp:
    found = tuple(participant if one.id == participant.id else one for one in signup.participants)
    return replace(signup, participants=found)
