"""Moving through a form: on to the next question, back, to a correction, into another turn."""

from __future__ import annotations

from dataclasses import replace

from bot.forms.growth import MOST_TURNS
from bot.forms.inputs import AddAnother, Input, Skip, Typed
from bot.forms.instance import Instance
from bot.forms.model import Kind, Repeat
from bot.forms.nodes import Node, Stop, Turn, ancestors
from bot.forms.offer import offers
from bot.forms.progress import next_stop, previous_stop, standings
from bot.forms.refusal import Refusal, refusal
from bot.forms.render import shown
from bot.forms.state import DONE, REVIEW, State
from bot.forms.steps import Shown
from bot.forms.words import yes_or_no

Moved = tuple[State, Shown]


def advance(instance: Instance) -> Moved:
    """To the first question that is not settled, else to the review."""
    keep(instance)
    stop = next_stop(instance)
    return show(instance, stop.ref if stop is not None else REVIEW)


def show(instance: Instance, position: str, *, correcting: bool = False) -> Moved:
    """The step at `position`, counted as shown."""
    ticks = _ticks(instance, instance.by_ref.get(position))
    state = instance.state.showing(position, ticks, correcting=correcting)
    return state, shown(instance, state)


def back(instance: Instance) -> Moved | Refusal:
    """To the question asked before; a turn that was only just opened is taken away again."""
    state = instance.state
    if state.position == DONE:
        return refusal("unexpected")
    if state.correcting:
        return show(instance, REVIEW)
    stop = instance.by_ref.get(state.position)
    opened = _just_opened(instance, stop) if isinstance(stop, Node) else None
    if opened is not None:
        return _fewer(instance, opened)
    before = previous_stop(instance, stop)
    return refusal("no_way_back") if before is None else show(instance, before.ref)


def correct(instance: Instance, ref: str) -> Moved | Refusal:
    """From the review to one of its answers, or to a repeat's "one more?"."""
    state = instance.state
    at_review = state.position == REVIEW or state.correcting
    known = {stop.ref for stop, relevant, _ in standings(instance) if relevant and stop.shown}
    if not at_review or ref not in known:
        return refusal("unexpected")
    return show(instance, ref, correcting=True)


def submit(instance: Instance) -> Moved | Refusal:
    """Hand in from the review; what has become unanswered meanwhile is asked first."""
    if instance.state.position != REVIEW:
        return refusal("incomplete" if instance.state.position != DONE else "unexpected")
    if next_stop(instance) is not None:
        return advance(instance)
    return show(instance, DONE)


def another(instance: Instance, turn: Turn, given: Input) -> Moved | Refusal:
    """The answer to "one more?"."""
    match given:
        case AddAnother(yes):
            wanted: bool | None = yes
        case Typed(text):
            wanted = yes_or_no(text)
        case Skip():
            wanted = False
        case _:
            return refusal("unexpected")
    if wanted is None:
        return refusal("not_yes_or_no")
    return _more(instance, turn) if wanted else _close(instance, turn)


def add_to(instance: Instance, ref: str) -> Moved | Refusal:
    """From the review into a further turn of a repeat that was left with "no more"."""
    turn = instance.by_ref.get(ref)
    at_review = instance.state.position == REVIEW
    if not (at_review and isinstance(turn, Turn) and turn.relevant):
        return refusal("unexpected")
    return _more(instance, turn)


def _more(instance: Instance, turn: Turn) -> Moved | Refusal:
    if turn.count >= MOST_TURNS:
        return refusal("too_many", most=MOST_TURNS)
    state = instance.state
    repeats = {**state.repeats, turn.ref: turn.count + 1}
    return advance(
        instance.renewed(replace(state, repeats=repeats, asked=state.asked - {turn.ref}))
    )


def _close(instance: Instance, turn: Turn) -> Moved:
    state = instance.state
    return advance(instance.renewed(replace(state, asked=state.asked | {turn.ref})))


def _fewer(instance: Instance, turn: Turn) -> Moved:
    repeats = {**instance.state.repeats, turn.ref: turn.count - 1}
    return show(instance.renewed(replace(instance.state, repeats=repeats)), turn.ref)


def _just_opened(instance: Instance, node: Node) -> Turn | None:
    """The turn whose last instance holds `node` and in which nothing has been asked yet."""
    for at in ancestors(node):
        if isinstance(at.binding.item, Repeat):
            turn = instance.by_ref.get(at.ref.rpartition("[")[0])
            if not isinstance(turn, Turn) or turn.last is not at or turn.count == 1:
                return None
            asked = any(ref.startswith(f"{at.ref}/") for ref in instance.state.asked)
            return None if asked else turn
    return None


def _ticks(instance: Instance, stop: Stop | None) -> tuple[int, ...]:
    """The ticks that a multi-select or ranking begins with: the choices it holds."""
    if not isinstance(stop, Node):
        return ()
    if stop.binding.question.kind not in {Kind.SELECT_MULTIPLE, Kind.RANK} or not stop.value:
        return ()
    index_of = {offer.name: offer.index for offer in offers(instance, stop)}
    return tuple(index_of[name] for name in stop.value.split(" ") if name in index_of)


def keep(instance: Instance) -> None:
    """Store what is computed once: `once()`, times of the beginning, computed defaults."""
    if not instance.plan.keeping:
        return
    standings(instance)
    state = instance.state
    fresh = {
        node.ref: value
        for node in instance.leaves
        if node.ref not in state.answers and node.ref not in state.asked
        if (value := _kept(instance, node)) is not None
    }
    if fresh:
        instance.state = replace(state, answers={**state.answers, **fresh})


def _kept(instance: Instance, node: Node) -> str | None:
    binding = node.binding
    if binding.kept:
        return node.value or None
    default = binding.dynamic_default
    return None if default is None else instance.evaluate(default, node)
