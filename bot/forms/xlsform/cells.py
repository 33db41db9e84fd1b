"""One cell of any spreadsheet library as trimmed text."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ") | {ord("\ufeff"): None}
_LINES = re.compile(r"_x000D_|\r\n?|[\x85\u2028\u2029\v\f]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")  # not in XML 1.0
_WHOLE = 2**53
# Marks a formula whose result the file does not hold; nobody types that.
UNCOMPUTED = "#FORMULA! ="


def text_of(value: object) -> str:
    """What a person sees in the cell: `1.0` is "1", a day is ISO 8601, no-break spaces are plain.

    Characters that XML forbids are dropped; line breaks become "\\n".
    """
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < _WHOLE:
            return str(int(value))
        case datetime():
            return _moment(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return clean(str(value))


def _moment(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat()


def clean(text: str) -> str:
    """Trimmed text with plain spaces and "\\n" line breaks."""
    return _FORBIDDEN.sub("", _LINES.sub("\n", text.translate(_SPACES))).strip()
