"""The three sections of a `.pb` file, found in its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from bot.domain.contests.pabulib.problems import Code, Problem
from bot.domain.contests.pabulib.text import Row, Text, place, unparse
from bot.frozen import frozen

META, PROJECTS, VOTES = SECTIONS = ("META", "PROJECTS", "VOTES")
FIRST_COLUMN = {META: "key", PROJECTS: "project_id", VOTES: "voter_id"}
Records = tuple[Row, ...]


@frozen
class Section:
    """`columns` as the header names them; rows below it that are not blank."""

    name: str
    header: Row
    columns: tuple[str, ...]
    rows: Records = ()

    def index(self, column: str) -> int | None:
        """Where a column stands, in any letter case."""
        return next((n for n, name in enumerate(self.columns) if name == column), None)


@frozen
class PbFile:
    """A file as it stood: everything in it is kept, whether we understand it or not."""

    text: Text
    sections: tuple[Section, ...] = field(default=(), repr=False)

    @property
    def meta(self) -> dict[str, str]:
        """Keys and values of META; the first of equals."""
        found = self.section(META)
        rows = found.rows if found else ()
        return {row.cells[0].strip(): cell(row, 1) for row in reversed(rows)}

    def section(self, name: str) -> Section | None:
        """The first section of that name."""
        return next((section for section in self.sections if section.name == name), None)

    def to_text(self) -> str:
        """The very text that was read."""
        return unparse(self.text)


def cell(row: Row, index: int | None) -> str:
    """What stands in a cell, without the spaces around it; empty where the row is shorter."""
    if index is None or index >= len(row.cells):
        return ""
    return row.cells[index].strip()


def at(code: Code, row: Row, index: int | None = 0) -> Problem:
    """A problem with a cell."""
    line, column = place(row, index or 0)
    return Problem(code, line, column, cell(row, index))


def divided(text: Text) -> tuple[PbFile, tuple[Problem, ...]]:
    """The sections, and what is wrong with their order and headers."""
    problems = [Problem(Code.OPEN_QUOTE, line, 1) for line in text.open_quotes]
    sections: list[Section] = []
    for marker, rows in _blocks(text.rows):
        if marker is None:
            problems += [at(Code.OUTSIDE, row) for row in rows[:1]]
            continue
        name = cell(marker, 0).upper()
        if any(section.name == name for section in sections):
            problems.append(at(Code.REPEATED_SECTION, marker))
        elif not rows:
            problems.append(at(Code.MISSING_HEADER, marker))
        else:
            sections.append(_section(name, rows))
    problems += _headers(sections)
    problems += _missing(sections, text)
    return PbFile(text, tuple(sections)), tuple(problems)


def _blocks(rows: Sequence[Row]) -> Iterator[tuple[Row | None, list[Row]]]:
    marker: Row | None = None
    block: list[Row] = []
    for row in rows:
        if len(row.cells) == 1 and cell(row, 0).lstrip("\ufeff").upper() in SECTIONS:
            if marker or block:
                yield marker, block
            marker, block = row, []
        elif any(map(str.strip, row.cells)):
            block.append(row)
    if marker or block:
        yield marker, block


def _section(name: str, rows: list[Row]) -> Section:
    columns = tuple(column.strip().lower() for column in rows[0].cells)
    return Section(name, rows[0], columns, tuple(rows[1:]))


def _headers(sections: Sequence[Section]) -> Iterator[Problem]:
    order = [SECTIONS.index(section.name) for section in sections]
    for section, before, now in zip(sections[1:], order, order[1:], strict=False):
        if now < before:
            yield at(Code.SECTION_ORDER, section.header)
    for section in sections:
        if section.columns[0] != FIRST_COLUMN[section.name]:
            yield at(Code.MISSING_COLUMN, section.header)
        for n, column in enumerate(section.columns):
            if column in section.columns[:n]:
                yield at(Code.REPEATED_COLUMN, section.header, n)


def _missing(sections: Sequence[Section], text: Text) -> Iterator[Problem]:
    names = {section.name for section in sections}
    last = text.rows[-1].line if text.rows else 1
    for name in SECTIONS:
        if name not in names:
            yield Problem(Code.MISSING_SECTION, last, 1, name)
