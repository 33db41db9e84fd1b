"""What a constraint rules out beforehand: too many ticks, days that are past.

Read from the source: every `count-selected(.) <= n` or `. >= today()` (or `<`, `>`, or turned
around) that stands in a conjunction, so that nothing else can make the constraint true again. A
constraint with an `or` on the way is left for the end, when the whole of it is evaluated.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.forms.model import Kind

if TYPE_CHECKING:
    from bot.forms.nodes import Node

_COUNT = r"count-selected\(\s*(?:\.|\$\{(?P<name>[^}]+)\})\s*\)"
_BOUND = re.compile(rf"^\s*{_COUNT}\s*(?P<sign><=|<|=)\s*(?P<most>\d+)\s*$")
_TURNED = re.compile(rf"^\s*(?P<most>\d+)\s*(?P<sign>>=|>|=)\s*{_COUNT}\s*$")
_SELF = r"(?:\.|\$\{(?P<name>[^}]+)\})"
_SINCE = re.compile(rf"^\s*{_SELF}\s*(?P<sign>>=|>)\s*today\(\s*\)\s*$")
_SINCE_TURNED = re.compile(rf"^\s*today\(\s*\)\s*(?P<sign><=|<)\s*{_SELF}\s*$")
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|[()\[\]]|\b(?:and|or)\b")


def most_ticks(node: Node) -> int | None:
    """The bound at a select_multiple; None: no bound, or none that can be told beforehand."""
    question = node.binding.question
    if question.kind is not Kind.SELECT_MULTIPLE or node.binding.constraint is None:
        return None
    return upper_bound(question.constraint, question.name)


@lru_cache(maxsize=1024)
def upper_bound(constraint: str, name: str) -> int | None:
    """The least bound on the ticks that the conjunction `constraint` states."""
    bounds = [_bound(part, name) for part in _conjuncts(constraint)]
    return min((bound for bound in bounds if bound is not None), default=None)


@lru_cache(maxsize=1024)
def days_from_today(constraint: str, name: str) -> int | None:
    """The first day that can be right: 0 for today, 1 for tomorrow; None where any may be."""
    found = [_days(part, name) for part in _conjuncts(constraint)]
    return max((days for days in found if days is not None), default=None)


def _days(part: str, name: str) -> int | None:
    found = _SINCE.match(part) or _SINCE_TURNED.match(part)
    if found is None or found["name"] not in (None, name):
        return None
    return 0 if "=" in found["sign"] else 1


def _bound(part: str, name: str) -> int | None:
    found = _BOUND.match(part) or _TURNED.match(part)
    if found is None or found["name"] not in (None, name):
        return None
    return int(found["most"]) - (found["sign"] in "<>")


def _conjuncts(source: str) -> list[str]:
    """The parts joined by `and` outside brackets; nothing where an `or` stands there."""
    parts, start, depth = [], 0, 0
    for token in _TOKEN.finditer(source):
        text = token[0]
        depth += (text in {"(", "["}) - (text in {")", "]"})
        if depth == 0 and text == "or":
            return []
        if depth == 0 and text == "and":
            parts.append(source[start : token.start()])
            start = token.end()
    return [_bare(part) for part in (*parts, source[start:])]


def _bare(part: str) -> str:
    """Without brackets around the whole, as in `(count-selected(.) <= 3)`."""
    text = part.strip()
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text
