"""Excel files to a `Workbook`: .xlsx with openpyxl, .xls with xlrd, told apart by content."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import dropwhile
from typing import Any
from xml.parsers.expat import ExpatError

from .cells import text_of
from .limits import COLUMNS, ROWS, NumberedRows, check_archive, collect, refuse
from .problems import ProblemCode
from .sheets import Workbook

# What zipfile, openpyxl, xlrd and the XML parsers raise for files that are broken.
DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ExpatError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)


def read_xlsx(data: bytes) -> Workbook:
    """Cached values of formulas, nothing executed. Raises `TooMuch` or one of `DAMAGE`."""
    from openpyxl import load_workbook

    check_archive(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions that we drop
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return collect((ws.title, partial(_xlsx_rows, ws)) for ws in book.worksheets)
        finally:
            book.close()


def _xlsx_rows(ws: Any) -> NumberedRows:
    if (ws.max_column or 0) > COLUMNS and _has_far_cells(ws):
        raise refuse(ProblemCode.TOO_MANY_COLUMNS, ws.title, limit=str(COLUMNS))
    ws.reset_dimensions()
    rows = ws.iter_rows(max_col=COLUMNS, max_row=ROWS, values_only=True)
    empty: tuple[object, ...] = (None,) * COLUMNS
    for number, values in enumerate(rows, start=1):
        if values is empty:  # openpyxl fills a million-row gap with one and the same tuple
            continue
        if values == empty:
            empty = values
        else:
            yield number, _texts(values)


def _has_far_cells(ws: Any) -> bool:
    first = ws.iter_rows(min_row=1, max_row=1, min_col=COLUMNS + 1, values_only=True)
    return any(value is not None for row in first for value in row)


def _texts(values: tuple[object, ...]) -> list[str]:
    filled = tuple(dropwhile(lambda value: value is None, reversed(values)))
    return [text_of(value) for value in reversed(filled)]


def read_xls(data: bytes) -> Workbook:
    """The same for the old binary format. Raises `TooMuch` or one of `DAMAGE`."""
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
