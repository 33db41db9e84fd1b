"""On which question does it depend whether another one is asked?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain.responses import Place
from bot.forms.model import Kind, Repeat
from bot.frozen import frozen

REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


@frozen
class Dependence:
    """`key` names the one question that decides, "" where there is none or more than one."""

    conditional: bool
    key: str = ""


def conditions(place: Place) -> tuple[str, ...]:
    """The relevance expressions of a question and of all groups and repeats around it."""
    found = [item.relevant for item in (*place.around, place.question)]
    return tuple(expression for expression in found if expression)


def depends_on(place: Place, others: Iterable[Place]) -> Dependence:
    """The single question whose answer decides whether `place` is asked.

    Conditions that this question shares are left out: inside a group both are asked of the same
    people. Paths, repeats and a several-answers question named twice count as "more than one".
    """
    own = conditions(place)
    if not own and not place.repeats:
        return Dependence(False)
    names = set(REFERENCE.findall(" ".join(own)))
    for other in others:
        if other.question.name not in names or _repeated(place) or _repeated(other):
            continue
        further = " ".join(condition for condition in own if condition not in conditions(other))
        mentioned = REFERENCE.findall(further)
        several = other.question.kind is Kind.SELECT_MULTIPLE and len(mentioned) > 1
        if set(mentioned) == {other.question.name} and "/" not in further and not several:
            return Dependence(True, other.question.name)
    return Dependence(True)


def _repeated(place: Place) -> bool:
    return any(isinstance(item, Repeat) for item in place.around)
