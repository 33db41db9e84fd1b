"""`\\p{…}` of regular expressions as character ranges, which Python's `re` does not know."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

_CATEGORY = re.compile(r"(?:L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cf]?)")
_POSIX = {
    "Alpha": "A-Za-z",
    "Digit": "0-9",
    "Alnum": "A-Za-z0-9",
    "Upper": "A-Z",
    "Lower": "a-z",
    "Punct": "!-/:-@\\[-`{-~",
    "Space": " \\t\\n\\r\\f\\v",
    "ASCII": "\\x00-\\x7f",
}
_LONG_NAMES = {
    "Letter": "L",
    "IsAlphabetic": "L",
    "Alphabetic": "L",
    "IsLetter": "L",
    "Number": "N",
    "IsDigit": "Nd",
    "Punctuation": "P",
    "IsPunctuation": "P",
    "IsUppercase": "Lu",
    "Uppercase": "Lu",
    "IsLowercase": "Ll",
    "Lowercase": "Ll",
}
_LAST = 0xFFFF  # the basic plane: every living alphabet


class UnknownClass(ValueError):
    """A property that forms do not use, such as a script."""


@lru_cache(maxsize=64)
def ranges(name: str, *, negated: bool = False) -> str:
    """The inside of a `[…]` that holds the class `name`; raises `UnknownClass`."""
    if name in _POSIX and not negated:
        return _POSIX[name]
    category = _LONG_NAMES.get(name, name.removeprefix("Is"))
    if not _CATEGORY.fullmatch(category):
        raise UnknownClass(name)
    return "".join(_spans(category, negated))


def _spans(category: str, negated: bool) -> Iterator[str]:
    def belongs(code: int) -> bool:
        return unicodedata.category(chr(code)).startswith(category) is not negated

    for inside, codes in groupby(range(_LAST + 1), belongs):
        if inside:
            span = list(codes)
            last = sys.maxunicode if negated and span[-1] == _LAST else span[-1]
            yield f"\\u{span[0]:04x}-\\U{last:08x}"
