"""Widths of text in the shipped font, read from the font itself: charts wrap by real metrics.

The tables are those of the OpenType specification: `cmap` (format 4), `hhea`, `hmtx`, `head`.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.frozen import frozen

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Noto Sans"


@frozen
class Metrics:
    """Advance widths by character, in units of one em; `missing` for characters it lacks."""

    advances: Mapping[str, float]
    missing: float

    def width(self, text: str, size: float) -> float:
        """Width of one line in pixels, kerning left out (it only makes text narrower)."""
        return size * sum(self.advances.get(letter, self.missing) for letter in text)


def font_file(*, bold: bool = False) -> Path:
    """The font file, for the renderer."""
    return FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf"


@cache
def metrics(*, bold: bool = False) -> Metrics:
    """Read once per process, about a millisecond."""
    data = font_file(bold=bold).read_bytes()
    tables = _tables(data)
    (em,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (wide,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * wide, data, tables["hmtx"])[::2]
    glyphs = _characters(data, tables["cmap"])
    return Metrics(
        {letter: advances[min(glyph, wide - 1)] / em for letter, glyph in glyphs.items()},
        advances[0] / em,
    )


def wrap(text: str, size: float, limit: float, *, bold: bool = False) -> list[str]:
    """Lines no wider than `limit` pixels; a word that is wider alone is cut."""
    measured = metrics(bold=bold)
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if measured.width(joined, size) <= limit:
            lines[-1] = joined
            continue
        pieces = _pieces(word, size, limit, measured)
        lines = [*lines, *pieces] if lines[-1] else [*lines[:-1], *pieces]
    return lines


def _pieces(word: str, size: float, limit: float, measured: Metrics) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measured.width(pieces[-1] + letter, size) > limit:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _tables(data: bytes) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    found = (struct.unpack_from(">4sLL", data, 12 + 16 * at) for at in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset in found}


def _characters(data: bytes, cmap: int) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for at in range(count):
        (offset,) = struct.unpack_from(">L", data, cmap + 8 + 8 * at)
        if struct.unpack_from(">H", data, cmap + offset) == (4,):
            return _segments(data, cmap + offset)
    raise ValueError("the font has no character map of format 4")


def _segments(data: bytes, table: int) -> dict[str, int]:
    (doubled,) = struct.unpack_from(">H", data, table + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", data, table + 14)
    starts = struct.unpack_from(f">{count}H", data, table + 16 + doubled)
    deltas = struct.unpack_from(f">{count}h", data, table + 16 + 2 * doubled)
    ranges_at = table + 16 + 3 * doubled
    glyphs: dict[str, int] = {}
    for at, (start, end, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        (offset,) = struct.unpack_from(">H", data, ranges_at + 2 * at)
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                where = ranges_at + 2 * at + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", data, where)
            glyphs[chr(code)] = (glyph + delta) & 0xFFFF
    return glyphs
