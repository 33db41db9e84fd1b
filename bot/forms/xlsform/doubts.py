"""Expressions that can be read but hardly mean what the person meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.forms.model import Kind, Question
from bot.forms.xpath import Expression

from .choices import Lists
from .names import Names
from .problems import Problem, ProblemCode
from .records import Record
from .types import UNSEEN

ROOTS = ("data", "")  # what a path begins with; "" takes any name
_INSTANCE = re.compile(r"""(?<![\w:.-])instance\(\s*(['"])([^'"]+)\1\s*\)""")
_REFERENCE = re.compile(r"\$\{\s*([^{}]*?)\s*\}")


def doubts(
    expression: Expression, column: str, names: Names, lists: Lists, record: Record
) -> Iterator[Problem]:
    """Warnings on one expression: each of these reads as empty when the form runs."""
    if "pulldata" in expression.functions:
        yield record.warning(ProblemCode.FILE_NEEDED, column, function="pulldata")
    for found in _INSTANCE.finditer(expression.source):
        if not lists.has(found[2]):
            yield record.warning(ProblemCode.FILE_NEEDED, column, function=found[0])
    for path in sorted(expression.paths):
        if not _leads_somewhere(path, names):
            yield record.warning(ProblemCode.REFERENCE_MALFORMED, column, text=path[:40])
    if column != "choice_filter":  # there a word is a column of the choices
        for word in sorted(expression.words):
            yield record.warning(ProblemCode.WORD_UNQUOTED, column, text=word)


def _leads_somewhere(path: str, names: Names) -> bool:
    root, *steps = path.split("/")[1:]
    return root in ROOTS and all(not step or step in names for step in steps)


def trigger_doubts(question: Question, names: Names, record: Record) -> Iterator[Problem]:
    """`trigger` names questions; what no person answers never changes by an answer."""
    for name in triggers(question):
        for place in names.get(name, ())[:1]:
            item = place.item
            if not isinstance(item, Question) or item.kind in UNSEEN or item.calculation:
                yield record.warning(ProblemCode.TRIGGER_UNSEEN, "trigger", name=name)


def triggers(question: Question) -> list[str]:
    """The names in the column `trigger`."""
    if not question.trigger or question.kind is Kind.METADATA:
        return []
    return _REFERENCE.findall(question.trigger) or [question.trigger]
