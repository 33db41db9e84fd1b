"""The list `miejsce` of a form, filled with the places that the library serves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from . import headers
from .headers import parse
from .sheets import Row, Sheet, Workbook

LIST = "miejsce"
_PLACE = re.compile(r"m\d+")


def with_places(workbook: Workbook, places: Sequence[str]) -> Workbook:
    """The rows `m1`, `m2` … of the list `miejsce` become `m1` … `mn`, one for each place.

    A place is called the same in every language. The list's other rows ("elsewhere") stay, and
    rows below move. Without places, or in a form without such a list, nothing changes.
    """
    if not places:
        return workbook
    sheets = (
        _filled(sheet, places) if sheet.name.lower() == "choices" else sheet
        for sheet in workbook.sheets
    )
    return Workbook(tuple(sheets))


def _filled(sheet: Sheet, places: Sequence[str]) -> Sheet:
    columns = {
        letter: parse(header, headers.CHOICES).field for letter, header in sheet.columns.items()
    }
    rows: list[Row] = []
    shift = 0
    filled = False
    for row in sheet.rows:
        if not _is_place(row, columns):
            rows.append(replace(row, number=row.number + shift))
            continue
        shift -= 1
        if not filled:
            rows += (_place(row, columns, index, name) for index, name in enumerate(places))
            shift += len(places)
            filled = True
    return replace(sheet, rows=tuple(rows))


def _is_place(row: Row, columns: Mapping[str, str]) -> bool:
    values = {columns[letter]: cell for letter, cell in row.cells.items()}
    return values.get("list_name") == LIST and bool(_PLACE.fullmatch(values.get("name", "")))


def _place(row: Row, columns: Mapping[str, str], index: int, name: str) -> Row:
    new = {"list_name": LIST, "name": f"m{index + 1}", "label": name}
    cells = {letter: new.get(field, row.cells.get(letter, "")) for letter, field in columns.items()}
    filled = {letter: cell for letter, cell in cells.items() if cell}
    return Row(row.number + index, filled)
