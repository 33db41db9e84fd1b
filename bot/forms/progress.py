"""Where a person is among the questions: what is settled, what comes next, how much is left.

Progress is honest about skip logic: `number` counts the relevant questions settled before this
one, plus one. `remaining` counts the other relevant unsettled questions as one each, and those
that are not relevant now but may become so, because their relevance depends on a question still
open, as one half each (a quarter where that question is itself in doubt, and so on). So an
answer raises the estimate by at most half of what it opens, and lowers it by what it closes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.forms.instance import Instance
from bot.forms.nodes import Node, Standing, Stop, Turn, ancestors

_DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """What surrounds a stop: the relevant shown stop before it, the notes in between, and the
    last stop before it that the person has been asked (None: there is no way back).
    """

    number: int
    remaining: int
    notes: tuple[Node, ...]
    previous: Stop | None
    asked_before: Stop | None


def settled(instance: Instance, stop: Stop) -> bool:
    """Answered or skipped, and still fit: not required if empty, still offered if chosen."""
    if stop.ref not in instance.state.asked:
        return False
    return isinstance(stop, Turn) or bool(stop.value) or not _wanting(instance, stop)


def standings(instance: Instance) -> list[Standing]:
    """Every stop with whether it is relevant and, where it asks something, settled."""
    found = instance.standings
    if found is None:
        instance.compute()
        found = instance.standings = [_standing(instance, stop) for stop in instance.stops]
    return found


def next_stop(instance: Instance) -> Stop | None:
    """The first relevant stop that is not settled, else one whose answer no longer fits."""
    for stop, relevant, done in standings(instance):
        if relevant and not done:
            return stop
    return next((stop for stop in instance.stops if _broken(instance, stop)), None)


def before(instance: Instance, target: Stop | None) -> Progress:
    """The surroundings of `target`, None being the end; `remaining` is not counted."""
    number = 1
    notes: list[Node] = []
    previous: Stop | None = None
    asked: Stop | None = None
    asked_refs = instance.state.asked
    for stop, relevant, done in standings(instance):
        if stop is target:
            break
        if not relevant:
            continue
        if isinstance(stop, Node) and not stop.shown:
            notes.append(stop)
            continue
        previous = stop
        notes.clear()
        number += done and isinstance(stop, Node)
        if stop.ref in asked_refs:
            asked = stop
    return Progress(number, 0, tuple(notes), previous, asked)


def progress(instance: Instance, target: Stop) -> Progress:
    """The surroundings of `target` with the estimate of what is still to come."""
    found = before(instance, target)
    remaining = 0.0
    for stop, relevant, done in standings(instance):
        if done or stop is target or isinstance(stop, Turn):
            continue
        remaining += 1 if relevant else _chance(instance, stop)
    return replace(found, remaining=int(remaining + _DOUBT))


def previous_stop(instance: Instance, target: Stop | None) -> Stop | None:
    """The relevant stop before `target` that the person has been asked; None at the beginning."""
    return before(instance, target).asked_before


def _standing(instance: Instance, stop: Stop) -> Standing:
    if not stop.shown:
        return stop, stop.relevant, True
    return stop, stop.relevant, settled(instance, stop)


def _wanting(instance: Instance, node: Node) -> bool:
    if instance.demanded(node):
        return True
    return node.binding.offering is not None and bool(instance.state.answers.get(node.ref))


def _broken(instance: Instance, stop: Stop) -> bool:
    return isinstance(stop, Node) and stop.binding.far_constraint and not instance.allowed(stop)


def _chance(instance: Instance, stop: Stop) -> float:
    """How likely an irrelevant stop is to be asked after all: 0 where nothing open decides it."""
    if isinstance(stop, Turn):
        return 0.0
    found = instance.chances.get(stop)
    if found is None:
        instance.chances[stop] = 0.0
        found = instance.chances[stop] = _weigh(instance, stop)
    return found


def _weigh(instance: Instance, stop: Node) -> float:
    chance = 1.0
    for node in ancestors(stop):
        test = node.binding.relevant
        if test is None or instance.holds(test, node):
            continue
        chance *= _DOUBT * _openness(instance, node)
        if not chance:
            return 0.0
    return chance


def _openness(instance: Instance, node: Node) -> float:
    """How open the most open question is that decides `node`."""
    best = 0.0
    for gate in node.binding.gates:
        for question in instance.resolve(gate.name, node):
            if question.relevant and not settled(instance, question):
                return 1.0
            if not question.relevant:
                best = max(best, _chance(instance, question))
    return best
