"""Which choices a select offers now: filtered, from a repeat, or shuffled with a kept seed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.forms.choices import ListNode, items
from bot.forms.dice import dice
from bot.forms.fold import fold
from bot.forms.keys import keys
from bot.forms.labels import filled
from bot.forms.model import Choice
from bot.forms.steps import Option
from bot.forms.xpath import Context
from bot.frozen import frozen

if TYPE_CHECKING:
    from bot.forms.instance import Instance
    from bot.forms.nodes import Node


@frozen
class Offer:
    """One choice; `index` is its place in the definition (or its turn of the repeat, from 0)."""

    index: int
    name: str
    label: str


def offers(instance: Instance, node: Node) -> tuple[Offer, ...]:
    """The choices in the order of display."""
    if node.binding.fixed:
        return _fixed(instance, node)
    found = instance.offers.get(node)
    if found is None:
        found = instance.offers[node] = _offers(instance, node)
    return found


def options(instance: Instance, node: Node) -> tuple[Option, ...]:
    """The same with the keys that may be typed, none ticked."""
    if not node.binding.fixed:
        return _options(offers(instance, node))
    known = instance.plan.options
    key = (node.binding.list_key, instance.state.language)
    found = known.get(key)
    if found is None:
        plain = _options(offers(instance, node))
        found = known[key] = tuple(replace(one, folded=fold(one.label)) for one in plain)
    return found


def offered_names(instance: Instance, node: Node) -> frozenset[str]:
    return frozenset(offer.name for offer in offers(instance, node))


def label_of(instance: Instance, node: Node, name: str) -> str:
    """The label of a choice of `node`, whether it is offered now or not; else the name itself."""
    if node.binding.fixed:
        return next((offer.label for offer in offers(instance, node) if offer.name == name), name)
    holder = _holder(instance, node)
    if holder is None:
        return name
    for item in items(holder):
        if item.choice is not None and item.choice.name == name:
            return _label(instance, node, item.choice)
    return name


def _options(found: tuple[Offer, ...]) -> tuple[Option, ...]:
    typed = keys([offer.label for offer in found])
    return tuple(
        Option(offer.index, offer.name, offer.label, key)
        for offer, key in zip(found, typed, strict=True)
    )


def _fixed(instance: Instance, node: Node) -> tuple[Offer, ...]:
    """What is the same for everybody, remembered for each language."""
    known = instance.plan.offers
    key = (node.binding.list_key, instance.state.language)
    found = known.get(key)
    if found is None:
        found = known[key] = _from_list(instance, node)
    return found


def _offers(instance: Instance, node: Node) -> tuple[Offer, ...]:
    question = node.binding.question
    from_repeat = question.list_name.startswith("${")
    found = _from_repeat(instance, node) if from_repeat else _from_list(instance, node)
    if question.randomize and not question.seed:
        shuffled = list(found)
        dice(instance.state.seed, node.ref).shuffle(shuffled)
        return tuple(shuffled)
    return found


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
    return instance.plan.lists.get(node.binding.list_key)


def _label(instance: Instance, node: Node, choice: Choice) -> str:
    return filled(instance, node, choice.label) or choice.name
