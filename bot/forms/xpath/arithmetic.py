"""and, or, + - * div mod, unary minus (XPath 1.0 §3.4–3.5), each chain folded in one closure.

A chain `a or b or c …` is one level deep however long it is, so a long expression cannot
exhaust the stack.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence

from .context import Context
from .terms import Kind, Term, Truth, as_boolean, as_number
from .values import NAN

Operation = Callable[[float, float], float]


def divide(left: float, right: float) -> float:
    """IEEE 754 division: by zero gives an infinity or NaN, never an error."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def modulo(left: float, right: float) -> float:
    """The remainder with the sign of the dividend, as in Java and JavaScript."""
    if right == 0 or math.isinf(left):
        return NAN
    return math.fmod(left, right)


OPERATIONS: dict[str, Operation] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "div": divide,
    "mod": modulo,
}


def conjunction(terms: Sequence[Term]) -> Term:
    if len(terms) == 2:
        left, right = as_boolean(terms[0]), as_boolean(terms[1])
        return Term(Kind.BOOLEAN, lambda ctx: left(ctx) and right(ctx))
    parts: list[Truth] = [as_boolean(term) for term in terms]

    def every(ctx: Context) -> bool:
        for part in parts:  # noqa: SIM110 - a generator would cost as much as the parts
            if not part(ctx):
                return False
        return True

    return Term(Kind.BOOLEAN, every)


def disjunction(terms: Sequence[Term]) -> Term:
    if len(terms) == 2:
        left, right = as_boolean(terms[0]), as_boolean(terms[1])
        return Term(Kind.BOOLEAN, lambda ctx: left(ctx) or right(ctx))
    parts: list[Truth] = [as_boolean(term) for term in terms]

    def some(ctx: Context) -> bool:
        for part in parts:  # noqa: SIM110
            if part(ctx):
                return True
        return False

    return Term(Kind.BOOLEAN, some)


def calculation(first: Term, rest: Sequence[tuple[str, Term]]) -> Term:
    """`first op term op term …`, all of one precedence, from left to right."""
    start = as_number(first)
    steps = [(OPERATIONS[symbol], as_number(term)) for symbol, term in rest]
    if len(steps) == 1:
        operate, other = steps[0]
        return Term(Kind.NUMBER, lambda ctx: operate(start(ctx), other(ctx)))

    def fold(ctx: Context) -> float:
        total = start(ctx)
        for operation, term in steps:
            total = operation(total, term(ctx))
        return total

    return Term(Kind.NUMBER, fold)


def negation(term: Term) -> Term:
    number = as_number(term)
    return Term(Kind.NUMBER, lambda ctx: -number(ctx))
