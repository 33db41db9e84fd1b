"""A `Workbook` as an .xlsx file that opens in Excel, LibreOffice, KoboToolbox and pyxform."""

from __future__ import annotations

import io
import re
from typing import Any

from .sheets import Workbook, lines_of

_TITLE_CHARACTERS = 31  # Excel's own limit
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")


def write_xlsx(workbook: Workbook) -> bytes:
    """The file's bytes. Every cell is text: what looks like a formula stays what was typed."""
    from openpyxl import Workbook as Book

    book = Book(write_only=True)
    for sheet in workbook.sheets:
        target = book.create_sheet(_NOT_IN_TITLES.sub("_", sheet.name)[:_TITLE_CHARACTERS])
        target.freeze_panes = f"A{sheet.header_row + 1}"
        for cells in lines_of(sheet):
            target.append([_cell(target, text) for text in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(target: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if not text:
        return None
    cell = WriteOnlyCell(target, value=text)
    cell.data_type = "s"
    return cell
