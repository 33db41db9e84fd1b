"""How a function is declared: what it takes, and how a call of it becomes a term."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.frozen import frozen

from ..context import Context
from ..errors import XPathError
from ..terms import Kind, Run, Term, as_boolean, as_nodes, as_number, as_string
from ..values import Value

Build = Callable[[Sequence[Term]], Term]
Names = Callable[[Sequence[Term]], Sequence[str]]

_CONVERT: dict[Kind, Callable[[Term], Run]] = {
    Kind.STRING: as_string,
    Kind.NUMBER: as_number,
    Kind.BOOLEAN: as_boolean,
    Kind.NODES: as_nodes,
    Kind.ANY: lambda term: term.run,
}


class BadArgument(ValueError):
    """A literal argument that can never work, found while compiling; `reason` as in XPathError."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _no_names(_arguments: Sequence[Term]) -> Sequence[str]:
    return ()


@frozen
class Function:
    """A function of the language: from `least` to `most` arguments (None: any number)."""

    build: Build
    least: int
    most: int | None
    names: Names = _no_names
    step: int = 1

    def takes(self, count: int) -> bool:
        """Whether a call may have `count` arguments: `least`, then more by `step` each time."""
        if (count - self.least) % self.step:
            return False
        return count >= self.least and (self.most is None or count <= self.most)


def pure(
    returns: Kind,
    rule: Callable[..., Value],
    *takes: Kind,
    least: int | None = None,
    more: Kind | None = None,
) -> Function:
    """A function of its arguments alone, each converted to the kind that it takes.

    The last `len(takes) - least` may be left out; `more` is the kind of any number that follow.
    """
    return _function(returns, rule, (), takes, least, more)


def seeing(
    returns: Kind,
    rule: Callable[..., Value],
    *takes: Kind,
    least: int | None = None,
    more: Kind | None = None,
) -> Function:
    """The same for a rule that is also given the context, first."""
    return _function(returns, rule, (_context,), takes, least, more)


def _function(
    returns: Kind,
    rule: Callable[..., Value],
    lead: Sequence[Callable[[Context], Any]],
    takes: Sequence[Kind],
    least: int | None,
    more: Kind | None,
) -> Function:
    def build(arguments: Sequence[Term]) -> Term:
        kinds = [*takes, *[more or Kind.ANY] * (len(arguments) - len(takes))]
        runs = [_CONVERT[kind](term) for kind, term in zip(kinds, arguments, strict=False)]
        return Term(returns, _call(rule, [*lead, *runs]))

    most = None if more else len(takes)
    return Function(build, len(takes) if least is None else least, most)


def raising(error: XPathError) -> Term:
    """A call that could not be compiled: it raises when, and only when, it is reached."""

    def run(_ctx: Context) -> Value:
        raise error

    return Term(Kind.ANY, run)


def _context(ctx: Context) -> Any:
    return ctx


def _call(rule: Callable[..., Value], runs: Sequence[Callable[[Context], Any]]) -> Run:
    """`rule` applied to the arguments; unrolled where it is short, because this is the hot path."""
    if not runs:
        return lambda _: rule()
    if len(runs) == 1:
        (only,) = runs
        return lambda ctx: rule(only(ctx))
    if len(runs) == 2:
        first, second = runs
        return lambda ctx: rule(first(ctx), second(ctx))
    return lambda ctx: rule(*[run(ctx) for run in runs])
