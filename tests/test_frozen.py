"""Frozen dataclasses of our own making: nothing but the time they take may differ."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from bot.frozen import frozen


@frozen
class Swift:
    """With every kind of default."""

    name: str
    seats: int = 12
    ages: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plain:
    """The same, made by the standard library."""

    name: str
    seats: int = 12
    ages: dict[str, int] = field(default_factory=dict)


def test_it_holds_what_the_standard_one_holds() -> None:
    """By position, by name, by default; each with a default of its own."""
    swift, plain = Swift("Glina", ages={"Ola": 8}), Plain("Glina", ages={"Ola": 8})

    assert repr(swift) == repr(plain).replace("Plain", "Swift")
    assert Swift("a") == Swift("a", 12, {})
    assert Swift("a").ages is not Swift("a").ages


def test_it_is_as_frozen_as_before() -> None:
    """No field is set after it was made, none is added."""
    swift = Swift("Glina")

    with pytest.raises(FrozenInstanceError):
        swift.seats = 13  # type: ignore[misc]  # that is what the test is about
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        swift.other = 1  # type: ignore[attr-defined]  # the same
    assert type(swift) is Swift


def test_missing_and_unknown_fields_are_refused() -> None:
    """As by any function."""
    with pytest.raises(TypeError, match="name"):
        Swift()  # type: ignore[call-arg]  # that is what the test is about
    with pytest.raises(TypeError, match="places"):
        Swift("Glina", places=1)  # type: ignore[call-arg]  # the same


def test_it_is_replaced_copied_and_pickled() -> None:
    """By the standard library's own means."""
    swift = Swift("Glina", 3, {"Ola": 8})

    assert replace(swift, seats=4) == Swift("Glina", 4, {"Ola": 8})
    assert copy.deepcopy(swift) == swift
    assert pickle.loads(pickle.dumps(swift)) == swift


def test_equal_values_are_one_in_a_set() -> None:
    """Equality and hash follow the fields, and the class."""

    @frozen
    class Seat:
        row: int
        number: int = 0

    @frozen
    class Table:
        row: int
        number: int = 0

    assert {Seat(1), Seat(1, 0), Seat(2)} == {Seat(2), Seat(1)}
    assert Seat(1) != Table(1)
    assert hash(Seat(3)) == hash(Seat(3))


def test_a_class_can_be_built_upon() -> None:
    """Fields of the one below come first; the guard stands in both."""

    @frozen
    class Place:
        name: str

    @frozen
    class Room(Place):
        seats: int = 5

    room = Room("Sala", 7)

    assert (room.name, room.seats, Room("Sala").seats) == ("Sala", 7, 5)
    assert repr(room).endswith("Room(name='Sala', seats=7)")
    with pytest.raises(FrozenInstanceError):
        room.name = "Piwnica"  # type: ignore[misc]  # that is what the test is about


def test_work_after_the_fields_is_done() -> None:
    """`__post_init__` may refuse what makes no sense."""

    @frozen
    class Checked:
        seats: int

        def __post_init__(self) -> None:
            if self.seats < 0:
                raise ValueError(self.seats)

    assert Checked(3).seats == 3
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)


def test_a_way_of_its_own_to_be_shown_stays() -> None:
    """What the class writes itself is not written over."""

    @frozen
    class Token:
        secret: str

        def __repr__(self) -> str:
            return "Token(…)"

    assert repr(Token("123:abc")) == "Token(…)"


def test_what_it_cannot_do_is_said_at_once() -> None:
    """A field that is not in `__init__` is left to the standard library."""
    with pytest.raises(TypeError, match="Counted"):

        @frozen
        class Counted:
            seats: int = field(init=False, default=0)
