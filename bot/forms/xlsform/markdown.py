"""Forms as Markdown tables, the dialect of pyxform: a sheet's name alone, then indented rows.

Beyond pyxform: a line break in a cell is `&#10;`, so that every workbook can be written.
"""

from __future__ import annotations

import re
from functools import partial

from .cells import clean
from .limits import collect
from .sheets import Sheet, Workbook, lines_of

WIDTH = 60  # longer cells stick out of the table rather than make every line as long
_CELLS = re.compile(r"(?<!\\)\|")
_ENTITY = re.compile(r"&#(10|38|92);")
_RULE = re.compile(r"\|\s*:?-+:?\s*\|[\s|:-]*")  # a rule fills the first column, a row does not
_NEEDS_ENTITY = re.compile(r"&(?=#(?:10|38|92);)|\\(?=\||$)|\n")


def read_markdown(source: str) -> Workbook:
    """The workbook of such a text. Raises `TooMuch`; text outside tables is left alone."""
    tables: dict[str, list[tuple[int, list[str]]]] = {}
    rows: list[tuple[int, list[str]]] = []
    for line in source.split("\n"):
        cells = _split(line)
        if cells is None:
            continue
        if cells[0]:
            rows = tables.setdefault(cells[0], [])
        else:
            rows.append((_next_number(rows), cells[1:]))
    return collect((name, partial(iter, table)) for name, table in tables.items())


def _next_number(rows: list[tuple[int, list[str]]]) -> int:
    return rows[-1][0] + 1 if rows else 1


def _split(line: str) -> list[str] | None:
    """The cells of one line, None when it is no table row (prose, a comment, a rule)."""
    line = line.strip()
    if not line.startswith("|") or (_RULE.fullmatch(line)):
        return None
    return [_decode(cell) for cell in _CELLS.split(line)[1:-1]] or None


def _decode(cell: str) -> str:
    plain = cell.strip().replace("\\|", "|")
    return clean(_ENTITY.sub(lambda match: chr(int(match[1])), plain))


def _encode(cell: str) -> str:
    return _NEEDS_ENTITY.sub(lambda match: f"&#{ord(match[0])};", cell).replace("|", "\\|")


def write_markdown(workbook: Workbook) -> str:
    """The workbook as aligned Markdown tables, which `read_markdown` reads back the same."""
    return "".join(_table(sheet) for sheet in workbook.sheets)


def _table(sheet: Sheet) -> str:
    lines = [[_encode(cell) for cell in cells] for cells in lines_of(sheet)]
    widths = [
        min(WIDTH, max(map(len, column))) for column in zip(*filter(None, lines), strict=True)
    ]
    title = f"| {_encode(sheet.name)} |\n"
    return title + "".join(_line(cells, widths, len(title) - 5) for cells in lines)


def _line(cells: list[str], widths: list[int], margin: int) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=False))
    return f"| {' ' * margin} | {' | '.join(padded)} |\n"
