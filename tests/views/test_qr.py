"""QR codes: every module is where the encoder put it, large enough and with its quiet zone."""

from __future__ import annotations

import struct
import zlib

import segno

from bot.views.qr import QUIET_ZONE, qr_png, qr_terminal

URL = "https://t.me/biblioteka_zalesie_bot?start=ankieta-abc123"


def pixels(png: bytes) -> list[list[int]]:
    """The bits of a one-bit greyscale PNG without filters, row by row (1 = white)."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, row = zlib.decompress(data), 1 + (width + 7) // 8
    lines = [raw[n * row + 1 : (n + 1) * row] for n in range(height)]
    return [[line[x // 8] >> (7 - x % 8) & 1 for x in range(width)] for line in lines]


def test_the_picture_shows_the_code() -> None:
    """Each module of the code, and four white ones around it."""
    code = segno.make_qr(URL, error="m")

    picture = pixels(qr_png(URL))

    modules = len(code.matrix) + 2 * QUIET_ZONE
    scale = len(picture) // modules
    seen = [[1 - picture[y * scale][x * scale] for x in range(modules)] for y in range(modules)]
    inside = [row[QUIET_ZONE:-QUIET_ZONE] for row in seen[QUIET_ZONE:-QUIET_ZONE]]
    assert inside == [list(row) for row in code.matrix]
    assert sum(map(sum, seen)) == sum(map(sum, inside))
    assert len(picture) >= 1000


def test_the_terminal_shows_the_same_code() -> None:
    """Two rows of modules a line, in colours of its own."""
    code = segno.make_qr(URL, error="m")

    lines = qr_terminal(URL).splitlines()

    height = len(code.matrix) + 2 * QUIET_ZONE
    assert len(lines) == (height + 1) // 2
    assert all(line.startswith("\x1b[97;40m") and line.endswith("\x1b[0m") for line in lines)
    dark = {" ": (1, 1), "▀": (0, 1), "▄": (1, 0), "█": (0, 0)}
    line = lines[QUIET_ZONE // 2].removeprefix("\x1b[97;40m").removesuffix("\x1b[0m")
    top = [dark[block][0] for block in line][QUIET_ZONE:-QUIET_ZONE]
    assert top == list(code.matrix[0])
