"""The protocol as a DOCX, to be finished in a word processor before it is signed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from bot.domain.contests.minutes import Minutes
from bot.i18n import Translator
from bot.views.protocol_blocks import Block, Grid, Heading, Points, Signatures, Text, Title
from bot.views.protocol_document import blocks, title

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Row

FONT = "Calibri"
BODY, SMALL = 11, 9  # points
DOTS = "." * 40


def draw(minutes: Minutes, t: Translator) -> bytes:
    """The file. python-docx takes a quarter of a second to import: whoever calls is a thread."""
    import docx
    from docx.shared import Cm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    _properties(document, minutes, t)
    for block in blocks(minutes, t):
        _put(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _properties(document: Document, minutes: Minutes, t: Translator) -> None:
    known = document.core_properties
    known.title, known.author = title(minutes, t), minutes.library
    known.subject, known.language = minutes.edition.title, "pl-PL"
    known.comments = ""
    known.created = known.modified = minutes.made_at.replace(tzinfo=None)


def _put(document: Document, block: Block) -> None:
    match block:
        case Title(text):
            document.add_heading(printable(text), level=1)
        case Heading(text):
            document.add_heading(printable(text), level=2)
        case Text(text, quiet):
            _text(document, text, quiet=quiet)
        case Points(lines):
            for line in lines:
                document.add_paragraph(printable(line), style="List Bullet")
        case Grid():
            _grid(document, block)
        case Signatures(names):
            for name in names:
                document.add_paragraph(f"\n{printable(name)}  {DOTS}")


def _text(document: Document, text: str, *, quiet: bool) -> None:
    from docx.shared import Pt

    run = document.add_paragraph().add_run(printable(text))
    if quiet:
        run.font.size = Pt(SMALL)


def _grid(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.header), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, grid.header, strict=True):
        cell.paragraphs[0].add_run(printable(text)).bold = True
    _repeat_header(table.rows[0])
    for row in grid.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
    document.add_paragraph()


def _repeat_header(row: _Row) -> None:
    """On every page: w:tblHeader (ECMA-376, part 1, 17.4.78)."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def printable(text: str) -> str:
    """XML 1.0 knows no control characters but tab and line ends."""
    return "".join(letter for letter in text if letter in "\t\n" or letter.isprintable())
