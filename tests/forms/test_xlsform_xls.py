"""The old binary format, still saved by old programs and sometimes called .xlsx."""

from __future__ import annotations

import struct

from bot.forms.xlsform import Row, Sheet, Workbook, open_workbook

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SMALLEST = 4_096  # shorter streams live elsewhere in the container (MS-CFB 2.2)


def record(kind: int, body: bytes) -> bytes:
    """One BIFF record: type, length, body (MS-XLS 2.1.4)."""
    return struct.pack("<HH", kind, len(body)) + body


def begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def label(row: int, column: int, text: str) -> bytes:
    head = struct.pack("<HHHHB", row, column, 0, len(text), 1)
    return record(0x0204, head + text.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def boolean(row: int, column: int, value: int, error: int = 0) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, value, error))


def book(name: str, cells: bytes) -> bytes:
    """A workbook stream with one sheet."""
    end = record(0x000A, b"")
    title = struct.pack("<BB", len(name), 0) + name.encode("ascii")
    size = len(begin(5)) + 4 + 6 + len(title) + len(end)
    bound = record(0x0085, struct.pack("<IBB", size, 0, 0) + title)
    return begin(5) + bound + end + begin(0x10) + cells + end


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    """A directory entry of the container."""
    wide = name.encode("utf-16-le") + b"\0\0"
    head = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1)
    return (
        head + struct.pack("<III", FREE, FREE, child) + bytes(36) + struct.pack("<IQ", start, size)
    )


def container(stream: bytes) -> bytes:
    """An OLE2 file: header, one table of sectors, one directory, the stream."""
    stream = stream.ljust(SMALLEST, b"\0")
    count = -(-len(stream) // SECTOR)
    chain = [FAT, END, *range(3, 2 + count), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, SMALLEST, END, 0, END, 0
    )
    head += struct.pack("<109I", 0, *[FREE] * 108)
    directory = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 2, len(stream))
    return head + table + directory.ljust(SECTOR, b"\0") + stream.ljust(count * SECTOR, b"\0")


def test_an_old_file_is_read_whatever_its_name() -> None:
    """Text, whole numbers, truth values and errors, as the person sees them."""
    cells = label(0, 0, "type") + label(0, 1, "name") + label(0, 2, "label")
    cells += label(1, 0, "text") + number(1, 1, 7.0) + label(1, 2, " Imię ")
    cells += boolean(3, 0, 1) + boolean(3, 2, 0x17, error=1)

    opening = open_workbook(container(book("survey", cells)))

    rows = (
        Row(2, {"A": "text", "B": "7", "C": "Imię"}),
        Row(4, {"A": "TRUE", "C": "#REF!"}),
    )
    assert opening.workbook == Workbook(
        (Sheet("survey", {"A": "type", "B": "name", "C": "label"}, rows),)
    )
