"""What a protocol is made of, before it is a PDF or a DOCX."""

from __future__ import annotations

from bot.frozen import frozen


@frozen
class Title:
    """At the top."""

    text: str


@frozen
class Heading:
    """Of a section."""

    text: str


@frozen
class Text:
    """A paragraph. `quiet`: small print at the end."""

    text: str
    quiet: bool = False


@frozen
class Points:
    """A list with bullets."""

    lines: tuple[str, ...]


@frozen
class Grid:
    """A table; its header is repeated on every page. `widths`: shares of the width."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@frozen
class Signatures:
    """A line for each name, to be signed by hand."""

    names: tuple[str, ...]


Block = Title | Heading | Text | Points | Grid | Signatures
