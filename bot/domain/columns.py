"""The columns that one question takes in an export, in KoboToolbox's conventions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from bot.domain.responses import Place
from bot.forms.model import Choice, Kind, Text
from bot.frozen import frozen

GEOPOINT = ("latitude", "longitude", "altitude", "precision")
Record = Mapping[str, str]  # key → value, of one response or one instance of a repeat
Cell = Callable[[Record, Place | None], str]  # with the question as that response's version had it


class Selects(StrEnum):
    """How several answers are written: joined, a column for each choice, or both."""

    BOTH = "both"
    SUMMARY = "summary"
    DETAILS = "details"


@frozen
class Options:
    """`language` None: names, else labels. `group_paths` puts the groups before each header."""

    language: str | None = None
    selects: Selects = Selects.BOTH
    group_paths: bool = False
    separator: str = "/"

    def word(self, name: str, label: Text) -> str:
        """The label in the chosen language, else the name."""
        return label.by_language.get(self.language or "") or name


NAMES_ONLY = Options()


@frozen
class Column:
    """A header and how to fill it; `key` is the question's."""

    key: str
    header: str
    cell: Cell


def columns(key: str, place: Place, options: Options) -> Iterator[Column]:
    """Every column of one question, in order."""
    question = place.question
    word = options.word(question.name, question.label)
    header = options.separator.join((*_path(place, options), word))
    several = question.kind is Kind.SELECT_MULTIPLE and bool(place.choices)
    if not several or options.selects is not Selects.DETAILS:
        yield Column(key, header, _whole(key, place, options))
    if several and options.selects is not Selects.SUMMARY:
        for choice in place.choices:
            split = options.separator.join((header, options.word(choice.name, choice.label)))
            yield Column(key, split, _split(key, choice))
    if question.or_other:
        yield Column(key, f"{header}_other", lambda record, _: record.get(f"{key}_other", ""))
    if question.kind is Kind.GEOPOINT:
        for at, part in enumerate(GEOPOINT):
            yield Column(key, f"_{header}_{part}", _part(key, at))


def _path(place: Place, options: Options) -> tuple[str, ...]:
    if not options.group_paths:
        return ()
    return tuple(options.word(item.name, item.label) for item in place.around)


def _whole(key: str, place: Place, options: Options) -> Cell:
    words = {choice.name: options.word(choice.name, choice.label) for choice in place.choices}

    def cell(record: Record, _: Place | None) -> str:
        value = record.get(key, "")
        if place.question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
            return " ".join(words.get(name, name) for name in value.split())
        return words.get(value, value)

    return cell


def _split(key: str, choice: Choice) -> Cell:
    def cell(record: Record, own: Place | None) -> str:
        known = own is not None and own.question.kind is Kind.SELECT_MULTIPLE
        listed = known and own is not None and any(c.name == choice.name for c in own.choices)
        if key not in record or not listed:
            return ""
        return "1" if choice.name in record[key].split() else "0"

    return cell


def _part(key: str, at: int) -> Cell:
    def cell(record: Record, _: Place | None) -> str:
        parts = record.get(key, "").split()
        return parts[at] if at < len(parts) else ""

    return cell
