"""A text being built while its markup is read: characters, open spans, entities."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.simulator import utf16
from bot.simulator.failure import Json, Refused, bad_request


def cannot_parse(reason: str) -> Refused:
    """The refusal for markup that breaks the rules."""
    return bad_request(f"can't parse entities: {reason}")


@dataclass(slots=True)
class Builder:
    """Collects plain text and its entities; offsets are in UTF-16 units."""

    parts: list[str] = field(default_factory=list)
    units: int = 0
    entities: list[Json] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Appends plain characters."""
        self.parts.append(text)
        self.units += utf16.length(text)

    def span(self, kind: str, start: int, **extra: str | int | Json) -> None:
        """An entity from `start` to here; an empty one is left out, as Telegram does."""
        if self.units > start:
            size = self.units - start
            self.entities.append({"type": kind, "offset": start, "length": size, **extra})

    def text(self) -> str:
        """The characters so far."""
        return "".join(self.parts)
