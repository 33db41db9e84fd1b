"""`begin loop over list`: the same questions once for each choice, written out as groups."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from bot.forms.model import Choice, Group, Item, Question, Repeat, Text

_SLOT = re.compile(r"%\((\w+)\)s")


def size(children: tuple[Item, ...]) -> int:
    """How many items there are, through groups and repeats."""
    return sum(1 if isinstance(child, Question) else 1 + size(child.children) for child in children)


def expand(children: tuple[Item, ...], choice: Choice, row: int) -> Group:
    """The loop's questions for one choice; `%(label)s` and `%(name)s` stand for the choice."""
    filled = tuple(_filled(child, choice) for child in children)
    return Group(choice.name, choice.label, filled, row=row)


def _filled(item: Item, choice: Choice) -> Item:
    changes: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, str) and "%(" in value:
            changes[field.name] = _fill(value, choice, "")
        elif isinstance(value, Text):
            changes[field.name] = Text(
                {code: _fill(text, choice, code) for code, text in value.by_language.items()}
            )
    if isinstance(item, Question):
        return replace(item, **changes)
    changes["children"] = tuple(_filled(child, choice) for child in item.children)
    return _block(item, changes)


def _block(item: Group | Repeat, changes: dict[str, Any]) -> Item:
    return replace(item, **changes)


def _fill(text: str, choice: Choice, language: str) -> str:
    def value(match: re.Match[str]) -> str:
        key = match[1]
        if key == "label":
            return choice.label.get(language, language) or choice.name
        return choice.name if key == "name" else choice.fields.get(key, "")

    return _SLOT.sub(value, text)
