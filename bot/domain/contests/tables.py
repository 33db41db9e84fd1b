"""Tables of a configuration file, read key by key: whatever is strange becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.contests.money import grosze
from bot.frozen import frozen

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
_EXACT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6}|/[1-9][0-9]{0,5})?")


class Fault(StrEnum):
    """What can be wrong with a key. Views word them."""

    NOT_TOML = "not-toml"
    NOT_YAML = "not-yaml"
    NOT_TEXT = "not-text"  # not UTF-8, or not words at all
    TOO_LARGE = "too-large"
    UNKNOWN_KEY = "unknown-key"
    MISSING = "missing"
    BAD_VALUE = "bad-value"
    NOT_EXACT = "not-exact"  # a binary fraction: money and points must be exact
    ORDER = "order"  # ends before it begins, highest below lowest
    REPEATED = "repeated"
    UNKNOWN_NAME = "unknown-name"  # refers to a criterion that is not there


@frozen
class Problem:
    """`key` with dots and numbers from 1: `jury.criteria.2.high`. Of a file that cannot be read at
    all, `value` is the place, "line:column" from 1, "" where there is none."""

    key: str
    fault: Fault
    value: str = ""


class Wrong(ValueError):
    """A value that a converter refuses."""

    def __init__(self, fault: Fault = Fault.BAD_VALUE, value: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.value = value  # of a list, the item that is wrong


class Table:
    """One table of the file. Keys that nobody asked for are problems."""

    def __init__(self, values: object, prefix: str, problems: list[Problem]) -> None:
        self.prefix, self.problems = prefix, problems
        self.values: dict[str, Any] = dict(values) if isinstance(values, Mapping) else {}
        if not isinstance(values, Mapping):
            problems.append(Problem(prefix.rstrip("."), Fault.BAD_VALUE, str(values)))

    def take(self, key: str, convert: Callable[[Any], T], default: T) -> T:
        """The value, converted; the default where it is missing or wrong."""
        if key not in self.values:
            return default
        value = self.values.pop(key)
        try:
            return convert(value)
        except Wrong as wrong:
            self.problems.append(Problem(self.prefix + key, wrong.fault, wrong.value or str(value)))
            return default

    def need(self, key: str, convert: Callable[[Any], T], default: T) -> T:
        """A value without which there is no contest."""
        if key not in self.values:
            self.problems.append(Problem(self.prefix + key, Fault.MISSING))
        return self.take(key, convert, default)

    def table(self, key: str) -> Table:
        """The table under a key; empty where it is missing."""
        return Table(self.values.pop(key, {}), f"{self.prefix}{key}.", self.problems)

    def tables(self, key: str) -> list[Table]:
        """A list of tables, numbered from 1."""
        rows: list[Any] = self.take(key, _list, [])
        return [
            Table(row, f"{self.prefix}{key}.{n}.", self.problems) for n, row in enumerate(rows, 1)
        ]

    def end(self) -> None:
        """Everything must have been asked for."""
        self.problems += [Problem(self.prefix + key, Fault.UNKNOWN_KEY) for key in self.values]


def text(value: object) -> str:
    """Words."""
    if not isinstance(value, str) or not value.strip():
        raise Wrong
    return value.strip()


def flag(value: object) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise Wrong
    return value


def number(value: object) -> int:
    """A whole number from 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Wrong
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Wrong
    return value


def exact(value: object) -> Fraction:
    """3, "2.5" or a decimal of the file; a float has lost its exact value already."""
    if isinstance(value, float):
        raise Wrong(Fault.NOT_EXACT)
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise Wrong
    if not _EXACT.fullmatch(str(value)):
        raise Wrong
    return Fraction(value)


def amount(value: object) -> int:
    """Złoty: 22000, "22000.50" or 22000.50 in the file, as grosze."""
    if isinstance(value, float):
        raise Wrong(Fault.NOT_EXACT)
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise Wrong
    found = grosze(str(value))
    if found is None:
        raise Wrong
    return found


def change(value: object) -> int:
    """An amount that may be below zero."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and value < 0:
        return -amount(-value)
    return amount(value)


def one_of(kind: type[E]) -> Callable[[Any], E]:
    """A name out of a fixed set."""

    def convert(value: object) -> E:
        if not isinstance(value, str) or value not in {member.value for member in kind}:
            raise Wrong
        return kind(value)

    return convert


def all_of(convert: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """A list of such values."""

    def one(item: Any) -> T:
        try:
            return convert(item)
        except Wrong as wrong:
            raise Wrong(wrong.fault, str(item)) from wrong

    return lambda value: tuple(map(one, _list(value)))


def moment(zone: ZoneInfo) -> Callable[[Any], datetime]:
    """A date with an hour; without an offset it is in the zone. A bare date is midnight."""

    def convert(value: object) -> datetime:
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=zone)
        if isinstance(value, date):
            return datetime.combine(value, time(), zone)
        raise Wrong

    return convert


def day(value: object) -> date:
    """A date without an hour."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Wrong
    return value
