"""Seats: how many are free, and how many of a party fit."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.signups import Guest, SignUp, State, first_state
from bot.domain.workshops import Workshop
from bot.frozen import frozen


@frozen
class Seats:
    """People, not sign-ups. `reserve` is the length of the reserve list; None = no limit."""

    total: int
    taken: int
    waiting: int
    queue: int = 0  # sign-ups on the reserve list
    reserve: int | None = None

    @property
    def free(self) -> int:
        """Seats that nobody has and nobody was offered."""
        return max(self.total - self.taken, 0)

    def offering(self, people: int) -> Seats:
        """The same once so many of the reserve list are offered a seat."""
        return replace(self, taken=self.taken + people, waiting=self.waiting - people)

    def room(self, people: int) -> bool:
        """Has the reserve list room for so many more?"""
        return self.reserve is None or self.waiting + people <= self.reserve


@frozen
class Choice:
    """What fits: „2 + 1 rezerwowe”."""

    seats: int
    reserve: int = 0


def seats_of(workshop: Workshop, signups: tuple[SignUp, ...]) -> Seats:
    """Counted from the list itself."""
    taken = sum(one.holds for signup in signups for one in signup.participants)
    waiting = [number for signup in signups if (number := signup.waiting)]
    return Seats(workshop.seats, taken, sum(waiting), len(waiting), workshop.reserve)


def choices(seats: Seats, most: int) -> tuple[Choice, ...]:
    """What can be offered to somebody who brings 1 … `most` people; empty: nothing fits."""
    split = (Choice(min(n, seats.free), max(n - seats.free, 0)) for n in range(1, most + 1))
    return tuple(one for one in split if seats.room(one.reserve))


def places(
    workshop: Workshop, seats: Seats, guests: tuple[Guest, ...], *, reserve: bool
) -> tuple[State, ...] | None:
    """Where each guest comes to stand, in the order they were named.

    Whoever gets no seat goes to the reserve list, where `reserve` says that this is wanted. None:
    not all fit, and nobody was placed.
    """
    over = max(len(guests) - seats.free, 0)
    if over and not (reserve and seats.room(over)):
        return None
    fit = len(guests) - over
    seated = tuple(first_state(workshop, guest) for guest in guests[:fit])
    return seated + (State.RESERVE,) * over
