"""Tables of answers in KoboToolbox's conventions (formpack 3.0), and of published results.

A table for the survey and one for each repeat (`_index`, `_parent_table_name`,
`_parent_index`). Headers are names, or labels in a language with names where a label is missing.
Several answers: one space-joined column, then `q/choice` with 1 or 0; all are empty where the
question was not answered, a choice's column where its version had no such choice.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO

from bot.domain.columns import NAMES_ONLY, Column, Options, columns
from bot.domain.disclosure import Figure, PublishedResults, PublishedTally
from bot.domain.responses import INSTANCE, Layout, Place, Response, bare, layout
from bot.domain.suppression import Hidden
from bot.forms.model import Form, Kind
from bot.frozen import frozen

Names = tuple[str, ...]  # of the repeats around, the outermost first; () = the survey itself
Instance = tuple[int, Names, tuple[int, ...]]  # response's position, repeats, their numbers
NUMERIC = re.compile(r"[-+]?[\d.,]+( [-+]?[\d.,]+)*")


@frozen
class Table:
    """One sheet or CSV file."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class People:
    """The columns that say who answered, put first: a header, and cells for each response."""

    header: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


@frozen
class ResultsWords:
    """Words of the results table, translated by the caller; `small` is the mark of 1–4."""

    question: str
    answer: str
    count: str
    percent: str
    answered: str
    no_answer: str
    hidden: str
    small: str = "<5"


NOBODY = People()


def exported(place: Place) -> bool:
    """Notes hold no answer."""
    return place.question.kind is not Kind.NOTE


def tables(
    form: Form,
    responses: Iterable[Response],
    options: Options = NAMES_ONLY,
    *,
    earlier: Sequence[Form] = (),
    people: People = NOBODY,
    keep: Callable[[Place], bool] = exported,
) -> tuple[Table, ...]:
    """The survey's table and then one for each repeat, in the order of the newest version."""
    seen = layout(form, earlier)
    answers = _Answers(form, earlier, seen, list(responses))
    kept = {key: place for key, place in seen.places.items() if keep(place)}
    paths = _paths(kept.values())
    title = options.word("", form.title) or form.title.get(form.default_language, "") or form.name
    indices = _indices(answers.records, paths)
    built: list[Table] = []
    for path in paths:
        here = [(key, place) for key, place in kept.items() if _around(place) == path]
        laid = [column for key, place in here for column in columns(key, place, options)]
        parent = any(other[: len(path)] == path and other != path for other in paths)
        ends = _Ends(path, title, parent, indices, people)
        rows = tuple(ends.row(instance, cells) for instance, cells in answers.cells(path, laid))
        built.append(Table(path[-1] if path else title, ends.header(laid), rows))
    return tuple(built)


class _Answers:
    """What was handed in, laid out by the newest version of the form."""

    def __init__(
        self, form: Form, earlier: Sequence[Form], seen: Layout, responses: Sequence[Response]
    ) -> None:
        versions = (*earlier, form)
        self._form = form
        self._responses = responses
        self._own = {
            version.version: layout(version, versions[:at]).places
            for at, version in enumerate(versions)
        }  # what each version asked
        self.records = _records(seen, responses)

    def cells(self, path: Names, laid: Sequence[Column]) -> Iterator[tuple[Instance, list[str]]]:
        """The rows of one table."""
        for instance, record in self.records.items():
            if instance[1] == path:
                version = self._responses[instance[0]].version
                asked = self._own.get(version) or self._own[self._form.version]
                yield instance, [column.cell(record, asked.get(column.key)) for column in laid]


@frozen
class _Ends:
    """What stands before and after a table's answers: the person; the place in the whole."""

    path: Names
    title: str
    parent: bool
    indices: Mapping[Instance, int]
    people: People

    def header(self, laid: Iterable[Column]) -> tuple[str, ...]:
        before = self.people.header if not self.path else ()
        index = ("_index",) if self.parent else ()
        above = ("_parent_table_name", "_parent_index") if self.path else ()
        return (*before, *(column.header for column in laid), *index, *above)

    def row(self, instance: Instance, cells: Iterable[str]) -> tuple[str, ...]:
        at, path, numbers = instance
        before = self.people.cells[at] if self.people.header and not path else ()
        index = (str(self.indices[instance]),) if self.parent else ()
        if not path:
            return (*before, *cells, *index)
        above = path[-2] if path[1:] else self.title
        return (*cells, *index, above, str(self.indices[at, path[:-1], numbers[:-1]]))


def csv_bytes(table: Table) -> bytes:
    """`;` between fields, every field quoted, UTF-8 with a byte order mark (Excel needs it).

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, except plain
    numbers: people type „=” and „+48 …” into text questions.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in (table.header, *table.rows))
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell as text where Excel or LibreOffice would take it for a formula."""
    if cell.lstrip()[:1] in {"=", "+", "-", "@"} or cell[:1] in {"\t", "\r"}:
        return cell if NUMERIC.fullmatch(cell) else f"'{cell}"
    return cell


def results_table(
    results: PublishedResults, language: str, fallback: str, words: ResultsWords
) -> Table:
    """Question, answer, count, per cent: what the charts show, for a spreadsheet."""
    header = (words.question, words.answer, words.count, words.percent)
    rows = (
        row for tally in results.tallies for row in _result_rows(tally, language, fallback, words)
    )
    return Table("results", header, tuple(rows))


def _result_rows(
    tally: PublishedTally, language: str, fallback: str, words: ResultsWords
) -> Iterator[tuple[str, ...]]:
    title = tally.place.question.label.get(language, fallback) or tally.key
    yield title, words.answered, _figure(tally.answered, words), ""
    yield title, words.no_answer, _figure(tally.no_answer, words), ""
    for cell in tally.cells:
        share = "" if cell.share is None else str(round(cell.share * 100))
        label = cell.label.get(language, fallback) or cell.name
        yield title, label, _figure(cell.count, words), share


def _figure(figure: Figure, words: ResultsWords) -> str:
    if isinstance(figure, Hidden):
        return words.small if figure is Hidden.SMALL else words.hidden
    return str(figure)


def _around(place: Place) -> Names:
    return tuple(repeat.name for repeat in place.repeats)


def _paths(kept: Iterable[Place]) -> list[Names]:
    found: dict[Names, None] = {(): None}
    for place in kept:
        names = _around(place)
        found.update(dict.fromkeys(names[:depth] for depth in range(1, len(names) + 1)))
    return list(found)


def _records(seen: Layout, responses: Sequence[Response]) -> dict[Instance, dict[str, str]]:
    """Each response and each instance of a repeat: key → value, in order."""
    found: dict[Instance, dict[str, str]] = {}
    for at, response in enumerate(responses):
        keys = seen.keys.get(response.version) or seen.keys[seen.newest]
        own: dict[Instance, dict[str, str]] = {(at, (), ()): {}}
        for ref, value in response.answers.items():
            key = keys.get(bare(ref)) or keys.get(bare(ref).removesuffix("_other"))
            if key is None:
                continue
            path = _around(seen.places[key])
            numbers = tuple(int(number) for number in INSTANCE.findall(ref))
            for depth in range(len(path)):
                own.setdefault((at, path[: depth + 1], numbers[: depth + 1]), {})
            name = key if bare(ref) in keys else f"{key}_other"
            own[at, path, numbers][name] = value
        found.update(sorted(own.items(), key=lambda item: item[0][2]))
    return found


def _indices(records: Iterable[Instance], paths: Sequence[Names]) -> dict[Instance, int]:
    last = dict.fromkeys(paths, 0)
    indices: dict[Instance, int] = {}
    for instance in records:
        if instance[1] in last:
            last[instance[1]] += 1
            indices[instance] = last[instance[1]]
    return indices
