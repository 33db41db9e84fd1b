"""One row of the survey sheet as a question."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.forms.model import Kind, Question
from bot.forms.xpath import XPathError
from bot.forms.xpath import compile as compile_xpath

from .languages import code_of
from .problems import Problem, ProblemCode
from .records import Record
from .settings import NO, YES
from .types import UNSEEN, RowType

_NAME = re.compile(r"[^\W\d][\w.-]*")
_PARAMETER = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*("[^"]*"|'[^']*'|\$\{[^}]*\}|[^\s,;]+)""")
_REFERENCE = re.compile(r"\$\{[^{}]*\}")
_DYNAMIC = re.compile(r"\$\{|[(\[*+]|\s(?:div|mod|-)\s")
_CALL = re.compile(r"[A-Za-z][\w:-]*\(.*\)", re.S)
_DASHED = (Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.GEOPOINT)
_LABEL_COLUMN = re.compile(r"\blabel::?([^\W\d]\w*(?: ?\(\w+\))?)")
LABEL_FIELD = "label__"  # a filter may ask for the column `label::English`: `label__en`
_RANGE = {"start": "1", "end": "10", "step": "1"}
_HARMLESS_PARAMETERS = frozenset(
    {"quality", "max-pixels", "value", "label", "rows", "app", "format", "tick-interval"}
    | {"placeholder", "tick-labelset", "incremental", "location-priority", "track-changes"}
    | {"location-min-interval", "location-max-age", "identify-user", "capture-accuracy"}
    | {"warning-accuracy", "allow-mock-accuracy", "unacceptable-accuracy", "warning", "delimiter"}
    | {"track-changes-reasons", "p"}
)


def is_name(text: str) -> bool:
    """Whether XLSForm allows this as a name: a letter or underscore, then letters, digits, . - _"""
    return bool(_NAME.fullmatch(text))


def condition(source: str) -> str:
    """An expression; a plain yes is `true()`, a plain no is "" (no condition)."""
    word = source.lower()
    return "true()" if word in YES else "" if word in NO else source


def relevance(source: str) -> str:
    """The same, where a plain no means never."""
    word = source.lower()
    return "" if word in YES else "false()" if word in NO else source


def question_of(record: Record, row_type: RowType, name: str, language: str) -> Question:
    """The question of one row; what is wrong with it is told by `question_problems`."""
    parameters = _parameters(record, row_type.kind)
    fixed, computed = _default(record.get("default"), row_type.kind)
    own = record.get("constraint")
    constraint = own if own.lower() not in YES | NO else ""
    return Question(
        name=name,
        kind=row_type.kind,
        label=record.text("label", language),
        hint=record.text("hint", language),
        required=condition(record.get("required")),
        required_message=record.text("required_message", language),
        relevant=relevance(record.get("relevant")),
        constraint=constraint or row_type.constraint,
        constraint_message=record.text("constraint_message", language),
        calculation=record.get("calculation"),
        default=fixed,
        default_expression=computed,
        choice_filter=_LABEL_COLUMN.sub(_label_field, record.get("choice_filter")),
        list_name=row_type.list_name,
        or_other=row_type.or_other,
        randomize=parameters.get("randomize", "").lower() in YES,
        seed=parameters.get("seed", ""),
        appearance=record.get("appearance"),
        parameters=parameters,
        read_only=record.get("read_only").lower() in YES,
        sensitive=record.get("sensitive").lower() in YES,
        trigger=_once_each(record.get("trigger")),
        row=record.row,
    )


def _once_each(trigger: str) -> str:
    """Each reference a single time; what holds none stays as it is."""
    return ", ".join(dict.fromkeys(_REFERENCE.findall(trigger))) or trigger


def _label_field(match: re.Match[str]) -> str:
    return LABEL_FIELD + code_of(match[1])


def _parameters(record: Record, kind: Kind) -> Mapping[str, str]:
    found = _PARAMETER.findall(record.get("parameters"))
    given = {key.lower(): value.strip("\"'") for key, value in found}
    return _RANGE | given if kind is Kind.RANGE else given


def _default(source: str, kind: Kind) -> tuple[str, str]:
    """A fixed value, or an expression when it looks like one and is one (as pyxform decides)."""
    if not _DYNAMIC.search(source) or (kind in _DASHED and not _CALL.search(source + " ")):
        return source, ""
    if "${" in source or _CALL.fullmatch(source):
        return "", source
    try:
        compile_xpath(source)
    except XPathError:
        return source, ""
    return "", source


def question_problems(record: Record, question: Question) -> list[Problem]:
    """What one row can be told about without knowing the others."""
    problems: list[Problem] = []
    calculated = question.calculation or question.default or question.default_expression
    if question.kind is Kind.CALCULATE and not calculated and not question.trigger:
        problems.append(
            record.warning(ProblemCode.CALCULATION_MISSING, "calculation", name=question.name)
        )
    if question.kind is Kind.METADATA:
        problems.append(record.warning(ProblemCode.TYPE_EMPTY, "type", type=record.get("type")))
    if "search(" in question.appearance:  # choices from a file that comes with the form
        problems.append(record.problem(ProblemCode.FILE_NEEDED, "appearance", function="search"))
    if question.kind not in UNSEEN and not (
        question.label or question.hint or question.calculation
    ):
        problems.append(record.warning(ProblemCode.LABEL_MISSING, "label", name=question.name))
    return problems + _parameter_problems(record, question)


def _parameter_problems(record: Record, question: Question) -> list[Problem]:
    known = _HARMLESS_PARAMETERS | _RANGE.keys() | {"randomize", "seed"}
    problems = [
        record.warning(ProblemCode.PARAMETER_IGNORED, "parameters", parameter=key)
        for key, value in question.parameters.items()
        if key not in known or (key == "randomize" and value.lower() not in YES | NO)
    ]
    if question.kind is Kind.RANGE:
        problems += [
            record.problem(ProblemCode.PARAMETER_INVALID, "parameters", parameter=key, value=value)
            for key, value in question.parameters.items()
            if key in _RANGE and not _is_number(value, zero=key != "step")
        ]
    return problems


def _is_number(text: str, *, zero: bool) -> bool:
    return bool(re.fullmatch(r"-?\d+(?:\.\d+)?", text)) and (zero or float(text) != 0)
