"""A poster: one A4 page of words, the code to scan, the funding sentence and logos."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from io import BytesIO
from typing import TYPE_CHECKING

from bot.frozen import frozen
from bot.i18n import Translator
from bot.views.printing import FAMILY, INK, MARGIN, finished, sheet

if TYPE_CHECKING:
    from fpdf import FPDF

CODE = 62.0  # side of the QR code
QUIET = 6.0  # of it white: modules begin where words do
LOGO = 13.0  # height of the row of logos
FUNDING = 8.5
POINT = 25.4 / 72  # mm
SCALES = (1.0, 0.9, 0.8, 0.7, 0.62, 0.55, 0.48, 0.42, 0.36)


@frozen
class Block:
    """A paragraph: size in points, space below in mm."""

    text: str
    size: float
    bold: bool = False
    below: float = 4.0
    colour: tuple[int, int, int] = INK


@frozen
class Page:
    """`code` is the link as a PNG, `logos` are PNG or JPEG files; `invitation` and `contact` stand
    beside the code."""

    title: str
    blocks: tuple[Block, ...]
    link: str
    invitation: str
    contact: str
    funding: str = ""
    logos: tuple[bytes, ...] = field(default=(), repr=False)
    code: bytes = field(default=b"", repr=False)


def drawn(page: Page, t: Translator) -> bytes:
    """The PDF. Words grow smaller until all of them stand above the code."""
    pdf = sheet(page.title, t)
    pdf.set_auto_page_break(False)
    pdf.add_page()
    bottom = _footer(pdf, page)
    top = bottom - CODE - 6
    blocks = [block for block in page.blocks if block.text]
    scale = next((one for one in SCALES if _height(pdf, blocks, one) <= top - MARGIN), SCALES[-1])
    _write(pdf, blocks, scale)
    _code(pdf, page, top)
    return finished(pdf)


def unbroken(text: str) -> str:
    """Telephone numbers are not broken over two lines."""
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", text)


def _height(pdf: FPDF, blocks: Sequence[Block], scale: float) -> float:
    return sum(_put(pdf, block, scale, dry=True) + block.below * scale for block in blocks)


def _write(pdf: FPDF, blocks: Sequence[Block], scale: float) -> None:
    pdf.set_xy(MARGIN, MARGIN)
    for block in blocks:
        pdf.set_text_color(*block.colour)
        _put(pdf, block, scale, dry=False)
        pdf.ln(block.below * scale)
    pdf.set_text_color(*INK)


def _put(pdf: FPDF, block: Block, scale: float, *, dry: bool) -> float:
    size = block.size * scale
    pdf.set_font(FAMILY, "B" if block.bold else "", size)
    height = pdf.multi_cell(
        0, size * POINT * 1.25, block.text, align="L", new_x="LMARGIN", new_y="NEXT",
        dry_run=dry, output="HEIGHT",
    )  # fmt: skip
    assert isinstance(height, float)
    return height


def _code(pdf: FPDF, page: Page, top: float) -> None:
    """The code, and beside it the same for people without a scanner."""
    pdf.image(BytesIO(page.code), MARGIN - QUIET, top, CODE, CODE, alt_text=page.link)
    pdf.set_left_margin(MARGIN + CODE)
    pdf.set_xy(MARGIN + CODE, top + 8)
    for block in (
        Block(page.invitation, 19, bold=True, below=4),
        Block(page.link, 11, below=4),
        Block(page.contact, 12, below=0),
    ):
        _put(pdf, block, 1.0, dry=False)
        pdf.ln(block.below)
    pdf.set_left_margin(MARGIN)


def _footer(pdf: FPDF, page: Page) -> float:
    """Logos above the sentence, from the bottom up; where the footer begins."""
    y = pdf.h - 12
    if page.funding:
        y -= _funding(pdf, page.funding, y)
    if page.logos:
        y -= LOGO + 3
        _logos(pdf, page.logos, y)
    return y - 4


def _funding(pdf: FPDF, sentence: str, bottom: float) -> float:
    block = Block(sentence, FUNDING)
    height = _put(pdf, block, 1.0, dry=True)
    pdf.set_xy(MARGIN, bottom - height)
    _put(pdf, block, 1.0, dry=False)
    return height


def _logos(pdf: FPDF, logos: Sequence[bytes], top: float) -> None:
    """In one row, as high as each other, never wider than the page."""
    from PIL import Image

    ratios = []
    for content in logos:
        with Image.open(BytesIO(content)) as picture:
            ratios.append(picture.width / picture.height)
    gaps = 6.0 * (len(logos) - 1)
    height = min(LOGO, (pdf.w - 2 * MARGIN - gaps) / sum(ratios))
    x = MARGIN
    for content, ratio in zip(logos, ratios, strict=True):
        pdf.image(BytesIO(content), x, top + (LOGO - height) / 2, height * ratio, height)
        x += height * ratio + 6
