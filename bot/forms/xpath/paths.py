"""Location paths (XPath 1.0 §2): steps, node tests, predicates, compiled to closures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.frozen import frozen

from .axes import Axis, Document, child, in_document_order, itself, parent
from .context import Context, Node
from .terms import Kind, Nodes, Term, Truth, as_boolean, as_nodes
from .values import to_boolean

Select = Callable[[list[Node], Context], list[Node]]
_FLAT = (child, itself)


@frozen
class Step:
    """One step of a path. `name` "" takes any element."""

    axis: Axis
    name: str = ""
    predicates: tuple[Term, ...] = ()


def own() -> Term:
    """`.`: the context node."""
    return Term(Kind.NODES, lambda ctx: [ctx.node], first=lambda ctx: ctx.node, single=True)


def current() -> Term:
    """`current()`: the node that the expression belongs to, also inside a predicate."""
    return Term(Kind.NODES, lambda ctx: [ctx.origin], first=lambda ctx: ctx.origin, single=True)


def reference(name: str) -> Term:
    """`${name}`, asked from the node that the expression belongs to."""

    def nodes(ctx: Context) -> list[Node]:
        node = ctx.current
        found = ctx.env.resolve(name, ctx.node if node is None else node)
        return found if type(found) is list else list(found)

    def first(ctx: Context) -> Node | None:
        node = ctx.current
        found = ctx.env.resolve(name, ctx.node if node is None else node)
        return found[0] if found else None

    return Term(Kind.NODES, nodes, reference=name, first=first)


def own_child(name: str) -> Term:
    """`name`: children of the context node, which is what choice filters are made of."""

    def nodes(ctx: Context) -> list[Node]:
        return [below for below in ctx.node.children if below.name == name]

    def first(ctx: Context) -> Node | None:
        for below in ctx.node.children:
            if below.name == name:
                return below
        return None

    return Term(Kind.NODES, nodes, first=first)


def relative(steps: Sequence[Step]) -> Term:
    """A path from the context node."""
    only = steps[0]
    if len(steps) == 1 and only.axis is child and only.name and not only.predicates:
        return own_child(only.name)
    return path(lambda ctx: [ctx.node], steps)


def top() -> Nodes:
    """Where an absolute path starts."""
    return lambda ctx: [Document(ctx.env.root)]


def path(start: Nodes, steps: Sequence[Step]) -> Term:
    """A node-set: all `steps` taken from `start`, in document order."""
    selects, flat = [], True
    for step in steps:
        selects.append(_select(step, flat))
        flat = flat and step.axis in _FLAT

    def nodes(ctx: Context) -> list[Node]:
        found = start(ctx)
        for select in selects:
            found = select(found, ctx)
        return found

    return Term(Kind.NODES, nodes)


def filtered(term: Term, predicates: Sequence[Term]) -> Term:
    """`term[…][…]`: predicates on a whole node-set."""
    start, filters = as_nodes(term), [_filter(predicate) for predicate in predicates]

    def nodes(ctx: Context) -> list[Node]:
        found = start(ctx)
        for keep in filters:
            found = keep(found, ctx)
        return found

    return Term(Kind.NODES, nodes)


def union(terms: Sequence[Term]) -> Term:
    parts = [as_nodes(term) for term in terms]
    return Term(
        Kind.NODES, lambda ctx: in_document_order(node for part in parts for node in part(ctx))
    )


def _select(step: Step, flat: bool) -> Select:
    """One step as a function. `flat`: no start node contains another, so order keeps itself."""
    take, filters = _take(step), [_filter(predicate) for predicate in step.predicates]
    keeps_order = step.axis in _FLAT
    direct = not filters and (keeps_order or step.axis is parent)

    def select(nodes: list[Node], ctx: Context) -> list[Node]:
        if direct and len(nodes) == 1:
            return take(nodes[0])
        found: list[Node] = []
        for node in nodes:
            taken = take(node)
            for keep in filters:
                taken = keep(taken, ctx)
            found += taken
        return found if keeps_order and (flat or len(nodes) < 2) else in_document_order(found)

    return select


def _take(step: Step) -> Callable[[Node], list[Node]]:
    axis, name = step.axis, step.name
    if not name:
        return lambda node: list(axis(node))
    if axis is child:
        return lambda node: [below for below in node.children if below.name == name]
    return lambda node: [found for found in axis(node) if found.name == name]


def _filter(predicate: Term) -> Select:
    holds = _holds(predicate)

    def keep(nodes: list[Node], ctx: Context) -> list[Node]:
        env, size, origin = ctx.env, len(nodes), ctx.origin
        return [
            node
            for position, node in enumerate(nodes, 1)
            if holds(Context(node, env, position, size, origin))
        ]

    return keep


def _holds(predicate: Term) -> Truth:
    """A predicate: a number is a position (§2.4), anything else a truth."""
    run = predicate.run
    if predicate.kind is Kind.NUMBER:
        return lambda ctx: run(ctx) == ctx.position
    if predicate.kind is not Kind.ANY:
        return as_boolean(predicate)

    def holds(ctx: Context) -> bool:
        value = run(ctx)
        return value == ctx.position if type(value) is float else to_boolean(value)

    return holds
