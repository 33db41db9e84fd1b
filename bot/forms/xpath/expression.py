"""A compiled expression: parsed once, evaluated many times."""

from __future__ import annotations

from dataclasses import dataclass

from .context import Context
from .values import Value


@dataclass(frozen=True, slots=True)
class Expression:
    """What `compile` returns. Evaluating never raises on any data (XPath 1.0 §3 conversions).

    `names`: every `${name}` used; `functions`: every function called.
    """

    source: str
    names: frozenset[str]
    functions: frozenset[str]

    def evaluate(self, ctx: Context) -> Value:
        """The value in its own type; a date or time is an ISO 8601 string."""
        raise NotImplementedError

    def string(self, ctx: Context) -> str:
        """The value as XPath's string(): what a calculation stores."""
        raise NotImplementedError

    def number(self, ctx: Context) -> float:
        """The value as XPath's number(), NaN if it is none; a date is days since 1970."""
        raise NotImplementedError

    def boolean(self, ctx: Context) -> bool:
        """The value as XPath's boolean(): what `relevant`, `required`, `constraint` ask."""
        raise NotImplementedError
