"""Checks of values, compiled from the facts about types in `botapi.json`.

A check takes a value and the path that names it, gives the value back, and raises
`Refused` with the path if the type, the presence of a field or a limit is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from bot.simulator import utf16
from bot.simulator.failure import Json, Refused, bad_request
from bot.simulator.uploads import Upload

Check = Callable[[Any, str], Any]
MARKED_UP = frozenset({"text", "caption", "message_text"})
OWN_WORDS = {
    ("InlineKeyboardButton", "callback_data"): "BUTTON_DATA_INVALID",
    ("sendMessage", "chat_id"): "chat_id is empty",
    ("sendMessage", "text"): "message text is empty",
    ("editMessageText", "text"): "message text is empty",
    ("answerCallbackQuery", "text"): "MESSAGE_TOO_LONG",
    ("sendMediaGroup", "media"): "the number of media in the group must be between 2 and 10",
    ("BotCommand", "command"): "BOT_COMMAND_INVALID",
    ("BotCommand", "description"): "BOT_COMMAND_DESCRIPTION_INVALID",
}


def wrong_type(path: str, kind: str) -> Refused:
    """The refusal for a value of another type."""
    return bad_request(f'"{path}" must be of type {kind}')


def _integer(value: Any, path: str) -> int:
    if type(value) is not int:
        raise wrong_type(path, "Integer")
    return value


def _float(value: Any, path: str) -> float:
    if type(value) not in (int, float):
        raise wrong_type(path, "Float")
    return float(value)


def _string(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise wrong_type(path, "String")
    return value


def _boolean(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise wrong_type(path, "Boolean")
    return value


def _true(value: Any, path: str) -> bool:
    if value is not True:
        raise wrong_type(path, "True")
    return True


def _file(value: Any, path: str) -> Any:
    if not isinstance(value, (str, Upload)):
        raise wrong_type(path, "InputFile")
    return value


def _anything(value: Any, _path: str) -> Any:
    return value


PRIMITIVES: dict[str, Check] = {
    "Integer": _integer,
    "Float": _float,
    "String": _string,
    "Boolean": _boolean,
    "True": _true,
    "InputFile": _file,
    "RichText": _anything,  # also a bare string or an array of itself: left unchecked
}


class Compiler:
    """Builds checks from the facts about types; each type once."""

    def __init__(self, types: Json) -> None:
        self._types = types
        self._checks: dict[str, Check] = dict(PRIMITIVES)

    def field(self, owner: str, name: str, spec: Json, siblings: Json) -> Check:
        check = self.type(spec["type"])
        if "limit" not in spec or _marked_up(name, siblings):
            return check
        return _limited(check, spec["limit"], OWN_WORDS.get((owner, name)))

    def type(self, name: str) -> Check:
        """The check of a type as the documentation writes it."""
        if name not in self._checks:
            self._checks[name] = self._make(name)
        return self._checks[name]

    def _make(self, name: str) -> Check:
        if name.startswith("Array of "):
            return _array(self.type(name.removeprefix("Array of ")))
        names = re.split(r", | or | and ", name)
        if len(names) > 1:
            return _Union(name, {part: self.type(part) for part in names})
        spec = self._types[name]
        if "one_of" not in spec:
            return _Object(name, spec["fields"], self)
        lazy: Check = lambda value, path: self._checks[f"|{name}"](value, path)  # noqa: E731
        self._checks[name] = lazy
        self._checks[f"|{name}"] = _Union(name, {p: self.type(p) for p in spec["one_of"]})
        return lazy


def _marked_up(name: str, siblings: Json) -> bool:
    return f"{name}_parse_mode" in siblings or (name in MARKED_UP and "parse_mode" in siblings)


def _limited(check: Check, bounds: Json, own_words: str | None) -> Check:
    low, high, unit = bounds.get("min", 0), bounds["max"], bounds["unit"]
    measure = {"items": len, "bytes": _octets, "characters": _units}[unit]

    def limited(value: Any, path: str) -> Any:
        value = check(value, path)
        if not low <= measure(value) <= high:
            raise bad_request(own_words or f'"{path}" must have from {low} to {high} {unit}')
        return value

    return limited


def _octets(value: str) -> int:
    return len(value.encode())


def _units(value: str | list[str]) -> int:
    return utf16.length(value if isinstance(value, str) else "".join(value))


def _array(check: Check) -> Check:
    def array(value: Any, path: str) -> list[Any]:
        if not isinstance(value, list):
            raise wrong_type(path, "Array")
        return [check(item, f"{path}[{index}]") for index, item in enumerate(value)]

    return array


class _Object:
    """Checks one object type; its fields are compiled at the first use (types recur)."""

    def __init__(self, name: str, fields: Json, compiler: Compiler) -> None:
        self.name = name
        self.required = tuple(k for k, spec in fields.items() if spec.get("required"))
        self._spec, self._compiler = fields, compiler
        self._fields: dict[str, Check] | None = None

    def fields(self) -> dict[str, Check]:
        if self._fields is None:
            self._fields = {
                key: self._compiler.field(self.name, key, spec, self._spec)
                for key, spec in self._spec.items()
            }
        return self._fields

    def __call__(self, value: Any, path: str) -> Json:
        if not isinstance(value, dict):
            raise wrong_type(path, self.name)
        fields, checked = self.fields(), {}
        for key, item in value.items():
            if key not in fields:
                raise bad_request(f'unknown field "{path}.{key}" of {self.name}')
            if item is not None:
                checked[key] = fields[key](item, f"{path}.{key}")
        for key in self.required:
            if key not in checked:
                raise bad_request(f'field "{path}.{key}" of {self.name} is required')
        return checked


class _Union:
    """One of several types: told apart by `type`, else by the fields that must be there."""

    def __init__(self, name: str, options: dict[str, Check]) -> None:
        self.name = name
        self.options = options

    def __call__(self, value: Any, path: str) -> Any:
        fitting = [check for name, check in self.options.items() if self._fits(name, check, value)]
        if not fitting:
            raise wrong_type(path, self.name)
        for check in fitting[:-1]:
            try:
                return check(value, path)
            except Refused:
                continue
        return fitting[-1](value, path)

    def _fits(self, name: str, check: Check, value: Any) -> bool:
        if not isinstance(value, dict):
            return not isinstance(check, _Object)
        if not isinstance(check, _Object):
            return check not in PRIMITIVES.values()
        kind = value.get("type")
        if isinstance(kind, str):
            return _snake(name).endswith(f"_{kind}")
        return all(key in value for key in check.required)


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
