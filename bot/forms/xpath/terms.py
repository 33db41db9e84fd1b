"""Terms: compiled pieces of an expression, which know at compile time what type they yield.

Knowing the type lets a conversion be chosen once, at compile time, instead of at each evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import cast

from bot.frozen import frozen

from .context import Context, Node
from .values import (
    Value,
    format_number,
    node_text,
    parse_number,
    to_boolean,
    to_number,
    to_string,
)

Run = Callable[[Context], Value]
Text = Callable[[Context], str]
Number = Callable[[Context], float]
Truth = Callable[[Context], bool]
Nodes = Callable[[Context], list[Node]]
First = Callable[[Context], Node | None]


class Kind(Enum):
    """What a term yields. A DATE is a string that also compares as a number."""

    STRING = "string"
    DATE = "date"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NODES = "nodes"
    ANY = "any"


@frozen
class Term:
    """A piece of an expression, ready to run.

    `constant` is set on literals. `reference` is the name in a bare `${name}`. `first` is a
    short cut of a node-set to its first node, which is all that strings and numbers ask for;
    `single` says that there is always exactly that one.
    """

    kind: Kind
    run: Run
    constant: Value | None = None
    reference: str = ""
    first: First | None = None
    single: bool = False


def literal(value: str | float | bool) -> Term:
    kind = (
        Kind.STRING
        if isinstance(value, str)
        else Kind.BOOLEAN
        if isinstance(value, bool)
        else Kind.NUMBER
    )
    return Term(kind, lambda _: value, constant=value)


def as_string(term: Term) -> Text:
    run = term.run
    if term.constant is not None:
        constant = to_string(term.constant)
        return lambda _: constant
    if term.kind in (Kind.STRING, Kind.DATE):
        return cast(Text, run)
    if term.kind is Kind.NUMBER:
        number = cast(Number, run)
        return lambda ctx: format_number(number(ctx))
    if term.first is not None:
        return _first_text(term.first)
    return lambda ctx: to_string(run(ctx))


def _first_text(first: First) -> Text:
    def text(ctx: Context) -> str:
        node = first(ctx)
        if node is None:
            return ""
        return node_text(node) if node.children else node.value

    return text


def as_number(term: Term) -> Number:
    run = term.run
    if term.kind is Kind.NUMBER:
        return cast(Number, run)
    if term.kind is Kind.BOOLEAN:
        return lambda ctx: 1.0 if run(ctx) else 0.0
    if term.kind in (Kind.STRING, Kind.DATE) or term.first is not None:
        text = as_string(term)
        return lambda ctx: parse_number(text(ctx), ctx.env.now.tzinfo)
    return lambda ctx: to_number(run(ctx), ctx.env.now.tzinfo)


def as_boolean(term: Term) -> Truth:
    run = term.run
    if term.kind is Kind.BOOLEAN:
        return cast(Truth, run)
    if term.kind in (Kind.STRING, Kind.DATE, Kind.NODES):
        return lambda ctx: bool(run(ctx))
    return lambda ctx: to_boolean(run(ctx))


def as_nodes(term: Term) -> Nodes:
    """The node-set of a term; what is none (a text, a number) is an empty one."""
    run = term.run
    if term.kind is Kind.NODES:
        return cast(Nodes, run)

    def nodes(ctx: Context) -> list[Node]:
        value = run(ctx)
        return value if isinstance(value, list) else []

    return nodes
