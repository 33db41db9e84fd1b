"""Axes (XPath 1.0 §2.2) and document order over `Node`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from .context import Node

Axis = Callable[[Node], Iterable[Node]]


class Document:
    """The parent of the top element, from which `/` starts."""

    __slots__ = ("children",)
    name = ""
    value = ""
    parent: Node | None = None

    def __init__(self, root: Node) -> None:
        self.children: Sequence[Node] = (root,)


def child(node: Node) -> Iterable[Node]:
    return node.children


def itself(node: Node) -> Iterable[Node]:
    return (node,)


def parent(node: Node) -> Iterable[Node]:
    return () if node.parent is None else (node.parent,)


def ancestor(node: Node) -> Iterable[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def ancestor_or_self(node: Node) -> Iterable[Node]:
    yield node
    yield from ancestor(node)


def descendant(node: Node) -> Iterable[Node]:
    stack = list(reversed(node.children))
    while stack:
        below = stack.pop()
        yield below
        stack.extend(reversed(below.children))


def descendant_or_self(node: Node) -> Iterable[Node]:
    yield node
    yield from descendant(node)


def _siblings(node: Node) -> tuple[Sequence[Node], int]:
    if node.parent is None:
        return (node,), 0
    around = node.parent.children
    return around, next(at for at, other in enumerate(around) if other is node)


def following_sibling(node: Node) -> Iterable[Node]:
    around, at = _siblings(node)
    return around[at + 1 :]


def preceding_sibling(node: Node) -> Iterable[Node]:
    around, at = _siblings(node)
    return reversed(around[:at])


def following(node: Node) -> Iterable[Node]:
    for one in ancestor_or_self(node):
        for sibling in following_sibling(one):
            yield from descendant_or_self(sibling)


def preceding(node: Node) -> Iterable[Node]:
    for one in ancestor_or_self(node):
        for sibling in preceding_sibling(one):
            yield from reversed(list(descendant_or_self(sibling)))


def nothing(_node: Node) -> Iterable[Node]:
    """Attributes and namespaces, which a form's answers do not have."""
    return ()


def text(node: Node) -> Iterable[Node]:
    """`text()`: a leaf stands for its own text."""
    return () if node.children or not node.value else (node,)


AXES: dict[str, Axis] = {
    "child": child,
    "self": itself,
    "parent": parent,
    "ancestor": ancestor,
    "ancestor-or-self": ancestor_or_self,
    "descendant": descendant,
    "descendant-or-self": descendant_or_self,
    "following-sibling": following_sibling,
    "preceding-sibling": preceding_sibling,
    "following": following,
    "preceding": preceding,
    "attribute": nothing,
    "namespace": nothing,
}


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """The nodes, each once, in document order."""
    unique = list({id(node): node for node in nodes}.values())
    if len(unique) < 2:
        return unique
    places: dict[int, dict[int, int]] = {}
    return sorted(unique, key=lambda node: _place(node, places))


def _place(node: Node, places: dict[int, dict[int, int]]) -> list[int]:
    """The way from the top to `node`, as positions among siblings."""
    way: list[int] = []
    while (above := node.parent) is not None:
        if id(above) not in places:
            places[id(above)] = {id(one): at for at, one in enumerate(above.children)}
        way.append(places[id(above)].get(id(node), 0))
        node = above
    way.reverse()
    return way
