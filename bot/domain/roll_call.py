"""The list at the door in the order in which names are called, and who is meant by typed words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.signups import ACTIVE, Participant, SignUp, State
from bot.errors import Refused
from bot.forms.fold import fold
from bot.frozen import frozen

WAITING = frozenset({State.RESERVE, State.OFFERED})


@frozen
class Called:
    """One name of the list. `number` counts from 1, in this order."""

    number: int
    signup: SignUp
    participant: Participant


def roll(signups: Sequence[SignUp]) -> tuple[Called, ...]:
    """Everybody on the list: who has a seat by name, then the reserve in its order."""
    every = [(signup, one) for signup in signups for one in signup.participants]
    active = [pair for pair in every if pair[1].state in ACTIVE]
    seated = [pair for pair in active if pair[1].state not in WAITING]
    seated.sort(key=lambda pair: (fold(pair[1].name), pair[1].id))
    waiting = [pair for pair in active if pair[1].state in WAITING]
    return tuple(Called(n, *pair) for n, pair in enumerate((*seated, *waiting), 1))


def named(called: Sequence[Called], text: str) -> tuple[Called, ...]:
    """Whom „3, ola” means: numbers of the list, names or their beginnings.

    Raises Refused: nobody_named (text), several_named (text, names).
    """
    return tuple(_one(called, part.strip()) for part in text.split(",") if part.strip())


def _one(called: Sequence[Called], text: str) -> Called:
    if text.isdecimal():
        found = [one for one in called if one.number == int(text)]
    else:
        wanted = fold(text)
        found = [one for one in called if fold(one.participant.name) == wanted]
        found = found or [one for one in called if _begins(one, wanted)]
    if not found:
        raise Refused("nobody_named", text=text)
    if len(found) > 1:
        names = ", ".join(f"{one.number}. {one.participant.name}" for one in found)
        raise Refused("several_named", text=text, names=names)
    return found[0]


def _begins(one: Called, wanted: str) -> bool:
    name = fold(one.participant.name)
    return any(word.startswith(wanted) for word in (name, *name.split()))
