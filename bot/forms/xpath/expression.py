"""A compiled expression: parsed once, evaluated many times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .context import Context
from .parser import Parser
from .terms import as_boolean, as_number, as_string
from .values import Value


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """What `compile` returns. Evaluating never raises on any data (XPath 1.0 §3 conversions).

    `evaluate(ctx)`: the value in its own type; a date or time is an ISO 8601 string.
    `string(ctx)`: as XPath's string(), what a calculation stores; NaN is "".
    `number(ctx)`: as XPath's number(), NaN if it is none; a date is days since 1970.
    `boolean(ctx)`: as XPath's boolean(), what `relevant`, `required` and `constraint` ask.
    `names`: every `${name}` used; `functions`: every function called; `words`: names alone, which
    mean children of the node itself (choice columns in a filter); `paths`: every absolute path.
    """

    source: str
    names: frozenset[str]
    functions: frozenset[str]
    words: frozenset[str]
    paths: frozenset[str]
    evaluate: Callable[[Context], Value]
    string: Callable[[Context], str]
    number: Callable[[Context], float]
    boolean: Callable[[Context], bool]


def parse(source: str, *, strict: bool) -> Expression:
    """The expression of `source`, or `XPathError`."""
    parser = Parser(source, strict=strict)
    term = parser.parse()
    return Expression(
        source,
        frozenset(parser.names),
        frozenset(parser.functions),
        frozenset(filter(None, parser.words)),
        frozenset(parser.paths),
        term.run,
        as_string(term),
        as_number(term),
        as_boolean(term),
    )
