"""Every expression of a form is compiled and its references looked up before anybody answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.forms.model import Item, Question, Repeat, Text
from bot.forms.xpath import Expression, XPathError
from bot.forms.xpath import compile as compile_xpath
from bot.frozen import frozen

from .choices import Lists
from .doubts import doubts, trigger_doubts, triggers
from .names import Names, Place
from .problems import Problem, ProblemCode
from .records import Record
from .suggestions import nearest

FUNCTIONS = (
    *("selected", "count-selected", "selected-at", "string-length", "substr", "concat", "join"),
    *("if", "coalesce", "not", "true", "false", "count", "sum", "min", "max", "round", "int"),
    *("number", "today", "now", "date", "format-date", "regex", "contains", "starts-with", "once"),
    *("jr:choice-name", "indexed-repeat", "position", "random", "uuid", "pulldata", "translate"),
)
_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_BROKEN = re.compile(r"\$\{[^}]*$|\$\{[^}]*\{|(?<![\w$])\$[\w]+\}")
_FIELDS = ("relevant", "constraint", "calculation", "choice_filter", "required")
NAMESAKES = 10  # told of one ambiguous name
REFERENCES = 200  # in one text
_LAST_SAVED = "last-saved#"


@frozen
class Use:
    """One compiled expression of one item, in one column."""

    place: Place
    column: str
    expression: Expression


@frozen
class Checked:
    uses: tuple[Use, ...]
    problems: tuple[Problem, ...]


def check(
    places: tuple[Place, ...],
    names: Names,
    records: Mapping[int, Record],
    lists: Lists,
) -> Checked:
    """Compile and look up all expressions; a loop's copies report once."""
    uses: list[Use] = []
    problems: dict[str, Problem] = {}
    for place in places:
        if place.name != place.item.name:
            continue
        record = records[place.item.row]
        for column, source in sources_of(place.item):
            for found in _checked(place, column, source, names, record):
                if isinstance(found, Use):
                    uses.append(found)
                    more = doubts(found.expression, column, names, lists, record)
                    problems.update((repr(problem), problem) for problem in more)
                else:
                    problems.setdefault(repr(found), found)
        for problem in (*_texts(place, names, record), *_trigger(place.item, names, record)):
            problems.setdefault(repr(problem), problem)
    return Checked(tuple(uses), tuple(problems.values()))


def _trigger(item: Item, names: Names, record: Record) -> Iterator[Problem]:
    if isinstance(item, Question):
        for name in triggers(item):
            yield from _lookup(name, "trigger", names, record)
        yield from trigger_doubts(item, names, record)


def sources_of(item: Item) -> Iterator[tuple[str, str]]:
    """(column, expression) of everything in an item that is an expression."""
    if not isinstance(item, Question):
        pairs = [("relevant", item.relevant)]
        pairs.append(("repeat_count", item.count if isinstance(item, Repeat) else ""))
    else:
        pairs = [(name, getattr(item, name)) for name in _FIELDS]
        pairs += [("default", item.default_expression), ("parameters", item.seed)]
        if item.list_name.startswith("${"):
            pairs.append(("type", item.list_name))
    return ((column, source) for column, source in pairs if source)


def _checked(
    place: Place, column: str, source: str, names: Names, record: Record
) -> Iterator[Use | Problem]:
    try:
        expression = compile_xpath(source)
    except XPathError as error:
        yield _compile_problem(error, column, record)
        return
    for name in sorted(expression.names):
        yield from _lookup(name, column, names, record)
    yield Use(place, column, expression)


def _compile_problem(error: XPathError, column: str, record: Record) -> Problem:
    if error.reason == "unknown_function":
        suggestion = nearest(error.subject, FUNCTIONS)
        facts = {"function": error.subject, "suggestion": suggestion}
        return record.problem(ProblemCode.FUNCTION_UNKNOWN, column, **facts)
    return record.problem(
        ProblemCode.EXPRESSION_INVALID,
        column,
        expression=error.source,
        reason=error.reason,
        position=str(error.column),
        subject=error.subject,
    )


def _lookup(name: str, column: str, names: Names, record: Record) -> Iterator[Problem]:
    plain = name.strip().removeprefix(_LAST_SAVED)
    found = names.get(plain, ())
    if not found:
        suggestion = nearest(plain, names)
        yield record.problem(
            ProblemCode.REFERENCE_UNKNOWN, column, name=plain, suggestion=suggestion
        )
    elif len(found) > 1:
        rows = ", ".join(sorted({str(p.item.row) for p in found[:NAMESAKES]}, key=int))
        yield record.problem(ProblemCode.REFERENCE_AMBIGUOUS, column, name=plain, rows=rows)
    if name.strip().startswith(_LAST_SAVED):
        yield record.warning(ProblemCode.LAST_SAVED, column, name=plain)


def _texts(place: Place, names: Names, record: Record) -> Iterator[Problem]:
    item = place.item
    texts = {"label": item.label}
    if isinstance(item, Question):
        texts |= {"hint": item.hint, "constraint_message": item.constraint_message}
        texts["required_message"] = item.required_message
    for column, text in texts.items():
        yield from _text(column, text, names, record)


def _text(column: str, text: Text, names: Names, record: Record) -> Iterator[Problem]:
    for code, source in text.by_language.items():
        header = f"{column}::{code}"
        if "$" not in source:
            continue
        if source.count("${") > REFERENCES:
            facts = {"expression": source[:40], "reason": "too_long"}
            yield record.problem(ProblemCode.EXPRESSION_INVALID, header, **facts)
            continue
        for name in dict.fromkeys(_REFERENCE.findall(source)):
            yield from _lookup(name, header, names, record)
        if broken := _BROKEN.search(source):
            yield record.warning(ProblemCode.REFERENCE_MALFORMED, header, text=broken[0][:40])


def check_choices(used: Lists, questions: Iterable[Question], names: Names) -> Iterator[Problem]:
    """References in the labels of choices that some question offers."""
    for name in dict.fromkeys(question.list_name for question in questions):
        for record in used.rows.get(name, ()):
            label = record.text("label", used.default_language)
            yield from _text("label", label, names, record)
