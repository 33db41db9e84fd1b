"""What programs write into an .xlsx file, and what a person sees in its cells."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

import pytest
from openpyxl import Workbook as Book
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from bot.forms.xlsform import open_workbook, read_form
from bot.forms.xlsform.serials import Shown, shown

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/relationships"
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{{}}</sheets></workbook>'
SURVEY = BOOK.format('<sheet name="survey" sheetId="1" r:id="a"/>')
LINK = f'<Relationships xmlns="{TYPES}"><Relationship Id="a" Type="{OFFICE}/{{}}" Target="{{}}"/>{{}}</Relationships>'  # noqa: E501


def file(sheet: str, *, book: str = SURVEY, more: str = "", **parts: str) -> bytes:
    """An .xlsx file with one sheet, written by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("_rels/.rels", LINK.format("officeDocument", "xl/workbook.xml", ""))
        archive.writestr("xl/workbook.xml", book)
        links = LINK.format("worksheet", "worksheets/sheet1.xml", more)
        archive.writestr("xl/_rels/workbook.xml.rels", links)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in parts.items():
            archive.writestr(f"xl/{name}.xml", content)
    return out.getvalue()


def text(address: str, value: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{value}</t></is></c>'


def table(*rows: str) -> str:
    body = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


HEADERS = text("A1", "type") + text("B1", "name") + text("C1", "label")


def cells(data: bytes) -> list[dict[str, str]]:
    workbook = open_workbook(data).workbook
    assert workbook is not None
    return [dict(row.cells) for row in workbook.sheets[0].rows]


def test_a_formula_without_a_saved_result_is_told() -> None:
    """Programs that write files without computing leave such cells; empty they are not."""
    row = text("A2", "text") + text("B2", "q") + '<c r="C2"><f>A2&amp;B2</f><v></v></c>'

    reading = read_form(open_workbook(file(table(HEADERS, row))).workbook)  # type: ignore[arg-type]

    (problem,) = (one for one in reading.problems if one.severity == "error")
    assert (problem.code, problem.row, problem.column) == ("formula_uncomputed", 2, "label")
    assert problem.facts == {"formula": "=A2&B2"}


def test_a_saved_result_is_the_cell() -> None:
    """Also an empty text, which is a result like any other."""
    row = text("A2", "text") + '<c r="B2" t="str"><f>LOWER("Q")</f><v>q</v></c>'
    row += '<c r="C2" t="str"><f>""</f><v></v></c>'

    assert cells(file(table(HEADERS, row))) == [{"A": "text", "B": "q"}]


def test_cells_need_not_say_where_they_are() -> None:
    """An address is optional: a cell without one comes after the one before."""
    bare = '<row><c t="inlineStr"><is><t>{}</t></is></c><c/><c><v>{}</v></c></row>'
    rows = bare.format("type", 1) + bare.format("text", 2.50)

    data = file(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')

    assert cells(data) == [{"A": "text", "C": "2.5"}]


def test_a_namespace_may_have_a_prefix() -> None:
    """Some libraries write `<x:c>`; XML does not care, nor do we."""
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    rows += '<x:row r="2"><x:c r="A2" t="b"><x:v>1</x:v></x:c></x:row>'

    data = file(f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>')

    assert cells(data) == [{"A": "TRUE"}]


def test_shared_text_keeps_its_runs_and_drops_furigana() -> None:
    """A text in several colours is one text; how to pronounce it is no part of it."""
    runs = "<si><r><t>dwa </t></r><r><t>słowa</t></r><rPh><t>だ</t></rPh></si>"
    link = f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="/xl/strings.xml"/>'
    sheet = table(HEADERS, '<c r="A2" t="s"><v>0</v></c>')

    data = file(sheet, more=link, strings=f'<sst xmlns="{MAIN}">{runs}</sst>')

    assert cells(data) == [{"A": "dwa słowa"}]


def test_a_chart_among_the_sheets_is_no_sheet() -> None:
    """Only worksheets have cells."""
    book = BOOK.format('<sheet name="wykres" r:id="c"/><sheet name="survey" r:id="a"/>')
    link = f'<Relationship Id="c" Type="{OFFICE}/chartsheet" Target="chartsheets/1.xml"/>'

    workbook = open_workbook(file(table(HEADERS), book=book, more=link)).workbook

    assert workbook is not None
    assert [sheet.name for sheet in workbook.sheets] == ["survey"]


def test_a_value_far_to_the_right_is_told() -> None:
    """Not dropped without a word; an empty formatted cell there is nothing."""
    row = text("A2", "text") + '<c r="ZZZ2" s="1"/>'
    far = row + text("XFD2", "x")

    assert cells(file(table(HEADERS, row))) == [{"A": "text"}]
    (problem,) = open_workbook(file(table(HEADERS, far))).problems
    assert (problem.code, problem.sheet, problem.row) == ("too_many_columns", "survey", 2)


@pytest.mark.parametrize("mac", [False, True])
def test_days_and_times_are_read_as_shown(mac: bool) -> None:
    """Whether the file counts days from 1900 or, as old Macs do, from 1904."""
    book = Book()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    moment = datetime(2027, 5, 12, 17, 30)  # noqa: DTZ001  a spreadsheet knows no zone
    sheet.append(["type", "a", "b", "c"])
    sheet.append([moment, moment.replace(hour=0, minute=0), time(8, 15), 0.5])
    out = io.BytesIO()
    book.save(out)

    expected = {"A": "2027-05-12T17:30:00", "B": "2027-05-12", "C": "08:15:00", "D": "0.5"}
    assert cells(out.getvalue()) == [expected]


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("General", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
        ('0 "dni"', Shown.NUMBER),
        ("[Red]0;[Blue]yyyy", Shown.NUMBER),
        ("\\d0", Shown.NUMBER),
        ("dd/mm/yyyy;@", Shown.MOMENT),
        ("[$-415]d mmmm yyyy", Shown.MOMENT),
        ("[h]:mm", Shown.DURATION),
    ],
)
def test_a_format_tells_days_from_numbers(code: str, how: Shown) -> None:
    """Letters in quotes, after a backslash or in brackets are decoration."""
    assert shown(164, code) == how
