"""What holds for every expression and every answer, tried on thousands of them."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms import xpath
from bot.forms.xpath.functions import FUNCTIONS
from bot.forms.xpath.moments import day_number, moment_of, text_of
from bot.forms.xpath.values import format_number, parse_number

WARSAW = ZoneInfo("Europe/Warsaw")


@dataclass(eq=False)
class Leaf:
    value: str
    name: str = "data"
    parent: None = None
    children: tuple[()] = ()


def context(value: str) -> xpath.Context:
    node = Leaf(value)
    env = xpath.Environment(node, lambda _name, _current: [node], datetime.now(WARSAW))
    return xpath.Context(node, env)


PIECES = [
    *(f"{name}(" for name in sorted(FUNCTIONS)),
    *["${a}", "'x'", '"y"', "1", ".5", "-", "+", "*", "div", "mod", "and", "or", "=", "!=", "<"],
    *[">=", "(", ")", ")", ")", "[", "]", ",", ",", ".", "..", "/", "//", "|", "@", "name", "::"],
    *["self", "ancestor", "„", "”", "’", "–", " ", "\n", "$", "{", "}", "2027-05-12", "'[a'"],
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
def test_compiling_raises_nothing_else(source: str) -> None:
    """Whatever is written, it compiles or it is an XPathError; then it evaluates."""
    try:
        compiled = xpath.compile(source)
    except xpath.XPathError:
        return

    ctx = context("3")

    assert isinstance(compiled.string(ctx), str)
    assert isinstance(compiled.number(ctx), float)
    assert isinstance(compiled.boolean(ctx), bool)


ANSWERS = st.one_of(
    st.text(max_size=20),
    st.floats().map(str),
    st.integers().map(str),
    st.dates().map(str),
    st.datetimes().map(datetime.isoformat),
    st.sampled_from(["", "0001-01-01T00:00+23:00", "9999-12-31T23:59-23:00", "52.1 21.0", "NaN"]),
)
CALLS = [
    f"{name}({', '.join(['.'] * count)})"
    for name, function in sorted(FUNCTIONS.items())
    for count in range(5)
    if function.takes(count)
]


@given(st.sampled_from(CALLS), ANSWERS)
@settings(max_examples=1_500, deadline=None)
def test_no_answer_makes_a_function_raise(source: str, answer: str) -> None:
    """Every function takes every answer in every place."""
    compiled = xpath.compile(source)

    assert isinstance(compiled.string(context(answer)), str)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_survive_being_text(number: float) -> None:
    """A number written out and read again is the same number, without an exponent."""
    text = format_number(number)

    assert parse_number(text, UTC) == number
    assert "e" not in text.lower()


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_dates_survive_being_numbers(day: date) -> None:
    """A date as a number of days and back is the same date, in summer and in winter."""
    number = day_number(day.isoformat(), WARSAW)

    assert number is not None
    moment = moment_of(number, WARSAW)
    assert moment is not None
    assert text_of(moment) == day.isoformat()


@given(st.lists(st.integers()), st.one_of(st.text(max_size=9), st.floats()))
def test_shuffling_keeps_everything(items: list[int], seed: str | float) -> None:
    """A seeded order loses nothing and is the same each time."""
    once, again = (xpath.shuffled(items, xpath.seeded(seed)) for _ in range(2))

    assert once == again
    assert Counter(once) == Counter(items)


@given(st.floats(), st.floats())
def test_arithmetic_never_raises(left: float, right: float) -> None:
    """+ - * div mod of any two numbers is a number, an infinity or NaN."""
    root = Leaf("")
    env = xpath.Environment(
        root, lambda name, _: [Leaf(repr({"a": left, "b": right}[name]))], datetime.now(UTC)
    )

    for operator in ("+", "-", "*", "div", "mod"):
        result = xpath.compile(f"${{a}} {operator} ${{b}}").number(xpath.Context(root, env))
        assert isinstance(result, float)
        assert not math.isnan(result) or result != result


@pytest.mark.parametrize(
    "source",
    [
        "(" * 63 + "1" + ")" * 63,
        "if(1," * 63 + "1" + ",2)" * 63,
        "1 or 1 and 1 = 1 < 1 + 1 * (" * 9 + "1" + ")" * 9,
        "1+" * 9_999 + "1",
        "1 or " * 3_999 + "1",
        "-" * 19_999 + "1",
        "a/" * 9_999 + "a",
        "a" + "[1]" * 6_000,
    ],
)
def test_the_deepest_and_longest_run(source: str) -> None:
    """What the limits allow runs also on a stack that is a third full already."""

    def deeper(levels: int) -> str:
        if levels:
            return deeper(levels - 1)
        return xpath.compile(source).string(context("1"))

    assert isinstance(deeper(300), str)
