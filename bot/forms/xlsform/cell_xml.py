"""The cells of one sheet of an .xlsx file, as text (ECMA-376 part 1, §18.3.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from string import digits

from . import limits
from .archive import local, parse
from .cells import UNCOMPUTED, clean, text_of
from .problems import ProblemCode
from .sheets import position

_BLANK = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")? ?/>')  # a border, a colour, no value
_LETTERS = re.compile(r"[A-Z]{1,3}")
_ELEMENTS = 3_000_000  # cells, rows and what is in them; an empty one costs time too
_TEXTS = frozenset({"v", "t"})

Rows = dict[int, dict[int, str]]
Number = Callable[[str, int], str]


class Cells:
    """Collects `rows`: row number from 1 → column from 0 → text, filled cells only.

    `number` turns a number and its style into text.
    """

    def __init__(self, sheet: str, shared: Sequence[str], number: Number) -> None:
        self.rows: Rows = {}
        self._sheet = sheet
        self._shared = shared
        self._number = number
        self._elements = 0
        self._filled = 0
        self._row = 0
        self._column = -1
        self._attributes: Mapping[str, str] = {}
        self._formula: list[str] | None = None
        self._value: list[str] | None = None
        self._into: list[str] | None = None  # where text goes now
        self._phonetic = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        name = tag if tag in ("c", "v") else local(tag)
        if name == "c":
            self._begin(attributes)
        elif name in _TEXTS and not self._phonetic:
            self._value = self._into = self._value or []
        elif name == "f":
            self._formula = self._into = []
        elif name == "row":
            self._next_row(attributes.get("r"))
        elif name == "rPh":
            self._phonetic = True

    def text(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, tag: str) -> None:
        name = tag if tag in ("c", "v") else local(tag)
        if name == "c":
            if self._value is not None or self._formula is not None:
                self._keep()
        elif name in _TEXTS or name == "f":
            self._into = None
        elif name == "rPh":
            self._phonetic = False

    def _next_row(self, number: str | None) -> None:
        self._row = int(number) if number else self._row + 1
        self._column = -1
        if not 0 < self._row <= limits.ROWS:
            raise ValueError(number)

    def _begin(self, attributes: dict[str, str]) -> None:
        if self._elements > _ELEMENTS:
            raise self._too_many()
        self._attributes = attributes
        self._value = self._formula = None
        self._column += 1

    def _keep(self) -> None:
        text = self._text()
        if not text:
            return
        row, column = self._place()
        if column >= limits.COLUMNS:
            limit = str(limits.COLUMNS)
            raise limits.refuse(ProblemCode.TOO_MANY_COLUMNS, self._sheet, row, limit=limit)
        self._filled += 1
        if self._filled > limits.CELLS:
            raise self._too_many()
        self.rows.setdefault(row, {})[column] = text

    def _place(self) -> tuple[int, int]:
        """Where the cell says that it is, else after the one before."""
        address = self._attributes.get("r")
        if address:
            letters = address.rstrip(digits)
            self._row, self._column = int(address[len(letters) :]), _column(letters)
            if not 0 < self._row <= limits.ROWS:
                raise ValueError(address)
        return self._row, self._column

    def _too_many(self) -> limits.TooMuch:
        limit = str(limits.CELLS)
        return limits.refuse(ProblemCode.TOO_MANY_CELLS, self._sheet, self._row, limit=limit)

    def _text(self) -> str:
        value = "".join(self._value or ())
        kind = self._attributes.get("t", "n")
        if not value:
            return "" if self._formula is None or kind == "str" else self._uncomputed()
        match kind:
            case "s":
                return self._shared[int(value)]
            case "n":
                return self._number(value, int(self._attributes.get("s", 0)))
            case "b":
                return text_of(value.strip() == "1")
            case "d":
                return value.strip().removesuffix("T00:00:00")
            case _:
                return clean(value)

    def _uncomputed(self) -> str:
        return UNCOMPUTED + clean("".join(self._formula or ())).lstrip("=")


@lru_cache(maxsize=2048)
def _column(letters: str) -> int:
    if not _LETTERS.fullmatch(letters.upper()):
        raise ValueError(letters)
    return position(letters.upper())


def rows_of(content: bytes, cells: Cells) -> Iterator[tuple[int, list[str]]]:
    """The sheet's filled rows in order, each as long as its last filled cell."""
    parse(_BLANK.sub(b"", content), cells.start, cells.end, cells.text)
    for number in sorted(cells.rows):
        row = cells.rows[number]
        yield number, [row.get(column, "") for column in range(max(row) + 1)]
