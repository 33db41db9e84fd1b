"""Excel's old binary .xls to a `Workbook`, read with xlrd."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

from .cells import text_of
from .limits import COLUMNS, NumberedRows, collect, refuse
from .problems import ProblemCode
from .sheets import Workbook


def read_xls(data: bytes) -> Workbook:
    """Saved results of formulas, nothing executed. Raises `TooMuch` or one of `DAMAGE`."""
    import xlrd

    if _is_encrypted(data):
        raise refuse(ProblemCode.FILE_ENCRYPTED)
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise refuse(ProblemCode.FILE_ENCRYPTED) from error
        raise ValueError(str(error)) from error
    except xlrd.compdoc.CompDocError as error:
        raise ValueError(str(error)) from error
    return collect((name, _xls_sheet(book, name)) for name in book.sheet_names())


def _is_encrypted(data: bytes) -> bool:
    """A password-protected .xlsx is an OLE2 container with this stream (MS-OFFCRYPTO 2.3.4.4)."""
    return "EncryptedPackage".encode("utf-16-le") in data


def _xls_sheet(book: Any, name: str) -> Callable[[], NumberedRows]:
    return lambda: _xls_rows(book.sheet_by_name(name), book.datemode)


def _xls_rows(sheet: Any, datemode: int) -> Iterator[tuple[int, list[str]]]:
    if sheet.ncols > COLUMNS:
        raise refuse(ProblemCode.TOO_MANY_COLUMNS, sheet.name, limit=str(COLUMNS))
    for index in range(sheet.nrows):
        kinds, values = sheet.row_types(index), sheet.row_values(index)
        if any(kinds):
            cells = zip(kinds, values, strict=True)
            yield index + 1, [_xls_text(kind, value, datemode) for kind, value in cells]


def _xls_text(kind: int, value: Any, datemode: int) -> str:
    import xlrd

    match kind:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return ""
        case xlrd.XL_CELL_DATE:
            return _xls_date(value, datemode)
        case xlrd.XL_CELL_BOOLEAN:
            return text_of(bool(value))
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(value, "#N/A")  # type: ignore[no-any-return]
        case _:
            return text_of(value)


def _xls_date(value: float, datemode: int) -> str:
    import xlrd

    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return text_of(value)
    return text_of(moment.time() if value < 1 else moment)
