"""The choices of a select as nodes, so that `choice_filter` and `instance()` can walk them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.forms.model import Choice, Form
from bot.forms.other import other_choice


class ListNode:
    """A fixed node: the list's `root`, an `item` of it, or one column of the item."""

    __slots__ = ("children", "choice", "index", "name", "parent", "value")

    def __init__(self, name: str, value: str = "", parent: ListNode | None = None) -> None:
        self.name = name
        self.value = value
        self.parent = parent
        self.children: list[ListNode] = []
        self.choice: Choice | None = None
        self.index = -1
        if parent is not None:
            parent.children.append(self)


def list_nodes(form: Form) -> Mapping[str, ListNode]:
    """List name → the node that holds its `root`; see `list_key`."""
    found = {name: _list(choices, form) for name, choices in form.lists.items()}
    for question in form.questions():
        if question.or_other and question.list_name in form.lists:
            choices = other_choice(form.lists[question.list_name])
            found[list_key(question.list_name, or_other=True)] = _list(choices, form)
    return MappingProxyType(found)


def list_key(name: str, *, or_other: bool) -> str:
    """Under which key `list_nodes` holds a question's list."""
    return f"{name} + other" if or_other else name


def items(holder: ListNode) -> Iterator[ListNode]:
    """The `item` nodes of a list."""
    yield from holder.children[0].children


def _list(choices: tuple[Choice, ...], form: Form) -> ListNode:
    holder = ListNode("instance")
    root = ListNode("root", parent=holder)
    for index, choice in enumerate(choices):
        item = ListNode("item", parent=root)
        item.choice, item.index = choice, index
        ListNode("name", choice.name, item)
        ListNode("label", choice.label.get(form.default_language, ""), item)
        for name, value in choice.fields.items():
            ListNode(name, value, item)
    return holder
