"""People's rights over what is kept about them: to see it, and to have it erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.people import Person
from bot.domain.profile import Profile
from bot.forms import engine
from bot.forms.model import Form, Kind
from bot.forms.state import REVIEW, State
from bot.frozen import frozen

Row = Mapping[str, Any]


@frozen
class Notice:
    """The whole privacy notice; `payload` leads on for somebody `new`."""

    profile: Profile
    payload: str
    new: bool


@frozen
class Answers:
    """What somebody answered in one form, as people read it. `day` is ISO, "" while unfinished."""

    title: str
    items: tuple[tuple[str, str], ...]
    day: str = ""


@frozen
class Held:
    """Everything kept about `person`: rows by table, and the answers in readable words."""

    person: Person
    at: datetime
    profile: Profile
    rows: Mapping[str, tuple[Row, ...]]
    unfinished: tuple[Answers, ...] = ()
    named: tuple[Answers, ...] = ()


@frozen
class Asked:
    """Before an erasure: what goes, and what stays."""

    unfinished: int
    named: int
    staff: bool
    profile: Profile
    protected: bool = False  # conversations that concern a child, which stay without the name


@frozen
class Erased:
    """It is done; these are the last words."""

    library: str
    contact: str


def readable(form: Form, state: State, now: datetime) -> tuple[tuple[str, str], ...]:
    """Question and answer, as the person saw them: neither what was skipped nor what no form
    asks, its hidden values."""
    items = (_item(form, state, ref, now) for ref, value in state.answers.items() if value)
    return tuple(item for item in items if item)


def handed_in_state(answers: Mapping[str, str], language: str) -> State:
    """A state that holds handed-in answers, to read them with `readable`."""
    repeats: dict[str, int] = {}
    for ref in answers:
        parts = ref.split("[")
        for number in range(1, len(parts)):
            repeat = "[".join(parts[:number])
            index = int(parts[number].partition("]")[0])
            repeats[repeat] = max(repeats.get(repeat, 0), index)
    empty = State(0, "1970-01-01T00:00:00.000+00:00", language, REVIEW)
    return replace(empty, answers=answers, repeats=repeats)


def _item(form: Form, state: State, ref: str, now: datetime) -> tuple[str, str] | None:
    try:
        item = engine.describe(form, state, ref, now)
    except KeyError:  # a question of a turn that is no longer there
        return ref.rpartition("/")[2], state.answers[ref]
    return None if item.kind is Kind.HIDDEN else (item.label, item.answer)
