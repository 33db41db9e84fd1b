"""Node-sets: XPath 1.0 §4.1 and ODK's repeats, lists and random order."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from ..context import Context, Node
from ..paths import current
from ..terms import Kind, Nodes, Term, as_nodes, as_number
from ..values import Value, node_text, to_number, to_string
from .signature import Function, pure, seeing

NODES, NUMBER, STRING = Kind.NODES, Kind.NUMBER, Kind.STRING
T = TypeVar("T")

_MODULUS = 2**31 - 1
_MULTIPLIER = 16_807


def shuffled(items: Sequence[T], random: Callable[[], float]) -> list[T]:
    """`items` in random order, by the inside-out Fisher–Yates shuffle that ODK uses."""
    result: list[T] = []
    for at, item in enumerate(items):
        other = int(random() * (at + 1))
        if other < at:
            result.append(result[other])
            result[other] = item
        else:
            result.append(item)
    return result


def seeded(seed: str | float) -> Callable[[], float]:
    """ODK's random numbers in [0, 1) for a seed: Park and Miller's minimal standard generator.

    A text that is no number seeds by the first eight bytes of its SHA-256; "" and NaN are 0.
    """
    state = _remainder(_seed_number(seed))
    if state <= 0:
        state += _MODULUS - 1

    def random() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return random


def _seed_number(seed: str | float) -> int:
    if isinstance(seed, str):
        digest = hashlib.sha256(seed.encode()).digest()
        return int.from_bytes(digest[:8], "big", signed=True) if seed else 0
    if math.isnan(seed):
        return 0
    return int(max(-(2.0**63), min(seed, 2.0**63))) if math.isfinite(seed) else _saturated(seed)


def _saturated(seed: float) -> int:
    """Java's long for an infinite double."""
    return 2**63 - 1 if seed > 0 else -(2**63)


def _remainder(seed: int) -> int:
    """The remainder with the sign of the seed, as in Java."""
    return seed % _MODULUS if seed >= 0 else -(-seed % _MODULUS)


def _randomize(ctx: Context, nodes: list[Node], *seed: Value) -> list[Node]:
    if not seed:
        return shuffled(nodes, ctx.env.random)
    number = to_number(seed[0], ctx.env.now.tzinfo)
    return shuffled(nodes, seeded(to_string(seed[0]) if math.isnan(number) else number))


def _instance(ctx: Context, name: str) -> list[Node]:
    found = ctx.env.instance(name)
    return [] if found is None else [found]


def _position(ctx: Context, *given: list[Node]) -> float:
    """The place among the nodes of a predicate, or that of a repeat among its like, from 1."""
    if not given:
        return float(ctx.position)
    if not given[0]:
        return math.nan
    node = given[0][0]
    around = [node] if node.parent is None else node.parent.children
    alike = [other for other in around if other.name == node.name]
    return float(next(at for at, other in enumerate(alike, 1) if other is node))


def _name(ctx: Context, *given: list[Node]) -> str:
    nodes = given[0] if given else [ctx.node]
    return nodes[0].name if nodes else ""


def _local_name(ctx: Context, *given: list[Node]) -> str:
    return _name(ctx, *given).rpartition(":")[2]


def _everywhere(term: Term) -> Nodes:
    """All nodes that `${name}` may mean, in every repeat, not only in the one asked from."""
    if not term.reference:
        return as_nodes(term)
    name = term.reference
    return lambda ctx: list(ctx.env.resolve(name, ctx.env.root))


def _is_inside(node: Node, outer: Node) -> bool:
    above: Node | None = node
    while above is not None:
        if above is outer:
            return True
        above = above.parent
    return False


def _depth(node: Node) -> int:
    depth = 0
    while node.parent is not None:
        depth, node = depth + 1, node.parent
    return depth


def _indexed_repeat(arguments: Sequence[Term]) -> Term:
    """indexed-repeat(node, repeat, index, …): the node in the given instance of each repeat."""
    target = _everywhere(arguments[0])
    repeats = [_everywhere(term) for term in arguments[1::2]]
    indexes = [as_number(term) for term in arguments[2::2]]

    def nodes(ctx: Context) -> list[Node]:
        pairs = [(repeat(ctx), index(ctx)) for repeat, index in zip(repeats, indexes, strict=True)]
        inner = _chosen(pairs)
        return [node for node in target(ctx) if inner is not None and _is_inside(node, inner)]

    return Term(NODES, nodes)


def _chosen(pairs: list[tuple[list[Node], float]]) -> Node | None:
    """The innermost repeat instance that the indexes pick, outer repeats first."""
    if not all(repeats for repeats, _ in pairs):
        return None
    inner: Node | None = None
    for repeats, index in sorted(pairs, key=lambda pair: _depth(pair[0][0])):
        within = [node for node in repeats if inner is None or _is_inside(node, inner)]
        if not (1 <= index <= len(within)) or index != int(index):
            return None
        inner = within[int(index) - 1]
    return inner


def _count_non_empty(nodes: list[Node]) -> float:
    return float(sum(1 for node in nodes if node_text(node)))


FUNCTIONS = {
    "count": pure(NUMBER, lambda nodes: float(len(nodes)), NODES),
    "count-non-empty": pure(NUMBER, _count_non_empty, NODES),
    "position": seeing(NUMBER, _position, NODES, least=0),
    "last": seeing(NUMBER, lambda ctx: float(ctx.size)),
    "name": seeing(STRING, _name, NODES, least=0),
    "local-name": seeing(STRING, _local_name, NODES, least=0),
    "namespace-uri": pure(STRING, lambda *_: "", NODES, least=0),
    "current": Function(lambda _: current(), 0, 0),
    "instance": seeing(NODES, _instance, STRING),
    "randomize": seeing(NODES, _randomize, NODES, Kind.ANY, least=1),
    "indexed-repeat": Function(_indexed_repeat, 3, None, step=2),
}
