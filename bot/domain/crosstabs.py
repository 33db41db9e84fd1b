"""One question's answers by the answers to another: by age, by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.disclosure import Base, Figure, PublishedTally
from bot.domain.responses import Place, Response, layout
from bot.domain.results import SELECTS, chosen
from bot.domain.several import given_away
from bot.domain.suppression import Entry, Hidden, Marks, protect
from bot.errors import Refused
from bot.forms.model import Form, Kind, Text
from bot.frozen import frozen

NONE = ""  # no answer or not asked; in a published table also whatever is hidden in the totals
ANSWERED = "#answered"
Pair = tuple[str, str]


@frozen
class Cross:
    """Two questions counted together; people without an answer are under `NONE`."""

    rows: Mapping[str, int]  # by-answer → people
    joint: Mapping[Pair, int]  # (by-answer, answer) → people
    exclusive: bool


@frozen
class PublishedRow:
    """One group: its size, the base of its percentages, its counts in the order of columns."""

    name: str
    label: Text
    total: int
    base: int
    counts: tuple[Figure, ...]


@frozen
class PublishedCross:
    """A cross-table as it may be shown. `base_of` ASKED = percentages of the whole group."""

    columns: tuple[tuple[str, Text], ...]
    rows: tuple[PublishedRow, ...]
    base_of: Base


def crossable(place: Place) -> bool:
    """May this question be crossed at all? Sensitive ones and those in a repeat never."""
    question = place.question
    return question.kind in SELECTS and not question.sensitive and not place.repeats


def cross(
    form: Form, responses: Iterable[Response], by: str, of: str, *, earlier: Sequence[Form] = ()
) -> Cross:
    """Count question `of` within each answer to the one-answer question `by` (keys).

    Raises Refused("not_crossable") for a sensitive question, one in a repeat or not a select.
    """
    seen = layout(form, earlier)
    groups, answers = seen.places[by], seen.places[of]
    one = groups.question.kind is Kind.SELECT_ONE
    if by == of or not one or not crossable(groups) or not crossable(answers):
        raise Refused("not_crossable", by=by, of=of)
    values = [seen.values(response) for response in responses]
    one_answer = answers.question.kind is Kind.SELECT_ONE
    return counted(given(groups, by, values), given(answers, of, values), exclusive=one_answer)


Values = Mapping[str, Sequence[str]]  # question's key → what one person answered
Given = Sequence[frozenset[str]]  # for each person the choices they gave, {NONE} for none


def given(place: Place, key: str, values: Iterable[Values]) -> Given:
    """What everybody chose in one question, prepared once for crossing it with several."""
    nothing = frozenset({NONE})
    return [frozenset(chosen(place, one.get(key, ()))) - nothing or nothing for one in values]


def counted(by: Given, of: Given, *, exclusive: bool) -> Cross:
    """Two prepared questions counted together; of `by` each person has one choice."""
    groups = [next(iter(names)) for names in by]
    pairs = ((group, name) for group, names in zip(groups, of, strict=True) for name in names)
    return Cross(Counter(groups), Counter(pairs), exclusive)


def publish_cross(counted: Cross, by: PublishedTally, of: PublishedTally) -> PublishedCross:
    """Hide what must be hidden, given the totals of both questions as already published.

    Answers whose total is hidden are left out: they fall under `NONE`, whose sums are known.
    Raises Refused("too_few") where nothing can be shown safely.
    """
    groups = [cell.name for cell in by.cells if isinstance(cell.count, int) and cell.count]
    answers = [cell.name for cell in of.cells if isinstance(cell.count, int)]
    given = [cell for cell in of.cells if isinstance(cell.count, int) and cell.count]
    if not groups or not given:
        raise Refused("too_few")
    merged = _merge(counted, groups, answers)
    protected = _protect_one(merged, answers, of) if counted.exclusive else _protect_several(merged)
    if protected is None:
        raise Refused("too_few")
    marks, bases = protected
    labels = {cell.name: cell.label for cell in of.cells}
    labels_by = {cell.name: cell.label for cell in by.cells}
    rows = tuple(
        PublishedRow(
            name=group,
            label=labels_by[group],
            total=merged.rows[group],
            base=(bases or merged.rows)[group],
            counts=tuple(marks.get((group, a), merged.joint[group, a]) for a in answers),
        )
        for group in groups
    )
    kind = Base.ANSWERED if bases else Base.ASKED
    return PublishedCross(tuple((name, labels[name]) for name in answers), rows, kind)


def _merge(counted: Cross, groups: Sequence[str], answers: Sequence[str]) -> Cross:
    rows: Counter[str] = Counter()
    joint: Counter[Pair] = Counter({(group, a): 0 for group in groups for a in answers})
    for group, people in counted.rows.items():
        rows[group if group in groups else NONE] += people
    for (group, answer), people in counted.joint.items():
        if answer in answers or answer == NONE or counted.exclusive:
            row, column = (
                (group in groups and group) or NONE,
                (answer in answers and answer) or NONE,
            )
            joint[row, column] += people
    return Cross(rows, joint, counted.exclusive)


Protected = tuple[Marks, Mapping[str, int] | None]


def _protect_one(merged: Cross, answers: Sequence[str], of: PublishedTally) -> Protected | None:
    columns = (*answers, NONE)
    entries = [
        Entry((row, column), merged.joint[row, column], row, column)
        for row in merged.rows
        for column in columns
    ]
    marks = protect(entries)
    if marks is None:
        return None
    open_bases = of.complete and not any((row, NONE) in marks for row in merged.rows)
    return marks, _answered(merged) if open_bases else None


def _answered(merged: Cross) -> dict[str, int]:
    return {row: people - merged.joint[row, NONE] for row, people in merged.rows.items()}


def _protect_several(merged: Cross) -> Protected | None:
    """Each choice is a table of its own: gave it, gave another, gave none."""
    bases = _answered(merged)
    around = [Entry((row, NONE), merged.joint[row, NONE], row, NONE) for row in bases]
    around += [Entry((row, ANSWERED), people, row, ANSWERED) for row, people in bases.items()]
    shows_bases = protect(around) == {}
    names = sorted({name for _, name in merged.joint if name != NONE})
    marks: Marks = {}
    forced: Marks = {}
    while True:
        for name in names:
            found = protect(_choice(merged, name, bases if shows_bases else merged.rows), forced)
            if found is None:
                return None
            marks |= {key: mark for key, mark in found.items() if key in merged.joint}
        weak = [row for row, people in bases.items() if _told(merged, names, row, people, marks)]
        if not weak:
            return marks, bases if shows_bases else None
        spare = [(weak[0], name) for name in names if (weak[0], name) not in marks]
        if not any(merged.joint[key] for key in spare):
            return None
        pick = min((key for key in spare if merged.joint[key]), key=merged.joint.__getitem__)
        forced[pick] = Hidden.COMPLEMENT


def _told(merged: Cross, names: Sequence[str], row: str, people: int, marks: Marks) -> bool:
    counts = {name: merged.joint[row, name] for name in names}
    own: Marks = {name: marks[row, name] for name in names if (row, name) in marks}
    return given_away(counts, people, own)


def _choice(merged: Cross, name: str, bases: Mapping[str, int]) -> list[Entry]:
    entries: list[Entry] = []
    for row, people in bases.items():
        given = merged.joint[row, name]
        entries.append(Entry((row, name), given, row, name))
        entries.append(Entry((row, "#not", name), people - given, row, "#not"))
    return entries
