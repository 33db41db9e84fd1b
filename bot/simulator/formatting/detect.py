"""Entities nobody marked: commands, addresses, mentions, hashtags, e-mails."""

from __future__ import annotations

import re

from bot.simulator import utf16
from bot.simulator.failure import Json

PATTERNS = (
    ("url", re.compile(r"(?:https?://|www\.)[^\s<>\"“”„]+[^\s<>\"“”„.,;:!?)\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?!\w)")),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:pl|com|org|net|eu|gov|edu|info|me|ua|io)"
            r"(?![\w-])(?:/[^\s<>\"“”„]*[^\s<>\"“”„.,;:!?)\]])?/?",
            re.IGNORECASE,
        ),
    ),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#&/])#(?=\w*[^\W\d])\w{1,256}")),
)
HINT = re.compile(r"[/@#.]")
OPAQUE = frozenset({"pre", "code", "text_link", "text_mention", "custom_emoji", "date_time"})


def detected(text: str, marked: list[Json]) -> list[Json]:
    """What Telegram finds by itself, except inside code, links and mentions."""
    if not HINT.search(text):
        return []
    offset = utf16.offsets(text)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in marked if e["type"] in OPAQUE]
    found: list[Json] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = offset[match.start()], offset[match.end()]
            if all(end <= low or start >= high for low, high in taken):
                taken.append((start, end))
                found.append({"type": kind, "offset": start, "length": end - start})
    return found
