"""From the bytes that somebody sent to a `Workbook`, whatever the file is called."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers.expat import ExpatError

from bot.frozen import frozen

from .limits import FILE_BYTES, MIB, TooMuch
from .markdown import read_markdown
from .problems import Problem, ProblemCode
from .sheets import Workbook
from .xls import read_xls
from .xlsx import read_xlsx

# What zipfile, the XML parser, xlrd and we raise for files that are broken.
DAMAGE: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    ExpatError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKDOWN_PIPES = 5  # the least a form can have


@frozen
class Opening:
    """A workbook, or the reason why there is none."""

    workbook: Workbook | None
    problems: tuple[Problem, ...] = ()


def open_workbook(data: bytes) -> Opening:
    """Read an .xlsx, .xls or Markdown form, recognised by content and never by name.

    Never raises for any bytes; slow for large files (up to a second): call it off the event loop.
    """
    if not data.strip():
        return _refused(ProblemCode.FILE_EMPTY)
    if len(data) > FILE_BYTES:
        return _refused(ProblemCode.FILE_TOO_LARGE, limit_mib=str(FILE_BYTES // MIB))
    if data.startswith(_ZIP):
        return _open("xlsx", read_xlsx, data)
    if data.startswith(_OLE2):
        return _open("xls", read_xls, data)
    return _open_text(data)


def _open_text(data: bytes) -> Opening:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refused(ProblemCode.FILE_TYPE_UNKNOWN)
    if text.count("|") < _MARKDOWN_PIPES:
        return _refused(ProblemCode.FILE_TYPE_UNKNOWN)
    return _open("md", lambda _: read_markdown(text), data)


def _open(kind: str, read: Callable[[bytes], Workbook], data: bytes) -> Opening:
    try:
        return Opening(read(data))
    except TooMuch as signal:
        return Opening(None, (signal.problem,))
    except DAMAGE:
        return _refused(ProblemCode.FILE_UNREADABLE, format=kind)


def _refused(code: ProblemCode, **facts: str) -> Opening:
    return Opening(None, (Problem(code, facts=facts),))
