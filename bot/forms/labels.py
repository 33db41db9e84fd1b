"""Texts of a form in the person's language, `${name}` replaced by the value (as ODK does)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.forms.model import Question, Text
from bot.forms.plan import template

if TYPE_CHECKING:
    from bot.forms.instance import Instance
    from bot.forms.nodes import Node


def filled(instance: Instance, node: Node, text: Text) -> str:
    """`text` as read at `node`."""
    form = instance.plan.form
    parts = template(node.binding, text, instance.state.language, form.default_language)
    if isinstance(parts, str):
        return parts
    return "".join(
        _value(instance, node, part) if place % 2 else part for place, part in enumerate(parts)
    )


def label(instance: Instance, node: Node) -> str:
    """The label, else the hint, else the name: a question is never blank."""
    item = node.binding.item
    found = filled(instance, node, item.label)
    if not found and isinstance(item, Question):
        found = filled(instance, node, item.hint)
    return found or item.name


def section_label(instance: Instance, node: Node) -> str:
    return filled(instance, node, node.binding.item.label)


def _value(instance: Instance, node: Node, name: str) -> str:
    found = instance.resolve(name, node)
    return found[0].value if found else ""
