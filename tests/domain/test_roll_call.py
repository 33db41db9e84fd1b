"""Names at the door: in which order they are called, and who is meant."""

from __future__ import annotations

import pytest

from bot.domain.roll_call import named, roll
from bot.domain.signups import Participant, SignUp, State
from bot.domain.wishes import Said, Wish, said_of, wish_of
from bot.errors import Refused
from tests.clock import NOON


def signup(number: int, *people: tuple[str, State]) -> SignUp:
    """One sign-up of these people."""
    participants = tuple(
        Participant(10 * number + n, name, None, False, state)
        for n, (name, state) in enumerate(people)
    )
    return SignUp(number, 1, None, people[0][0], participants, NOON)


LIST = (
    signup(1, ("Żaneta", State.CONFIRMED), ("Łucja", State.ATTENDED)),
    signup(2, ("Adam", State.RESERVE)),
    signup(3, ("Ola Nowak", State.CONFIRMED), ("Ola Lis", State.ABSENT)),
    signup(4, ("Ewa", State.CANCELLED)),
)


def test_names_are_called_by_the_alphabet_and_the_reserve_last() -> None:
    """Whoever left is not called."""
    called = roll(LIST)

    names = [(one.number, one.participant.name) for one in called]
    assert names == [(1, "Łucja"), (2, "Ola Lis"), (3, "Ola Nowak"), (4, "Żaneta"), (5, "Adam")]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lucja", ["Łucja"]),
        ("3, ŻANETA", ["Ola Nowak", "Żaneta"]),
        ("nowak", ["Ola Nowak"]),
        ("Ola Lis", ["Ola Lis"]),
        ("", []),
    ],
)
def test_a_name_a_part_of_it_or_its_number(typed: str, names: list[str]) -> None:
    """With or without diacritics, several parted by commas."""
    assert [one.participant.name for one in named(roll(LIST), typed)] == names


@pytest.mark.parametrize(
    ("typed", "why"), [("Ola", "several_named"), ("Piotr", "nobody_named"), ("9", "nobody_named")]
)
def test_who_is_meant_must_be_clear(typed: str, why: str) -> None:
    """Nobody is ticked by a guess."""
    with pytest.raises(Refused, match=why):
        named(roll(LIST), typed)


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("Opublikuj", Wish.PUBLISH),
        ("usun", Wish.DELETE),
        ("tak, usuń", Wish.DELETE_SURELY),
        ("копіювати", Wish.COPY),
        ("poster", Wish.POSTER),
        ("", None),
        ("zatańcz", None),
    ],
)
def test_buttons_can_be_typed(typed: str, wish: Wish | None) -> None:
    """In three languages, in any letter case."""
    assert wish_of(typed) is wish


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nie Ola", (Said.ABSENT, "Ola")),
        ("usuń Ola Lis", (Said.REMOVE, "Ola Lis")),
        ("reszta", (Said.OTHERS, "")),
        ("Ola, 3", (None, "Ola, 3")),
        ("nie", (None, "nie")),
    ],
)
def test_a_word_before_the_name_says_what_to_do(typed: str, said: tuple[Said | None, str]) -> None:
    """Alone it is a name, except for „reszta”."""
    assert said_of(typed) == said
