"""Growing the tree of answers from a plan: repeats have as many turns as answers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.forms.model import Question, Repeat
from bot.forms.nodes import Node, Turn, turn_around
from bot.forms.plan import Binding
from bot.forms.xpath import Context

if TYPE_CHECKING:
    from bot.forms.instance import Instance

MOST_TURNS = 200  # instances of one repeat; a count from a stranger's form may be huge


def grow(instance: Instance, node: Node) -> None:
    """Add everything under `node`, in the order of the form."""
    for binding in node.binding.children:
        if isinstance(binding.item, Repeat):
            _grow_repeat(instance, binding, node)
        else:
            _add(instance, binding, node, f"{node.ref}/{binding.item.name}")


def nearest(found: list[Node], binding: Binding, current: Node) -> list[Node]:
    """Those of the nodes that share the innermost common repeat instance with `current`."""
    shared = None
    for mine, other in zip(current.binding.repeats, binding.repeats, strict=False):
        if mine is not other:
            break
        shared = mine
    if shared is None:
        return found
    around = turn_around(shared, current)
    return [node for node in found if turn_around(shared, node) is around]


def _add(instance: Instance, binding: Binding, parent: Node, ref: str) -> Node:
    node = Node(binding, parent, ref, instance)
    parent.children.append(node)
    instance.nodes.setdefault(binding, []).append(node)
    if instance.plan.by_name[node.name] is binding:
        instance.named[node.name] = instance.nodes[binding]
    instance.by_ref[ref] = node
    if binding.children:
        grow(instance, node)
    elif isinstance(binding.item, Question):
        instance.leaves.append(node)
        if binding.shown or binding.note:
            instance.stops.append(node)
    return node


def _grow_repeat(instance: Instance, binding: Binding, parent: Node) -> None:
    ref = f"{parent.ref}/{binding.item.name}"
    turns = _turns(instance, binding, parent, ref)
    last = None
    for number in range(1, turns + 1):
        last = _add(instance, binding, parent, f"{ref}[{number}]")
    if binding.count is None and last is not None:
        turn = Turn(binding, ref, last, turns)
        instance.by_ref[ref] = turn
        instance.stops.append(turn)


def _turns(instance: Instance, binding: Binding, parent: Node, ref: str) -> int:
    if binding.count is None:
        return instance.state.repeats.get(ref, 1)
    probe = Node(binding, parent, ref, instance)
    wanted = binding.count.number(Context(probe, instance.env))
    return 0 if wanted != wanted else int(min(max(wanted, 0), MOST_TURNS))
