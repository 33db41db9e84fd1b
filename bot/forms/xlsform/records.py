"""Rows with canonical field names, which still know how their sheet wrote the headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from bot.forms.model import Text
from bot.frozen import frozen

from . import headers
from .cells import UNCOMPUTED
from .headers import Header
from .languages import code_of
from .problems import Problem, ProblemCode, Severity
from .sheets import Sheet

ERROR_CELLS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})
_FORMULA_CHARACTERS = 60


@frozen
class Record:
    """`values`: canonical field → text. `texts`: translatable field → language code → text."""

    sheet: str
    row: int
    values: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    extra: Mapping[str, str]  # columns that the standard does not know, by their own header
    written: Mapping[str, str] = field(default_factory=dict)  # field → header as written

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def text(self, name: str, default_language: str) -> Text:
        """The text in every language; a column without a language is in the default one."""
        found = dict(self.texts.get(name, {}))
        unnamed = found.pop("", "")
        return Text({default_language: unnamed} | found if unnamed else found)

    def problem(self, code: ProblemCode, column: str = "", **facts: str) -> Problem:
        """An error in the cell of this row and that field."""
        header = self.written.get(column) or self.written.get(column.split("::")[0], column)
        return Problem(code, self.sheet, self.row, header, facts)

    def warning(self, code: ProblemCode, column: str = "", **facts: str) -> Problem:
        return replace(self.problem(code, column, **facts), severity="warning")


@frozen
class Table:
    """One sheet's records, and what is odd about its columns."""

    name: str
    records: tuple[Record, ...]
    fields: frozenset[str]
    languages: tuple[str, ...]  # codes in column order, "" for columns without a language
    problems: tuple[Problem, ...]


def table_of(sheet: Sheet, fields: frozenset[str]) -> Table:
    """The sheet's rows by canonical fields."""
    parsed = {letter: headers.parse(text, fields) for letter, text in sheet.columns.items()}
    records = tuple(_records(sheet, parsed))
    problems = (*_column_problems(sheet, parsed), *_error_cells(sheet, parsed))
    known = frozenset(header.field for header in parsed.values() if header.known)
    return Table(sheet.name, records, known, _languages(sheet, parsed), problems)


def _records(sheet: Sheet, parsed: Mapping[str, Header]) -> Iterator[Record]:
    written: dict[str, str] = {}
    for letter, header in parsed.items():
        written.setdefault(header.field, sheet.columns[letter])
        written.setdefault(f"{header.field}::{_code(header)}", sheet.columns[letter])
    languages = {
        letter: _code(header)
        for letter, header in parsed.items()
        if header.field in headers.TEXTS or header.field == "form_title"
    }
    for row in sheet.rows:
        values: dict[str, str] = {}
        texts: dict[str, dict[str, str]] = {}
        extra: dict[str, str] = {}
        for letter, cell in row.cells.items():
            header = parsed[letter]
            if not header.known:
                extra.setdefault(sheet.columns[letter], cell)
            elif letter in languages:
                texts.setdefault(header.field, {}).setdefault(languages[letter], cell)
            else:
                values.setdefault(header.field, cell)
        yield Record(sheet.name, row.number, values, texts, extra, written)


def _code(header: Header) -> str:
    return code_of(header.language) if header.language else ""


def _languages(sheet: Sheet, parsed: Mapping[str, Header]) -> tuple[str, ...]:
    """Only languages that really have a text: an empty column is a plan, not a translation."""
    used = {letter for row in sheet.rows for letter in row.cells}
    codes = (
        _code(header)
        for letter, header in parsed.items()
        if header.known and header.field in headers.TEXTS and letter in used
    )
    return tuple(dict.fromkeys(codes))


def _column_problems(sheet: Sheet, parsed: Mapping[str, Header]) -> Iterator[Problem]:
    used = {letter for row in sheet.rows for letter in row.cells}
    seen: set[tuple[str, str]] = set()
    for letter, header in parsed.items():
        key = (header.field, _code(header))
        if header.known and key in seen and letter in used:
            yield _column_warning(ProblemCode.COLUMN_REPEATED, sheet, letter)
        elif letter in used and not sheet.columns[letter]:
            yield _column_warning(ProblemCode.COLUMN_UNNAMED, sheet, letter)
        seen.add(key)


def _column_warning(code: ProblemCode, sheet: Sheet, letter: str) -> Problem:
    facts = {"letter": letter}
    return Problem(code, sheet.name, sheet.header_row, sheet.columns[letter], facts, "warning")


def _error_cells(sheet: Sheet, parsed: Mapping[str, Header]) -> Iterator[Problem]:
    for row in sheet.rows:
        for letter, cell in row.cells.items():
            if cell.startswith("#") and (found := _cell_error(cell)):
                severity: Severity = "error" if parsed[letter].known else "warning"
                code, facts = found
                header = sheet.columns[letter]
                yield Problem(code, sheet.name, row.number, header, facts, severity)


def _cell_error(cell: str) -> tuple[ProblemCode, dict[str, str]] | None:
    if cell.startswith(UNCOMPUTED):
        formula = cell.removeprefix(UNCOMPUTED)[:_FORMULA_CHARACTERS]
        return ProblemCode.FORMULA_UNCOMPUTED, {"formula": f"={formula}"}
    return (ProblemCode.CELL_ERROR, {"value": cell}) if cell in ERROR_CELLS else None


def ignored_columns(sheet: Sheet, fields: frozenset[str]) -> Iterator[Problem]:
    """A warning for each column that holds something the bot does not use."""
    used: dict[str, list[int]] = {}
    for row in sheet.rows:
        for letter in row.cells:
            used.setdefault(letter, []).append(row.number)
    for letter, rows in used.items():
        header = sheet.columns[letter]
        parsed = headers.parse(header, fields)
        code = _ignored_code(header, parsed)
        if code:
            facts = {"rows": ", ".join(map(str, rows[:10])), "letter": letter}
            yield Problem(code, sheet.name, sheet.header_row, header, facts, "warning")


def _ignored_code(header: str, parsed: Header) -> ProblemCode | None:
    if parsed.field == "media":
        return ProblemCode.MEDIA_IGNORED
    if parsed.field == "guidance_hint":
        return ProblemCode.GUIDANCE_IGNORED
    if parsed.known or not header or headers.is_technical(header):
        return None
    return ProblemCode.COLUMN_IGNORED
