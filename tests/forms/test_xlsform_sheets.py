"""A workbook survives every format in which it is kept or sent."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.xlsform import (
    Row,
    Sheet,
    Workbook,
    from_json,
    open_workbook,
    to_json,
    write_markdown,
    write_xlsx,
)
from bot.forms.xlsform.cells import clean, text_of
from bot.forms.xlsform.sheets import letter, position

TEXT = st.text(max_size=30).map(clean)
HOSTILE = st.sampled_from(
    [
        "=1+1",
        "a|b",
        "a\\",
        "\\|",
        "&#10;",
        "&#38;#10;",
        "dwa\nwiersze",
        "#REF!",
        "---",
        "TRUE",
        "1.0",
    ]
)
CELL = st.one_of(TEXT, HOSTILE)


@st.composite
def sheets(draw: st.DrawFn, name: str) -> Sheet:
    """A sheet as reading makes it: a known header first, no blank rows, no unused columns."""
    width = draw(st.integers(1, 5))
    headers = ["type", *(draw(TEXT) for _ in range(width - 1))]
    number = header_row = draw(st.integers(1, 3))
    rows: list[Row] = []
    for _ in range(draw(st.integers(0, 5))):
        number += draw(st.integers(1, 3))
        cells = {letter(i): draw(CELL) for i in range(width)}
        filled = {key: cell for key, cell in cells.items() if cell}
        if filled:
            rows.append(Row(number, filled))
    used = {key for row in rows for key in row.cells}
    columns = {letter(i): h for i, h in enumerate(headers) if h or letter(i) in used}
    return Sheet(name, columns, tuple(rows), header_row)


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    names = draw(
        st.lists(st.sampled_from(["survey", "choices", "lista ę"]), unique=True, min_size=1)
    )
    return Workbook(tuple(draw(sheets(name)) for name in names))


@given(workbooks())
def test_json_keeps_everything(workbook: Workbook) -> None:
    """The database keeps a form as this JSON."""
    assert from_json(to_json(workbook)) == workbook


@given(workbooks())
def test_markdown_keeps_everything(workbook: Workbook) -> None:
    """Row numbers too, so that a problem points at the same place in both."""
    opening = open_workbook(write_markdown(workbook).encode())

    assert opening.workbook == workbook


@settings(max_examples=40, deadline=None)
@given(workbooks())
def test_xlsx_keeps_everything(workbook: Workbook) -> None:
    """What looks like a formula or an error value comes back as the text that it was."""
    opening = open_workbook(write_xlsx(workbook))

    assert opening.workbook == workbook


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (1.0, "1"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (datetime(2027, 5, 12), "2027-05-12"),  # noqa: DTZ001  a spreadsheet knows no zone
        (datetime(2027, 5, 12, 17, 30), "2027-05-12T17:30:00"),  # noqa: DTZ001
        (date(2027, 5, 12), "2027-05-12"),
        (time(17, 30), "17:30:00"),
        ("  dwa\u00a0słowa \r\n", "dwa słowa"),
        ("zły\x00znak", "złyznak"),
    ],
)
def test_a_cell_is_the_text_a_person_sees(value: object, text: str) -> None:
    """Numbers lose a pointless ".0", days lose midnight, text loses edges and odd spaces."""
    assert text_of(value) == text


@given(st.integers(0, 20_000))
def test_letters_name_columns_as_excel_does(index: int) -> None:
    """A … Z, AA …: the name leads back to the position."""
    assert position(letter(index)) == index


def test_notes_above_the_header_are_not_the_header() -> None:
    """People write a title above the table; rows keep their own numbers."""
    source = "| survey |\n| | Nasza ankieta |\n| | type | name |\n| | text | imie |\n"

    sheet = open_workbook(source.encode()).workbook.sheets[0]  # type: ignore[union-attr]

    assert sheet.header_row == 2
    assert sheet.rows == (Row(3, {"A": "text", "B": "imie"}),)
