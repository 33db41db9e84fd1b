"""Telegram's MarkdownV2 (Bot API, "MarkdownV2 style")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.simulator.failure import Json
from bot.simulator.formatting.links import link_entity
from bot.simulator.formatting.markup import Builder, cannot_parse

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
MARKS_IN_CODE = {"`": "code", "```": "pre"}
NAMES = {
    "bold": "Bold",
    "italic": "Italic",
    "underline": "Underline",
    "strikethrough": "Strikethrough",
    "spoiler": "Spoiler",
    "code": "Code",
    "pre": "Pre",
    "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji",
}
MARK = re.compile(r"```|\|\||__|[*_~`]")
PLAIN = re.compile(r"[^\\_*\[\]()~`>#+\-=|{}.!\n]+")
LANGUAGE = re.compile(r"([A-Za-z0-9_+#.-]+)(?=\s)")
EMOJI = re.compile(r"tg://emoji\?id=(\d+)")


@dataclass(slots=True)
class Opened:
    """A mark that waits for its end; `at` in characters of the source."""

    kind: str
    start: int
    at: int
    part: int


def parse(source: str) -> tuple[str, list[Json]]:
    """The plain text and its entities; raises `Refused` for anything Telegram refuses."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.built = Builder()
        self.stack: list[Opened] = []
        self.quote: int | None = None
        self.expandable = False

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            if self._line_start():
                self._quote_mark()
            if self.at < len(self.source):
                self._step()
        self._close_quote()
        if self.stack:
            opened = self.stack[-1]
            raise cannot_parse(
                f"Can't find end of {NAMES[opened.kind]} entity at byte offset "
                f"{self._byte(opened.at)}"
            )
        return self.built.text(), self.built.entities

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _line_start(self) -> bool:
        return not self._in_code() and (self.at == 0 or self.source[self.at - 1] == "\n")

    def _in_code(self) -> bool:
        return bool(self.stack) and self.stack[-1].kind in ("code", "pre")

    def _quote_mark(self) -> None:
        rest = self.source[self.at : self.at + 3]
        if rest == "**>":
            self._close_quote()
        if rest == "**>" or rest.startswith(">"):
            if self.quote is None:
                self.quote, self.expandable = self.built.units, False
            self.at += 3 if rest == "**>" else 1
        elif self.quote is not None:
            self._close_quote()

    def _close_quote(self) -> None:
        if self.quote is not None:
            kind = "expandable_blockquote" if self.expandable else "blockquote"
            self.built.span(kind, self.quote)
            self.quote = None

    def _step(self) -> None:
        char = self.source[self.at]
        if char == "\\" and self._escapes():
            self.built.add(self.source[self.at + 1])
            self.at += 2
        elif self._in_code():
            self._code_step()
        elif plain := PLAIN.match(self.source, self.at):
            self.built.add(plain[0])
            self.at = plain.end()
        elif char in "\n\\":
            self.built.add(char)
            self.at += 1
        else:
            self._mark(char)

    def _escapes(self) -> bool:
        following = self.source[self.at + 1 : self.at + 2]
        return bool(following) and 0 < ord(following) <= 126

    def _code_step(self) -> None:
        mark = "`" if self.stack[-1].kind == "code" else "```"
        if self.source.startswith(mark, self.at):
            self._close()
            self.at += len(mark)
        else:
            self.built.add(self.source[self.at])
            self.at += 1

    def _mark(self, char: str) -> None:
        mark = MARK.match(self.source, self.at)
        if mark and mark[0] == "||" and self._ends_expandable():
            self.expandable = True
            self.at += 2
        elif mark:
            self._toggle(mark[0])
        elif char == "[" or self.source.startswith("![", self.at):
            self._open("text_link" if char == "[" else "custom_emoji", 1 if char == "[" else 2)
        elif char == "]" and self.stack and self.stack[-1].kind in ("text_link", "custom_emoji"):
            self._close_link()
        else:
            raise cannot_parse(
                f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
            )

    def _ends_expandable(self) -> bool:
        at_end = self.source[self.at + 2 : self.at + 3] in ("", "\n")
        spoiler = any(opened.kind == "spoiler" for opened in self.stack)
        return self.quote is not None and at_end and not spoiler

    def _toggle(self, mark: str) -> None:
        kind = (MARKS | MARKS_IN_CODE)[mark]
        if self.stack and self.stack[-1].kind == kind:
            self._close()
            self.at += len(mark)
        else:
            self._open(kind, len(mark))

    def _open(self, kind: str, width: int) -> None:
        if any(opened.kind == kind for opened in self.stack):
            raise cannot_parse(
                f"Can't find end of {NAMES[self.stack[-1].kind]} entity at byte offset "
                f"{self._byte(self.stack[-1].at)}"
            )
        self.stack.append(Opened(kind, self.built.units, self.at, len(self.built.parts)))
        self.at += width

    def _close(self) -> None:
        opened = self.stack.pop()
        if opened.kind == "pre":
            self._close_pre(opened)
        else:
            self.built.span(opened.kind, opened.start)

    def _close_pre(self, opened: Opened) -> None:
        inner = "".join(self.built.parts[opened.part :])
        language = LANGUAGE.match(inner)
        skip = language.end() if language else 0
        rest = inner[skip:].removeprefix("\n") if language or inner.startswith("\n") else inner
        del self.built.parts[opened.part :]
        self.built.units = opened.start
        self.built.add(rest)
        self.built.span("pre", opened.start, **({"language": language[1]} if language else {}))

    def _close_link(self) -> None:
        opened = self.stack.pop()
        inner = "".join(self.built.parts[opened.part :])
        self.at += 1
        address = self._address() or (inner if opened.kind == "text_link" else "")
        if opened.kind == "custom_emoji":
            emoji = EMOJI.fullmatch(address)
            if emoji is None:
                raise cannot_parse("Custom emoji entity must contain a tg://emoji URL")
            self.built.span("custom_emoji", opened.start, custom_emoji_id=emoji[1])
        elif link := link_entity(address):
            self.built.span(link.pop("type"), opened.start, **link)

    def _address(self) -> str:
        if not self.source.startswith("(", self.at):
            return ""
        start, taken = self.at, []
        self.at += 1
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "\\" and self._escapes():
                self.at += 1
            taken.append(self.source[self.at])
            self.at += 1
        if self.at >= len(self.source):
            raise cannot_parse(f"Can't find end of a URL at byte offset {self._byte(start)}")
        self.at += 1
        return "".join(taken)
