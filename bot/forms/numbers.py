"""Numbers as people type them: „1 200,50”, „ok. 20”, „12 lat”, „minus 5”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from bot.forms.fold import fold
from bot.forms.refusal import Refusal, refusal

_ABOUT = r"(?:(?:ok|okolo|circa|ca|about|approx|близько|приблизно|десь|gdzies)\.?\s+|~\s*)?"
_UNIT = r"(?:\s*(?:%|€|\$|[^\W\d_]+\.?(?:\s+[^\W\d_]+\.?){0,2}|[^\W\d_]+/[^\W\d_]+))?"
_WHOLE = re.compile(rf"^{_ABOUT}(?P<minus>-\s*|minus\s+|мінус\s+)?(?P<number>\d[\d\s.,]*?){_UNIT}$")
_MULTIPLIES = re.compile(r"\b(?:tys|tysi\w*|mln|milion\w*|mld|k|thousand|million|тис\w*|млн)\b")
_SPACED = re.compile(r"\d{1,3}(?:\s\d{3})+")
_POINTED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LONGEST = 18  # digits
_LONGEST_TEXT = 60  # characters
RANGE_DEFAULTS = {"start": "1", "end": "10", "step": "1"}  # XLSForm, "Range"


def read_decimal(text: str) -> Decimal | Refusal:
    """A number with a decimal comma or point; a known unit of one to three words is left out."""
    typed = fold(text) if len(text) <= _LONGEST_TEXT else ""
    found = _WHOLE.match(typed)
    digits = "" if found is None or _MULTIPLIES.search(typed) else _plain(found["number"])
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return refusal("not_number", text=text)
    return -value if found is not None and found["minus"] else value


def read_integer(text: str) -> Decimal | Refusal:
    """A whole number. „12,0” is one; „1.000” may be one or a thousand, so it is refused."""
    value = read_decimal(text)
    if isinstance(value, Refusal):
        return value
    doubtful = _POINTED.search(text) is not None and value < 1000
    if value != value.to_integral_value() or doubtful:
        return refusal("not_integer", text=text)
    return value.to_integral_value()


def read_range(text: str, parameters: Mapping[str, str]) -> Decimal | Refusal:
    """A number between `start` and `end` that is a whole number of steps away from `start`."""
    value = read_decimal(text)
    if isinstance(value, Refusal):
        return value
    start, end, step = (_parameter(parameters, name) for name in ("start", "end", "step"))
    if value < min(start, end):
        return refusal("too_low", least=written(min(start, end)))
    if value > max(start, end):
        return refusal("too_high", most=written(max(start, end)))
    if step and (value - start) % step:
        return refusal("off_step", start=written(start), step=written(abs(step)))
    return value


def written(value: Decimal) -> str:
    """As XForms stores it: a point, no exponent, no needless zeros."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _parameter(parameters: Mapping[str, str], name: str) -> Decimal:
    try:
        return Decimal(parameters.get(name) or RANGE_DEFAULTS[name])
    except InvalidOperation:
        return Decimal(RANGE_DEFAULTS[name])


def _plain(digits: str) -> str:
    """Digits with a decimal point; "" where the separators make no sense."""
    text = digits.strip()
    whole = re.split(r"[.,]", text, maxsplit=1)[0]
    if " " in whole and not _SPACED.fullmatch(whole):
        return ""
    text = text.replace(" ", "")
    last = max(text.rfind(","), text.rfind("."))
    marks = text.count(",") + text.count(".")
    if marks > 1:
        mixed = "," in text and "." in text and text.count(text[last]) == 1
        thousands = _POINTED.fullmatch(text[:last] if mixed else text)
        if not thousands:
            return ""
        last = last if mixed else len(text)
    head, tail = text[:last].replace(",", "").replace(".", ""), text[last + 1 :]
    if last < 0:
        head, tail = text, ""
    return f"{head}.{tail}" if tail else head if len(head) <= _LONGEST else ""
