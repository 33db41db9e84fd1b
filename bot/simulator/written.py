"""Values written as text, in a form or a query, turned into what JSON would carry."""

from __future__ import annotations

import json
import re
from typing import Any

from bot.simulator.checks import Check, wrong_type
from bot.simulator.failure import bad_request


def reader(kind: str, check: Check) -> Check:
    """Reads a text as a value of type `kind` and checks it; an empty text is no value."""
    if kind in ("String", "InputFile", "InputFile or String"):
        return check
    conversions: dict[str, Check] = {
        "Integer": _int_text,
        "Integer or String": _id_text,
        "Float": _float_text,
        "Boolean": _bool_text,
    }
    convert: Check = conversions.get(kind, _json_text)

    def read(text: str, path: str) -> Any:
        return check(convert(text, path), path) if text else None

    return read


def _int_text(text: str, path: str) -> int:
    if not re.fullmatch(r"-?\d{1,19}", text, re.ASCII):
        raise wrong_type(path, "Integer")
    return int(text)


def _id_text(text: str, _path: str) -> int | str:
    return int(text) if re.fullmatch(r"-?\d{1,19}", text, re.ASCII) else text


def _float_text(text: str, path: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise wrong_type(path, "Float") from None


def _bool_text(text: str, path: str) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if text.lower() not in words:
        raise wrong_type(path, "Boolean")
    return words[text.lower()]


def _json_text(text: str, path: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise bad_request(f'can\'t parse "{path}": JSON expected') from None
