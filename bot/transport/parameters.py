"""A call's parameters as the JSON text that the outbox keeps and the wire sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson


def as_json(params: Mapping[str, Any]) -> str:
    """Compact JSON; every answer makes several, and orjson takes a tenth of json's time."""
    return orjson.dumps(params).decode()
