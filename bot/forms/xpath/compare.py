"""Comparisons (XPath 1.0 §3.4): existential over node-sets; ISO dates compare as numbers."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import tzinfo

from .context import Context
from .terms import Kind, Term, Truth, as_boolean, as_nodes, as_number, as_string
from .values import Value, node_text, parse_number, to_boolean, to_number, to_string

_EQUALITY: dict[str, Callable[[object, object], bool]] = {"=": operator.eq, "!=": operator.ne}
_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRROR = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def comparison(symbol: str, left: Term, right: Term) -> Term:
    """`left symbol right` as a term, with the conversion chosen from the two kinds."""
    return Term(Kind.BOOLEAN, _truth(symbol, left, right))


def _truth(symbol: str, left: Term, right: Term) -> Truth:
    kinds = {left.kind, right.kind}
    if kinds == {Kind.NODES} and symbol in _EQUALITY:
        return _between_nodes(symbol, left, right)
    if Kind.ANY in kinds or kinds == {Kind.NODES}:
        return _dynamic(symbol, left, right)
    if Kind.NODES in kinds:
        if left.kind is Kind.NODES:
            return _against_nodes(symbol, left, right)
        return _against_nodes(_MIRROR[symbol], right, left)
    if symbol in _ORDER:
        return _ordered(symbol, left, right)
    return _equal(symbol, left, right)


def _ordered(symbol: str, left: Term, right: Term) -> Truth:
    compare, a, b = _ORDER[symbol], as_number(left), as_number(right)
    return lambda ctx: compare(a(ctx), b(ctx))


def _equal(symbol: str, left: Term, right: Term) -> Truth:
    compare = _EQUALITY[symbol]
    kinds = {left.kind, right.kind}
    if Kind.BOOLEAN in kinds:
        p, q = as_boolean(left), as_boolean(right)
        return lambda ctx: compare(p(ctx), q(ctx))
    if Kind.NUMBER in kinds:
        m, n = as_number(left), as_number(right)
        return lambda ctx: compare(m(ctx), n(ctx))
    a, b = as_string(left), as_string(right)
    if Kind.DATE in kinds:
        equal = symbol == "="
        return lambda ctx: _same_moment(a(ctx), b(ctx), ctx.env.now.tzinfo) is equal
    return lambda ctx: compare(a(ctx), b(ctx))


def _same_moment(left: str, right: str, zone: tzinfo | None) -> bool:
    return left == right or parse_number(left, zone) == parse_number(right, zone)


def _against_nodes(symbol: str, nodes: Term, other: Term) -> Truth:
    """A node-set against a value whose kind is known."""
    if other.kind is Kind.BOOLEAN:
        return _nodes_and_boolean(symbol, nodes, other)
    if symbol in _ORDER or other.kind in (Kind.NUMBER, Kind.DATE):
        return _nodes_and_number(symbol, nodes, other)
    return _nodes_and_string(symbol, nodes, other)


def _between_nodes(symbol: str, left: Term, right: Term) -> Truth:
    """`=` or `!=` of two node-sets: whether any pair of texts is equal, or is not."""
    a, b, compare = as_nodes(left), as_nodes(right), _EQUALITY[symbol]

    def any_pair(ctx: Context) -> bool:
        lefts, rights = a(ctx), b(ctx)
        if len(lefts) == len(rights) == 1:
            return compare(node_text(lefts[0]), node_text(rights[0]))
        texts = {node_text(node) for node in rights}
        return any(compare(node_text(node), text) for node in lefts for text in texts)

    return any_pair


def _nodes_and_boolean(symbol: str, nodes: Term, other: Term) -> Truth:
    a, b = as_boolean(nodes), as_boolean(other)
    if symbol in _ORDER:
        order = _ORDER[symbol]
        return lambda ctx: order(a(ctx), b(ctx))
    compare = _EQUALITY[symbol]
    return lambda ctx: compare(a(ctx), b(ctx))


def _nodes_and_number(symbol: str, nodes: Term, other: Term) -> Truth:
    compare = _ORDER.get(symbol) or _EQUALITY[symbol]
    number, select, first = as_number(other), as_nodes(nodes), nodes.first
    if first is not None and nodes.single:

        def one(ctx: Context) -> bool:
            node = first(ctx)
            zone = ctx.env.now.tzinfo
            return node is not None and compare(parse_number(node_text(node), zone), number(ctx))

        return one

    def any_number(ctx: Context) -> bool:
        wanted, zone = number(ctx), ctx.env.now.tzinfo
        return any(compare(parse_number(node_text(node), zone), wanted) for node in select(ctx))

    return any_number


def _nodes_and_string(symbol: str, nodes: Term, other: Term) -> Truth:
    text, select, equal = as_string(other), as_nodes(nodes), symbol == "="
    if nodes.reference and other.constant is not None:
        return _reference_and_text(nodes.reference, to_string(other.constant), equal=equal)

    def any_text(ctx: Context) -> bool:
        wanted = text(ctx)
        for node in select(ctx):
            own = node_text(node) if node.children else node.value
            if (own == wanted) is equal:
                return True
        return False

    return any_text


def _reference_and_text(name: str, wanted: str, *, equal: bool) -> Truth:
    """`${name} = 'a'`, which is what most conditions are made of."""

    def any_text(ctx: Context) -> bool:
        current = ctx.current
        for node in ctx.env.resolve(name, ctx.node if current is None else current):
            own = node_text(node) if node.children else node.value
            if (own == wanted) is equal:
                return True
        return False

    return any_text


def _dynamic(symbol: str, left: Term, right: Term) -> Truth:
    a, b = left.run, right.run
    return lambda ctx: _compare_values(symbol, a(ctx), b(ctx), ctx.env.now.tzinfo)


def _compare_values(symbol: str, left: Value, right: Value, zone: tzinfo | None) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        left, right = to_boolean(left), to_boolean(right)
    lefts: list[Value] = _items(left)
    rights: list[Value] = _items(right)
    return any(_compare_items(symbol, a, b, zone) for a in lefts for b in rights)


def _items(value: Value) -> list[Value]:
    return [node_text(node) for node in value] if isinstance(value, list) else [value]


def _compare_items(symbol: str, left: Value, right: Value, zone: tzinfo | None) -> bool:
    if symbol in _ORDER:
        return _ORDER[symbol](to_number(left, zone), to_number(right, zone))
    compare = _EQUALITY[symbol]
    if isinstance(left, float) or isinstance(right, float):
        return compare(to_number(left, zone), to_number(right, zone))
    return compare(to_string(left), to_string(right))
