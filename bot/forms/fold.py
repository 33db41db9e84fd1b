"""Text as it is compared: no letter case, no diacritics, one kind of dash, single spaces."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {
        "ł": "l",
        "ґ": "г",
        "ß": "ss",
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("'’ʼ‘`\"„”“«»", ""),
    }
)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """„Żadnej…” → `zadnej`; „1 – 2” and „1-2” come out the same."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_SAME)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(bare.replace(" - ", "-").split()).strip(" .!?;,")
