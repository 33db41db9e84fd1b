"""Which languages a form speaks, and where a translation is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .problems import Problem, ProblemCode
from .records import Record

_SHOWN = ("label", "hint", "constraint_message", "required_message")


def missing_translations(
    records: Iterable[Record], languages: tuple[str, ...], default_language: str
) -> Iterator[Problem]:
    """One warning for each language and sheet: how many texts it lacks, and the first row."""
    missing: dict[tuple[str, str], list[tuple[Record, str]]] = {}
    for record in records:
        for column in _SHOWN:
            text = record.text(column, default_language)
            if not text:
                continue
            for code in languages:
                if not text.by_language.get(code):
                    missing.setdefault((record.sheet, code), []).append((record, column))
    for (_, code), places in missing.items():
        record, column = places[0]
        facts = {"language": code, "count": str(len(places))}
        yield record.warning(ProblemCode.TRANSLATION_MISSING, f"{column}::{code}", **facts)
