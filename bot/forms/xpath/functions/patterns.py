"""Regular expressions as forms write them (Java's and JavaScript's), run by Python's `re`.

Patterns come from strangers: at most `MAX_PATTERN` characters, matched against at most
`MAX_TEXT` characters of text; a longer text does not match. A pattern with more than one choice
to make runs on an automaton, in time linear in the text, and is refused if it is too large for
one. Look-arounds, back references, `\\b`, flags and possessives need Python's backtracking: such
a pattern sees at most `MAX_IRREGULAR_TEXT` characters, and is refused if it repeats a group or has
more than `MAX_QUANTIFIERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from .automaton import Automaton
from .pattern_syntax import Irregular, TooLarge, branching, parse
from .unicode_classes import UnknownClass, ranges

MAX_PATTERN = 1_000
MAX_TEXT = 4_096
MAX_IRREGULAR_TEXT = 128
MAX_QUANTIFIERS = 5

Matcher = Callable[[str], bool]

_PYTHON_ESCAPES = frozenset("AbBdDsSwWnrtfvx0123456789uN")
_PROPERTY = re.compile(r"\\([pP])(?:\{([^{}]*)\}|(\w))")
_REPEATED_GROUP = re.compile(r"\)(?:[*+]|\{)")
_QUANTIFIER = re.compile(r"[^\\(][*+?{]")
_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|$)", re.DOTALL)
_CLASS_ESCAPES = frozenset(("\\d", "\\D", "\\s", "\\S", "\\w", "\\W"))


@lru_cache(maxsize=512)
def matcher(pattern: str) -> Matcher | None:
    """Whether a text holds a match of `pattern` anywhere; None if the pattern is unusable."""
    if len(pattern) > MAX_PATTERN:
        return None
    try:
        translated = _translated(pattern)
        search = re.compile(translated, re.ASCII).search
        return _safe(translated) or (lambda text: len(text) <= MAX_TEXT and bool(search(text)))
    except Irregular:
        return _short(translated, search)
    except (re.error, OverflowError, RecursionError, UnknownClass, TooLarge):
        return None


def _safe(pattern: str) -> Matcher | None:
    """A matcher that does not backtrack, for a pattern that has more than one choice to make."""
    part = parse(pattern)
    if branching(part) < 2:
        return None
    search = Automaton(part).search
    return lambda text: len(text) <= MAX_TEXT and search(text)


def _short(pattern: str, search: Callable[[str], object]) -> Matcher | None:
    """Backtracking, within narrow bounds, for what is no regular language."""
    if _REPEATED_GROUP.search(pattern) or len(_QUANTIFIER.findall(pattern)) > MAX_QUANTIFIERS:
        return None
    return lambda text: len(text) <= MAX_IRREGULAR_TEXT and bool(search(text))


def matches(pattern: str, text: str) -> bool:
    """The same for a pattern that is only known now; an unusable one matches nothing."""
    found = matcher(pattern)
    return found is not None and found(text)


def _translated(pattern: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern[at] == "[":
            text, at = _char_class(pattern, at)
        else:
            text, at = _outside(pattern, at)
        out.append(text)
    return "".join(out)


def _outside(pattern: str, at: int) -> tuple[str, int]:
    """What stands at `at` outside a class, in Python's terms, and where to go on."""
    if quoted := _QUOTED.match(pattern, at):
        return re.escape(quoted.group(1)), quoted.end()
    if found := _PROPERTY.match(pattern, at):
        negated = "^" if found.group(1) == "P" else ""
        return f"[{negated}{ranges(found.group(2) or found.group(3))}]", found.end()
    if pattern.startswith("\\k<", at) and (end := pattern.find(">", at)) > 0:
        return f"(?P={pattern[at + 3 : end]})", end + 1
    if pattern[at] == "\\":
        return _escape(pattern, at)
    if pattern.startswith("(?<", at) and pattern[at + 3 : at + 4] not in ("=", "!"):
        return "(?P<", at + 3
    return (r"\Z", at + 1) if pattern[at] == "$" else (pattern[at], at + 1)


def _escape(pattern: str, at: int) -> tuple[str, int]:
    """A backslash and its letter; a letter that means nothing stands for itself."""
    letter = pattern[at + 1 : at + 2]
    if letter in ("z", "Z"):
        return r"\Z", at + 2
    if letter.isascii() and letter.isalnum() and letter not in _PYTHON_ESCAPES:
        return letter, at + 2
    return "\\" + letter, at + 2


def _char_class(pattern: str, at: int) -> tuple[str, int]:
    """A whole `[…]`, with what Python would read differently escaped."""
    out, at = ["["], at + 1
    if pattern.startswith("^", at):
        out, at = ["[^"], at + 1
    first = at
    while at < len(pattern) and (pattern[at] != "]" or at == first):
        text, at = _class_item(pattern, at)
        after_class = out[-1] in _CLASS_ESCAPES or len(out[-1]) > 6
        out.append("\\-" if text == "-" and (after_class or _is_class(pattern, at)) else text)
    return "".join([*out, "]"]) if at < len(pattern) else "[", at + 1


def _is_class(pattern: str, at: int) -> bool:
    return pattern[at : at + 2] in _CLASS_ESCAPES or pattern[at : at + 2] in ("\\p", "\\P")


def _class_item(pattern: str, at: int) -> tuple[str, int]:
    if found := _PROPERTY.match(pattern, at):
        negated = found.group(1) == "P"
        return ranges(found.group(2) or found.group(3), negated=negated), found.end()
    if pattern[at] == "\\":
        return _escape(pattern, at)
    return ("\\" + pattern[at] if pattern[at] in "[&|~" else pattern[at]), at + 1
