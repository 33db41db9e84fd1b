"""XPath 1.0 values and the conversions between them (§3.2, §4.2–4.4), as ODK bends them.

Where ODK differs: NaN reads as "" and a string that is an ISO date counts as days since 1970.
"""

from __future__ import annotations

import math
from datetime import tzinfo
from decimal import Decimal

from .context import Node
from .moments import day_number

Value = str | float | bool | list[Node]
NAN = math.nan


def node_text(node: Node) -> str:
    """A node's string value: its own text, or all text below it (§5.2)."""
    below = node.children
    if not below:
        return node.value
    return "".join(node_text(child) for child in below)


def format_number(number: float) -> str:
    """string() of a number (§4.2): no exponent, no ".0", "-0" is "0"; NaN is "" as in ODK."""
    if number == (whole := int(number) if math.isfinite(number) else 0):
        return str(whole)
    if math.isfinite(number):
        plain = repr(float(number))
        return format(Decimal(plain), "f") if "e" in plain else plain
    return "" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def to_string(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return node_text(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format_number(value)


def parse_number(text: str, zone: tzinfo | None) -> float:
    """number() of a string: a decimal, else a date's days since 1970 read in `zone`, else NaN."""
    if text[4:5] == "-" and (number := day_number(text.strip(), zone)) is not None:
        return number
    try:
        number = float(text)
    except ValueError:
        return NAN
    return number if math.isfinite(number) and "_" not in text and text.isascii() else NAN


def to_number(value: Value, zone: tzinfo | None) -> float:
    if isinstance(value, str):
        return parse_number(value, zone)
    if isinstance(value, list):
        return parse_number(node_text(value[0]), zone) if value else NAN
    return float(value)


def to_boolean(value: Value) -> bool:
    """boolean() (§4.3): a non-empty string, a node-set with a node, a number but 0 and NaN."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def texts(value: Value) -> list[str]:
    """Every string in a value: one for each node of a node-set, else the value's own."""
    if isinstance(value, list):
        return [node_text(node) for node in value]
    return [to_string(value)]


def numbers(value: Value, zone: tzinfo | None) -> list[float]:
    """Every number in a value: one for each node of a node-set, else the value's own."""
    if isinstance(value, list):
        return [parse_number(node_text(node), zone) for node in value]
    return [to_number(value, zone)]
