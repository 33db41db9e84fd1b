"""Frozen dataclasses, made in a tenth of the time: the classes, and what is made of them.

The program has some five hundred of them. `dataclass(frozen=True, slots=True)` compiles six
methods for each, which measured a third of the start-up, and sets every field of every instance
through `object.__setattr__`, which measured an eighth of an answer. `frozen` shares all methods
but `__init__`, compiles that one when the first instance is made, and lets it fill a twin without
the guard that then turns into the frozen class. To everybody else it is a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from inspect import get_annotations
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

C = TypeVar("C")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[C]) -> type[C]:
    """For `dataclass(frozen=True, slots=True)`: equality, hash, `repr`, `replace`, copies and
    pickles as there. Raises TypeError for fields that are only keywords or not in `__init__`."""
    made = _with_slots(cls)
    known = fields(made)  # type: ignore[arg-type]  # the line above made it a dataclass
    if any(not one.init or one.kw_only for one in known):
        raise TypeError(f"{cls.__name__} is not made of plain fields")

    def first(self: Any, *values: Any, **named: Any) -> None:
        setattr(made, "__init__", _initialiser(made, known))  # noqa: B010  mypy forbids the plain way
        self.__init__(*values, **named)

    methods = {
        "__init__": first,
        "__setattr__": _refuse_setting,
        "__delattr__": _refuse_deleting,
        "__getstate__": _state,
        "__setstate__": _restore,
    }
    written = {name: one for name, one in _SHARED.items() if name not in cls.__dict__}
    for name, method in (methods | written).items():
        setattr(made, name, method)
    return made


def _with_slots(cls: type[C]) -> type[C]:
    """The dataclass without methods. `dataclass` looks through every annotation that is text for
    three special names, which took a quarter of its time: it sees only those that may hold one."""
    said = get_annotations(cls)
    cls.__annotations__ = {name: one if _special(one) else object for name, one in said.items()}
    made = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__annotations__ = said
    for one in fields(made):  # type: ignore[arg-type]  # the line above made it a dataclass
        one.type = said.get(one.name, one.type)
    return made


def _special(annotation: object) -> bool:
    return not isinstance(annotation, str) or any(name in annotation for name in _SPECIAL)


_SPECIAL = ("ClassVar", "InitVar", "KW_ONLY")


def _refuse_setting(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _names(cls: Any, use: str) -> list[str]:
    return [one.name for one in fields(cls) if getattr(one, use)]


_getters: dict[type, Callable[[Any], Any]] = {}


def _compared(self: object) -> Any:
    cls = type(self)
    getter = _getters.get(cls)
    if getter is None:
        names = _names(cls, "compare")
        getter = _getters[cls] = attrgetter(*names) if len(names) > 1 else _tuple_of(names)
    return getter(self)


def _tuple_of(names: list[str]) -> Callable[[Any], Any]:
    return lambda self: tuple(getattr(self, name) for name in names)


def _equal(self: object, other: object) -> object:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _compared(self) == _compared(other)


def _hashed(self: object) -> int:
    return hash(_compared(self))


def _shown(self: object) -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in _names(self, "repr"))
    return f"{type(self).__qualname__}({values})"


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for one, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)


_SHARED = {"__eq__": _equal, "__hash__": _hashed, "__repr__": _shown}


def _initialiser(cls: Any, known: tuple[Field[Any], ...]) -> Callable[..., None]:
    unguarded = {"__slots__": cls.__slots__, "__setattr__": object.__setattr__}
    twin = type(cls.__name__, cls.__bases__, unguarded)
    scope: dict[str, Any] = {"_become": object.__setattr__, "_twin": twin, "_frozen": cls}
    given = "".join(f", {_parameter(one, scope)}" for one in known)
    lines = [f"def __init__(self{given}):", ' _become(self, "__class__", _twin)']
    lines += [f" self.{one.name} = {_value(one)}" for one in known]
    lines.append(" self.__class__ = _frozen")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join(lines), scope)  # noqa: S102  the names of our own fields, as in dataclasses
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _parameter(one: Field[Any], scope: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        scope |= {f"_made_{one.name}": one.default_factory, "_absent": MISSING}
        return f"{one.name}=_absent"
    if one.default is MISSING:
        return one.name
    scope[f"_default_{one.name}"] = one.default
    return f"{one.name}=_default_{one.name}"


def _value(one: Field[Any]) -> str:
    if one.default_factory is MISSING:
        return one.name
    return f"_made_{one.name}() if {one.name} is _absent else {one.name}"
