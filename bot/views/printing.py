"""Pages to print: A4, the shipped font, measures in millimetres.

fpdf2 takes a fifth of a second to import, so that happens on first use; whoever calls is a thread
of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.i18n import Translator
from bot.views.typeface import font_file

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "Noto"
MARGIN = 18.0
INK, GREY = (20, 20, 20), (90, 90, 90)


def sheet(title: str, t: Translator, *, landscape: bool = False) -> FPDF:
    """An empty document; the first page is yours to add."""
    from fpdf import FPDF

    pdf = FPDF(orientation="landscape" if landscape else "portrait", unit="mm", format="A4")
    pdf.add_font(FAMILY, "", font_file())
    pdf.add_font(FAMILY, "B", font_file(bold=True))
    pdf.set_title(title)
    pdf.set_lang(t.language)
    pdf.set_creation_date(t.now)
    pdf.set_margins(MARGIN, MARGIN, MARGIN)
    pdf.c_margin = 0
    pdf.set_text_color(*INK)
    return pdf


def finished(pdf: FPDF) -> bytes:
    """The file."""
    return bytes(pdf.output())
