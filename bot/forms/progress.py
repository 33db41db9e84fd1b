"""Where a person is among the questions: what is settled, what comes next, how much is left.

Progress is honest about skip logic: `number` counts the relevant questions settled before this
one, plus one. `remaining` counts the other relevant unsettled questions as one each, and those
that are not relevant now but may become so, because their relevance depends on a question still
open, as one half each (a quarter where that question is itself in doubt, and so on). So an
answer raises the estimate by at most half of what it opens, and lowers it by what it closes.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.instance import Instance, Node, Stop, Turn, ancestors

_DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """What surrounds a stop; `previous` is the shown stop before it, `notes` stand in between."""

    number: int
    remaining: int
    notes: tuple[Node, ...]
    previous: Stop | None


def settled(instance: Instance, stop: Stop) -> bool:
    """Answered or skipped, and still fit: not required if empty, still offered if chosen."""
    if stop.ref not in instance.state.asked:
        return False
    return isinstance(stop, Turn) or bool(stop.value) or not _wanting(instance, stop)


def is_shown(stop: Stop) -> bool:
    """Whether it asks something."""
    return isinstance(stop, Turn) or stop.binding.shown


def next_stop(instance: Instance) -> Stop | None:
    """The first relevant stop that is not settled, else one whose answer no longer fits."""
    asked = [stop for stop in instance.order if is_shown(stop) and stop.relevant]
    for stop in asked:
        if not settled(instance, stop):
            return stop
    return next((stop for stop in asked if _broken(instance, stop)), None)


def progress(instance: Instance, target: Stop | None) -> Progress:
    """The surroundings of `target`; None is the end."""
    number, remaining, met = 1, 0.0, False
    notes: list[Node] = []
    previous: Stop | None = None
    for stop in instance.order:
        if stop is target:
            met = True
        elif isinstance(stop, Node) and not stop.binding.shown:
            if not met and stop.binding.note and stop.relevant:
                notes.append(stop)
        elif not stop.relevant:
            remaining += _chance(instance, stop)
        else:
            done = settled(instance, stop)
            is_question = isinstance(stop, Node)
            remaining += is_question and not done
            if not met:
                number += is_question and done
                previous = stop
                notes.clear()
    return Progress(number, int(remaining + _DOUBT), tuple(notes), previous)


def previous_stop(instance: Instance, target: Stop | None) -> Stop | None:
    """The relevant stop before `target` that the person has been asked; None at the beginning."""
    found: Stop | None = None
    for stop in instance.order:
        if stop is target:
            break
        if stop.ref in instance.state.asked and is_shown(stop) and stop.relevant:
            found = stop
    return found


def _wanting(instance: Instance, node: Node) -> bool:
    if instance.required(node):
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
        if test is None or test.boolean(instance.context(node)):
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
            if not question.relevant:
                best = max(best, _chance(instance, question))
            elif not settled(instance, question):
                return 1.0
    return best
