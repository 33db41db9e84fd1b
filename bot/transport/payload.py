"""Button payloads: typed actions packed into callback data of at most 64 bytes.

`1` (the version) + the action's code + its fields joined by dots. What cannot be read any more
decodes to None, and the person gets a kind answer instead of a wrong one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter

from bot.views import actions
from bot.views.actions import Action

VERSION = "1"
LIMIT = 64  # bytes, InlineKeyboardButton.callback_data


def pack(action: Action) -> str:
    """Callback data for an action. Raises ValueError over 64 bytes."""
    kind = type(action)
    known = _packers.get(kind)
    head, values = known or _packer(kind)
    data = ".".join((head, *map(_text, values(action))))
    if len(data) > LIMIT or len(data.encode()) > LIMIT:
        raise ValueError(f"{kind.__name__} takes {len(data.encode())} bytes")
    return data


def unpack(data: str) -> Action | None:
    """The action behind callback data; None for what an older or another bot wrote."""
    head, *values = data.split(".")
    kind = _kinds().get(head[1:]) if head[:1] == VERSION else None
    if kind is None or len(values) != len(_shape(kind)):
        return None
    try:
        return kind(*(_value(t, v) for (_, t), v in zip(_shape(kind), values, strict=True)))
    except ValueError:
        return None


@cache
def _kinds() -> dict[str, type[Action]]:
    kinds: dict[str, type[Action]] = {}
    for value in vars(actions).values():
        if isinstance(value, type) and issubclass(value, Action) and value.code:
            assert value.code not in kinds, f"two actions share the code {value.code}"
            kinds[value.code] = value
    return kinds


_packers: dict[type[Action], tuple[str, Callable[[Action], Iterable[object]]]] = {}


def _packer(kind: type[Action]) -> tuple[str, Callable[[Action], Iterable[object]]]:
    """What the data of every such action begins with, and how its values are read."""
    names = [name for name, _ in _shape(kind)]
    _packers[kind] = packer = (VERSION + kind.code, _reader(names))
    return packer


def _reader(names: Sequence[str]) -> Callable[[Action], Iterable[object]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda action: [getattr(action, name) for name in names]


_shapes: dict[type[Action], tuple[tuple[str, str], ...]] = {}


def _shape(kind: type[Action]) -> tuple[tuple[str, str], ...]:
    known = _shapes.get(kind)
    if known is None:
        known = _shapes[kind] = tuple((f.name, str(f.type)) for f in fields(kind))
    return known


def _text(value: object) -> str:
    if type(value) is int:
        return str(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    text = str(value)
    if "." in text:
        raise ValueError("a payload's text cannot hold a dot")
    return text


def _value(kind: str, text: str) -> int | bool | str:
    if kind == "bool":
        return text == "1"
    return int(text) if kind == "int" else text
