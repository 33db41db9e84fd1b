"""Choices named by typing: one, or several in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.forms.bands import band, folded_band
from bot.forms.fold import fold
from bot.forms.keys import Style, style
from bot.forms.numbers import read_decimal
from bot.forms.refusal import Refusal, refusal
from bot.forms.steps import Option

_SEPARATOR = re.compile(r"\s*[,;\n]\s*|\s+(?:i|oraz|and|та|і|и)\s+|\s+\+\s+", re.IGNORECASE)
_KEYS_ONLY = re.compile(r"(?:\d+|[a-z])(?:\s+(?:\d+|[a-z]))+")

Known = Sequence[tuple[Option, str]]  # each choice with its folded label
Way = Callable[[Known, str], list[Option]]


def one_choice(options: Sequence[Option], text: str) -> int | Refusal:
    """The index of the choice that `text` names: by label, key, value, or unique beginning."""
    return _one(_known(options), text)


def _known(options: Sequence[Option]) -> Known:
    return [(option, option.folded or fold(option.label)) for option in options]


def _one(known: Known, text: str) -> int | Refusal:
    typed = fold(text)
    for way in (_by_label, _by_key, _by_value, _by_beginning):
        found = way(known, typed)
        if len(found) == 1:
            return found[0].index
        if found:
            labels = tuple(option.label for option in found)
            return refusal("ambiguous", candidates=labels, text=text)
    return _unknown(known, text)


def _unknown(known: Known, text: str) -> Refusal:
    lettered = style([option.label for option, _ in known]) is not Style.NUMBERS
    is_value = lettered and not isinstance(read_decimal(text), Refusal)
    return refusal("no_band" if is_value else "unknown_choice", text=text)


def several_choices(options: Sequence[Option], text: str) -> tuple[int, ...] | Refusal:
    """The indices that `text` names; labels that hold a separator are matched first."""
    listed = fold(text)
    if _KEYS_ONLY.fullmatch(listed) and " i " not in listed:
        text = listed.replace(" ", ",")
    spans = _spans(text)
    known = _known(options)
    found: list[int] = []
    while spans:
        taken, index = _longest(known, text, spans)
        if isinstance(index, Refusal):
            return index
        found.append(index)
        spans = spans[taken:]
    return tuple(dict.fromkeys(found)) if found else refusal("unknown_choice", text=text)


def _longest(known: Known, text: str, spans: list[tuple[int, int]]) -> tuple[int, int | Refusal]:
    """How many pieces the first choice takes, and its index."""
    for taken in range(len(spans), 0, -1):
        joined = fold(text[spans[0][0] : spans[taken - 1][1]])
        for way in (_by_label, _by_beginning) if taken > 1 else (_by_label,):
            found = way(known, joined)
            if len(found) == 1:
                return taken, found[0].index
    return 1, _one(known, text[spans[0][0] : spans[0][1]])


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the pieces between separators begin and end; empty pieces are left out."""
    edges = [0]
    for mark in _SEPARATOR.finditer(text):
        edges.extend(mark.span())
    edges.append(len(text))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in pairs if text[start:end].strip()]


def _by_label(known: Known, typed: str) -> list[Option]:
    return [option for option, label in known if label == typed]


def _by_key(known: Known, typed: str) -> list[Option]:
    key = typed.rstrip(").")
    return [option for option, _ in known if option.key and option.key == key]


def _by_value(known: Known, typed: str) -> list[Option]:
    """A typed number, or span, where the labels are spans of numbers."""
    if style([option.label for option, _ in known]) is not Style.LETTERS:
        return []
    value = read_decimal(typed)
    if not isinstance(value, Refusal):
        return _holding(known, value)
    span = band(typed) if typed[:1].isdigit() else None
    if span is None:
        return []
    return [option for option, label in known if folded_band(label) == span]


def _holding(known: Known, value: Decimal) -> list[Option]:
    spans = [(option, folded_band(label)) for option, label in known]
    return [option for option, span in spans if span is not None and value in span]


def _by_beginning(known: Known, typed: str) -> list[Option]:
    if not typed or typed.isdigit():
        return []
    return [option for option, label in known if label.startswith(typed)]
