"""Handed-in responses, and where each question of a survey's versions sits.

References (`ref`) are the engine's: `/data/group/q`, with instance numbers in a repeat
(`/data/rep[2]/q`). Versions of one survey are merged by question name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.forms.model import Choice, Form, Group, Question, Repeat, Text
from bot.frozen import frozen

INSTANCE = re.compile(r"\[(\d+)\]")
OTHER = "other"  # XLSForm's own name for the choice that `or_other` adds


@frozen
class Response:
    """One handed-in response. No ref = the question was not asked; "" = it was skipped."""

    answers: Mapping[str, str]
    channel: str = "bot"  # or "paper"
    day: str = ""  # ISO date, never an hour
    language: str = ""
    version: str = ""  # "" = the newest


@frozen
class Place:
    """A question, its path without instance numbers, and the groups and repeats around it."""

    question: Question
    ref: str
    around: tuple[Group | Repeat, ...]
    choices: tuple[Choice, ...] = ()  # of every version, the oldest version's order first

    @property
    def repeats(self) -> tuple[Repeat, ...]:
        return tuple(item for item in self.around if isinstance(item, Repeat))


def bare(ref: str) -> str:
    """A reference without its instance numbers."""
    return INSTANCE.sub("", ref)


def places(form: Form) -> Iterator[Place]:
    """Every question of one version in the order of the sheet."""
    yield from _walk(form, form.children, "/data", ())


def _walk(
    form: Form,
    items: Sequence[Question | Group | Repeat],
    path: str,
    around: tuple[Group | Repeat, ...],
) -> Iterator[Place]:
    for item in items:
        ref = f"{path}/{item.name}"
        if isinstance(item, Question):
            yield Place(item, ref, around, _choices(form, item))
        else:
            yield from _walk(form, item.children, ref, (*around, item))


def _choices(form: Form, question: Question) -> tuple[Choice, ...]:
    listed = form.lists.get(question.list_name, ())
    if question.or_other and all(choice.name != OTHER for choice in listed):
        return (*listed, Choice(OTHER, Text()))
    return tuple(listed)


@frozen
class Layout:
    """All versions of a survey seen as one: the newest order, what was removed at the end."""

    places: Mapping[str, Place]  # by key
    keys: Mapping[str, Mapping[str, str]]  # version → bare ref → key
    newest: str

    def values(self, response: Response) -> dict[str, list[str]]:
        """What was answered: key → values in order (several inside a repeat); "" = skipped."""
        keys = self.keys.get(response.version) or self.keys[self.newest]
        found: dict[str, list[str]] = {}
        for ref, value in response.answers.items():
            key = keys.get(bare(ref))
            if key is not None:
                found.setdefault(key, []).append(value)
        return found


def layout(form: Form, earlier: Iterable[Form] = ()) -> Layout:
    """Merge `form`, the newest version, with the earlier ones (the oldest first).

    The key of a question is its name; its bare ref where a version uses the name twice.
    """
    versions = [*earlier, form]
    walked = {version.version: list(places(version)) for version in versions}
    twice = set().union(*(_repeated(found) for found in walked.values()))
    merged: dict[str, Place] = {}
    for version in reversed(versions):
        added = [place for place in walked[version.version] if _key(place, twice) not in merged]
        ordered = added if version is form else reversed(added)
        merged.update({_key(place, twice): place for place in ordered})
    for key, place in merged.items():
        same = [p for found in walked.values() for p in found if _key(p, twice) == key]
        merged[key] = _union(place, same)
    keys = {
        version: {place.ref: _key(place, twice) for place in found}
        for version, found in walked.items()
    }
    return Layout(merged, keys, form.version)


def _repeated(found: Iterable[Place]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for place in found:
        name = place.question.name
        (twice if name in seen else seen).add(name)
    return twice


def _key(place: Place, twice: set[str]) -> str:
    return place.ref if place.question.name in twice else place.question.name


def _union(newest: Place, same: Sequence[Place]) -> Place:
    """The newest version's question with every version's choices; once sensitive, always so."""
    choices: dict[str, Choice] = {}
    for place in same:
        choices.update({choice.name: choice for choice in place.choices})
    sensitive = any(place.question.sensitive for place in same)
    question = replace(newest.question, sensitive=sensitive)
    return replace(newest, question=question, choices=tuple(choices.values()))
