"""Where a person is among the questions: what is settled, what comes next, how much is left.

Progress is honest about skip logic: `number` counts the relevant questions settled before this
one, plus one. `remaining` counts the other relevant unsettled questions as one each, and those
that are not relevant now but may become so, because their relevance depends on a question still
open, as one half each (a quarter where that question is itself in doubt, and so on). So an
answer raises the estimate by at most half of what it opens, and lowers it by what it closes.
"""

from __future__ import annotations

from bot.forms.conditions import Condition
from bot.forms.instance import Instance
from bot.forms.nodes import Node, Standing, Stop, Turn
from bot.frozen import frozen

_DOUBT = 0.5


@frozen
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
    return stop.ref in instance.state.asked and _fits(instance, stop)


def standings(instance: Instance) -> list[Standing]:
    """Every stop with whether it is relevant and, where it asks something, settled."""
    found = instance.standings
    if found is None:
        instance.compute()
        asked = instance.state.asked
        found = instance.standings = [
            (
                stop,
                stop.condition is None or stop.condition.met,
                not stop.shown or (stop.ref in asked and _fits(instance, stop)),
            )
            for stop in instance.stops
        ]
    return found


def next_stop(instance: Instance) -> Stop | None:
    """The first relevant stop that is not settled, else one whose answer no longer fits."""
    for stop, relevant, done in standings(instance):
        if relevant and not done:
            return stop
    return next((stop for stop in instance.stops if _broken(instance, stop)), None)


def before(instance: Instance, target: Stop | None) -> Progress:
    """The surroundings of `target`, None being the end; `remaining` is not counted."""
    return _surroundings(instance, target, 0)


def progress(instance: Instance, target: Stop) -> Progress:
    """The surroundings of `target` with the estimate of what is still to come."""
    remaining = 0.0
    for stop, relevant, done in standings(instance):
        if done or stop is target or isinstance(stop, Turn):
            continue
        remaining += 1 if relevant else _chance(instance, stop.condition)
    return _surroundings(instance, target, int(remaining + _DOUBT))


def _surroundings(instance: Instance, target: Stop | None, remaining: int) -> Progress:
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
        if isinstance(stop, Node):
            if not stop.shown:
                notes.append(stop)
                continue
            number += done
        previous = stop
        if stop.ref in asked_refs:
            asked = stop
        notes.clear()
    return Progress(number, remaining, tuple(notes), previous, asked)


def previous_stop(instance: Instance, target: Stop | None) -> Stop | None:
    """The relevant stop before `target` that the person has been asked; None at the beginning."""
    return before(instance, target).asked_before


def _fits(instance: Instance, stop: Stop) -> bool:
    return isinstance(stop, Turn) or bool(stop.value) or not _wanting(instance, stop)


def _wanting(instance: Instance, node: Node) -> bool:
    if instance.demanded(node):
        return True
    return node.binding.offering is not None and bool(instance.state.answers.get(node.ref))


def _broken(instance: Instance, stop: Stop) -> bool:
    return isinstance(stop, Node) and stop.binding.far_constraint and not instance.allowed(stop)


def _chance(instance: Instance, condition: Condition | None) -> float:
    """How likely an unmet condition is to be met after all: 0 where nothing open decides it."""
    if condition is None:
        return 1.0
    found = condition.chance
    if found is None:
        condition.chance = 0.0
        found = condition.chance = _weigh(instance, condition)
    return found


def _weigh(instance: Instance, condition: Condition) -> float:
    if condition.met:
        return 1.0
    if condition.reached:
        return _DOUBT * _openness(instance, condition.node)
    around = _chance(instance, condition.outer)
    if not around or condition.holds():
        return around
    return around * _DOUBT * _openness(instance, condition.node)


def _openness(instance: Instance, node: Node) -> float:
    """How open the most open question is that decides `node`."""
    best = 0.0
    for gate in node.binding.gates:
        for question in instance.resolve(gate.name, node):
            if question.relevant and not settled(instance, question):
                return 1.0
            if not question.relevant:
                best = max(best, _chance(instance, question.condition))
    return best
