"""Labels that mean a span of numbers: „1–2”, „13 i więcej”, „Do 15 lat”, „Po 18.00”."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.forms.fold import fold
from bot.frozen import frozen

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_SPAN = re.compile(rf"{_NUMBER}\s*(?:-|do|to|and|i|до|по)\s*{_NUMBER}(?!\d)")
_ONE = re.compile(_NUMBER)
_ONCE = re.compile(r"^(?:raz|once|раз)\b")
_NO_ONE = "żadnej żadnego żadna żaden żadne wcale nigdy zero none never"
_NO_ONE_UK = "жодної жодного жодна жоден ніколи нуль"
_NOT_ONCE = ("ani razu", "ani jednej", "ani jednego", "ні разу", "not once")
_ZERO = frozenset(map(fold, (*_NO_ONE.split(), *_NO_ONE_UK.split(), *_NOT_ONCE)))
_UP_AFTER = re.compile(
    r"(?:\+|(?:i|lub|albo|or|and|або|і|та) (?:wiecej|czesciej|starsz\w*|dluzej|powyzej|more|over|"
    r"older|longer|often|більше|частіше|старш\w*|довше))"
)
_DOWN_AFTER = re.compile(
    r"(?:i|lub|albo|or|and|або|і|та) (?:mniej|rzadziej|mlods\w*|krocej|ponizej|less|fewer|under|"
    r"younger|менше|рідше|молодш\w*)"
)
_FROM = re.compile(r"\b(?:od|co najmniej|minimum|min|from|at least|від|щонаименше|не менше)\s*$")
_ABOVE = re.compile(
    r"\b(?:ponad|powyzej|wiecej niz|po|over|above|more than|after|"
    r"понад|більше ніж|більше|після)\s*$"
)
_UP_TO = re.compile(
    r"\b(?:do|najwyzej|maksymalnie|maks|up to|at most|max|until|до|наибільше|не більше)\s*$"
)
_BELOW = re.compile(
    r"\b(?:ponizej|mniej niz|przed|under|below|less than|before|менше ніж|менше|перед)\s*$"
)


@frozen
class Band:
    """From `least` to `most`, None where it is open; `above`/`below` leave the end itself out."""

    least: Decimal | None
    most: Decimal | None
    above: bool = False
    below: bool = False

    def __contains__(self, value: Decimal) -> bool:
        if self.least is not None and (value < self.least or (self.above and value == self.least)):
            return False
        return self.most is None or value < self.most or (value == self.most and not self.below)


def band(label: str) -> Band | None:
    """The span that a label means; None where it means none."""
    return folded_band(fold(label))


def folded_band(folded: str) -> Band | None:
    """The same for a label that is folded already."""
    text = _ONCE.sub("1 ", folded)
    if text in _ZERO:
        return Band(Decimal(0), Decimal(0))
    span = _SPAN.search(text)
    if span is not None:
        return _ordered(_decimal(span[1]), _decimal(span[2]))
    found = _ONE.search(text)
    if found is None:
        return None
    return _open(text[: found.start()], _decimal(found[1]), text[found.end() :])


def _ordered(one: Decimal, other: Decimal) -> Band:
    return Band(min(one, other), max(one, other))


def _open(before: str, value: Decimal, after: str) -> Band:
    if _UP_AFTER.search(after) or _FROM.search(before):
        return Band(value, None)
    if _DOWN_AFTER.search(after) or _UP_TO.search(before):
        return Band(None, value)
    if _ABOVE.search(before):
        return Band(value, None, above=True)
    if _BELOW.search(before):
        return Band(None, value, below=True)
    return Band(value, value)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
