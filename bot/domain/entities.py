"""Text with Telegram's own formatting, exactly as its author typed it.

Telegram's MessageEntity counts offsets and lengths in UTF-16 code units: a letter takes one, an
emoji two. Whatever is put before or behind a text must leave each entity on its own characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.frozen import frozen

Entity = Mapping[str, Any]  # MessageEntity as it came: type, offset, length and what the type needs


def units(text: str) -> int:
    """The length that Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@frozen
class Formatted:
    """A text and the entities on it."""

    text: str = ""
    entities: tuple[Entity, ...] = ()

    @property
    def length(self) -> int:
        """In UTF-16 units."""
        return units(self.text)

    def __add__(self, other: Formatted) -> Formatted:
        """One text behind the other; the entities of the second move with it."""
        return Formatted(
            self.text + other.text, (*self.entities, *moved(other.entities, self.length))
        )

    def ending(self, sentence: str) -> Formatted:
        """With a paragraph behind it that has no formatting."""
        if not sentence:
            return self
        gap = "\n\n" if self.text else ""
        return Formatted(self.text + gap + sentence, self.entities)


def moved(entities: Iterable[Entity], by: int) -> tuple[Entity, ...]:
    """The same entities `by` UTF-16 units further on."""
    return tuple({**entity, "offset": int(entity["offset"]) + by} for entity in entities)


def joined(parts: Iterable[Formatted]) -> Formatted:
    """The parts of one long text, or the captions of one album."""
    whole = Formatted()
    for part in parts:
        whole += part
    return whole
