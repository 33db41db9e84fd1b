"""What may be typed for a choice besides its label: its number, or its letter.

Where labels hold digits ("1–2", "13–15") a typed number is a value, so choices are lettered.
Where the labels with digits are plain numbers ("1" … "5") they are their own keys.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from enum import Enum

_DIGIT = re.compile(r"\d")
_PLAIN = re.compile(r"\s*\d+\s*")


class Style(Enum):
    """How a list of choices is marked."""

    NUMBERS = 1
    LETTERS = 2
    THEMSELVES = 3


def style(labels: Sequence[str]) -> Style:
    """How choices with these labels are marked."""
    with_digits = [label for label in labels if _DIGIT.search(label)]
    if not with_digits:
        return Style.NUMBERS
    if all(_PLAIN.fullmatch(label) for label in with_digits):
        return Style.THEMSELVES
    return Style.LETTERS


def keys(labels: Sequence[str]) -> tuple[str, ...]:
    """One key for each label, "" where it has none."""
    marked = style(labels)
    if marked is Style.NUMBERS:
        return tuple(str(number) for number in range(1, len(labels) + 1))
    if marked is Style.LETTERS:
        return tuple(_letters(place) for place in range(len(labels)))
    return ("",) * len(labels)


def _letters(place: int) -> str:
    """0 → a, 25 → z, 26 → aa."""
    around, rest = divmod(place, 26)
    return (_letters(around - 1) if around else "") + string.ascii_lowercase[rest]
