"""Tables as an .xlsx file: texts stay texts, amounts are numbers, moments are local."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.contests.workbook import Cell, Grid, Money

TITLE = 31  # characters of a sheet's name, Excel's own limit
TEXT = 32_767  # characters of a cell, Excel's own limit
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MONEY, MOMENT = '#,##0.00" zł"', "yyyy-mm-dd hh:mm"


def written(grids: Sequence[Grid], zone: ZoneInfo) -> bytes:
    """The file's bytes. Slow: call it off the loop."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for grid in grids:
        sheet = book.create_sheet(_NOT_IN_TITLES.sub("_", grid.name)[:TITLE])
        sheet.freeze_panes = "A2"
        for row in (grid.header, *grid.rows):
            sheet.append([_cell(sheet, value, zone) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Cell | Money, zone: ZoneInfo) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub(" ", value)[:TEXT])
        cell.data_type = "s"  # what looks like a formula stays what was typed
        return cell
    cell = WriteOnlyCell(sheet, value=_number(value, zone))
    if isinstance(value, Money):
        cell.number_format = MONEY
    elif isinstance(value, datetime):
        cell.number_format = MOMENT
    return cell


def _number(value: Cell | Money, zone: ZoneInfo) -> Any:
    if isinstance(value, Money):
        return value.amount
    if isinstance(value, datetime):  # a spreadsheet knows no zones
        return value.astimezone(zone).replace(tzinfo=None)
    return value
