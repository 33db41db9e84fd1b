"""What can be read but would run otherwise than meant is told, not dropped."""

from __future__ import annotations

import pytest

from bot.forms.xlsform import Problem
from tests.forms.test_xlsform_reading import DAYS, HEAD, Rows, form, only, place, read


def told(column: str, source: str) -> Problem:
    """The one warning on an expression of the second question."""
    rows = [[*HEAD, column], ["text", "a", "A", ""], ["select_one dni", "b", "B", source]]
    return only(read(rows, DAYS), "warning")


@pytest.mark.parametrize(
    ("column", "source", "text"),
    [
        ("relevant", "a = 'x'", "a"),
        ("relevant", "${a} = tak", "tak"),
        ("constraint", ". != nie", "nie"),
    ],
)
def test_a_word_without_quotes_is_doubted(column: str, source: str, text: str) -> None:
    """It means a part of the question itself, which is always empty: nobody means that."""
    problem = told(column, source)

    assert place(problem) == ("word_unquoted", "survey", 3, column)
    assert problem.facts == {"text": text}


def test_a_column_of_the_choices_is_no_doubt() -> None:
    """In a filter words are columns; so they are in brackets after a list."""
    filters = [[*HEAD, "choice_filter", "calculation"]]
    filters += [["select_one dni", "b", "B", "name != 'so'", ""]]
    filters += [["calculate", "c", "", "", "instance('dni')/root/item[name = ${b}]/label"]]

    assert read(filters, DAYS).problems == ()


@pytest.mark.parametrize("path", ["/ankieta/a", "/data/nikt"])
def test_a_path_to_nowhere_is_doubted(path: str) -> None:
    """The root is called data; what is not there reads as empty."""
    problem = told("relevant", f"{path} = 'x'")

    assert (problem.code, problem.facts) == ("reference_malformed", {"text": path})


def test_a_list_that_is_not_there_is_doubted() -> None:
    """`instance()` of a file that did not come with the form."""
    problem = told("relevant", "count(instance('gminy')/root/item) > 1")

    assert (problem.code, problem.facts) == ("file_needed", {"function": "instance('gminy')"})


@pytest.mark.parametrize(
    ("trigger", "code", "severity"),
    [
        ("${a}", "", ""),
        ("${nikt}", "reference_unknown", "error"),
        ("6", "reference_unknown", "error"),
        ("${c}", "trigger_unseen", "warning"),
    ],
)
def test_a_trigger_is_a_question_that_somebody_answers(
    trigger: str, code: str, severity: str
) -> None:
    """Else what waits for it would wait for ever."""
    rows: Rows = [[*HEAD, "calculation", "trigger"], ["text", "a", "A", "", ""]]
    rows += [["calculate", "c", "", "1 + 1", ""], ["calculate", "b", "", "now()", trigger]]

    found = [(str(problem.code), problem.severity) for problem in read(rows).problems]

    assert found == ([(code, severity)] if code else [])


def test_an_audit_needs_no_name() -> None:
    """XLSForm calls it audit; with us it stays empty."""
    reading = read([HEAD, ["audit", "", ""], ["text", "a", "A"]])

    assert reading.form is not None
    assert reading.form.children[0].name == "audit"


def test_the_index_of_a_turn_is_its_position() -> None:
    """SurveyCTO's `index()`, also from a group within the repeat."""
    rows: Rows = [[*HEAD, "calculation"], ["begin repeat", "r", "R", ""]]
    rows += [["calculate", "i", "", "index()"], ["begin group", "g", "G", ""]]
    rows += [["calculate", "j", "", "concat('nr ', index( ))"], ["text", "t", "T", ""]]
    rows += [["end group", "", "", ""], ["end repeat", "", "", ""]]

    sources = [question.calculation for question in form(rows).questions()]

    assert sources[0] == "position(current()/..)"
    assert "position(current()/../..)" in sources[1]


def test_random_order_is_yes_or_no() -> None:
    """Any other word is told and does nothing."""
    reading = read([[*HEAD, "parameters"], ["select_one dni", "a", "A", "randomize=może"]], DAYS)

    assert place(only(reading, "warning")) == ("parameter_ignored", "survey", 2, "parameters")
