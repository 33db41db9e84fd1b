"""Excel's .xlsx to a `Workbook`, straight from its XML (ECMA-376 part 1, §18).

The usual library builds an object for each cell, empty ones too, which takes seconds for a form
that somebody formatted to the last row; and it reads a formula without a saved result as nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bot.frozen import frozen

from .archive import Archive, local, parse
from .cell_xml import Cells, rows_of
from .cells import clean, text_of
from .limits import NumberedRows, collect
from .serials import Shown, serial_text, shown
from .sheets import Workbook

_MAIN = "xl/workbook.xml"
_TRUE = ("1", "true")


@frozen
class Book:
    """What all sheets share. `sheets`: title and part; `styles`: how each style shows numbers."""

    archive: Archive
    sheets: tuple[tuple[str, str], ...]
    shared: Sequence[str]
    styles: Sequence[Shown]
    from_1904: bool


def read_xlsx(data: bytes) -> Workbook:
    """Saved results of formulas, nothing executed. Raises `TooMuch` or one of `DAMAGE`."""
    book = _book(Archive(data))
    return collect((title, partial(_rows, book, title, part)) for title, part in book.sheets)


def _rows(book: Book, title: str, part: str) -> NumberedRows:
    cells = Cells(title, book.shared, partial(_number, book))
    return rows_of(book.archive.read(part), cells)


def _number(book: Book, source: str, style: int) -> str:
    how = book.styles[style] if style < len(book.styles) else Shown.NUMBER
    if how is not Shown.NUMBER:
        return serial_text(float(source), how, from_1904=book.from_1904)
    return source if source.isdecimal() else text_of(float(source))


def _book(archive: Archive) -> Book:
    mains = (part for _, kind, part in archive.related("") if kind == "officeDocument")
    main = next(mains, _MAIN)
    related = archive.related(main)
    titles, from_1904 = _titles(archive.read(main))
    sheets = {key: part for key, kind, part in related if kind == "worksheet"}
    parts = {kind: part for _, kind, part in related if archive.has(part)}
    return Book(
        archive,
        tuple((title, sheets[key]) for title, key in titles if key in sheets),
        _shared(archive.read(parts["sharedStrings"])) if "sharedStrings" in parts else (),
        _styles(archive.read(parts["styles"])) if "styles" in parts else (),
        from_1904,
    )


def _titles(content: bytes) -> tuple[list[tuple[str, str]], bool]:
    """Titles and relationship ids in order; whether days are counted from 1904."""
    found: list[tuple[str, str]] = []
    epochs: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "sheet":
            key = next((text for name, text in attributes.items() if name.endswith(":id")), "")
            found.append((attributes["name"], key))
        elif name == "workbookPr":
            epochs.append(attributes.get("date1904", ""))

    parse(content, start)
    return found, any(epoch in _TRUE for epoch in epochs)


def _shared(content: bytes) -> list[str]:
    """The texts that cells point at; furigana is left out."""
    found: list[str] = []
    pieces: list[str] = []
    reading = phonetic = False

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal reading, phonetic
        name = local(tag)
        if name == "si":
            pieces.clear()
        reading = name == "t" and not phonetic
        phonetic = phonetic or name == "rPh"

    def end(tag: str) -> None:
        nonlocal reading, phonetic
        name = local(tag)
        if name == "si":
            found.append(clean("".join(pieces)))
        reading = False
        phonetic = phonetic and name != "rPh"

    def text(text: str) -> None:
        if reading:
            pieces.append(text)

    parse(content, start, end, text)
    return found


def _styles(content: bytes) -> list[Shown]:
    """How each cell style shows a number."""
    codes: dict[str, str] = {}
    numbers: list[str] = []
    inside = ""

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        name = local(tag)
        if name == "numFmt":
            codes[attributes["numFmtId"]] = attributes["formatCode"]
        elif name == "xf" and inside == "cellXfs":
            numbers.append(attributes.get("numFmtId", "0"))
        elif name in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside = name

    parse(content, start)
    return [shown(int(number), codes.get(number, "")) for number in numbers]
