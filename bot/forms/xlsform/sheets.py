"""A spreadsheet as plain text cells, free of any library: what a form is stored and rebuilt from.

Cells are keyed by column letter, because real forms have two columns of one name and columns
without a name; a problem can then point at the very cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Any

from bot.frozen import frozen

# A cell that says one of these names the header row; notes above the header are common.
HEADERS = frozenset(
    {"type", "command", "list_name", "list name", "form_id", "form_title", "id_string", "name"}
)
HEADER_SEARCH = 10  # rows from the first filled one


@frozen
class Row:
    """One filled row. `number` is the spreadsheet's own, from 1; `cells` maps letter to text."""

    number: int
    cells: Mapping[str, str]


@frozen
class Sheet:
    """`columns` maps a column letter to its header ("" when it has cells but no header)."""

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    header_row: int = 1


@frozen
class Workbook:
    """The sheets in their order. Text is trimmed, numbers and dates are text, formulas are gone."""

    sheets: tuple[Sheet, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, in any letter case."""
        return next((s for s in self.sheets if s.name.strip().lower() == name), None)


@lru_cache(maxsize=2048)
def letter(index: int) -> str:
    """The name of a column counted from 0: A … Z, AA …"""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@lru_cache(maxsize=2048)
def position(name: str) -> int:
    """The opposite of `letter`."""
    index = 0
    for character in name:
        index = index * 26 + ord(character) - ord("A") + 1
    return index - 1


def sheet_of(name: str, rows: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """A sheet from its numbered rows of cell texts; finds the header row."""
    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        return Sheet(name)
    start = _header_index([cells for _, cells in filled])
    header_row, headers = filled[start]
    body = tuple(
        Row(number, {letter(i): cell for i, cell in enumerate(cells) if cell})
        for number, cells in filled[start + 1 :]
    )
    used = {key for row in body for key in row.cells}
    used.update(letter(i) for i, header in enumerate(headers) if header)
    columns = {key: _at(headers, position(key)) for key in sorted(used, key=position)}
    return Sheet(name, columns, body, header_row)


def _header_index(rows: Sequence[Sequence[str]]) -> int:
    for index, cells in enumerate(rows[:HEADER_SEARCH]):
        if sum(cell.lower() in HEADERS for cell in cells) >= 1:
            return index
    return 0


def _at(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def lines_of(sheet: Sheet) -> Iterator[list[str]]:
    """Every row up to the last, so that row numbers stay; a blank one is an empty list."""
    if not sheet.columns:
        return
    letters = [letter(index) for index in range(1 + max(map(position, sheet.columns)))]
    rows: dict[int, Mapping[str, str]] = {row.number: row.cells for row in sheet.rows}
    rows[sheet.header_row] = sheet.columns
    for number in range(1, max(rows) + 1):
        cells = rows.get(number)
        yield [cells.get(key, "") for key in letters] if cells else []


def to_json(workbook: Workbook) -> str:
    """The workbook as one line of JSON, the way the database keeps it."""
    sheets = [
        {
            "name": sheet.name,
            "header_row": sheet.header_row,
            "columns": dict(sheet.columns),
            "rows": [[row.number, dict(row.cells)] for row in sheet.rows],
        }
        for sheet in workbook.sheets
    ]
    return json.dumps({"sheets": sheets}, ensure_ascii=False, separators=(",", ":"))


def from_json(source: str) -> Workbook:
    """The workbook that `to_json` wrote."""
    return Workbook(tuple(_sheet_from(item) for item in json.loads(source)["sheets"]))


def _sheet_from(item: dict[str, Any]) -> Sheet:
    rows = tuple(Row(number, cells) for number, cells in item["rows"])
    return Sheet(item["name"], item["columns"], rows, item["header_row"])
