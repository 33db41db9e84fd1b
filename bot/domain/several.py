"""Suppression for a question with several answers, where choices do not add up to n."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from bot.domain.suppression import THRESHOLD, Hidden, Marks, small

Window = tuple[int, int]


def protect_several(
    counts: Mapping[str, int], answered: int, windows: Iterable[Window] = ()
) -> Marks | None:
    """The choices to hide, with marks; None where hiding all would still give one away.

    `windows` are the ranges in which a hidden n is known to lie. Everybody counted gave at
    least one answer and none gave one twice: every choice ≤ n ≤ sum of the choices.
    """
    marks: Marks = {name: Hidden.SMALL for name, count in counts.items() if small(count)}
    marks |= {
        name: Hidden.COMPLEMENT for name, count in counts.items() if small(answered - count)
    } | marks
    windows = tuple(windows)
    while counts:
        top, bottom = _top(counts, answered, marks), _bottom(counts, answered, marks)
        narrow = any(min(high, top) - max(low, bottom) < 1 for low, high in windows)
        if not narrow and not given_away(counts, answered, marks):
            break
        shown = [name for name, count in counts.items() if count and name not in marks]
        if not shown:
            return None
        from_below = narrow and any(high - bottom < 1 for _, high in windows)
        marks[(max if from_below else min)(shown, key=counts.__getitem__)] = Hidden.COMPLEMENT
    return marks


def _range(count: int, answered: int, mark: Hidden | None) -> tuple[int, int]:
    if mark is None:
        return count, count
    if mark is Hidden.SMALL:
        return 1, THRESHOLD - 1
    if small(answered - count):
        return max(THRESHOLD, answered - THRESHOLD + 1), answered - 1
    return THRESHOLD, answered


def given_away(counts: Mapping[str, int], answered: int, marks: Marks) -> bool:
    """Does "everybody counted gave at least one answer" leave a hidden choice one value only?"""
    top = _top(counts, answered, marks)
    for name in marks:
        low, high = _range(counts[str(name)], answered, marks[name])
        if high - max(low, answered - (top - high)) < 1:
            return True
    return False


def _top(counts: Mapping[str, int], answered: int, marks: Marks) -> int:
    """The largest sum of all choices that the marks allow."""
    return sum(_range(count, answered, marks.get(name))[1] for name, count in counts.items())


def _bottom(counts: Mapping[str, int], answered: int, marks: Marks) -> int:
    """The least n that the shown choices allow; two may be known to exclude each other."""
    shown = [count for name, count in counts.items() if name not in marks]
    pairs = [a + b for a, b in combinations(shown, 2) if a + b <= answered]
    return max([0, *shown, *pairs])
