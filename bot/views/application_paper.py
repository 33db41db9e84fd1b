"""An application to print and sign: A4, every answer, the budget as a table, room for names."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.domain.contests.budget import Budget, in_budget
from bot.domain.contests.own_applications import Sheet
from bot.forms.model import Kind
from bot.forms.steps import ReviewItem
from bot.i18n import Translator
from bot.views.answers import clipped, readable
from bot.views.contest_amounts import quantity
from bot.views.printed_list import number_pages
from bot.views.printing import FAMILY, GREY, INK, MARGIN, finished, sheet

if TYPE_CHECKING:
    from fpdf import FPDF

TITLE, HEADING, TEXT, SMALL = 17.0, 12.5, 10.5, 9.0  # points
LINE = 5.2  # mm
SIGNATURE = 28.0  # mm that a line for a signature needs with what stands under it
ITEM = 300  # characters: a row must fit a page
WIDTHS = (58, 22, 24, 24, 24, 24)  # shares of the budget's columns


def draw(what: Sheet, t: Translator) -> bytes:
    """The PDF. Slow: not for the event loop."""
    one = what.own.file.application
    pdf = sheet(t.plain("Application {receipt}", receipt=one.receipt), t)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_page()
    _head(pdf, what, t)
    _answers(pdf, what.own.items, t)
    _budget(pdf, what.own.file.budget, t)
    _people(pdf, what, t)
    _signatures(pdf, what, t)
    _funding(pdf, what)
    number_pages(pdf, t.plain("Application {receipt}", receipt=one.receipt))
    return finished(pdf)


def _head(pdf: FPDF, what: Sheet, t: Translator) -> None:
    one = what.own.file.application
    _text(pdf, what.profile.library, SMALL, grey=True)
    _text(pdf, t.plain("Application {receipt}", receipt=one.receipt), TITLE, bold=True)
    _text(pdf, one.title, HEADING, bold=True)
    pdf.ln(1)
    _text(pdf, t.plain("Contest: {title}", title=what.own.edition.title))
    if one.received_at:
        _text(pdf, t.plain("Taken in: {when}", when=_when(what, t)))
    version = what.own.file.version
    if version and version.number > 1:
        _text(pdf, t.plain("Version: {number}", number=version.number))


def _when(what: Sheet, t: Translator) -> str:
    """With its year, whenever it is read."""
    at = what.own.file.application.received_at
    assert at
    local = at.astimezone(t.zone)
    return f"{_day(local.date(), t)}, {t.hour(local.time())}"


def _day(value: date, t: Translator) -> str:
    """„12 czerwca 2027”: „jutro” means nothing on paper."""
    from babel.dates import format_date

    return str(format_date(value, format="d MMMM y", locale=t.language))


def _answers(pdf: FPDF, items: tuple[ReviewItem, ...], t: Translator) -> None:
    """Label and answer; the budget's lines stand in the table instead."""
    for item in items:
        if in_budget(item.ref):
            continue
        for section in item.sections:
            if section.label:
                number = f" {section.index}" if section.index else ""
                pdf.ln(3)
                _text(pdf, section.label + number, HEADING, bold=True)
        pdf.ln(1.2)
        _text(pdf, item.label, SMALL, grey=True)
        _text(pdf, _said(item, t))


def _said(item: ReviewItem, t: Translator) -> str:
    if item.kind is Kind.TEXT:
        return item.answer or "–"
    if item.kind is Kind.DATE and item.answer:
        return _day(date.fromisoformat(item.answer), t)
    return readable(item.kind, item.answer, t) or "–"


def _budget(pdf: FPDF, budget: Budget, t: Translator) -> None:
    if not budget.lines:
        return
    pdf.ln(4)
    _text(pdf, t.plain("Budget"), HEADING, bold=True)
    pdf.ln(1)
    _table(pdf, budget, t)


def _table(pdf: FPDF, budget: Budget, t: Translator) -> None:
    from fpdf.fonts import FontFace

    pdf.set_font(FAMILY, "", SMALL)
    bold = FontFace(emphasis="BOLD", fill_color=(235, 235, 235))
    with pdf.table(
        col_widths=WIDTHS, line_height=4.6, padding=(1.2, 1.2), headings_style=bold,
        text_align=("LEFT", *("RIGHT",) * 5), v_align="M",
    ) as drawn:  # fmt: skip
        drawn.row(_columns(t))
        for row in _rows(budget, t):
            drawn.row(row)
        drawn.row(_totals(budget, t), style=FontFace(emphasis="BOLD"))


def _columns(t: Translator) -> tuple[str, ...]:
    return (
        t.plain("Item"), t.plain("How many"), t.plain("Price"), t.plain("Total"),
        t.plain("From the contest"), t.plain("Own share"),
    )  # fmt: skip


def _rows(budget: Budget, t: Translator) -> list[tuple[str, ...]]:
    return [
        (clipped(one.item, ITEM), quantity(one, t), t.exact_money(one.price),
         t.exact_money(one.total), t.exact_money(one.requested),
         t.exact_money(one.own_cash + one.own_in_kind))
        for one in budget.lines
    ]  # fmt: skip


def _totals(budget: Budget, t: Translator) -> tuple[str, ...]:
    own = budget.own_cash + budget.own_in_kind
    return (t.plain("Together"), "", "", t.exact_money(budget.total),
            t.exact_money(budget.requested), t.exact_money(own))  # fmt: skip


def _people(pdf: FPDF, what: Sheet, t: Translator) -> None:
    names = [
        (t.plain("On behalf of"), what.own.file.application.organisation),
        (t.plain("Authors in the bot"), ", ".join(what.own.file.members)),
    ]
    pdf.ln(3)
    for label, said in names:
        if said:
            _text(pdf, f"{label}: {said}")


def _signatures(pdf: FPDF, what: Sheet, t: Translator) -> None:
    one = what.own.file.application
    lines = [t.plain("Date and signature of who applies")]
    if one.minor or one.guardian:
        guardian = t.plain("Date and signature of the guardian: {name}", name=one.guardian)
        lines.append(guardian)
    if pdf.will_page_break(SIGNATURE * len(lines)):
        pdf.add_page()
    for words in lines:
        pdf.ln(SIGNATURE - 2 * LINE)
        pdf.line(MARGIN, pdf.get_y(), pdf.w / 2 + MARGIN, pdf.get_y())
        pdf.ln(1)
        _text(pdf, words, SMALL, grey=True)


def _funding(pdf: FPDF, what: Sheet) -> None:
    if what.profile.funding:
        pdf.ln(6)
        _text(pdf, what.profile.funding, SMALL, grey=True)


def _text(pdf: FPDF, words: str, size: float = TEXT, *, bold: bool = False, grey: bool = False
          ) -> None:  # fmt: skip
    """A paragraph as wide as the page."""
    pdf.set_font(FAMILY, "B" if bold else "", size)
    pdf.set_text_color(*(GREY if grey else INK))
    height = max(LINE, size * 0.45)
    pdf.multi_cell(0, height, words, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_text_color(*INK)
