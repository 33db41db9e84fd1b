"""From sheets to a form: what is understood, and how every problem names its cell."""

from __future__ import annotations

import pytest

from bot.forms.model import Choice, Form, Group, Kind, Question, Repeat, Text
from bot.forms.xlsform import Problem, Reading, has_errors, open_workbook, read_form

Rows = list[list[str]]


def table(name: str, rows: Rows) -> str:
    return f"| {name} |\n" + "".join(f"| | {' | '.join(row)} |\n" for row in rows)


def read(survey: Rows, choices: Rows | None = None, settings: Rows | None = None) -> Reading:
    source = table("survey", survey)
    source += table("choices", choices) if choices else ""
    source += table("settings", settings) if settings else ""
    workbook = open_workbook(source.encode()).workbook
    assert workbook is not None
    return read_form(workbook)


def form(survey: Rows, choices: Rows | None = None, settings: Rows | None = None) -> Form:
    reading = read(survey, choices, settings)
    assert reading.form is not None, reading.problems
    return reading.form


def only(reading: Reading, severity: str = "error") -> Problem:
    found = [problem for problem in reading.problems if problem.severity == severity]
    assert len(found) == 1, reading.problems
    return found[0]


def place(problem: Problem) -> tuple[str, str, int, str]:
    return (str(problem.code), problem.sheet, problem.row, problem.column)


HEAD = ["type", "name", "label"]
DAYS = [["list_name", "name", "label"], ["dni", "so", "Sobota"], ["dni", "nd", "Niedziela"]]


def test_a_form_keeps_its_tree() -> None:
    """Groups and repeats hold what stands between their begin and end."""
    found = form(
        [
            [*HEAD, "repeat_count"],
            ["begin group", "g", "Grupa", ""],
            ["text", "imie", "Imię", ""],
            ["begin repeat", "r", "Dzieci", "2"],
            ["integer", "wiek", "Wiek", ""],
            ["end repeat", "", "", ""],
            ["end group", "", "", ""],
        ]
    )

    group = found.children[0]
    assert isinstance(group, Group)
    repeat = group.children[1]
    assert isinstance(repeat, Repeat)
    assert repeat.count == "2"
    assert [question.name for question in found.questions()] == ["imie", "wiek"]


def test_plain_yes_and_no_become_conditions() -> None:
    """`required` holds an expression: Polish words are understood too."""
    rows = [[*HEAD, "required"], ["text", "a", "A", "tak"], ["text", "b", "B", "no"]]

    found = {question.name: question.required for question in form(rows).questions()}

    assert found == {"a": "true()", "b": ""}


@pytest.mark.parametrize(
    ("kind", "source", "fixed", "computed"),
    [
        ("text", "Zalesie (gmina)", "Zalesie (gmina)", ""),
        ("text", "concat('a', 'b')", "", "concat('a', 'b')"),
        ("date", "2027-05-12", "2027-05-12", ""),
        ("date", "today()", "", "today()"),
        ("integer", "${a} + 1", "", "${a} + 1"),
        ("integer", "5", "5", ""),
    ],
)
def test_a_default_is_fixed_or_computed(kind: str, source: str, fixed: str, computed: str) -> None:
    """Brackets in a plain text do not make it an expression."""
    rows = [[*HEAD, "default"], ["integer", "a", "A", ""], [kind, "b", "B", source]]

    question = list(form(rows).questions())[1]

    assert (question.default, question.default_expression) == (fixed, computed)


def test_languages_come_in_the_order_of_the_columns() -> None:
    """Texts without a language are in the default one."""
    rows = [["type", "name", "label::English (en)", "label"], ["text", "a", "Name", "Imię"]]

    found = form(rows, settings=[["default_language"], ["Polski (pl)"]])

    assert found.languages == ("en", "pl")
    assert found.default_language == "pl"
    assert next(found.questions()).label == Text({"pl": "Imię", "en": "Name"})


def test_a_missing_translation_is_counted() -> None:
    """One warning for a language, with the first place."""
    rows = [
        ["type", "name", "label::Polski (pl)", "label::English (en)"],
        ["text", "a", "Imię", "Name"],
        ["text", "b", "Wiek", ""],
    ]

    problem = only(read(rows), "warning")

    assert place(problem) == ("translation_missing", "survey", 3, "label::English (en)")
    assert problem.facts == {"language": "en", "count": "1"}


def test_settings_name_the_form() -> None:
    """Without an identifier the title gives one."""
    rows = [HEAD, ["text", "a", "A"]]

    named = form(rows, settings=[["form_title", "form_id", "version"], ["Tytuł", "f1", "7"]])
    unnamed = form(rows, settings=[["form_title"], ["Co robimy?"]])

    assert (named.name, named.version, named.title) == ("f1", "7", Text({"pl": "Tytuł"}))
    assert unnamed.name == "co_robimy"


def test_other_columns_of_choices_serve_filters() -> None:
    """Under their own header; the row tells where a problem is."""
    choices = [["list_name", "name", "label", "gmina"], ["wsie", "lipa", "Lipa", "zalesie"]]
    rows = [[*HEAD, "choice_filter"], ["select_one wsie", "w", "Wieś", "gmina = 'zalesie'"]]

    found = form(rows, choices)

    expected = Choice("lipa", Text({"pl": "Lipa"}), {"gmina": "zalesie"}, 2)
    assert found.lists == {"wsie": (expected,)}


def test_lists_from_outside_replace_those_of_the_sheet() -> None:
    """The library's places, say."""
    workbook = open_workbook(
        (
            table("survey", [HEAD, ["select_one dni", "d", "Dzień"]]) + table("choices", DAYS)
        ).encode()
    ).workbook
    assert workbook is not None
    monday = Choice("pn", Text({"pl": "Poniedziałek"}))

    reading = read_form(workbook, lists={"dni": (monday,)})

    assert reading.form is not None
    assert reading.form.lists["dni"] == (monday,)


def test_a_list_from_outside_needs_no_sheet() -> None:
    """A built-in form may leave its list to the database."""
    workbook = open_workbook(
        table("survey", [HEAD, ["select_one dni", "d", "D"]]).encode()
    ).workbook
    assert workbook is not None

    assert read_form(workbook, lists={"dni": (Choice("pn", Text()),)}).problems == ()


def test_range_parameters_have_defaults() -> None:
    """As in ODK: from 1 to 10 by 1."""
    rows = [[*HEAD, "parameters"], ["range", "r", "Ile?", "end=5; step = 2"]]

    question = next(form(rows).questions())

    assert question.parameters == {"start": "1", "end": "5", "step": "2"}


def test_a_loop_is_written_out_for_each_choice() -> None:
    """The label of the choice replaces its slot."""
    rows = [
        HEAD,
        ["begin loop over dni", "petla", ""],
        ["integer", "ile", "Ile razy: %(label)s?"],
        ["end loop", "", ""],
    ]

    loop = form(rows, DAYS).children[0]

    assert isinstance(loop, Group)
    assert [child.name for child in loop.children] == ["so", "nd"]
    first = loop.children[0]
    assert isinstance(first, Group)
    assert first.children[0].label == Text({"pl": "Ile razy: Sobota?"})


def test_a_kobo_score_shares_its_list() -> None:
    """KoboToolbox names the list once, at the beginning of the block."""
    rows = [
        [*HEAD, "kobo--score-choices"],
        ["begin_score", "oceny", "Oceń", "dni"],
        ["score__row", "a", "A", ""],
        ["end_score", "", "", ""],
    ]

    question = next(form(rows, DAYS).questions())

    assert (question.kind, question.list_name) == (Kind.SELECT_ONE, "dni")


def test_the_only_sheet_may_have_any_name() -> None:
    """A file made in a hurry: its one sheet is the survey."""
    workbook = open_workbook(table("Arkusz1", [HEAD, ["text", "a", "A"]]).encode()).workbook
    assert workbook is not None

    assert read_form(workbook).form is not None


def test_comments_and_disabled_rows_are_skipped() -> None:
    """Neither is a mistake."""
    rows = [
        [*HEAD, "disabled"],
        ["text", "a", "A", ""],
        ["# do zrobienia", "", "", ""],
        ["nieznany", "b", "B", "yes"],
    ]

    assert [question.name for question in form(rows).questions()] == ["a"]


def test_a_note_without_a_name_gets_one() -> None:
    """A person can run the form all the same: a warning."""
    problem = only(read([HEAD, ["note", "", "Dzień dobry"]]), "warning")

    assert place(problem) == ("name_given", "survey", 2, "name")


S = "survey"
MISTAKES: list[tuple[Rows, tuple[str, str, int, str], dict[str, str]]] = [
    ([["textt", "a", "A"]], ("type_unknown", S, 2, "type"), {"suggestion": "text"}),
    ([["geotrace", "a", "A"]], ("type_unsupported", S, 2, "type"), {"type": "geotrace"}),
    ([["csv-external", "a", ""]], ("file_needed", S, 2, "type"), {"type": "csv-external"}),
    ([["", "a", "A"]], ("type_missing", S, 2, "type"), {"name": "a"}),
    ([["text", "", "A"]], ("name_missing", S, 2, "name"), {}),
    ([["text", "moje imię", "A"]], ("name_invalid", S, 2, "name"), {"name": "moje imię"}),
    (
        [["text", "a", "A"], ["text", "A", "B"]],
        ("name_repeated", S, 3, "name"),
        {"name": "A", "first_row": "2"},
    ),
    ([["select_one", "a", "A"]], ("list_missing", S, 2, "type"), {"type": "select_one"}),
    (
        [["select_one dnii", "a", "A"]],
        ("list_unknown", S, 2, "type"),
        {"list": "dnii", "suggestion": "dni"},
    ),
    (
        [["begin group", "g", "G"], ["text", "a", "A"]],
        ("group_not_closed", S, 2, "type"),
        {"kind": "group", "name": "g"},
    ),
    (
        [["text", "a", "A"], ["end repeat", "", ""]],
        ("group_not_opened", S, 3, "type"),
        {"kind": "repeat"},
    ),
    (
        [["begin group", "g", "G"], ["text", "a", "A"], ["end repeat", "", ""]],
        ("group_crossed", S, 4, "type"),
        {"open_name": "g", "open_row": "2"},
    ),
    (
        [["text", "a", "Cześć, ${imie}!"]],
        ("reference_unknown", S, 2, "label"),
        {"name": "imie", "suggestion": ""},
    ),
    ([["text", "a", "#REF!"]], ("cell_error", S, 2, "label"), {"value": "#REF!"}),
]


@pytest.mark.parametrize(("rows", "expected", "facts"), MISTAKES, ids=lambda x: str(x)[:40])
def test_a_mistake_is_told_by_its_cell(
    rows: Rows, expected: tuple[str, str, int, str], facts: dict[str, str]
) -> None:
    """One mistake, one error, at its sheet, row and column; no form."""
    reading = read([HEAD, *rows], DAYS)

    problem = only(reading)

    assert reading.form is None
    assert place(problem) == expected
    assert facts.items() <= problem.facts.items()


@pytest.mark.parametrize(
    ("column", "source", "code", "facts"),
    [
        ("relevant", "${czestosc} = 'x'", "reference_unknown", {"suggestion": "czesto"}),
        ("relevant", "${czesto} = 'x", "expression_invalid", {"reason": "unclosed_string"}),
        ("constraint", "selectedd(., 'a')", "function_unknown", {"suggestion": "selected"}),
        ("calculation", "${b} + 1", "cycle", {"names": "b → b"}),
        ("required", "${czesto} =", "expression_invalid", {"reason": "syntax"}),
    ],
)
def test_every_expression_is_compiled(
    column: str, source: str, code: str, facts: dict[str, str]
) -> None:
    """Before anybody answers; the column is named as the sheet writes it."""
    rows = [[*HEAD, column], ["text", "czesto", "A", ""], ["text", "b", "B", source]]

    problem = only(read(rows))

    assert place(problem) == (code, "survey", 3, column)
    assert facts.items() <= problem.facts.items()


def test_choices_from_a_file_are_refused() -> None:
    """`search()` takes them from a .csv file that the bot never gets."""
    rows = [[*HEAD, "appearance"], ["select_one dni", "a", "A", "minimal search('wsie')"]]

    assert place(only(read(rows, DAYS))) == ("file_needed", "survey", 2, "appearance")


def test_a_circle_names_its_way() -> None:
    """Two calculations that wait for each other."""
    rows = [
        ["type", "name", "calculation"],
        ["calculate", "a", "${b} + 1"],
        ["calculate", "b", "${a} * 2"],
    ]

    assert only(read(rows)).facts == {"names": "a → b → a"}


def test_a_group_that_waits_for_its_own_question_is_a_circle() -> None:
    """The question could never be asked."""
    rows = [
        [*HEAD, "relevant"],
        ["begin group", "g", "G", "${a} = 'tak'"],
        ["text", "a", "A", ""],
        ["end group", "", "", ""],
    ]

    assert only(read(rows)).code == "cycle"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["dni", "so", "Inna"]], ("choice_repeated", "choices", 4, "name")),
        ([["dni", "", "Piątek"]], ("choice_name_missing", "choices", 4, "name")),
    ],
)
def test_a_mistake_in_a_list_is_an_error_where_the_list_is_used(
    rows: Rows, expected: tuple[str, str, int, str]
) -> None:
    """The same mistake in a list that nobody uses is a warning."""
    used = read([HEAD, ["select_multiple dni", "a", "A"]], [*DAYS, *rows])
    unused = read([HEAD, ["text", "a", "A"]], [*DAYS, *rows])

    assert place(only(used)) == expected
    assert place(only(unused, "warning")) == expected
    assert unused.form is not None


def test_a_choice_of_several_has_no_space_in_its_name() -> None:
    """The answer joins the names with spaces; where one is chosen, a space does no harm."""
    choices = [*DAYS, ["dni", "pt po", "Piątek"]]

    several = read([HEAD, ["select_multiple dni", "a", "A"]], choices)
    one = read([HEAD, ["select_one dni", "a", "A"]], choices)

    assert place(only(several)) == ("choice_name_spaces", "choices", 4, "name")
    assert one.problems == ()


def test_a_repeated_choice_is_fine_when_permitted_or_filtered() -> None:
    """The setting, or a filter that tells the two apart."""
    double = [*DAYS, ["dni", "so", "Inna sobota"]]
    plain = [HEAD, ["select_one dni", "a", "A"]]
    filtered = [[*HEAD, "choice_filter"], ["select_one dni", "a", "A", "name != 'x'"]]

    permitted = read(plain, double, [["allow_choice_duplicates"], ["yes"]])

    assert not has_errors(permitted.problems)
    assert not has_errors(read(filtered, double).problems)


def test_what_is_left_out_is_said() -> None:
    """Pictures of the sheet and columns that the bot does not know: warnings."""
    rows = [
        [*HEAD, "media::image", "notatki", "$kuid"],
        ["text", "a", "A", "a.png", "x", "abc"],
    ]

    found = {(problem.code, problem.column) for problem in read(rows).problems}

    assert found == {("media_ignored", "media::image"), ("column_ignored", "notatki")}


def test_a_file_without_a_survey_names_its_sheets() -> None:
    """And the one that was probably meant."""
    source = table("surwey", [["typ", "nazwa"]]) + table("inne", [["a"], ["b"]])
    workbook = open_workbook(source.encode()).workbook
    assert workbook is not None

    problem = only(read_form(workbook))

    assert problem.code == "survey_missing"
    assert problem.facts == {"sheets": "surwey, inne", "suggestion": "surwey"}


def test_reading_twice_gives_the_same_form() -> None:
    """A form is rebuilt from its workbook whenever it is needed."""
    rows = [HEAD, ["select_one dni", "a", "A"]]

    assert read(rows, DAYS) == read(rows, DAYS)


def test_the_row_of_each_question_is_kept() -> None:
    """So that an engine error can point at the sheet."""
    question = next(form([HEAD, ["", "", ""], ["text", "a", "A"]]).questions())

    assert isinstance(question, Question)
    assert question.row == 3


def test_a_list_may_have_an_apostrophe_in_its_name() -> None:
    """XPath could not quote it, so it is kept as a typographic one."""
    survey = [[*HEAD, "choice_filter"], ["select_one o'key", "a", "A", "name != 'x'"]]
    choices = [["list_name", "name", "label"], ["o'key", "x", "X"], ["o'key", "y", "Y"]]

    found = form(survey, choices)

    assert next(found.questions()).list_name == "o’key"
    assert [choice.name for choice in found.lists["o’key"]] == ["x", "y"]
