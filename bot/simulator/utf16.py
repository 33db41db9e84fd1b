"""Lengths and offsets as Telegram counts them: in UTF-16 code units."""

from __future__ import annotations

from itertools import accumulate


def length(text: str) -> int:
    """How many UTF-16 units `text` takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def offsets(text: str) -> list[int]:
    """The UTF-16 offset before each character, and the whole length at the end."""
    return [0, *accumulate(1 + (ord(char) > 0xFFFF) for char in text)]


def pieces(text: str, limit: int) -> list[str]:
    """Cuts `text` into parts of at most `limit` units, never inside a character."""
    if length(text) <= limit:
        return [text]
    parts, start, used = [], 0, 0
    for index, char in enumerate(text):
        width = 1 + (ord(char) > 0xFFFF)
        if used + width > limit:
            parts.append(text[start:index])
            start, used = index, 0
        used += width
    return [*parts, text[start:]]
