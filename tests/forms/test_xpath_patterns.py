"""Regular expressions of forms: what they match, and that no pattern can hold the bot up."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.forms.xpath.functions.automaton import Automaton
from bot.forms.xpath.functions.pattern_syntax import parse
from bot.forms.xpath.functions.patterns import matcher, matches


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"^[\w-\.]+@([\w-]+\.)+[\w-]{2,}$", "jan.nowak@dom.edu.pl", True),
        (r"^[\w-\.]+@([\w-]+\.)+[\w-]{2,}$", "jan.nowak@dom", False),
        (r"^(\+48)?[ -]?(\d{3}[ -]?){3}$", "+48 601 602-603", True),
        (r"^(\+48)?[ -]?(\d{3}[ -]?){3}$", "601602", False),
        (r"^\d{2}-\d{3}$", "33-300\n", False),
        (r"^\d+$", "٣", False),
        (r"(?<year>\d{4})-\k<year>", "2027-2027", True),
        (r"^(?=.*\d)[a-z\d]{4,}$", "abc1", True),
        (r"^\p{Lu}\p{L}+( |-)?(\p{Lu}\p{L}+)?$", "Święta-Żółć", True),
        (r"^\P{L}+$", "żółw", False),
        (r"^[^\P{L}]+$", "żółw", True),
        (r"^[[a]+$", "[a", True),
        (r"^\Qa.b\E$", "a.b", True),
        (r"^\p{Alpha}++$", "abc", True),
        (r"[a-c&&b]", "&", True),
        (r"\_\-\/", "_-/", True),
        (r"^(tak|nie)$", "nie", True),
        (r"", "", True),
    ],
)
def test_matching(pattern: str, text: str, expected: bool) -> None:
    """Java's and JavaScript's patterns mean here what they mean there; `\\d` is ASCII."""
    assert matches(pattern, text) is expected


@pytest.mark.parametrize(
    "pattern",
    [
        "[a",
        "(",
        "*",
        r"\p{Script=Greek}",
        "a" * 1_001,
        "(" * 450 + ")" * 450,
        r"(\bx)+",
        "a*" * 400 + "b",
    ],
)
def test_unusable(pattern: str) -> None:
    """What cannot be run, or not safely, is no pattern."""
    assert matcher(pattern) is None


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "^(a|a)*$", "(a|a){40}$", "(a?){60}a{60}$", "a*a*a*a*a*a*b", "(.*a){9}b"]
)
def test_no_pattern_explodes(pattern: str) -> None:
    """The classic traps take well under a second on the longest text that is looked at."""
    started = process_time()

    assert matches(pattern, "a" * 4_095 + "!") is False

    assert process_time() - started < 2


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "^", r"\Z", r"\d", "", "c"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{0,}", "*?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text("abc1", max_size=7))
@example("(?:(?:a)*)*", "b")
def test_the_automaton_agrees_with_backtracking(pattern: str, text: str) -> None:
    """On any regular pattern and text it finds exactly what Python's `re` finds."""
    assert Automaton(parse(pattern)).search(text) is bool(re.search(pattern, text))


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_pattern_raises(pattern: str, text: str) -> None:
    """Whatever stands in a form as a pattern, asking is safe."""
    assert matches(pattern, text) in (True, False)
