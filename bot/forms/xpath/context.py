"""What an expression sees while it is evaluated: the tree, and what the engine knows of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.frozen import frozen


class Node(Protocol):
    """One element of a form's instance, or of a choice list.

    `value` is its own text, "" for a group; a group's string value is the concatenation of its
    descendants' (XPath 1.0 §5.2). Nodes are told apart by identity; document order is the order
    of `children`.
    """

    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def parent(self) -> Node | None: ...
    @property
    def children(self) -> Sequence[Node]: ...


def _no_instance(_name: str) -> Node | None:
    return None


def _no_label(value: str, _question: str, _current: Node) -> str:
    return value


def _no_text(_key: str) -> str:
    return ""


def _no_data(_arguments: Sequence[str]) -> str:
    return ""


@frozen
class Environment:
    """What stays the same for every expression of one pass over a form.

    `root`: the top element (`data`), which `/data/…` names.
    `resolve(name, current)`: the nodes that `${name}` means when asked from `current`: the one
    in the same repeat instance, or all of them from outside the repeat.
    `now`: an aware time; its zone is the one in which dates without a zone are read.
    `instance(id)`: the node that holds the list's `root`, so that `instance('x')/root/item` walks.
    `choice_label(value, name, current)`: the label of a choice of `${name}` for `jr:choice-name`.
    `itext(key)`: a translated text for `jr:itext`. `pulldata(arguments)`: always "" for us.
    """

    root: Node
    resolve: Callable[[str, Node], Sequence[Node]]
    now: datetime
    instance: Callable[[str], Node | None] = _no_instance
    random: Callable[[], float] = random.random
    choice_label: Callable[[str, str, Node], str] = _no_label
    itext: Callable[[str], str] = _no_text
    pulldata: Callable[[Sequence[str]], str] = _no_data


class Context(NamedTuple):
    """Where one evaluation stands. Make one for each expression: `Context(node, environment)`.

    A tuple, because predicates make one for every node, and it costs a quarter of a dataclass.

    `node` is `.`, and its value is what `once()` keeps. Inside a predicate `node`, `position`
    (from 1) and `size` move on, while `current` stays the node that the expression belongs to.
    """

    node: Node
    env: Environment
    position: int = 1
    size: int = 1
    current: Node | None = None

    @property
    def origin(self) -> Node:
        """What `current()` means: the node whose expression this is."""
        return self.node if self.current is None else self.current
