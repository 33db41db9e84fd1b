"""Bar charts: our own SVG, drawn with the shipped font, and the same as plain text.

1080 pixels wide and at least 30 pixels a letter, so that it reads on a phone 360 pixels wide.
All words come from the caller, translated; everything is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from bot.domain.disclosure import PublishedTally
from bot.domain.suppression import Hidden
from bot.frozen import frozen
from bot.views.typeface import FAMILY, font_file, metrics, wrap

WIDTH = 1080
MARGIN = 48
INNER = WIDTH - 2 * MARGIN
TITLE, LABEL, FOOTER = 46, 34, 30  # letter sizes in pixels
LEADING = 1.25
MANY = 8  # bars; more are drawn closer, as a messenger shows a tall picture small
BAR, GAP = 40, 30  # height of a bar, space below it
CLOSE_BAR, CLOSE_GAP = 24, 18
CAPTION_GAP = 16
INK, QUIET, PAPER, FILL = "#1b1f23", "#4b5560", "#ffffff", "#1f5f8b"


@frozen
class Bar:
    """One bar. `value` None: hidden, and `hidden` is what is written instead of it. `text`: what
    is written beside it in place of the number, money say."""

    label: str
    value: int | None
    share: Fraction | None = None
    hidden: str = ""
    text: str = ""

    @property
    def caption(self) -> str:
        """„12 (34%)”"""
        if self.text:
            return self.text
        if self.value is None:
            return self.hidden
        return f"{self.value}" if self.share is None else f"{self.value} ({percent(self.share)}%)"


@frozen
class Words:
    """What stands in place of a count: 1–4 people, any other hidden count, an unlisted answer."""

    small: str
    hidden: str
    other: str


def percent(share: Fraction) -> int:
    """Whole per cent, halves to the even number."""
    return round(share * 100)


def tally_bars(
    tally: PublishedTally, language: str, fallback: str, words: Words
) -> tuple[Bar, ...]:
    """A question's bars as they may be shown, labels in `language`, else `fallback`."""
    bars: list[Bar] = []
    for cell in tally.cells:
        name = words.other if cell.name == "other" else cell.name
        label = cell.label.get(language, fallback) or name
        if isinstance(cell.count, Hidden):
            text = words.small if cell.count is Hidden.SMALL else words.hidden
            bars.append(Bar(label, None, hidden=text))
        else:
            bars.append(Bar(label, cell.count, cell.share))
    return tuple(bars)


def bar_chart_text(title: str, bars: Sequence[Bar], footer: Sequence[str] = ()) -> str:
    """The chart in words, a line for each bar; plain text, not escaped."""
    lines = [title, "", *(f"{bar.label}: {bar.caption}" for bar in bars)]
    return "\n".join([*lines, "", *footer] if footer else lines)


def bar_chart_svg(title: str, bars: Sequence[Bar], footer: Sequence[str] = ()) -> str:
    """Horizontal bars, each under its label, the longest as wide as fits; no scale is implied.

    What has no bar, being nought or hidden, is one line of text.
    """
    canvas = _Canvas()
    canvas.text(title, TITLE, INK, bold=True)
    canvas.skip(GAP)
    longest = max((bar.value or 0 for bar in bars), default=0)
    room = INNER - max((_caption_width(bar) for bar in bars), default=0.0)
    height, gap = (BAR, GAP) if len(bars) <= MANY else (CLOSE_BAR, CLOSE_GAP)
    for bar in bars:
        if bar.value:
            canvas.text(bar.label, LABEL, INK)
            canvas.skip(6)
            _draw_bar(canvas, bar, max(room * bar.value / longest, 6), height)
        else:
            canvas.text(f"{bar.label}: {bar.caption}", LABEL, INK if bar.value == 0 else QUIET)
        canvas.skip(gap)
    for line in footer:
        canvas.text(line, FOOTER, QUIET)
    return canvas.svg(title)


def png(svg: str) -> bytes:
    """The picture, with the shipped fonts only. Tenths of a second: never on the event loop."""
    import resvg_py

    fonts = [str(font_file()), str(font_file(bold=True))]
    rendered = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts)
    return bytes(rendered)


class _Canvas:
    """SVG elements from top to bottom. `y` is where the next one starts."""

    def __init__(self) -> None:
        self.y: float = MARGIN
        self.parts: list[str] = []

    def skip(self, pixels: float) -> None:
        self.y += pixels

    def text(self, text: str, size: int, colour: str, *, bold: bool = False) -> None:
        for line in wrap(text, size, INNER, bold=bold):
            self.line(MARGIN, self.y + size, line, size, colour, bold=bold)
            self.y += size * LEADING

    def line(
        self, x: float, y: float, text: str, size: int, colour: str, *, bold: bool = False
    ) -> None:
        weight = ' font-weight="700"' if bold else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{weight} fill="{colour}">'
            f"{escape(_printable(text))}</text>"
        )

    def rectangle(self, width: float, height: float) -> None:
        self.parts.append(
            f'<rect x="{MARGIN}" y="{self.y:.1f}" width="{width:.1f}" height="{height}" rx="6"'
            f' fill="{FILL}"/>'
        )

    def svg(self, title: str) -> str:
        height = round(self.y + MARGIN)
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
            f' viewBox="0 0 {WIDTH} {height}" font-family="{FAMILY}" role="img">\n'
            f"<title>{escape(_printable(title))}</title>\n"
            f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>\n{body}\n</svg>\n'
        )


def _draw_bar(canvas: _Canvas, bar: Bar, length: float, height: float) -> None:
    baseline = canvas.y + height / 2 + LABEL * 0.36
    canvas.rectangle(length, height)
    canvas.line(MARGIN + length + CAPTION_GAP, baseline, bar.caption, LABEL, INK, bold=True)
    canvas.skip(height)


def _caption_width(bar: Bar) -> float:
    if not bar.value:
        return 0
    return metrics(bold=True).width(bar.caption, LABEL) + CAPTION_GAP


def _printable(text: str) -> str:
    """XML 1.0 knows no control characters."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\u00ad")
