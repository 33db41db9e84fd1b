"""Frozen dataclasses made swiftly: nothing but the time they take may differ."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from bot.frozen import swiftly_made


@swiftly_made
@dataclass(frozen=True, slots=True)
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


def test_what_it_cannot_do_is_said_at_once() -> None:
    """A class with work of its own after the fields is left to the standard library."""

    @dataclass(frozen=True, slots=True)
    class Checked:
        name: str

        def __post_init__(self) -> None:
            raise ValueError(self.name)

    with pytest.raises(TypeError, match="Checked"):
        swiftly_made(Checked)
