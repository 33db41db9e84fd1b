"""XPath values and the conversions between them."""

from __future__ import annotations

from .context import Node

Value = str | float | bool | list[Node]
