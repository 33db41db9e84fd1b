"""The choices sheet: lists of choices, and what is wrong with those that a question uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.forms.model import Choice, Kind, Question
from bot.frozen import frozen

from .names import list_key
from .problems import Problem, ProblemCode
from .records import Record, Table

EXTERNAL = "external:"  # marks a list of external_choices whose name choices uses too
_MULTIPLE = (Kind.SELECT_MULTIPLE, Kind.RANK)


@frozen
class Lists:
    """`rows` holds each list's records in order; `given` lists come from outside the workbook.

    `duplicates`: the sheet's own permission to repeat a name.
    """

    rows: Mapping[str, tuple[Record, ...]]
    default_language: str
    duplicates: bool = False
    given: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        return name in self.rows or name in self.given

    def choices(self, name: str, label_field: str = "") -> tuple[Choice, ...]:
        """The list's choices. Rows without a name are left out (and reported).

        With `label_field`, each label is also a field of that name and its language.
        """
        seen: set[tuple[object, ...]] = set()
        found: list[Choice] = []
        for record in self.rows.get(name, ()):
            choice = self._choice(record, label_field)
            texts = frozenset(choice.label.by_language.items())
            key = (choice.name, texts, frozenset(choice.fields.items()))
            if choice.name and key not in seen:
                found.append(choice)
                seen.add(key)
        return tuple(found)

    def _choice(self, record: Record, label_field: str) -> Choice:
        label = record.text("label", self.default_language)
        fields = dict(record.extra)
        if label_field:
            fields |= {label_field + code: text for code, text in label.by_language.items()}
        return Choice(record.get("name"), label, fields, record.row)


def lists_of(
    choices: Iterable[Table], external: Table | None, default_language: str, duplicates: bool
) -> Lists:
    """All lists of the sheets `choices` and `external_choices`."""
    rows: dict[str, list[Record]] = {}
    for table in choices:
        _add(rows, table, "")
    if external:
        taken = set(rows)
        for name, records in _by_list(external).items():
            rows[EXTERNAL + name if name in taken else name] = records
    frozen = {name: tuple(records) for name, records in rows.items()}
    return Lists(frozen, default_language, duplicates)


def _add(rows: dict[str, list[Record]], table: Table, prefix: str) -> None:
    for name, records in _by_list(table).items():
        rows.setdefault(prefix + name, []).extend(records)


def _by_list(table: Table) -> dict[str, list[Record]]:
    rows: dict[str, list[Record]] = {}
    for record in table.records:
        name = list_key(record.get("list_name"))
        if name:
            rows.setdefault(name, []).append(record)
    return rows


def unlisted(table: Table) -> Iterator[Problem]:
    """Rows of choices that belong to no list: a note, or a forgotten list name."""
    for record in table.records:
        if record.get("name") and not record.get("list_name"):
            yield record.warning(ProblemCode.LIST_NAME_MISSING, "list_name")


def choice_problems(lists: Lists, questions: Iterable[Question]) -> Iterator[Problem]:
    """Errors only where a question uses the list: an unused list hurts nobody."""
    uses: dict[str, list[Question]] = {}
    for question in questions:
        if question.list_name:
            uses.setdefault(question.list_name, []).append(question)
    for name, rows in lists.rows.items():
        found = [*_row_problems(name, rows, uses.get(name, [])), *_repeated(lists, name, uses)]
        yield from found if name in uses else (replace(p, severity="warning") for p in found)


def _row_problems(
    name: str, rows: Iterable[Record], users: Iterable[Question]
) -> Iterator[Problem]:
    spaces_matter = any(user.kind in _MULTIPLE for user in users)
    for record in rows:
        choice = record.get("name")
        if not choice:
            yield record.problem(ProblemCode.CHOICE_NAME_MISSING, "name", list=name)
            continue
        if spaces_matter and len(choice.split()) > 1:
            yield record.problem(ProblemCode.CHOICE_NAME_SPACES, "name", list=name, name=choice)
        if not record.texts.get("label"):
            yield record.warning(ProblemCode.CHOICE_LABEL_MISSING, "label", list=name, name=choice)


def _repeated(lists: Lists, name: str, uses: Mapping[str, list[Question]]) -> Iterator[Problem]:
    """A name twice in a list is fine under a filter, which tells the two apart."""
    users = uses.get(name, [])
    harmless = lists.duplicates or (users and all(user.choice_filter for user in users))
    first: dict[str, Record] = {}
    for record in lists.rows[name]:
        choice = record.get("name")
        before = first.setdefault(choice, record)
        if before is record or not choice:
            continue
        same = before.texts == record.texts and before.extra == record.extra
        facts = {"list": name, "name": choice, "first_row": str(before.row)}
        severity = record.warning if same or harmless else record.problem
        if same or not harmless:
            yield severity(ProblemCode.CHOICE_REPEATED, "name", **facts)
