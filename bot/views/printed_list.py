"""A list of people to print: a heading, a table whose header is on every page, room for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.exports import Table
from bot.i18n import Translator
from bot.views.printing import FAMILY, GREY, MARGIN, finished, sheet

if TYPE_CHECKING:
    from fpdf import FPDF

WIDE = 5  # columns from which the page lies on its side
FREE = 4  # empty lines for whoever walks in
ROW = 8.5  # mm: room for a signature
NUMBER, NARROW, NAME, COLUMN, SIGNATURE = 10, 14, 60, 40, 50  # shares of the width
TEXT = 10.5


def draw(table: Table, t: Translator) -> bytes:
    """The PDF."""
    pdf = sheet(table.name, t, landscape=len(table.header) >= WIDE)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_page()
    _heading(pdf, table.name)
    _table(pdf, table, t)
    number_pages(pdf)
    return finished(pdf)


def _heading(pdf: FPDF, name: str) -> None:
    title, _, when = name.partition(" · ")
    pdf.set_font(FAMILY, "B", 16)
    pdf.multi_cell(0, 7.5, title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(FAMILY, "", 11)
    pdf.multi_cell(0, 6, when, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)


def _table(pdf: FPDF, table: Table, t: Translator) -> None:
    from fpdf.fonts import FontFace

    pdf.set_font(FAMILY, "", TEXT)
    widths = tuple(_width(n, label, t) for n, label in enumerate(table.header))
    empty = (("",) * len(table.header),) * FREE
    bold = FontFace(emphasis="BOLD", fill_color=(235, 235, 235))
    with pdf.table(
        col_widths=widths, line_height=5, padding=(1.75, 1.5), text_align="LEFT",
        headings_style=bold, v_align="M", min_row_height=ROW,
    ) as drawn:  # fmt: skip
        for row in (table.header, *table.rows, *empty):
            drawn.row(row)


def _width(place: int, label: str, t: Translator) -> int:
    narrow = {t.plain("Age"): NARROW, t.plain("Signature"): SIGNATURE}
    return (NUMBER, NAME)[place] if place < 2 else narrow.get(label, COLUMN)


def number_pages(pdf: FPDF, label: str = "") -> None:
    """„1/2” at the foot of each page, behind a label."""
    pdf.set_auto_page_break(False)
    pdf.set_text_color(*GREY)
    for page in range(1, pdf.pages_count + 1):
        pdf.page = page
        for style in ("B", ""):  # each page is told the font anew, which only a change does
            pdf.set_font(FAMILY, style, 9)
        pdf.set_xy(MARGIN, -MARGIN + 4)
        place = f"{page}/{pdf.pages_count}"
        pdf.cell(0, 5, f"{label} · {place}" if label else place, align="R")
