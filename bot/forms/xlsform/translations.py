"""Which languages a form speaks, and where a translation is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .problems import Problem, ProblemCode
from .records import Record

_SHOWN = ("label", "hint", "constraint_message", "required_message")

# (sheet, languages of a text) → the first text of this kind, and how many there are
Kinds = dict[tuple[str, frozenset[str]], tuple[Record, str, int]]


def missing_translations(
    records: Iterable[Record], languages: tuple[str, ...], default_language: str
) -> Iterator[Problem]:
    """One warning for each language and sheet: how many texts it lacks, and the first row."""
    missing: dict[tuple[str, str], tuple[Record, str, int]] = {}
    for (sheet, spoken), (record, column, count) in _kinds(records, default_language).items():
        for code in languages:
            if code not in spoken:
                first, at, before = missing.get((sheet, code), (record, column, 0))
                missing[sheet, code] = (first, at, before + count)
    for (_, code), (record, column, count) in missing.items():
        facts = {"language": code, "count": str(count)}
        yield record.warning(ProblemCode.TRANSLATION_MISSING, f"{column}::{code}", **facts)


def _kinds(records: Iterable[Record], default_language: str) -> Kinds:
    kinds: Kinds = {}
    for record in records:
        for column in _SHOWN:
            if column in record.texts:
                by_language = record.text(column, default_language).by_language
                spoken = frozenset(code for code, text in by_language.items() if text)
                key = (record.sheet, spoken)
                first, at, count = kinds.get(key, (record, column, 0))
                kinds[key] = (first, at, count + 1)
    return kinds
