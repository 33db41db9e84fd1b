"""From what a call gives (text, parse mode or entities) to what a message carries."""

from __future__ import annotations

import re

from bot.simulator import utf16
from bot.simulator.failure import Json, bad_request
from bot.simulator.formatting import html, markdown
from bot.simulator.formatting.detect import detected

PARSERS = {"html": html.parse, "markdownv2": markdown.parse}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
BLANK = " \t\n\u00a0\u2028\u2029\u200b\u2060"
Formatted = tuple[str, list[Json]]


def formatted(text: str, parse_mode: str | None, entities: list[Json] | None) -> Formatted:
    """Reads the markup, trims blanks at both ends and adds automatic entities."""
    text = CONTROL.sub(lambda m: "" if m[0] == "\r" else " ", text)
    if parse_mode:
        parser = PARSERS.get(parse_mode.lower())
        if parser is None:
            raise bad_request("unsupported parse_mode")
        plain, marked = parser(text)
    else:
        plain, marked = text, [dict(entity) for entity in entities or []]
        _check_bounds(marked, utf16.length(text))
    plain, marked = trimmed(plain, marked)
    marked += detected(plain, marked)
    return plain, sorted(marked, key=lambda e: (e["offset"], -e["length"]))


def formatted_limited(
    text: str, parse_mode: str | None, entities: list[Json] | None, limit: int, too_long: str
) -> Formatted:
    """As `formatted`; more than `limit` UTF-16 units is refused with the words `too_long`."""
    plain, marked = formatted(text, parse_mode, entities)
    if utf16.length(plain) > limit:
        raise bad_request(too_long)
    return plain, marked


def _check_bounds(entities: list[Json], units: int) -> None:
    for entity in entities:
        start, size = entity["offset"], entity["length"]
        if start < 0 or size < 1 or start + size > units:
            raise bad_request("ENTITY_BOUNDS_INVALID")


def trimmed(text: str, entities: list[Json]) -> Formatted:
    """Without blanks at the ends; entities are moved and clipped along."""
    right = text.rstrip(BLANK)
    plain = right.lstrip(BLANK)
    if len(plain) == len(text):
        return text, entities
    shift, units = utf16.length(right) - utf16.length(plain), utf16.length(plain)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, units)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return plain, moved
