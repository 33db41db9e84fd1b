"""Small-cell suppression: which counts to hide so that nobody can work out a small one.

A table is a set of entries. Each belongs to at most one row and one column, and the reader is
taken to know the sum of every row and column. So all the reader knows is a network: a hidden
entry is an arc between its row and its column, and it can take another value exactly when a
cycle runs through it along which values can be shifted by one without leaving what the marks
say (integer flows: every other solution differs by such cycles). That check is exact, not a
rule of thumb; hiding goes on until no hidden entry is determined.

Primary suppression hides 1–4. Secondary suppression prefers the smallest entry of at least 5,
and a line's hidden entries together hold at least 5 people. Zeros stay shown unless nothing
else is left; then the mark says nothing of the size.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import StrEnum

from bot.frozen import frozen

THRESHOLD = 5
Key = Hashable
Line = tuple[str, Hashable]
GROUND: Line = ("ground", None)
UNBOUNDED = 10**9


class Hidden(StrEnum):
    """Why a count is not shown; what the mark itself tells the reader stands beside it."""

    SMALL = "small"  # 1–4
    COMPLEMENT = "complement"  # at least 5, would give a small one away
    WITHHELD = "withheld"  # anything


RANGES = {
    Hidden.SMALL: (1, THRESHOLD - 1),
    Hidden.COMPLEMENT: (THRESHOLD, UNBOUNDED),
    Hidden.WITHHELD: (0, UNBOUNDED),
}


@frozen
class Entry:
    """One count. `row` and `column` name the sums it belongs to (None: belongs to none)."""

    key: Key
    value: int
    row: Hashable = None
    column: Hashable = None

    @property
    def tail(self) -> Line:
        return GROUND if self.row is None else ("row", self.row)

    @property
    def head(self) -> Line:
        return GROUND if self.column is None else ("column", self.column)

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for line in (self.tail, self.head) if line != GROUND)


Marks = dict[Key, Hidden]


def small(value: int) -> bool:
    """Is this a number of people that may not be shown?"""
    return 0 < value < THRESHOLD


def protect(entries: Sequence[Entry], forced: Mapping[Key, Hidden] | None = None) -> Marks | None:
    """The entries to hide, with their marks; None where even hiding all would give one away.

    `forced` are hidden in any case.
    """
    marks: Marks = {entry.key: Hidden.SMALL for entry in entries if small(entry.value)}
    marks |= forced or {}
    while (lines := _lines_to_strengthen(entries, marks)) is not None:
        if not _strengthen(entries, marks, lines):
            return None
    return marks


def exposed(entries: Sequence[Entry], marks: Mapping[Key, Hidden]) -> list[Entry]:
    """The hidden entries that the reader can work out exactly."""
    hidden = [entry for entry in entries if entry.key in marks]
    arcs = _residual(hidden, marks)
    return [entry for entry in hidden if not _movable(entry, marks, arcs)]


Arcs = dict[Line, list[tuple[Line, Key]]]


def _residual(hidden: Iterable[Entry], marks: Mapping[Key, Hidden]) -> Arcs:
    arcs: Arcs = {}
    for entry in hidden:
        low, high = RANGES[marks[entry.key]]
        if entry.value < high:
            arcs.setdefault(entry.tail, []).append((entry.head, entry.key))
        if entry.value > low:
            arcs.setdefault(entry.head, []).append((entry.tail, entry.key))
    return arcs


def _movable(entry: Entry, marks: Mapping[Key, Hidden], arcs: Arcs) -> bool:
    low, high = RANGES[marks[entry.key]]
    up = entry.value < high and _reaches(arcs, entry.head, entry.tail, entry.key)
    return up or (entry.value > low and _reaches(arcs, entry.tail, entry.head, entry.key))


def _reaches(arcs: Arcs, start: Line, goal: Line, without: Key) -> bool:
    seen = {start}
    queue = [start]
    while queue:
        line = queue.pop()
        if line == goal:
            return True
        for further, key in arcs.get(line, ()):
            if further not in seen and key != without:
                seen.add(further)
                queue.append(further)
    return False


def _lines_to_strengthen(entries: Sequence[Entry], marks: Marks) -> set[Line] | None:
    """Where to hide more: the line that alone gives an entry away or hides too few people, else
    all lines that hang together with an entry that is given away."""
    for entry in exposed(entries, marks):
        alone = {line for line in entry.lines if _told_by(line, entry, entries, marks)}
        return alone or _linked(entries, marks, entry.lines)
    totals: dict[Line, list[int]] = {}
    for entry in entries:
        for line in entry.lines:
            total = totals.setdefault(line, [0, 0])
            total[0] += entry.value
            total[1] += entry.value if entry.key in marks else 0
    for line, (everyone, unseen) in totals.items():
        if small(unseen) and not small(everyone):
            return {line}
    return None


def _told_by(line: Line, entry: Entry, entries: Iterable[Entry], marks: Marks) -> bool:
    """Does the sum of this line alone leave the entry one value?"""
    others = [e for e in entries if e.key in marks and e is not entry and line in e.lines]
    total = entry.value + sum(other.value for other in others)
    low, high = RANGES[marks[entry.key]]
    least = sum(RANGES[marks[other.key]][0] for other in others)
    most = sum(RANGES[marks[other.key]][1] for other in others)
    return max(low, total - most) == min(high, total - least)


def _strengthen(entries: Sequence[Entry], marks: Marks, lines: set[Line]) -> bool:
    """Hide one more entry (or say less about the hidden ones); False when nothing is left."""
    touched = {line for entry in entries if entry.key in marks for line in entry.lines}
    shown = [entry for entry in entries if entry.key not in marks]
    near = [entry for entry in shown if lines.intersection(entry.lines)]
    large = [entry for entry in near if entry.value]
    if large:
        best = min(large, key=lambda entry: _cost(entry, touched))
        marks[best.key] = Hidden.COMPLEMENT
        return True
    if near:
        marks[near[0].key] = Hidden.WITHHELD
        return True
    told = [e for e in entries if lines.intersection(e.lines) and marks[e.key] != Hidden.WITHHELD]
    marks |= {entry.key: Hidden.WITHHELD for entry in told}
    return bool(told)


def _cost(entry: Entry, touched: set[Line]) -> tuple[int, int]:
    """Closing a cycle through lines that already hide something saves a further cell."""
    return sum(line not in touched for line in entry.lines), entry.value


def _linked(entries: Sequence[Entry], marks: Marks, start: tuple[Line, ...]) -> set[Line]:
    """Every line that hangs together with `start` through hidden entries."""
    linked = set(start)
    grown = True
    while grown:
        grown = False
        for entry in entries:
            lines = set(entry.lines)
            if entry.key in marks and linked & lines and not lines <= linked:
                linked |= lines
                grown = True
    return linked
