"""Which choices a select offers now: filtered, from a repeat, or shuffled with a kept seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.forms.choices import ListNode, items, list_key
from bot.forms.dice import dice
from bot.forms.labels import filled
from bot.forms.model import Choice
from bot.forms.xpath import Context

if TYPE_CHECKING:
    from bot.forms.instance import Instance
    from bot.forms.nodes import Node


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice; `index` is its place in the definition (or its turn of the repeat, from 0)."""

    index: int
    name: str
    label: str


def offers(instance: Instance, node: Node) -> tuple[Offer, ...]:
    """The choices in the order of display."""
    found = instance.offers.get(node)
    if found is None:
        found = instance.offers[node] = _offers(instance, node)
    return found


def offered_names(instance: Instance, node: Node) -> frozenset[str]:
    return frozenset(offer.name for offer in offers(instance, node))


def label_of(instance: Instance, node: Node, name: str) -> str:
    """The label of a choice of `node`, whether it is offered now or not; else the name itself."""
    holder = _holder(instance, node)
    if holder is None:
        return name
    for item in items(holder):
        if item.choice is not None and item.choice.name == name:
            return _label(instance, node, item.choice)
    return name


def _offers(instance: Instance, node: Node) -> tuple[Offer, ...]:
    question = node.binding.question
    if question.list_name.startswith("${"):
        found = _from_repeat(instance, node)
    elif node.binding.offering is not None:
        found = _from_list(instance, node)
    else:
        found = _whole_list(instance, node)
    if question.randomize and not question.seed:
        shuffled = list(found)
        dice(instance.state.seed, node.ref).shuffle(shuffled)
        return tuple(shuffled)
    return found


def _whole_list(instance: Instance, node: Node) -> tuple[Offer, ...]:
    """A list that is the same for everybody, remembered for each language."""
    question = node.binding.question
    key = (list_key(question.list_name, or_other=question.or_other), instance.state.language)
    known = instance.plan.offers.get(key)
    if known is not None:
        return known
    found = _from_list(instance, node)
    holder = _holder(instance, node)
    fixed = holder is not None and not any(_refers(item) for item in items(holder))
    if fixed:
        instance.plan.offers[key] = found
    return found


def _refers(item: ListNode) -> bool:
    return item.choice is not None and any(
        "${" in text for text in item.choice.label.by_language.values()
    )


def _from_list(instance: Instance, node: Node) -> tuple[Offer, ...]:
    expression = node.binding.offering
    holder = _holder(instance, node)
    if holder is None:
        return ()
    chosen: object = list(items(holder))
    if expression is not None:
        chosen = expression.evaluate(Context(node, instance.env))
    if not isinstance(chosen, list):
        return ()
    found = [item for item in chosen if isinstance(item, ListNode)]
    return tuple(
        Offer(item.index, item.choice.name, _label(instance, node, item.choice))
        for item in found
        if item.choice is not None
    )


def _from_repeat(instance: Instance, node: Node) -> tuple[Offer, ...]:
    name = node.binding.question.list_name[2:-1].strip()
    sources = instance.resolve(name, node)
    if node.binding.offering is not None:
        kept = node.binding.offering.evaluate(Context(node, instance.env))
        parents = set(map(id, kept)) if isinstance(kept, list) else set()
        sources = [source for source in sources if id(source.parent) in parents]
    values = [(index, source.value) for index, source in enumerate(sources)]
    return tuple(Offer(index, value, value) for index, value in values if value)


def _holder(instance: Instance, node: Node) -> ListNode | None:
    question = node.binding.question
    return instance.plan.lists.get(list_key(question.list_name, or_other=question.or_other))


def _label(instance: Instance, node: Node, choice: Choice) -> str:
    return filled(instance, node, choice.label) or choice.name
