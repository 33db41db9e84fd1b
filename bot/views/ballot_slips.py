"""Slips with single-use codes: eight on an A4 page, to be cut along the lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.domain.contests.overviews import Slip
from bot.i18n import Translator
from bot.views.printing import FAMILY, GREY, INK, finished, sheet

if TYPE_CHECKING:
    from fpdf import FPDF

COLUMNS, ROWS = 2, 4
EDGE = 8.0  # mm inside a slip
CODE = 33.0  # side of the QR code
GAP = 4.0
DASH = (190, 190, 190)
NO_BREAK = "\N{NO-BREAK SPACE}"
LEADING = 0.44  # mm of a line for a point of its letters


def draw(slips: Sequence[Slip], t: Translator) -> bytes:
    """The PDF: A7 slips, each with its code as a picture and in letters."""
    pdf = sheet(slips[0].title if slips else "", t)
    pdf.set_auto_page_break(False)
    on_page = COLUMNS * ROWS
    for number, slip in enumerate(slips):
        if number % on_page == 0:
            pdf.add_page()
            _lines(pdf)
        row, column = divmod(number % on_page, COLUMNS)
        _slip(pdf, slip, column * pdf.w / COLUMNS, row * pdf.h / ROWS, t)
    return finished(pdf)


def _lines(pdf: FPDF) -> None:
    """Where to cut."""
    pdf.set_draw_color(*DASH)
    pdf.set_line_width(0.2)
    pdf.set_dash_pattern(dash=2, gap=2)
    for column in range(1, COLUMNS):
        pdf.line(column * pdf.w / COLUMNS, 4, column * pdf.w / COLUMNS, pdf.h - 4)
    for row in range(1, ROWS):
        pdf.line(4, row * pdf.h / ROWS, pdf.w - 4, row * pdf.h / ROWS)
    pdf.set_dash_pattern()


def _slip(pdf: FPDF, slip: Slip, left: float, top: float, t: Translator) -> None:
    width = pdf.w / COLUMNS - 2 * EDGE
    x, y = left + EDGE, top + EDGE
    _text(pdf, slip.library, x, y, width, 8, colour=GREY)
    y = _text(pdf, slip.title, x, y + 4.5, width, 12, bold=True, lines=2) + 1.5
    _qr(pdf, slip.link, x, y, CODE)
    beside, room = x + CODE + GAP, width - CODE - GAP
    at = _text(pdf, t.plain("Your code"), beside, y, room, 8, colour=GREY)
    at = _text(pdf, f"{slip.code[:5]} {slip.code[5:]}", beside, at, room, 14, bold=True) + 1
    at = _text(pdf, t.plain("It works once."), beside, at, room, 8) + 1
    if slip.ends:
        until = t.plain("Vote until: {moment}", moment=_whole(t.moment(slip.ends)))
        _text(pdf, until, beside, at, room, 8.5, bold=True, lines=3)
    how = t.plain(
        "Scan the picture with your phone, choose, cast your vote. Or open {address} and type "
        "the code.", address=slip.link.partition("?")[0].removeprefix("https://"),
    )  # fmt: skip
    at = _text(pdf, how, x, y + CODE + 2, width, 8, lines=3)
    if slip.paper:
        _text(pdf, t.plain("No phone? Vote on paper in the library."), x, at, width, 8)


def _text(
    pdf: FPDF, text: str, x: float, y: float, width: float, size: float, *,
    bold: bool = False, colour: tuple[int, int, int] = INK, lines: int = 1,
) -> float:  # fmt: skip
    """Where it ends, below. What does not fit on so many lines is cut."""
    pdf.set_font(FAMILY, "B" if bold else "", size)
    pdf.set_text_color(*colour)
    height = size * LEADING
    found = [text] if lines == 1 else _broken(pdf, text, width)
    shown = found[:lines]
    if len(found) > lines:
        shown[-1] = shown[-1][:-1].rstrip() + "…"
    for line in shown:
        pdf.set_xy(x, y)
        pdf.cell(width, height, line)
        y += height
    return y


def _broken(pdf: FPDF, text: str, width: float) -> list[str]:
    found = pdf.multi_cell(width, None, text, dry_run=True, output="LINES", align="L")
    assert isinstance(found, list)
    return found


def _qr(pdf: FPDF, link: str, x: float, y: float, side: float) -> None:
    """Drawn as bars, sharp at any size; a module of white is around it."""
    import segno

    pdf.set_fill_color(*INK)
    modules = segno.make_qr(link, error="m").matrix
    step = side / len(modules)
    for row, line in enumerate(modules):
        begin = None
        for column, dark in enumerate((*line, 0)):
            if dark and begin is None:
                begin = column
            elif not dark and begin is not None:
                pdf.rect(x + begin * step, y + row * step, (column - begin) * step, step, style="F")
                begin = None


def _whole(moment: str) -> str:
    """The hour stays on one line."""
    day, _, hour = moment.rpartition(", ")
    return f"{day}, {hour.replace(' ', NO_BREAK)}"
