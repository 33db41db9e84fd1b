"""The settings sheet: title, identifier, version, default language."""

from __future__ import annotations

import re

from bot.forms.model import Text
from bot.frozen import frozen

from .languages import POLISH, code_of
from .problems import Problem, ProblemCode
from .records import Record, Table

YES = frozenset({"yes", "true", "true()", "y", "1", "tak", "x", "так"})
NO = frozenset({"no", "false", "false()", "n", "0", "nie", "ні"})
_UNSAFE = re.compile(r"[^\w.-]+")


@frozen
class Settings:
    """`default_language` is a code; "" in the sheet leaves the choice to the columns."""

    name: str
    version: str
    title: Text
    default_language: str
    choice_duplicates: bool
    problems: tuple[Problem, ...] = ()


def settings_of(table: Table | None, languages: tuple[str, ...]) -> Settings:
    """`languages`: codes of all text columns in order, "" for those without a language."""
    record = table.records[0] if table and table.records else Record("settings", 0, {}, {}, {})
    default, problems = _default_language(record, languages)
    title = record.text("form_title", default)
    name = _UNSAFE.sub("_", record.get("form_id")).strip("_") or _named_after(title, default)
    return Settings(
        name,
        record.get("version"),
        title or Text({default: name}),
        default,
        record.get("choice_duplicates").lower() in YES,
        problems,
    )


def _named_after(title: Text, language: str) -> str:
    return _UNSAFE.sub("_", title.get(language, language).lower()).strip("_") or "form"


def _default_language(
    record: Record, languages: tuple[str, ...]
) -> tuple[str, tuple[Problem, ...]]:
    named = [code for code in languages if code]
    wanted = record.get("default_language")
    if wanted and wanted.lower() != "default":
        code = code_of(wanted)
        if code in named or "" in languages or not named:
            return code, ()
        problem = record.warning(ProblemCode.LANGUAGE_UNKNOWN, "default_language", language=wanted)
        return named[0], (problem,)
    if named and "" not in languages:
        return named[0], ()
    return (POLISH if POLISH not in named else named[0]), ()
