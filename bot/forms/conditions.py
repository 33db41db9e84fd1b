"""`relevant` as it stands in one tree of answers: asked once a step, for all that share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.forms.xpath import Context, Expression

if TYPE_CHECKING:
    from bot.forms.instance import Instance
    from bot.forms.nodes import Node


class Condition:
    """One `relevant` within those around it; the nodes under it are relevant when it is met.

    Questions whose expressions mean the same, side by side, stand under one condition.
    """

    __slots__ = ("_met", "chance", "node", "outer", "test")

    def __init__(self, test: Expression, node: Node, outer: Condition | None) -> None:
        self.test = test
        self.node = node  # the first that states it: what the expression is asked of
        self.outer = outer
        self.forget()

    def forget(self) -> None:
        """Ask anew when next needed."""
        self._met: bool | None = None
        self.chance: float | None = None  # how likely it is to be met yet; see `progress`

    @property
    def met(self) -> bool:
        """Whether it holds, and all those around it; a circle of conditions counts as met."""
        found = self._met
        if found is None:
            self._met = True
            self.node.instance.computed.append(self)
            found = self._met = self.reached and self.holds()
        return found

    @property
    def reached(self) -> bool:
        """Whether those around it are met, so that only its own test decides."""
        return self.outer is None or self.outer.met

    def holds(self) -> bool:
        """Whether its own test holds."""
        node = self.node
        return self.test.boolean(Context(node, node.instance.env))


def condition_of(instance: Instance, node: Node) -> Condition | None:
    """What decides whether a new node is relevant; None: nothing does."""
    outer = node.parent.condition if node.parent is not None else None
    test = node.binding.relevant
    if test is None:
        return outer
    if not node.binding.shared:
        return Condition(test, node, outer)
    known = instance.conditions.get((test, outer))
    if known is None:
        known = instance.conditions[(test, outer)] = Condition(test, node, outer)
    return known
