"""`or_other`: the extra choice and the text question behind it (XLSForm, "Specify other")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.forms.model import Choice, Form, Group, Item, Kind, Question, Repeat, Text

OTHER = "other"
LABEL = Text({"pl": "Inne", "uk": "Інше", "en": "Other"})
SPECIFY = Text({"pl": "Co dokładnie?", "uk": "Що саме?", "en": "Please specify"})


def other_choice(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """`choices` with "other" at the end, unless the list has one."""
    if any(choice.name == OTHER for choice in choices):
        return choices
    return (*choices, Choice(OTHER, LABEL))


def with_others(form: Form) -> Iterator[Item]:
    """The form's items, each or_other question followed by its `<name>_other`."""
    taken = {question.name for question in form.questions()}
    yield from _expanded(form.children, taken)


def _expanded(items: Iterable[Item], taken: set[str]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Question):
            yield item
            if item.or_other and f"{item.name}_{OTHER}" not in taken:
                yield _specify(item)
        elif isinstance(item, (Group, Repeat)):
            yield replace(item, children=tuple(_expanded(item.children, taken)))


def _specify(question: Question) -> Question:
    return Question(
        name=f"{question.name}_{OTHER}",
        kind=Kind.TEXT,
        label=SPECIFY,
        relevant=f"selected(${{{question.name}}}, '{OTHER}')",
        sensitive=question.sensitive,
        row=question.row,
    )
