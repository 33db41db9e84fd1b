"""A library's own application form: what an application cannot do without, what the bot adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from bot.domain.contests.budget import LINE, PART, REPEAT, REQUESTED, SOURCE, Source
from bot.forms.model import Form, Item, Kind, Question, Repeat
from bot.forms.xlsform.sheets import Row, Sheet, Workbook

KNOWN = ("kind", "minor", "contest", "limits", "organisation", "guardian")  # before any question
TYPED = frozenset({Kind.TEXT})
AMOUNTS = frozenset({Kind.TEXT, Kind.INTEGER, Kind.DECIMAL})


class Lacking(StrEnum):
    """What a form does not ask, or not so that the bot understands it. Views word them."""

    TITLE = "title"
    SUMMARY = "summary"
    MONEY = "money"
    SOURCES = "sources"
    PART = "part"


def lacking(form: Form) -> tuple[Lacking, ...]:
    """Everything in the way of taking it; nothing for the bot's own form."""
    return tuple(_lacking(form))


def _lacking(form: Form) -> Iterator[Lacking]:
    outside = {one.name: one for one in _outside(form.children)}
    for name, code in (("title", Lacking.TITLE), ("summary", Lacking.SUMMARY)):
        if name not in outside or outside[name].kind not in TYPED:
            yield code
    lines = _budget(form)
    requested = outside.get(REQUESTED)
    if lines is None:
        if requested is None or requested.kind not in AMOUNTS:
            yield Lacking.MONEY
        return
    inside = {one.name: one for one in lines.children if isinstance(one, Question)}
    if LINE not in inside or inside[LINE].kind not in TYPED:
        yield Lacking.MONEY
    if SOURCE in inside:
        yield from _sources(form, inside)


def _sources(form: Form, inside: dict[str, Question]) -> Iterator[Lacking]:
    names = {choice.name for choice in form.lists.get(inside[SOURCE].list_name, ())}
    if not names or names - set(Source):
        yield Lacking.SOURCES
    if Source.PART in names and PART not in inside:
        yield Lacking.PART


def _outside(items: tuple[Item, ...]) -> Iterator[Question]:
    for one in items:
        if isinstance(one, Question):
            yield one
        elif not isinstance(one, Repeat):
            yield from _outside(one.children)


def _budget(form: Form) -> Repeat | None:
    waiting = list(form.children)
    while waiting:
        one = waiting.pop()
        if isinstance(one, Repeat) and one.name == REPEAT:
            return one
        if not isinstance(one, Question):
            waiting.extend(one.children)
    return None


def completed(workbook: Workbook, form: Form) -> Workbook:
    """With hidden questions for what is known before the first one, where the form has none."""
    asked = {one.name for one in form.questions()}
    missing = [name for name in KNOWN if name not in asked]
    sheets = tuple(
        _with_hidden(one, missing) if one.name.strip().lower() == "survey" else one
        for one in workbook.sheets
    )
    return Workbook(sheets)


def _with_hidden(sheet: Sheet, names: list[str]) -> Sheet:
    columns = {words.strip().lower(): letter for letter, words in sheet.columns.items()}
    kind = columns.get("type") or columns["command"]
    last = max((row.number for row in sheet.rows), default=sheet.header_row)
    added = tuple(
        Row(number, {kind: "hidden", columns["name"]: name})
        for number, name in enumerate(names, last + 1)
    )
    return replace(sheet, rows=(*sheet.rows, *added))
