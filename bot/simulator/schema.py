"""Validators compiled from `botapi.json`, the facts of the Bot API.

Every parameter and every field of a nested object is checked for name, type,
presence and limits (UTF-16 units, bytes or items). A text that may carry markup
is measured later, after the markup was parsed, as Telegram does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
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


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: `check` for a JSON value, `read` for text of a form or a query."""

    name: str
    required: bool
    check: Check
    read: Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """One Bot API method and its parameters by name."""

    name: str
    params: dict[str, Param]
    required: tuple[str, ...]

    def validate(self, given: Json) -> Json:
        """The parameters with their types; raises `Refused` that names the wrong one."""
        values: Json = {}
        for name, value in given.items():
            param = self.params.get(name)
            if param is None:
                raise bad_request(f'unknown parameter "{name}" of {self.name}')
            if value is None:
                continue
            read = param.read if isinstance(value, str) else param.check
            checked = read(value, name)
            if checked is not None:
                values[name] = checked
        for name in self.required:
            if name not in values:
                own = OWN_WORDS.get((self.name, name))
                raise bad_request(own or f'parameter "{name}" is required')
        return values


@dataclass(frozen=True, slots=True)
class Schema:
    """All methods by lower-case name: Telegram does not mind the letter case."""

    methods: dict[str, Method]
    limits: dict[tuple[str, str], int]


@cache
def load() -> Schema:
    """Reads and compiles the facts once for the process."""
    facts = json.loads(Path(__file__).with_name("botapi.json").read_text(encoding="utf-8"))
    compiler = Compiler(facts["types"])
    methods = {
        name.lower(): compiler.method(name, spec["params"])
        for name, spec in facts["methods"].items()
    }
    limits = {
        (owner, name): spec["limit"]["max"]
        for owner, params in _owners(facts)
        for name, spec in params.items()
        if "limit" in spec
    }
    return Schema(methods, limits)


def limit(owner: str, name: str) -> int:
    """The most units that `name` of method or type `owner` may take."""
    return load().limits[owner, name]


def _owners(facts: Json) -> list[tuple[str, Json]]:
    methods = [(name, spec["params"]) for name, spec in facts["methods"].items()]
    return methods + [(name, spec.get("fields", {})) for name, spec in facts["types"].items()]


def _wrong(path: str, kind: str) -> Refused:
    return bad_request(f'"{path}" must be of type {kind}')


def _integer(value: Any, path: str) -> int:
    if type(value) is not int:
        raise _wrong(path, "Integer")
    return value


def _float(value: Any, path: str) -> float:
    if type(value) not in (int, float):
        raise _wrong(path, "Float")
    return float(value)


def _string(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, "String")
    return value


def _boolean(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, "Boolean")
    return value


def _true(value: Any, path: str) -> bool:
    if value is not True:
        raise _wrong(path, "True")
    return True


def _file(value: Any, path: str) -> Any:
    if not isinstance(value, (str, Upload)):
        raise _wrong(path, "InputFile")
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

    def method(self, name: str, params: Json) -> Method:
        compiled = {key: self._param(name, key, spec, params) for key, spec in params.items()}
        return Method(name, compiled, tuple(k for k, p in compiled.items() if p.required))

    def _param(self, owner: str, name: str, spec: Json, siblings: Json) -> Param:
        check = self.field(owner, name, spec, siblings)
        return Param(name, spec.get("required", False), check, _reader(spec["type"], check))

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
            raise _wrong(path, "Array")
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
            raise _wrong(path, self.name)
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
            raise _wrong(path, self.name)
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


def _reader(kind: str, check: Check) -> Callable[[str, str], Any]:
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
        raise _wrong(path, "Integer")
    return int(text)


def _id_text(text: str, _path: str) -> int | str:
    return int(text) if re.fullmatch(r"-?\d{1,19}", text, re.ASCII) else text


def _float_text(text: str, path: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise _wrong(path, "Float") from None


def _bool_text(text: str, path: str) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if text.lower() not in words:
        raise _wrong(path, "Boolean")
    return words[text.lower()]


def _json_text(text: str, path: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise bad_request(f'can\'t parse "{path}": JSON expected') from None
