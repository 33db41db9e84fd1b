"""The name that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LENGTH = 4  # letters more or fewer
_POOL = 300  # names compared; a form has fewer, a hostile one must not take long


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, "" when none is."""
    alike = [name for name in known if abs(len(name) - len(word)) <= _LENGTH][:_POOL]
    found = get_close_matches(word, alike, n=1)
    return found[0] if found else ""
