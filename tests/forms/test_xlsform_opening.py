"""Files from strangers: recognised by content, bounded, and never a cause of an exception."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.xlsform import (
    Opening,
    ProblemCode,
    Row,
    Sheet,
    Workbook,
    limits,
    open_workbook,
    write_xlsx,
)

FORM = Workbook((Sheet("survey", {"A": "type", "B": "name"}, (Row(2, {"A": "text", "B": "q"}),)),))
XLSX = write_xlsx(FORM)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def code(opening: Opening) -> ProblemCode:
    assert opening.workbook is None
    return opening.problems[0].code


def changed(part: str, content: bytes) -> bytes:
    """The sample .xlsx with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(XLSX)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = content if item.filename == part else old.read(item)
            new.writestr(item.filename, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file_empty"),
        (b"  \n", "file_empty"),
        (b"Dzie\xc5\x84 dobry", "file_type_unknown"),
        (b"\x89PNG\r\n\x1a\n", "file_type_unknown"),
        (b"PK\x03\x04 broken", "file_unreadable"),
        (OLE2 + b"broken", "file_unreadable"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
        (b"|" * (limits.FILE_BYTES + 1), "file_too_large"),
    ],
)
def test_what_is_no_form_is_named(data: bytes, expected: str) -> None:
    """Each kind of wrong file has its own code, so that the person learns what to do."""
    assert code(open_workbook(data)) == expected


def test_a_document_type_is_refused_before_parsing() -> None:
    """Entities of a DTD can grow without end or read other files."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'

    opening = open_workbook(changed("xl/worksheets/sheet1.xml", bomb))

    assert code(opening) == "file_unsafe"


def test_a_document_type_hides_in_no_other_encoding() -> None:
    """The check reads XML as a parser does, not as bytes."""
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><worksheet/>'.encode("utf-16")

    assert code(open_workbook(changed("xl/workbook.xml", bomb))) == "file_unsafe"


def test_a_zip_bomb_is_refused_unopened() -> None:
    """The unpacked size counts, whatever the file's own size."""
    bomb = b"<a>" + b" " * (limits.UNPACKED_BYTES + 1) + b"</a>"

    opening = open_workbook(changed("xl/worksheets/sheet1.xml", bomb))

    assert code(opening) == "file_unpacked_too_large"


def test_a_cell_far_away_costs_no_memory() -> None:
    """One cell in an absurd column must not make a row as long as its number."""
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet += b'<sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'

    opening = open_workbook(changed("xl/worksheets/sheet1.xml", sheet))

    assert code(opening) == "file_unreadable"


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit counts filled cells of all sheets together."""
    monkeypatch.setattr(limits, "CELLS", 3)

    opening = open_workbook(XLSX)

    assert code(opening) == "too_many_cells"
    assert opening.problems[0].facts == {"limit": "3"}


def test_too_long_a_cell_is_named_with_its_row() -> None:
    """Excel's own limit holds for Markdown too."""
    source = "| survey |\n| | type | name |\n| | text | " + "x" * 40_000 + " |\n"

    problem = open_workbook(source.encode()).problems[0]

    assert (problem.code, problem.sheet, problem.row) == ("cell_too_long", "survey", 2)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", OLE2, b"| survey |\n"]))
def test_no_bytes_raise(tail: bytes, start: bytes) -> None:
    """Whatever arrives ends in a workbook or a problem."""
    opening = open_workbook(start + tail)

    assert (opening.workbook is None) == bool(opening.problems)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(XLSX) - 1), st.integers(1, 255))
def test_no_damaged_spreadsheet_raises(position: int, change: int) -> None:
    """One flipped byte anywhere in a real file."""
    data = bytearray(XLSX)
    data[position] ^= change

    opening = open_workbook(bytes(data))

    assert (opening.workbook is None) == bool(opening.problems)
