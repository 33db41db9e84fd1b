"""Telegram's HTML: few tags, strictly nested (Bot API, "HTML style")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.simulator.failure import Json
from bot.simulator.formatting.links import link_entity
from bot.simulator.formatting.markup import Builder, cannot_parse

SPANS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TOKEN = re.compile(r"[^<&]+|&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|([a-zA-Z]+));?|<|&", re.DOTALL)
END_TAG = re.compile(r"</([a-zA-Z-]*)\s*>")
START_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)(?=[\s>/])")
ATTRIBUTE = re.compile(
    r"""\s+([a-zA-Z][a-zA-Z0-9_-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[a-zA-Z0-9._:/?&=%#+-]+))?"""
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A tag that waits for its end; `start` in UTF-16 units, `part` in pieces of text."""

    tag: str
    start: int
    part: int
    attributes: dict[str, str]


def parse(source: str) -> tuple[str, list[Json]]:
    """The plain text and its entities; raises `Refused` for anything Telegram refuses."""
    built, stack, at = Builder(), list[Opened](), 0
    while at < len(source):
        token = TOKEN.match(source, at)
        assert token is not None  # the last two alternatives take any character
        if token[0] == "<":
            at = _tag(source, at, built, stack)
        else:
            built.add(_plain(token))
            at = token.end()
    if stack:
        raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return built.text(), built.entities


def _byte(source: str, at: int) -> int:
    return len(source[:at].encode("utf-8", "surrogatepass"))


def _plain(token: re.Match[str]) -> str:
    decimal, hexadecimal, name = token.groups()
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else token[0]
    return NAMED.get(name, token[0]) if name else token[0]


def _tag(source: str, at: int, built: Builder, stack: list[Opened]) -> int:
    if source.startswith("</", at):
        return _end(source, at, built, stack)
    return _start(source, at, built, stack)


def _start(source: str, at: int, built: Builder, stack: list[Opened]) -> int:
    name = START_NAME.match(source, at)
    if name is None or name[1].lower() not in SPANS:
        found = re.match(r"<([^\s>]*)", source[at:])
        tag = found[1] if found else ""
        raise cannot_parse(f'Unsupported start tag "{tag}" at byte offset {_byte(source, at)}')
    attributes, end = _attributes(source, name.end())
    tag = name[1].lower()
    if not source.startswith(">", end):
        raise cannot_parse(f"Unclosed start tag at byte offset {_byte(source, at)}")
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        where = _byte(source, at)
        raise cannot_parse(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    stack.append(Opened(tag, built.units, len(built.parts), attributes))
    return end + 1


def _attributes(source: str, at: int) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while match := ATTRIBUTE.match(source, at):
        value = (match[2] or "").strip("\"'")
        attributes[match[1].lower()] = TOKEN.sub(_plain, value)
        at = match.end()
    while at < len(source) and source[at].isspace():
        at += 1
    return attributes, at


def _end(source: str, at: int, built: Builder, stack: list[Opened]) -> int:
    match = END_TAG.match(source, at)
    where = _byte(source, at)
    if match is None:
        raise cannot_parse(f"Unclosed end tag at byte offset {where}")
    if not stack:
        raise cannot_parse(f"Unexpected end tag at byte offset {where}")
    opened, found = stack.pop(), match[1].lower()
    if found and found != opened.tag:
        raise cannot_parse(
            f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", '
            f'found "</{found}>"'
        )
    _close(opened, built, stack)
    return match.end()


def _close(opened: Opened, built: Builder, stack: list[Opened]) -> None:
    kind, start, given = SPANS[opened.tag], opened.start, opened.attributes
    match kind:
        case "text_link":
            inner = "".join(built.parts[opened.part :])
            link = link_entity(given.get("href") or inner)
            if link:
                built.span(link.pop("type"), start, **link)
        case "custom_emoji":
            _custom_emoji(built, start, given)
        case "date_time":
            _date_time(built, start, given)
        case "blockquote":
            built.span("expandable_blockquote" if "expandable" in given else kind, start)
        case "code":
            _code(built, opened, stack)
        case "pre":
            _pre(built, start)
        case _:
            built.span(kind, start)


def _custom_emoji(built: Builder, start: int, given: dict[str, str]) -> None:
    if not given.get("emoji-id", "").isdecimal():
        raise cannot_parse("Invalid custom emoji identifier specified")
    built.span("custom_emoji", start, custom_emoji_id=given["emoji-id"])


def _date_time(built: Builder, start: int, given: dict[str, str]) -> None:
    if not given.get("unix", "").isdecimal():
        raise cannot_parse("Invalid unix time specified")
    extra: Json = {"unix_time": int(given["unix"])}
    if given.get("format"):
        extra["date_time_format"] = given["format"]
    built.span("date_time", start, **extra)


def _code(built: Builder, opened: Opened, stack: list[Opened]) -> None:
    language = opened.attributes.get("class", "")
    inside_pre = bool(stack) and stack[-1].tag == "pre" and stack[-1].start == opened.start
    if inside_pre and language.startswith("language-"):
        built.span("code", opened.start, language=language.removeprefix("language-"))
    else:
        built.span("code", opened.start)


def _pre(built: Builder, start: int) -> None:
    """`<pre><code class="language-x">` is one entity, if the two span the same text."""
    last = built.entities[-1] if built.entities else {}
    same = last.get("offset") == start and last.get("length") == built.units - start
    if same and last["type"] == "code":
        built.entities.pop()
        if "language" in last:
            built.span("pre", start, language=last["language"])
            return
    built.span("pre", start)
