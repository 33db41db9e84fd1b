"""A contest's configuration as a librarian sends it: a TOML or a YAML file, one reader for both."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.contests.configuration import Configured, configured, read_toml
from bot.domain.contests.tables import Fault, Problem

FILE_BYTES = 64 * 1024  # the longest real configuration has under 3
YAML = (".yaml", ".yml")
SUFFIXES = (".toml", *YAML)
DAY = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?"
# YAML 1.2's core schema and times, instead of PyYAML's 1.1: there „on” is true and 15:00 is 900
SCALARS = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?\d[\d_]{0,17}", "-+0123456789"),
    "float": (r"[-+]?\d[\d_]{0,17}\.\d{1,17}", "-+0123456789"),
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "timestamp": (rf"{DAY}(?:[Tt ]{CLOCK})?", "0123456789"),
}


def is_configuration(name: str) -> bool:
    """By the file's name: could this be a contest?"""
    return name.lower().endswith(SUFFIXES)


def read_source(content: bytes | None, name: str, zone: ZoneInfo) -> Configured:
    """`content` None: too large, so it was not downloaded. Never raises; half a second for the
    slowest file within `FILE_BYTES`, so not on the event loop."""
    if content is None or len(content) > FILE_BYTES:
        return _unread(Fault.TOO_LARGE, str(FILE_BYTES // 1024))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unread(Fault.NOT_TEXT)
    if name.lower().endswith(YAML):
        return read_yaml(text, zone)
    return read_toml(text.replace("\r\n", "\n"), zone)


def read_yaml(text: str, zone: ZoneInfo) -> Configured:
    """Like `read_toml`: fractions stay exact, times without an offset are in `zone`. Aliases are
    refused, since a few lines of them unfold into gigabytes; so is a key that is there twice."""
    import yaml

    try:
        values = yaml.load(text, Loader=_loader())  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else ""
        repeated = isinstance(error, yaml.constructor.ConstructorError) and error.problem == TWICE
        return _unread(Fault.REPEATED if repeated else Fault.NOT_YAML, place)
    except (yaml.YAMLError, RecursionError):
        return _unread(Fault.NOT_YAML)
    if not isinstance(values, dict):
        return _unread(Fault.NOT_YAML)
    return configured(values, zone)


def _unread(fault: Fault, value: str = "") -> Configured:
    return Configured(None, (Problem("", fault, value),))


TWICE = "twice"


@cache
def _loader() -> Any:
    """Made when the first YAML file comes: PyYAML is not imported before."""
    import yaml

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "alias", mark)
            return super().compose_node(parent, index)

    for tag, (pattern, first) in SCALARS.items():
        regexp = re.compile(rf"(?:{pattern})\Z")
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", regexp, list(first))
    Loader.add_constructor("tag:yaml.org,2002:int", lambda one, node: _whole(_text(one, node)))
    Loader.add_constructor("tag:yaml.org,2002:float", lambda one, node: _decimal(_text(one, node)))
    Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda one, node: _time(_text(one, node)))
    Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
    return Loader


def _text(loader: Any, node: Any) -> str:
    return str(loader.construct_scalar(node))


def _whole(text: str) -> int | str:
    return int(text) if re.fullmatch(SCALARS["int"][0], text) else text


def _decimal(text: str) -> Decimal | str:
    return Decimal(text.replace("_", "")) if re.fullmatch(SCALARS["float"][0], text) else text


def _time(text: str) -> date | datetime | str:
    """What looks like a day and is none (30 February) stays text: the reader names its key."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return text


def _mapping(loader: Any, node: Any) -> dict[str, Any]:
    """Keys are text; a key without a value is as if it were not there."""
    from yaml.constructor import ConstructorError

    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            raise ConstructorError(None, None, TWICE, key_node.start_mark)
        found[key] = loader.construct_object(value_node, deep=True)
    return {key: value for key, value in found.items() if value is not None}
