"""Smaller PNG files: at most 256 colours, one byte a pixel (PNG, third edition, W3C)."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate, chain

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTE = 3  # colour type
CHANNELS = {2: 3, 6: 4}  # of the colour types that browsers write: RGB, RGBA
MOST = 256  # colours

Guess = Callable[[int, int, int], int]  # left, above, above left


def smaller(picture: bytes) -> bytes:
    """The same picture in few colours. Raises KeyError for a PNG that no browser writes."""
    width, height, rows = pixels(picture)
    table, colours = _palette(rows)
    lines = b"".join(b"\0" + bytes(table[pixel] for pixel in row) for row in rows)
    header = struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)
    packed = zlib.compress(lines, 9)
    body = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", packed), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in body)


def pixels(picture: bytes) -> tuple[int, int, list[list[bytes]]]:
    """Width, height, and each row as its pixels' red, green and blue."""
    chunks = list(_chunks(picture))
    width, height, _, kind, *_ = struct.unpack(">IIBBBBB", chunks[0][1])
    packed = b"".join(content for name, content in chunks if name == b"IDAT")
    step = CHANNELS[kind]
    rows = _rows(zlib.decompress(packed), width, height, step)
    return width, height, [[row[x : x + 3] for x in range(0, len(row), step)] for row in rows]


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _rows(raw: bytes, width: int, height: int, channels: int) -> Iterator[bytes]:
    size = width * channels
    above = bytes(size)
    for number in range(height):
        at = number * (size + 1)
        above = _unfiltered(raw[at], bytearray(raw[at + 1 : at + 1 + size]), above, channels)
        yield above


def _unfiltered(kind: int, row: bytearray, above: bytes, step: int) -> bytes:
    """One row as it was before filtering (section 9)."""
    match kind:
        case 1:
            for channel in range(step):
                sums: list[int] = list(accumulate(row[channel::step], _plus))
                row[channel::step] = bytes(sums)
        case 2:
            row[:] = bytes(map(_plus, row, above))
        case 3 | 4:
            _foretold(_mean if kind == 3 else _paeth, row, above, step)
    return bytes(row)


def _foretold(guess: Guess, row: bytearray, above: bytes, step: int) -> None:
    for x, byte in enumerate(row):
        left, corner = (row[x - step], above[x - step]) if x >= step else (0, 0)
        row[x] = _plus(byte, guess(left, above[x], corner))


def _plus(one: int, other: int) -> int:
    return one + other & 255


def _mean(left: int, up: int, _: int) -> int:
    return (left + up) // 2


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    to_left, to_up, to_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


def _palette(rows: list[list[bytes]]) -> tuple[dict[bytes, int], bytes]:
    """Each colour's place in a palette: frequent ones stay, rare ones go to the nearest."""
    found = Counter(chain.from_iterable(rows))
    kept = sorted(sorted(found, key=lambda one: (-found[one], one))[:MOST])
    place = {colour: number for number, colour in enumerate(kept)}
    for colour in found.keys() - place.keys():
        place[colour] = min(range(len(kept)), key=lambda n: _apart(kept[n], colour))
    return place, b"".join(kept)


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
