"""Cutting a text to Telegram's limits without breaking a tag or a word."""

from __future__ import annotations

import re
from html import unescape

TEXT_LIMIT = 4096  # UTF-16 units after the markup is read: sendMessage.text
CAPTION_LIMIT = 1024  # the same of sendPhoto.caption

_TOKEN = re.compile(r"<(/?)([a-z-]+)[^>]*>|&[#a-z0-9]+;|[^<&]", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def units(markup: str) -> int:
    """The length that Telegram counts."""
    plain = unescape(_TAG.sub("", markup))
    return len(plain) if plain.isascii() else len(plain.encode("utf-16-le")) // 2


def pieces(markup: str, limit: int = TEXT_LIMIT) -> list[str]:
    """The text in pieces of at most `limit` units, cut at lines, else at words, else anywhere.

    Tags that are open at a cut are closed before it and opened again after it.
    """
    if len(markup) * 2 <= limit or units(markup) <= limit:  # a character takes two units at most
        return [markup]
    done: list[str] = []
    while units(markup) > limit:
        head, markup = _cut(markup, limit)
        done.append(head)
    return [*done, markup] if units(markup) else done


def _cut(markup: str, limit: int) -> tuple[str, str]:
    best: tuple[int, list[str]] = (0, [])
    rank, used, end = -1, 0, 0
    hard: tuple[int, list[str]] = (0, [])
    opened: list[str] = []
    for token in _TOKEN.finditer(markup):
        text = token.group()
        if text.startswith("<"):
            _track(opened, token)
            continue
        used += units(text)
        if used > limit:
            break
        end = token.end()
        hard = (end, list(opened))
        found = 2 if text == "\n" else 1 if text == " " else 0
        if found and (found >= rank or used < limit // 2):
            rank, best = found, hard
    at, tags = best if best[0] and units(markup[: best[0]]) >= limit // 2 else hard
    closing = "".join(f"</{_name(tag)}>" for tag in reversed(tags))
    return markup[:at].rstrip() + closing, "".join(tags) + markup[at:].lstrip("\n ")


def _track(opened: list[str], token: re.Match[str]) -> None:
    if token.group(1):
        if opened:
            opened.pop()
    else:
        opened.append(token.group())


def _name(tag: str) -> str:
    return tag[1:-1].split()[0]
