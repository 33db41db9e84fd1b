"""The name that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice, pairwise

_LENGTH = 4  # letters more or fewer
_POOL = 300  # names compared; a form has fewer, a hostile one must not take long
_LIKELY = 8  # of these, compared letter by letter


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, "" when none is."""
    pairs = _pairs(word)
    alike = islice((name for name in known if abs(len(name) - len(word)) <= _LENGTH), _POOL)
    likely = sorted(alike, key=lambda name: -len(pairs & _pairs(name)))[:_LIKELY]
    found = get_close_matches(word, likely, n=1)
    return found[0] if found else ""


@lru_cache(maxsize=1024)
def _pairs(word: str) -> frozenset[str]:
    """Letters that stand side by side, whatever their case."""
    lower = word[:100].lower()
    return frozenset(map("".join, pairwise(lower)))
