"""Regular expressions in time linear in the text (Thompson's construction, states cached).

Python's `re` backtracks: `(a+)+$` takes time exponential in the text, and both pattern and text
come from strangers. Patterns with more than one choice to make are run here instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from .pattern_syntax import Char, Choice, Edge, Part, Repeat, Row, TooLarge

MAX_STATES = 600
MAX_CACHED = 4_000

States = frozenset[int]


@lru_cache(maxsize=1_024)
def _test(source: str) -> Callable[[str], object]:
    """Whether one character belongs to a class."""
    return re.compile(source, re.ASCII).fullmatch


class Automaton:
    """A compiled pattern. Raises `TooLarge` if it would need more than `MAX_STATES` states."""

    def __init__(self, part: Part) -> None:
        self._free: list[list[int]] = [[]]  # state → states reached without a character
        self._edges: dict[int, Edge] = {}  # states that are passed only at an edge of the text
        self._moves: dict[int, tuple[Callable[[str], object], int]] = {}
        self._final = self._add(part, 0)
        self._restart = self._closure([0])
        self._cache: dict[tuple[States, str], States] = {}

    def search(self, text: str) -> bool:
        """Whether the text holds a match anywhere."""
        states = self._closure([0], start=True, end=not text)
        for at, character in enumerate(text, 1):
            if self._final in states:
                return True
            states = self._next(states, character)
            if at == len(text):
                states = self._closure(states, end=True)
        return self._final in states

    def _next(self, states: States, character: str) -> States:
        key = (states, character)
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) >= MAX_CACHED:
                self._cache.clear()
            found = self._cache[key] = self._step(states, character)
        return found

    def _step(self, states: States, character: str) -> States:
        moves = [self._moves[state] for state in states if state in self._moves]
        reached = [target for test, target in moves if test(character)]
        return self._closure(reached) | self._restart

    def _closure(self, seeds: Iterable[int], *, start: bool = False, end: bool = False) -> States:
        """All states reached from `seeds` without a character, at the given edges of the text."""
        seen, stack = set[int](), list(seeds)
        while stack:
            state = stack.pop()
            if state in seen:
                continue
            seen.add(state)
            edge = self._edges.get(state)
            if edge is None or (end if edge.end else start):
                stack.extend(self._free[state])
        return frozenset(seen)

    def _state(self) -> int:
        if len(self._free) >= MAX_STATES:
            raise TooLarge(str(MAX_STATES))
        self._free.append([])
        return len(self._free) - 1

    def _add(self, part: Part, source: int) -> int:
        """States for `part` from `source` on; returns where it ends."""
        if isinstance(part, Row):
            for one in part.parts:
                source = self._add(one, source)
            return source
        if isinstance(part, Choice):
            return self._add_choice(part, source)
        if isinstance(part, Repeat):
            return self._add_repeat(part, source)
        return self._add_single(part, source)

    def _add_single(self, part: Char | Edge, source: int) -> int:
        here, target = self._state(), self._state()
        self._free[source].append(here)
        if isinstance(part, Char):
            self._moves[here] = (_test(part.source), target)
        else:
            self._edges[here] = part
            self._free[here].append(target)
        return target

    def _add_choice(self, part: Choice, source: int) -> int:
        target = self._state()
        for option in part.options:
            first = self._state()
            self._free[source].append(first)
            self._free[self._add(option, first)].append(target)
        return target

    def _add_repeat(self, part: Repeat, source: int) -> int:
        for _ in range(part.least):
            source = self._add(part.part, source)
        target = self._state()
        if part.most is None:
            loop = self._state()
            self._free[source].append(loop)
            self._free[self._add(part.part, loop)].append(loop)
            source = loop
        else:
            for _ in range(part.most - part.least):
                self._free[source].append(target)
                source = self._add(part.part, source)
        self._free[source].append(target)
        return target
