"""The protocol as pages to print and sign: A4, a page number at the foot of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.contests.minutes import Minutes
from bot.i18n import Translator
from bot.views.printed_list import number_pages
from bot.views.printing import FAMILY, MARGIN, finished, sheet
from bot.views.protocol_blocks import Block, Grid, Heading, Points, Signatures, Text, Title
from bot.views.protocol_document import blocks, title

if TYPE_CHECKING:
    from fpdf import FPDF

BODY, SMALL = 10.5, 8.5
LEADING = 5.2  # mm
NEEDED = 28.0  # mm below a heading, so that it never stands alone at the foot
SIGNED = 12.0  # mm for a signature


def draw(minutes: Minutes, t: Translator) -> bytes:
    """The PDF."""
    pdf = sheet(title(minutes, t), t)
    pdf.set_creation_date(minutes.made_at)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_page()
    for block in blocks(minutes, t):
        _put(pdf, block)
    number_pages(pdf)
    return finished(pdf)


def _put(pdf: FPDF, block: Block) -> None:
    match block:
        case Title(text):
            _text(pdf, text, 16, bold=True, above=4, below=1)
        case Heading(text):
            if pdf.get_y() > pdf.h - MARGIN - NEEDED:
                pdf.add_page()
            _text(pdf, text, 12, bold=True, above=4, below=1)
        case Text(text, quiet):
            _text(pdf, text, SMALL if quiet else BODY, above=2.5 if quiet else 0, below=1.2)
        case Points(lines):
            for line in lines:
                _text(pdf, f"• {line}", BODY, below=0.8)
        case Grid():
            _grid(pdf, block)
        case Signatures(names):
            _signatures(pdf, names)


def _text(
    pdf: FPDF, text: str, size: float, *, bold: bool = False, above: float = 0, below: float = 0
) -> None:
    pdf.ln(above)
    pdf.set_font(FAMILY, "B" if bold else "", size)
    height = max(LEADING * size / BODY, size * 0.45)
    pdf.multi_cell(0, height, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(below)


def _grid(pdf: FPDF, grid: Grid) -> None:
    from fpdf.fonts import FontFace

    pdf.set_font(FAMILY, "", 9.5)
    bold = FontFace(emphasis="BOLD", fill_color=(235, 235, 235))
    pdf.ln(1)
    with pdf.table(
        col_widths=grid.widths, line_height=4.6, padding=(1.1, 1.3), text_align="LEFT",
        headings_style=bold, v_align="M",
    ) as drawn:  # fmt: skip
        for row in (grid.header, *grid.rows):
            drawn.row(row)
    pdf.ln(2)


def _signatures(pdf: FPDF, names: tuple[str, ...]) -> None:
    half = (pdf.w - 2 * MARGIN) / 2
    pdf.set_font(FAMILY, "", BODY)
    for name in names:
        if pdf.get_y() > pdf.h - MARGIN - SIGNED:
            pdf.add_page()
        pdf.ln(SIGNED - LEADING)
        pdf.cell(half, LEADING, name)
        pdf.cell(half, LEADING, "." * 50, new_x="LMARGIN", new_y="NEXT")
