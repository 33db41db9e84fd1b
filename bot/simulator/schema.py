"""Validators compiled from `botapi.json`, the facts of the Bot API.

Every parameter and every field of a nested object is checked for name, type,
presence and limits (UTF-16 units, bytes or items). A text that may carry markup
is measured later, after the markup was parsed, as Telegram does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.simulator.checks import OWN_WORDS, Check, Compiler
from bot.simulator.failure import Json, bad_request
from bot.simulator.written import reader


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: `check` for a JSON value, `read` for text of a form or a query."""

    name: str
    required: bool
    check: Check
    read: Check


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
        name.lower(): _method(compiler, name, spec["params"])
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


def _method(compiler: Compiler, name: str, params: Json) -> Method:
    compiled = {key: _param(compiler, name, key, spec, params) for key, spec in params.items()}
    return Method(name, compiled, tuple(k for k, p in compiled.items() if p.required))


def _param(compiler: Compiler, owner: str, name: str, spec: Json, siblings: Json) -> Param:
    check = compiler.field(owner, name, spec, siblings)
    return Param(name, spec.get("required", False), check, reader(spec["type"], check))
