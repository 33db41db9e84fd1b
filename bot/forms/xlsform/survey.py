"""The survey sheet as a tree of questions, groups and repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.forms.model import Group, Item, Kind, Question, Repeat
from bot.frozen import frozen

from . import loops
from .choices import EXTERNAL, Lists
from .problems import Problem, ProblemCode
from .questions import is_name, question_of, question_problems, relevance
from .records import Record
from .settings import YES
from .suggestions import nearest
from .types import KNOWN, Role, RowType, parse_type

DEPTH = 30
GAP = 60  # blank rows after which pyxform sees no more questions, only somebody's notes
QUESTIONS = 3_000
_INDEX = re.compile(r"(?<![\w:.-])index\(\s*\)")


@dataclass(slots=True)
class Block:
    """A group, repeat, loop, score or rank that is being filled."""

    record: Record
    row_type: RowType
    name: str
    children: list[Item] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)


@frozen
class Survey:
    """`children` of the form, and the record of each row for later findings."""

    children: tuple[Item, ...]
    records: dict[int, Record]
    problems: tuple[Problem, ...]


def survey_of(records: Iterable[Record], lists: Lists) -> Survey:
    """The tree. Rows that cannot be used leave a problem, and a stand-in for their name."""
    builder = _Builder(lists)
    by_row: dict[int, Record] = {}
    for record in records:
        by_row[record.row] = record
        builder.add(record)
    return Survey(builder.finish(), by_row, tuple(builder.problems))


class _Builder:
    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.language = lists.default_language
        self.problems: list[Problem] = []
        root = Record("survey", 0, {}, {}, {})
        self.stack = [Block(root, RowType(Role.BEGIN, block="group"), "data")]
        self.questions = 0
        self.last_row = 0
        self.after_gap = False

    def add(self, record: Record) -> None:
        self.after_gap = self.after_gap or record.row - self.last_row > GAP
        self.last_row = record.row
        if record.get("disabled").lower() in YES:
            return
        source = record.get("type")
        if not source:
            self._no_type(record)
            return
        row_type = parse_type(source)
        if self.after_gap and row_type.role is Role.UNKNOWN:
            row_type = RowType(Role.IGNORED)
        record = self._with_index(record)
        match row_type.role:
            case Role.COMMENT:
                pass
            case Role.IGNORED:
                self.problems.append(record.warning(ProblemCode.ROW_IGNORED, "type", type=source))
            case Role.BEGIN:
                self._begin(record, row_type)
            case Role.END:
                self._end(record, row_type)
            case Role.QUESTION:
                self._question(record, row_type)
            case _:
                self._refuse(record, row_type.role)

    def _with_index(self, record: Record) -> Record:
        """SurveyCTO's `index()`, the number of the repeat's turn, as ODK writes it."""
        repeats = [block.row_type.block == "repeat" for block in reversed(self.stack)]
        if True not in repeats:
            return record
        turn = "/".join(["current()", *[".."] * (1 + repeats.index(True))])
        indexed = {
            field: _INDEX.sub(f"position({turn})", text)
            for field, text in record.values.items()
            if "index(" in text
        }
        return replace(record, values={**record.values, **indexed}) if indexed else record

    def _no_type(self, record: Record) -> None:
        name = record.get("name")
        if name and not name.startswith("#"):
            self._report(record, ProblemCode.TYPE_MISSING, "type", name=name)
            self._stand_in(record)
        elif record.texts.get("label") or name:
            self.problems.append(record.warning(ProblemCode.ROW_IGNORED, "type", type=""))

    def _refuse(self, record: Record, role: Role) -> None:
        source = record.get("type")
        facts = {"type": source}
        if role is Role.UNKNOWN:
            code = ProblemCode.TYPE_UNKNOWN
            facts["suggestion"] = nearest(source, KNOWN)
        else:
            needs_file = role is Role.NEEDS_FILE
            code = ProblemCode.FILE_NEEDED if needs_file else ProblemCode.TYPE_UNSUPPORTED
        self._report(record, code, "type", **facts)
        self._stand_in(record)

    def _stand_in(self, record: Record) -> None:
        """Keeps the name known, so that one mistake is not reported at every reference to it."""
        name = record.get("name")
        if name:
            self.stack[-1].children.append(Question(name, Kind.HIDDEN, row=record.row))

    def _begin(self, record: Record, row_type: RowType) -> None:
        name = self._name(record, f"{row_type.block}_{record.row}")
        if len(self.stack) == DEPTH + 1:
            self._report(record, ProblemCode.TOO_DEEP, "type", limit=str(DEPTH))
        if row_type.block == "loop":
            row_type = self._with_list(record, row_type)
        elif row_type.block in ("score", "rank"):
            column = "kobo_score_choices" if row_type.block == "score" else "kobo_rank_items"
            row_type = self._with_list(record, replace(row_type, list_name=record.get(column)))
        self.stack.append(Block(record, row_type, name))

    def _end(self, record: Record, row_type: RowType) -> None:
        block = self.stack[-1]
        if len(self.stack) == 1:
            self._report(record, ProblemCode.GROUP_NOT_OPENED, "type", kind=row_type.block)
            return
        if row_type.block != block.row_type.block:
            facts = {"open_kind": block.row_type.block, "open_name": block.name}
            facts |= {"kind": row_type.block, "open_row": str(block.record.row)}
            self._report(record, ProblemCode.GROUP_CROSSED, "type", **facts)
        self.stack.pop()
        self.stack[-1].children.append(self._closed(block))

    def _closed(self, block: Block) -> Item:
        record = block.record
        label = record.text("label", self.language)
        relevant = relevance(record.get("relevant"))
        appearance = record.get("appearance")
        if not block.children:
            self.problems.append(record.warning(ProblemCode.GROUP_EMPTY, "type", name=block.name))
        children = tuple(block.children)
        if block.row_type.block == "repeat":
            count = record.get("repeat_count")
            return Repeat(block.name, label, children, count, relevant, appearance, record.row)
        if block.row_type.block == "loop":
            children = self._expanded(block)
        return Group(block.name, label, children, relevant, appearance, record.row)

    def _expanded(self, block: Block) -> tuple[Item, ...]:
        children = tuple(block.children)
        choices = self.lists.choices(block.row_type.list_name)
        if loops.size(children) * len(choices) > QUESTIONS:
            self._report(block.record, ProblemCode.TOO_MANY_QUESTIONS, "type", limit=str(QUESTIONS))
            return children
        return tuple(loops.expand(children, choice, block.record.row) for choice in choices)

    def _question(self, record: Record, row_type: RowType) -> None:
        self.questions += 1
        if self.questions == QUESTIONS + 1:
            self._report(record, ProblemCode.TOO_MANY_QUESTIONS, "type", limit=str(QUESTIONS))
        if row_type.block in ("score", "row", "rank", "level"):
            row_type = replace(row_type, list_name=self.stack[-1].row_type.list_name)
        if row_type.kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK):
            row_type = self._with_list(record, row_type)
        name = self._name(record, _spare(record, row_type.kind))
        question = question_of(record, row_type, name, self.language)
        if row_type.block == "rank":
            question = replace(question, constraint=_differs(self.stack[-1].children))
        self.problems += question_problems(record, question)
        self.stack[-1].children.append(question)

    def _with_list(self, record: Record, row_type: RowType) -> RowType:
        name = row_type.list_name
        if row_type.external and EXTERNAL + name in self.lists.rows:
            return replace(row_type, list_name=EXTERNAL + name)
        if not name:
            self._report(record, ProblemCode.LIST_MISSING, "type", type=record.get("type"))
        elif not name.startswith("${") and not self.lists.has(name):
            suggestion = nearest(name, self.lists.rows)
            self._report(record, ProblemCode.LIST_UNKNOWN, "type", list=name, suggestion=suggestion)
        return row_type

    def _name(self, record: Record, spare: str) -> str:
        """The row's name, or `spare` with a warning; "" is an error where there is no spare."""
        name = record.get("name")
        if not name:
            code = ProblemCode.NAME_GIVEN if spare else ProblemCode.NAME_MISSING
            make = record.warning if spare else record.problem
            self.problems.append(make(code, "name", name=spare))
            return spare
        if not is_name(name):
            self._report(record, ProblemCode.NAME_INVALID, "name", name=name)
        first = self.stack[-1].names.setdefault(name.lower(), record.row)
        if first != record.row:
            self._report(record, ProblemCode.NAME_REPEATED, "name", name=name, first_row=str(first))
        return name

    def _report(self, record: Record, code: ProblemCode, column: str, **facts: str) -> None:
        self.problems.append(record.problem(code, column, **facts))

    def finish(self) -> tuple[Item, ...]:
        while len(self.stack) > 1:
            block = self.stack.pop()
            facts = {"kind": block.row_type.block, "name": block.name}
            self._report(block.record, ProblemCode.GROUP_NOT_CLOSED, "type", **facts)
            self.stack[-1].children.append(self._closed(block))
        return tuple(self.stack[0].children)


def _spare(record: Record, kind: Kind) -> str:
    """The name of a row that may go without; pyxform calls them so too."""
    if kind is Kind.NOTE:
        return f"generated_note_name_{record.row}"
    return "audit" if kind is Kind.METADATA and record.get("type").lower() == "audit" else ""


def _differs(earlier: Iterable[Item]) -> str:
    """In a ranking no item takes two places."""
    return " and ".join(f". != ${{{item.name}}}" for item in earlier)
