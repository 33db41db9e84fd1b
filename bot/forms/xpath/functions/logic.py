"""Truth and choice: if, coalesce, once, selected, checklists."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from ..context import Context
from ..terms import Kind, Term, as_boolean, as_string, literal
from ..values import Value, node_text, numbers, texts, to_boolean
from .signature import Function, pure, seeing

ANY, BOOLEAN, NUMBER, STRING = Kind.ANY, Kind.BOOLEAN, Kind.NUMBER, Kind.STRING


def _if(arguments: Sequence[Term]) -> Term:
    condition, yes, no = as_boolean(arguments[0]), arguments[1].run, arguments[2].run
    kind = arguments[1].kind if arguments[1].kind is arguments[2].kind else ANY
    return Term(kind, lambda ctx: yes(ctx) if condition(ctx) else no(ctx))


def _coalesce(arguments: Sequence[Term]) -> Term:
    options = [as_string(term) for term in arguments]

    def first(ctx: Context) -> str:
        for option in options:
            if text := option(ctx):
                return text
        return ""

    return Term(STRING, first)


def _once(arguments: Sequence[Term]) -> Term:
    """The value that the node already has, else the argument's: computed a single time."""
    text = as_string(arguments[0])
    return Term(STRING, lambda ctx: node_text(ctx.node) or text(ctx))


def _selected(options: str, wanted: str) -> bool:
    return wanted.strip() in options.split()


def _selected_at(options: str, index: float) -> str:
    """The choice at `index`, from 0; "" outside."""
    chosen = options.split()
    return chosen[int(index)] if 0 <= index < len(chosen) else ""


def _truths(value: Value) -> list[bool]:
    if isinstance(value, list):
        return [bool(text) for text in texts(value)]
    return [to_boolean(value)]


def _within(least: float, most: float, score: float) -> bool:
    """Whether a checklist is met; -1 as the upper bound means none."""
    return least <= score <= (math.inf if most == -1 else most)


def _checklist(arguments: Sequence[Term]) -> Term:
    runs = [term.run for term in arguments]

    def met(ctx: Context) -> bool:
        zone = ctx.env.now.tzinfo
        least, most = (_number(run(ctx), zone) for run in runs[:2])
        return _within(least, most, sum(sum(_truths(run(ctx))) for run in runs[2:]))

    return Term(BOOLEAN, met)


def _weighted_checklist(arguments: Sequence[Term]) -> Term:
    runs = [term.run for term in arguments]

    def scores(ctx: Context, zone: tzinfo | None) -> Iterator[float]:
        for condition, weight in zip(runs[2::2], runs[3::2], strict=True):
            pairs = zip(_truths(condition(ctx)), numbers(weight(ctx), zone), strict=False)
            yield from (points for holds, points in pairs if holds)

    def met(ctx: Context) -> bool:
        zone = ctx.env.now.tzinfo
        least, most = (_number(run(ctx), zone) for run in runs[:2])
        return _within(least, most, sum(scores(ctx, zone)))

    return Term(BOOLEAN, met)


def _number(value: Value, zone: tzinfo | None) -> float:
    return next(iter(numbers(value, zone)), math.nan)


def _own_truth(ctx: Context, *given: bool) -> bool:
    return given[0] if given else bool(node_text(ctx.node))


def _as_string(text: str) -> bool:
    return text in ("1", "true")


FUNCTIONS = {
    "true": Function(lambda _: literal(True), 0, 0),
    "false": Function(lambda _: literal(False), 0, 0),
    "not": pure(BOOLEAN, lambda truth: not truth, BOOLEAN),
    "boolean": seeing(BOOLEAN, _own_truth, BOOLEAN, least=0),
    "boolean-from-string": pure(BOOLEAN, _as_string, STRING),
    "if": Function(_if, 3, 3),
    "coalesce": Function(_coalesce, 1, None),
    "once": Function(_once, 1, 1),
    "selected": pure(BOOLEAN, _selected, STRING, STRING),
    "selected-at": pure(STRING, _selected_at, STRING, NUMBER),
    "count-selected": pure(NUMBER, lambda options: float(len(options.split())), STRING),
    "checklist": Function(_checklist, 2, None),
    "weighted-checklist": Function(_weighted_checklist, 2, None, step=2),
}
