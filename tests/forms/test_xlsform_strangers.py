"""Sheets that nobody would write on purpose: a form or problems, never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.forms.xlsform import Row, Sheet, Workbook, has_errors, read_form
from bot.forms.xlsform.sheets import letter

TYPES = (
    *("text", "integer", "select_one dni", "select_multiple ${a} or_other", "rank", "note"),
    *("begin group", "end group", "begin repeat", "end repeat", "begin loop over dni", "end loop"),
    *("begin_score", "score__row", "end_score", "begin_rank", "rank__level", "end_rank", "range"),
    *("calculate", "geotrace", "include", "#", "set form title", "", "xyz", "start", "audit"),
)
WORDS = (
    *("a", "b", "dni", "${a}", "${b} + ${c}", "selected(${a}, 'x')", "yes", "no", "''", "(", "#"),
    *("${", "$a}", "%(label)s", "1", "-1", "start=0 step=0", "randomize=true seed=${b}", "x y"),
    *("${last-saved#a}", "#REF!", "label::en", "today()", "once(${a})", "position(..)", "=1+1"),
)
HEADERS = (
    *("type", "name", "label", "label::Polski (pl)", "hint::", "relevant", "constraint", "::"),
    *("calculation", "default", "choice_filter", "required", "parameters", "repeat_count"),
    *("list_name", "default_language", "form_title", "media::image", "$kuid", "", "jr:", "bind:"),
    *("kobo--score-choices", "kobo--rank-items", "disabled", "trigger", "form_title::en"),
)


@st.composite
def strange_sheets(draw: st.DrawFn, name: str) -> Sheet:
    more = draw(st.lists(st.sampled_from(HEADERS), max_size=6))
    headers = ["type", "list_name", "name", *more]
    columns = {letter(index): header for index, header in enumerate(headers)}
    rows = []
    for number in range(2, 2 + draw(st.integers(0, 8))):
        cells = {key: draw(st.sampled_from(("", *WORDS))) for key in columns}
        cells |= {"A": draw(st.sampled_from(TYPES)), "B": draw(st.sampled_from(["dni", ""]))}
        rows.append(Row(number, {key: cell for key, cell in cells.items() if cell}))
    return Sheet(name, columns, tuple(rows))


@settings(max_examples=300, deadline=None)
@given(st.tuples(*map(strange_sheets, ("survey", "choices", "settings", "external_choices"))))
def test_no_sheet_raises(sheets: tuple[Sheet, ...]) -> None:
    """There is a form exactly when there is no error."""
    reading = read_form(Workbook(sheets))

    assert (reading.form is None) == has_errors(reading.problems)


def nested(kind: str, depth: int) -> Workbook:
    rows = [Row(2 + i, {"A": f"begin {kind}", "B": f"g{i}"}) for i in range(depth)]
    rows.append(Row(2 + depth, {"A": "text", "B": "q"}))
    rows += [Row(3 + depth + i, {"A": f"end {kind.split()[0]}"}) for i in range(depth)]
    choices = tuple(Row(2 + i, {"A": "dni", "B": f"d{i}"}) for i in range(20))
    columns = {"A": "type", "B": "name"}
    lists = Sheet("choices", {"A": "list_name", "B": "name"}, choices)
    return Workbook((Sheet("survey", columns, tuple(rows)), lists))


def test_groups_without_end_are_too_deep() -> None:
    """A thousand groups in each other are an attack, not a form."""
    problems = read_form(nested("group", 1_000)).problems

    assert [p.code for p in problems if p.severity == "error"] == ["too_deep"]


def test_loops_in_loops_do_not_explode() -> None:
    """Twenty choices six times over would be 64 million questions."""
    codes = {p.code for p in read_form(nested("loop over dni", 6)).problems}

    assert "too_many_questions" in codes


def test_every_mistake_gets_its_suggestion() -> None:
    """A hundred unknown names among two thousand known ones."""
    rows = [Row(2 + i, {"A": "text", "B": f"pytanie_{i}"}) for i in range(2_000)]
    rows += [
        Row(3_000 + i, {"A": "text", "B": f"q{i}", "C": f"${{pytanei_{i}}} = 1"})
        for i in range(100)
    ]
    columns = {"A": "type", "B": "name", "C": "relevant"}

    reading = read_form(Workbook((Sheet("survey", columns, tuple(rows)),)))

    unknown = [p for p in reading.problems if p.code == "reference_unknown"]
    assert len(unknown) == 100
    assert all(problem.facts["suggestion"].startswith("pytanie_") for problem in unknown)


LONG = (
    *("x" * 30_000, "_" * 30_000, "-" * 19_000, "(" * 19_000, "'" * 30_000, "a=1 " * 7_000),
    *("::" * 15_000, "[1]" * 6_000, "a/" * 9_000, "select_one " + "a" * 29_000, "“" * 20_000),
)


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:12])
def test_a_very_long_cell_does_not_hold_up_the_rest(text: str) -> None:
    """Each column reads it in one pass; backtracking would take minutes."""
    headers = ("type", "name", "label", "relevant", "default", "parameters", "trigger")
    columns = {letter(index): header for index, header in enumerate(headers)}
    plain = {"A": "text", "B": "q", "C": "Q"}
    rows = [Row(number, plain | {key: text}) for number, key in enumerate(columns, 2)]

    for row in rows:
        reading = read_form(Workbook((Sheet("survey", columns, (row,)),)))

        assert (reading.form is None) == has_errors(reading.problems)


def test_a_text_made_of_references_is_refused() -> None:
    """It would be filled in anew at each step."""
    row = Row(2, {"A": "text", "B": "q", "C": "${" * 201})

    reading = read_form(
        Workbook((Sheet("survey", {"A": "type", "B": "name", "C": "label"}, (row,)),))
    )

    (problem,) = (one for one in reading.problems if one.severity == "error")
    assert (problem.code, problem.row, problem.column) == ("expression_invalid", 2, "label")
    assert problem.facts["reason"] == "too_long"


def test_names_that_are_all_alike_are_told_briefly() -> None:
    """A thousand questions of one name, each asking for that name."""
    rows = tuple(Row(2 + i, {"A": "text", "B": "q", "C": "${q} = 1"}) for i in range(1_000))
    columns = {"A": "type", "B": "name", "C": "relevant"}

    problems = read_form(Workbook((Sheet("survey", columns, rows),))).problems

    told = [problem for problem in problems if problem.code == "reference_ambiguous"]
    assert told[0].facts["rows"].count(",") < 10
