"""The text of a `.pb` file as rows of cells, and back, character for character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from bot.frozen import frozen

SEPARATOR = ";"
_SPECIAL = re.compile(r'[;"\r\n]')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"|([^;"\r\n]*))(;|\r\n|\r|\n|\Z)')
_BARE = re.compile(r"([^;\r\n]*)(;|\r\n|\r|\n|\Z)")


@frozen
class Row:
    """Cells of one row. `raw`: the row as it stood, with its end, unless it is as we write it."""

    line: int
    cells: tuple[str, ...]
    raw: str | None = None


@frozen
class Text:
    """A whole file. `ending`: what most rows end with. `open_quotes`: lines with a lost quote."""

    rows: tuple[Row, ...]
    ending: str = "\n"
    open_quotes: tuple[int, ...] = field(default=())


def parse(text: str) -> Text:
    """Never fails: a quote that is not closed is an ordinary character."""
    ending = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    rows, broken = [], []
    for line, cells, raw, closed in _rows(text):
        plain = written(cells) + ending
        rows.append(Row(line, cells, None if raw == plain else raw))
        if not closed:
            broken.append(line)
    return Text(tuple(rows), ending, tuple(broken))


def unparse(text: Text) -> str:
    """The text that `parse` read, unchanged where the rows are."""
    return "".join(
        row.raw if row.raw is not None else written(row.cells) + text.ending for row in text.rows
    )


def written(cells: Sequence[str]) -> str:
    """One row, quoted only where it must be."""
    joined = SEPARATOR.join(cells)
    if not _SPECIAL.search(joined.replace(SEPARATOR, "")) and joined.count(SEPARATOR) < len(cells):
        return joined
    return SEPARATOR.join(map(_quoted, cells))


def _quoted(cell: str) -> str:
    if not _SPECIAL.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def place(row: Row, cell: int) -> tuple[int, int]:
    """Line and column, from 1, where a cell of the row begins."""
    raw = row.raw if row.raw is not None else written(row.cells)
    position = 0
    for _ in range(min(cell, len(row.cells) - 1)):
        match = _CELL.match(raw, position) or _BARE.match(raw, position)
        position = match.end() if match else position
    before = re.split(r"\r\n|\r|\n", raw[:position])
    return row.line + len(before) - 1, len(before[-1]) + 1


def _rows(text: str) -> Iterator[tuple[int, tuple[str, ...], str, bool]]:
    position, line = 0, 1
    while position < len(text):
        end = _LINE.match(text, position).end()  # type: ignore[union-attr]
        closed = True
        if text.find('"', position, end) < 0:
            cells = tuple(text[position:end].rstrip("\r\n").split(SEPARATOR))
        else:
            cells, end, closed = _careful(text, position)
        raw = text[position:end]
        yield line, cells, raw, closed
        line += len(re.findall(r"\r\n|\r|\n", raw))
        position = end


def _careful(text: str, position: int) -> tuple[tuple[str, ...], int, bool]:
    cells, closed = [], True
    while True:
        match = _CELL.match(text, position)
        if match:
            quoted, bare, stop = match.groups()
            cells.append(bare if quoted is None else quoted.replace('""', '"'))
        else:
            match = _BARE.match(text, position)
            assert match
            cells.append(match[1])
            stop, closed = match[2], False
        position = match.end()
        if stop != SEPARATOR:
            return tuple(cells), position, closed
