"""Text as it is compared: no letter case, no diacritics, one kind of dash, single spaces.

Nothing is remembered here: what people type must not stay in a cache.
"""

from __future__ import annotations

import unicodedata
from itertools import filterfalse

_SAME = str.maketrans(
    {
        "ł": "l",
        "ґ": "г",
        "ß": "ss",
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("'’ʼ‘`\"„”“«»", ""),
    }
)


def fold(text: str) -> str:
    """„Żadnej…” → `zadnej`; „1 – 2” and „1-2” come out the same."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_SAME)
    bare = plain if plain.isascii() else "".join(filterfalse(unicodedata.combining, plain))
    return " ".join(bare.replace(" - ", "-").split()).strip(" .!?;,")
