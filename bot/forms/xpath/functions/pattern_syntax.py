"""The regular part of regular expressions as a tree, to judge a pattern and to run it safely."""

from __future__ import annotations

import re

from bot.frozen import frozen

_TOKEN = re.compile(
    r"""
    (?P<quantifier>[*+?]|\{\d+(?:,\d*)?\})
  | (?P<open>\((?:\?:|\?P<\w+>)?(?!\?))
  | (?P<edge>\^|\\A|\\Z)
  | (?P<char>\[\^?\]?(?:\\.|[^\]\\])*\]
           |\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\0[0-7]{0,2}
           |\\[^bB1-9]|[^\\()|])
  | (?P<close>\))
  | (?P<bar>\|)
    """,
    re.VERBOSE | re.DOTALL,
)
MAX_DEPTH = 50


class Irregular(ValueError):
    """A look-around, back reference, word boundary, flag or possessive: no regular language."""


class TooLarge(ValueError):
    """Nested deeper, or needing more states, than a form's pattern has reason to."""


@frozen
class Char:
    """One character out of a class; `source` matches exactly it."""

    source: str


@frozen
class Edge:
    """The start or the end of the text."""

    end: bool


@frozen
class Row:
    parts: tuple[Part, ...]


@frozen
class Choice:
    options: tuple[Part, ...]


@frozen
class Repeat:
    """`least` to `most` times; None: without an upper bound."""

    part: Part
    least: int
    most: int | None


Part = Char | Edge | Row | Choice | Repeat


def parse(pattern: str) -> Part:
    """The tree of a pattern that Python's `re` accepts; raises `Irregular`, `TooLarge`."""
    part, at = _choice(pattern, 0, MAX_DEPTH)
    if at < len(pattern):
        raise Irregular(pattern)
    return part


def branching(part: Part) -> int:
    """In how many places matching may have to choose: up to one, backtracking is harmless."""
    if isinstance(part, Row):
        return sum(map(branching, part.parts))
    if isinstance(part, Choice):
        return 1 + sum(map(branching, part.options))
    if isinstance(part, Repeat):
        inner = branching(part.part)
        return 2 * inner + (part.least != part.most)
    return 0


def _choice(pattern: str, at: int, depth: int) -> tuple[Part, int]:
    if not depth:
        raise TooLarge(pattern)
    row, at = _row(pattern, at, depth)
    options = [row]
    while pattern.startswith("|", at):
        row, at = _row(pattern, at + 1, depth)
        options.append(row)
    return (options[0] if len(options) == 1 else Choice(tuple(options))), at


def _row(pattern: str, at: int, depth: int) -> tuple[Part, int]:
    parts: list[Part] = []
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:
            raise Irregular(pattern)
        if found.lastgroup in ("bar", "close"):
            break
        if found.lastgroup == "quantifier" and parts:
            parts[-1], at = _repeat(parts[-1], found.group(), pattern, found.end())
            continue
        part, at = _atom(found, pattern, depth)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Row(tuple(parts))), at


def _atom(found: re.Match[str], pattern: str, depth: int) -> tuple[Part, int]:
    if found.lastgroup == "edge":
        return Edge(end=found.group() == r"\Z"), found.end()
    if found.lastgroup == "char":
        return Char(found.group()), found.end()
    part, at = _choice(pattern, found.end(), depth - 1)
    if found.lastgroup != "open" or not pattern.startswith(")", at):
        raise Irregular(pattern)
    return part, at + 1


def _repeat(part: Part, quantifier: str, pattern: str, at: int) -> tuple[Part, int]:
    if pattern.startswith("+", at):
        raise Irregular(pattern)
    at += pattern.startswith("?", at)
    bounds = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(quantifier)
    if bounds is None:
        least, comma, most = quantifier[1:-1].partition(",")
        bounds = int(least), (int(most) if most else None if comma else int(least))
    return Repeat(part, *bounds), at
