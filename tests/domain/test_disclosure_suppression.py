"""Hidden counts cannot be worked out: brute force over everything the reader could believe."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.several import protect_several
from bot.domain.suppression import RANGES, Entry, Hidden, Marks, exposed, protect, small


def row(*counts: int) -> list[Entry]:
    return [Entry(at, count, row="n") for at, count in enumerate(counts)]


def believable(entries: list[Entry], marks: Marks) -> Iterator[dict[object, int]]:
    """Every table with the same shown entries and sums that fits the marks."""
    hidden = [entry for entry in entries if entry.key in marks]
    left: dict[object, int] = {}
    for entry in hidden:
        for line in entry.lines:
            left[line] = left.get(line, 0) + entry.value
    yield from filled(hidden, marks, left)


def filled(
    hidden: list[Entry], marks: Marks, left: dict[object, int]
) -> Iterator[dict[object, int]]:
    if not hidden:
        yield {}
        return
    entry, *others = hidden
    low, high = RANGES[marks[entry.key]]
    for line in entry.lines:
        high = min(high, left[line])
        if not any(line in other.lines for other in others):
            low = max(low, left[line])
    for value in range(low, high + 1):
        further = left | {line: left[line] - value for line in entry.lines}
        for table in filled(others, marks, further):
            yield table | {entry.key: value}


def determined(entries: list[Entry], marks: Marks) -> set[object]:
    """The hidden entries for which every believable table has the same value."""
    seen: dict[object, set[int]] = {key: set() for key in marks}
    for table in believable(entries, marks):
        for key, value in table.items():
            seen[key].add(value)
        if all(len(values) > 1 for values in seen.values()):
            return set()
    return {key for key, values in seen.items() if len(values) == 1}


def test_a_small_count_takes_a_large_enough_one_along() -> None:
    """n is known, so 30 − 18 − 9 would give the 3 away: the 9 goes too."""
    marks = protect(row(18, 9, 3, 0))

    assert marks == {2: Hidden.SMALL, 1: Hidden.COMPLEMENT}


def test_two_fours_that_add_up_to_eight_say_nothing_of_their_size() -> None:
    """4 + 4 is the only way to make 8 of two small numbers, so a third count is hidden."""
    marks = protect(row(4, 4, 20))

    assert marks == {0: Hidden.SMALL, 1: Hidden.SMALL, 2: Hidden.COMPLEMENT}


def test_zeros_stay_shown() -> None:
    """A zero says nothing about anybody."""
    marks = protect(row(0, 0, 12, 7))

    assert marks == {}


def test_a_line_that_cannot_be_protected_is_refused() -> None:
    """One count alone in a known sum cannot be hidden."""
    assert protect(row(3)) is None


def test_a_cross_table_hides_a_cycle() -> None:
    """Row and column sums are known: one small cell takes at least three others along."""
    entries = [
        Entry((r, c), value, r, c)
        for r, line in enumerate([[3, 10, 20], [12, 14, 16], [30, 9, 11]])
        for c, value in enumerate(line)
    ]

    marks = protect(entries)

    assert marks is not None
    assert len(marks) == 4
    assert not determined(entries, marks)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
@settings(max_examples=300, deadline=None)
def test_no_hidden_count_of_one_question_is_determined(counts: list[int]) -> None:
    """Whatever the counts, each hidden one keeps at least two values; small ones are hidden."""
    entries = row(*counts)

    marks = protect(entries)

    if marks is not None:
        assert not determined(entries, marks)
        assert all(entry.key in marks for entry in entries if small(entry.value))


@given(st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=2), min_size=2, max_size=3))
@settings(max_examples=300, deadline=None)
def test_no_hidden_count_of_a_cross_table_is_determined(lines: list[list[int]]) -> None:
    """The same with the sums of rows and columns both known."""
    entries = [Entry((r, c), v, r, c) for r, line in enumerate(lines) for c, v in enumerate(line)]

    marks = protect(entries)

    if marks is not None:
        assert not determined(entries, marks)
        assert all(entry.key in marks for entry in entries if small(entry.value))


@given(
    st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=2, max_size=2),
    st.sets(st.tuples(st.integers(0, 1), st.integers(0, 2))),
)
@settings(max_examples=200, deadline=None)
def test_the_cycle_check_agrees_with_brute_force(
    lines: list[list[int]], picked: set[tuple[int, int]]
) -> None:
    """`exposed` finds exactly the entries that have one believable value."""
    entries = [Entry((r, c), v, r, c) for r, line in enumerate(lines) for c, v in enumerate(line)]
    marks: Marks = {
        entry.key: Hidden.SMALL if small(entry.value) else Hidden.WITHHELD
        for entry in entries
        if entry.key in picked
    }

    found = {entry.key for entry in exposed(entries, marks)}

    assert found == determined(entries, marks)


@st.composite
def several(draw: st.DrawFn) -> tuple[dict[str, int], int]:
    people = draw(st.lists(st.sets(st.sampled_from("abc"), min_size=1), min_size=5, max_size=14))
    return {name: sum(name in given for given in people) for name in "abc"}, len(people)


@given(several())
@settings(max_examples=400, deadline=None)
def test_no_hidden_choice_of_several_is_determined(case: tuple[dict[str, int], int]) -> None:
    """Several answers: every choice ≤ n ≤ their sum, and n minus a choice is a count too."""
    counts, answered = case

    marks = protect_several(counts, answered)

    if marks is not None:
        for name, count in counts.items():
            assert name in marks or not (small(count) or small(answered - count))
            assert name not in marks or len(possible(counts, answered, marks, name)) > 1


def possible(counts: dict[str, int], answered: int, marks: Marks, name: str) -> set[int]:
    options = [
        range(RANGES[marks[n]][0], min(RANGES[marks[n]][1], answered) + 1)
        if n in marks
        else [count]
        for n, count in counts.items()
    ]
    at = list(counts).index(name)
    return {values[at] for values in product(*options) if sum(values) >= answered}


@pytest.mark.parametrize("answered", [48, 50])
def test_almost_everybody_is_hidden_too(answered: int) -> None:
    """47 of 50 means that 3 did not choose it."""
    marks = protect_several({"a": answered - 3, "b": 20}, answered)

    assert marks == {"a": Hidden.COMPLEMENT}
