"""Seats, the reserve list and offers, whatever happens in whatever order."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain import rosters
from bot.domain.offers import may_offer
from bot.domain.rosters import Roster, TooFewSeats
from bot.domain.seats import places
from bot.domain.signups import (
    ACTIVE,
    HOLDING,
    Channel,
    Guest,
    Outcome,
    Participant,
    SignUp,
    State,
    Why,
)
from bot.domain.workshops import Status, Workshop
from bot.errors import Refused

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)
WORKSHOP = Workshop(
    1, "Ceramika", NOW + timedelta(days=10), NOW + timedelta(days=10, hours=2), "sala", 3,
    Status.PUBLISHED, party=4, guardian_agrees=True,
)  # fmt: skip


class List(RuleBasedStateMachine):
    """People come, go, answer offers or do not, while staff change the seats and time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.roster = Roster(WORKSHOP, ())
        self.last = 0
        self.participants = 0

    def settle(self, after: Roster) -> None:
        self.roster = rosters.offer(after, self.now, WARSAW)

    def active(self) -> list[SignUp]:
        return [one for one in self.roster.signups if one.active]

    def offered(self) -> list[SignUp]:
        return [one for one in self.active() if one.offered]

    def add(self, guests: tuple[Guest, ...], states: tuple[State, ...], person: int | None) -> None:
        self.last += 1
        found = []
        for guest, state in zip(guests, states, strict=True):
            self.participants += 1
            found.append(Participant(self.participants, guest.name, guest.age, guest.minor, state))
        channel = Channel.BOT if person else Channel.PHONE
        new = SignUp(
            self.last, 1, person, "x", tuple(found), self.now, telegram_id=person or 0,
            channel=channel,
        )  # fmt: skip
        self.roster = Roster(self.roster.workshop, (*self.roster.signups, new))

    @precondition(lambda self: self.roster.workshop.open(self.now))
    @rule(
        person=st.integers(0, 8),
        ages=st.lists(st.sampled_from([None, 8, 15]), min_size=1, max_size=4),
        reserve=st.booleans(),
    )
    def arrive(self, person: int, ages: list[int | None], reserve: bool) -> None:
        if person and any(one.person_id == person for one in self.active()):
            return
        guests = tuple(Guest(f"g{n}", age) for n, age in enumerate(ages))
        free = self.roster.seats.free
        states = places(self.roster.workshop, self.roster.seats, guests, reserve=reserve)
        if states is None:
            assert not reserve
            assert len(guests) > free
            return
        assert sum(one in HOLDING for one in states) == min(len(guests), free)
        self.add(guests, states, person or None)

    @precondition(lambda self: self.active())
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.active()))
        self.settle(rosters.cancel(self.roster, one.id, Why.GAVE_UP, self.now))

    @precondition(lambda self: self.active())
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        signup = data.draw(st.sampled_from(self.active()))
        living = [one for one in signup.participants if one.state in ACTIVE]
        one = data.draw(st.sampled_from(living))
        self.settle(rosters.leave(self.roster, one.id, Why.GAVE_UP, self.now))

    @precondition(lambda self: self.offered())
    @rule(data=st.data(), yes=st.booleans())
    def answer(self, data: st.DataObject, yes: bool) -> None:
        one = data.draw(st.sampled_from(self.offered()))
        event = rosters.accept if yes else rosters.decline
        self.settle(event(self.roster, one.id, self.now))
        after = next(found for found in self.roster.signups if found.id == one.id)
        assert after.seated == one.seated + (one.offered if yes else 0)

    @rule(hours=st.sampled_from([0.5, 5, 26, 70]))
    def wait(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
        self.settle(rosters.expire(self.roster, self.now))

    @rule(seats=st.integers(0, 8))
    def resize(self, seats: int) -> None:
        after = rosters.resize(self.roster, seats)
        if isinstance(after, TooFewSeats):
            assert seats < after.lowest == self.roster.seats.taken
        else:
            self.settle(after)

    @precondition(lambda self: self.active())
    @rule(data=st.data(), state=st.sampled_from([State.ATTENDED, State.ABSENT, State.CONFIRMED]))
    def tick(self, data: st.DataObject, state: State) -> None:
        signup = data.draw(st.sampled_from(self.active()))
        living = [one for one in signup.participants if one.state in ACTIVE]
        one = data.draw(st.sampled_from(living))
        with suppress(Refused):
            self.settle(rosters.tick(self.roster, one.id, state, self.now))

    @invariant()
    def never_oversold(self) -> None:
        """Seats that somebody has or was offered are never more than there are."""
        states = [one.state for signup in self.roster.signups for one in signup.participants]
        assert sum(one in HOLDING for one in states) <= self.roster.workshop.seats

    @invariant()
    def nobody_is_skipped_who_fits(self) -> None:
        """While there is time to ask, no party waits that would fit into the free seats."""
        if may_offer(WORKSHOP.starts_at, self.now):
            free = self.roster.seats.free
            assert not [one for one in self.roster.signups if 0 < one.waiting <= free]

    @invariant()
    def order_of_arrival_is_kept(self) -> None:
        """Nobody changes places."""
        ids = [one.id for one in self.roster.signups]
        assert ids == sorted(ids)
        queue = [one for one in self.roster.signups if one.waiting]
        assert [self.roster.position(one) for one in queue] == list(range(1, len(queue) + 1))

    @invariant()
    def nobody_is_in_twice(self) -> None:
        """One active sign-up a person."""
        people = [one.person_id for one in self.active() if one.person_id]
        assert len(people) == len(set(people))

    @invariant()
    def offers_and_states_agree(self) -> None:
        """Somebody is offered a seat exactly as long as an offer is open."""
        for one in self.roster.signups:
            is_open = one.offer is not None and one.offer.outcome is Outcome.OPEN
            assert is_open == (one.offered > 0)


TestList = List.TestCase
TestList.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def queue(*parties: int, seats: int = 1) -> Roster:
    """One confirmed for each seat, then parties that wait."""
    workshop = Workshop(
        1, "Ceramika", NOW + timedelta(days=10), NOW + timedelta(days=10), "sala", seats,
        Status.PUBLISHED,
    )  # fmt: skip
    found = [signup(n, 1, State.CONFIRMED) for n in range(1, seats + 1)]
    found += [signup(seats + n, size, State.RESERVE) for n, size in enumerate(parties, 1)]
    return Roster(workshop, tuple(found))


def signup(number: int, size: int, state: State) -> SignUp:
    people = (Participant(number * 10 + n, "x", None, False, state) for n in range(size))
    return SignUp(number, 1, number, "x", tuple(people), NOW, telegram_id=number)


def test_a_party_that_is_too_big_holds_nobody_up() -> None:
    """Three wait before one: one seat goes to the one, and the three stay first."""
    freed = rosters.cancel(queue(3, 1), 1, Why.GAVE_UP, NOW)

    after = rosters.offer(freed, NOW, WARSAW)

    assert [one.offered for one in after.signups] == [0, 0, 1]
    assert after.position(after.signups[1]) == 1


def test_lowering_is_refused_with_what_can_be_done() -> None:
    """The lowest possible, what is only offered, and who came last."""
    freed = rosters.cancel(queue(1, seats=3), 2, Why.GAVE_UP, NOW)
    offered = rosters.offer(freed, NOW, WARSAW)

    refused = rosters.resize(offered, 1)

    assert isinstance(refused, TooFewSeats)
    assert (refused.lowest, refused.offered) == (3, 1)
    assert [one.id for one in refused.last] == [3, 1]


def test_calling_off_ends_everything() -> None:
    """Seats, offers and the reserve list."""
    offered = rosters.offer(rosters.cancel(queue(1, 1), 1, Why.GAVE_UP, NOW), NOW, WARSAW)

    after = rosters.call_off(offered, NOW)

    assert not any(one.active for one in after.signups)
    assert after.signups[1].offer is not None
    assert after.signups[1].offer.outcome is Outcome.WITHDRAWN
