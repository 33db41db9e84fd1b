"""The parts of the tree of answers: nodes, and the places where "one more?" is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.forms.conditions import Condition, condition_of
from bot.forms.plan import Binding

if TYPE_CHECKING:
    from bot.forms.instance import Instance


class Node:
    """One element of the instance."""

    __slots__ = (
        "_value",
        "binding",
        "children",
        "condition",
        "instance",
        "name",
        "parent",
        "plain",
        "ref",
        "shown",
    )

    def __init__(self, binding: Binding, parent: Node | None, ref: str, instance: Instance) -> None:
        self.binding = binding
        self.name = binding.item.name
        self.shown = binding.shown
        self.plain = binding.plain
        self.parent = parent
        self.ref = ref
        self.instance = instance
        self.children: list[Node] = []
        self.condition: Condition | None = condition_of(instance, self)
        self._value: str | None = None

    def forget(self) -> None:
        """Compute anew when next asked."""
        self._value = None

    @property
    def value(self) -> str:
        """The text, "" where it is not relevant; a circle of calculations reads as stored."""
        if self.plain:
            condition = self.condition
            if condition is not None and not condition.met:
                return ""
            held = self.instance.state.answers.get(self.ref)
            return self.stored if held is None else held
        found = self._value
        if found is None:
            self.instance.computed.append(self)
            self._value = self.stored
            found = self._value = self.instance.value_of(self) if self.relevant else ""
        return found

    @property
    def relevant(self) -> bool:
        """Its own `relevant` and that of everything around it."""
        condition = self.condition
        return condition is None or condition.met

    @property
    def stored(self) -> str:
        """What the state holds, a fixed default where the person has not been asked."""
        state = self.instance.state
        held = state.answers.get(self.ref)
        if held is not None:
            return held
        default = self.binding.default
        return default if default and self.ref not in state.asked else ""


class Turn:
    """The place after the last instance of an uncounted repeat, where "one more?" is asked."""

    __slots__ = ("binding", "count", "last", "ref")
    shown = True

    def __init__(self, binding: Binding, ref: str, last: Node, count: int) -> None:
        self.binding = binding
        self.ref = ref
        self.last = last
        self.count = count

    @property
    def relevant(self) -> bool:
        return self.last.relevant

    @property
    def condition(self) -> Condition | None:
        return self.last.condition


Stop = Node | Turn
Standing = tuple[Stop, bool, bool]  # whether it is relevant, whether it is settled


def ancestors(node: Node) -> Iterator[Node]:
    """The node and everything around it, outwards."""
    at: Node | None = node
    while at is not None:
        yield at
        at = at.parent


def turn_around(repeat: Binding, node: Node) -> Node | None:
    """The instance of `repeat` that holds `node`."""
    return next((at for at in ancestors(node) if at.binding is repeat), None)
