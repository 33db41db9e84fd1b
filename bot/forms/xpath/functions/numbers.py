"""Numbers: XPath 1.0 §4.4 and ODK's mathematics. What has no result is NaN, never an error."""

from __future__ import annotations

import math
from collections.abc import Callable

from ..context import Context
from ..moments import parse_moment
from ..terms import Kind, literal
from ..values import NAN, Value, node_text, numbers, to_number, to_string
from .signature import Function, pure, seeing

ANY, NUMBER = Kind.ANY, Kind.NUMBER
MAX_PLACES = 300
Rule = Callable[[float], float]


def _number(ctx: Context, *given: Value) -> float:
    """number(): a date-time is the whole days since 1970 here, as in ODK; a date as anywhere."""
    value = given[0] if given else node_text(ctx.node)
    number = to_number(value, ctx.env.now.tzinfo)
    if isinstance(value, str | list) and "T" in (text := to_string(value)):
        return float(math.floor(number)) if parse_moment(text, ctx.env.now.tzinfo) else number
    return number


def _whole(rule: Callable[[float], int]) -> Rule:
    """A rounding rule that leaves infinities and NaN as they are."""
    return lambda number: float(rule(number)) if math.isfinite(number) else number


def _quiet(rule: Callable[..., float]) -> Callable[..., float]:
    """`rule`, but NaN where Python raises for want of a result and infinity where it overflows."""

    def calculate(*given: float) -> float:
        try:
            result = rule(*given)
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf
        return result

    return calculate


def _round(number: float, places: float = 0.0) -> float:
    """Half away from zero, to `places` decimals; a negative count rounds tens, hundreds …"""
    if not math.isfinite(number) or not math.isfinite(places):
        return NAN if math.isnan(places) else number
    scale = 10.0 ** max(-MAX_PLACES, min(int(places), MAX_PLACES))
    shifted = abs(number) * scale
    if not math.isfinite(shifted):
        return number
    return math.copysign(math.floor(shifted + 0.5) / scale, number)


def _log(number: float) -> float:
    return -math.inf if number == 0 else math.log(number)


def _log10(number: float) -> float:
    return -math.inf if number == 0 else math.log10(number)


def _power(base: float, exponent: float) -> float:
    if base == 0 and exponent < 0:
        return math.inf
    result = base**exponent
    return NAN if isinstance(result, complex) else result


def _extreme(rule: Callable[[list[float]], float]) -> Callable[..., float]:
    """min or max of all numbers in all arguments; NaN if there is none or one is NaN."""

    def extreme(ctx: Context, *given: Value) -> float:
        zone = ctx.env.now.tzinfo
        all_of_them = [number for value in given for number in numbers(value, zone)]
        if not all_of_them or any(map(math.isnan, all_of_them)):
            return NAN
        return rule(all_of_them)

    return extreme


def _sum(ctx: Context, given: Value) -> float:
    return sum(numbers(given, ctx.env.now.tzinfo), 0.0)


FUNCTIONS = {
    "number": seeing(NUMBER, _number, ANY, least=0),
    "int": pure(NUMBER, _whole(math.trunc), NUMBER),
    "floor": pure(NUMBER, _whole(math.floor), NUMBER),
    "ceiling": pure(NUMBER, _whole(math.ceil), NUMBER),
    "round": pure(NUMBER, _round, NUMBER, NUMBER, least=1),
    "abs": pure(NUMBER, abs, NUMBER),
    "pow": pure(NUMBER, _quiet(_power), NUMBER, NUMBER),
    "sqrt": pure(NUMBER, _quiet(math.sqrt), NUMBER),
    "exp": pure(NUMBER, _quiet(math.exp), NUMBER),
    "exp10": pure(NUMBER, _quiet(lambda number: 10.0**number), NUMBER),
    "log": pure(NUMBER, _quiet(_log), NUMBER),
    "log10": pure(NUMBER, _quiet(_log10), NUMBER),
    "sin": pure(NUMBER, _quiet(math.sin), NUMBER),
    "cos": pure(NUMBER, _quiet(math.cos), NUMBER),
    "tan": pure(NUMBER, _quiet(math.tan), NUMBER),
    "asin": pure(NUMBER, _quiet(math.asin), NUMBER),
    "acos": pure(NUMBER, _quiet(math.acos), NUMBER),
    "atan": pure(NUMBER, math.atan, NUMBER),
    "atan2": pure(NUMBER, math.atan2, NUMBER, NUMBER),
    "pi": Function(lambda _: literal(math.pi), 0, 0),
    "random": seeing(NUMBER, lambda ctx: ctx.env.random()),
    "min": seeing(NUMBER, _extreme(min), ANY, more=ANY),
    "max": seeing(NUMBER, _extreme(max), ANY, more=ANY),
    "sum": seeing(NUMBER, _sum, ANY),
}
