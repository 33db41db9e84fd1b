"""What is wrong with a form, told to a librarian: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.forms.xlsform.problems import Problem, ProblemCode
from bot.i18n import Translator, mark

SHOWN = 10  # problems in the chat; all of them are in the file

WORDS: dict[ProblemCode, str] = {
    ProblemCode.FILE_EMPTY: mark("The file is empty."),
    ProblemCode.FILE_TOO_LARGE: mark(
        "The file is too large: the limit is {limit_mib} MB. Remove pictures from it."
    ),
    ProblemCode.FILE_UNPACKED_TOO_LARGE: mark(
        "The file holds too much: the limit is {limit_mib} MB after unpacking."
    ),
    ProblemCode.FILE_TYPE_UNKNOWN: mark(
        "This is not a form. Send an XLSForm as .xlsx, .xls or .md."
    ),
    ProblemCode.FILE_UNREADABLE: mark(
        "The file is damaged. Open it in a spreadsheet program, save it anew and send it."
    ),
    ProblemCode.FILE_ENCRYPTED: mark("The file has a password. Save it without a password."),
    ProblemCode.FILE_UNSAFE: mark(
        "The file holds something unsafe. Copy the sheets into a new file and send that."
    ),
    ProblemCode.TOO_MANY_SHEETS: mark("The file has too many sheets: the limit is {limit}."),
    ProblemCode.TOO_MANY_CELLS: mark("The file has too many filled cells: the limit is {limit}."),
    ProblemCode.TOO_MANY_COLUMNS: mark("The sheet has too many columns: the limit is {limit}."),
    ProblemCode.CELL_TOO_LONG: mark(
        "A cell holds too long a text: the limit is {limit} characters. Shorten it."
    ),
    ProblemCode.SURVEY_MISSING: mark(
        "There is no sheet “survey”. The questions of a form stand there."
    ),
    ProblemCode.SURVEY_EMPTY: mark("There is no question. Add at least one row with a type."),
    ProblemCode.TOO_MANY_QUESTIONS: mark("There are too many rows: the limit is {limit}."),
    ProblemCode.COLUMN_MISSING: mark("There is no column “{needed}”. Add it to the first row."),
    ProblemCode.COLUMN_REPEATED: mark("This column is there twice. The second one is left out."),
    ProblemCode.COLUMN_IGNORED: mark("The bot does not know this column and leaves it out."),
    ProblemCode.COLUMN_UNNAMED: mark("Column {letter} has no header and is left out."),
    ProblemCode.MEDIA_IGNORED: mark(
        "Pictures and recordings in questions are left out (rows {rows})."
    ),
    ProblemCode.GUIDANCE_IGNORED: mark("Notes for interviewers are left out (rows {rows})."),
    ProblemCode.CELL_ERROR: mark("The cell holds the spreadsheet's error {value}. Correct it."),
    ProblemCode.FORMULA_UNCOMPUTED: mark(
        "The formula {formula} has no saved result. "
        "Open the file in a spreadsheet program, save it and send it again."
    ),
    ProblemCode.ROW_IGNORED: mark("The row of type “{type}” is left out."),
    ProblemCode.TYPE_MISSING: mark("The row has no type. Write one, for example text."),
    ProblemCode.TYPE_UNKNOWN: mark("There is no question type “{type}”."),
    ProblemCode.TYPE_UNSUPPORTED: mark(
        "The bot cannot ask questions of type “{type}”. Choose another type."
    ),
    ProblemCode.TYPE_EMPTY: mark("Type “{type}” always stays empty here."),
    ProblemCode.NAME_MISSING: mark("The row has no name. Write a short one, for example age."),
    ProblemCode.NAME_GIVEN: mark("The row has no name. It is called “{name}”."),
    ProblemCode.NAME_INVALID: mark(
        "The name “{name}” cannot be used. Begin with a letter; use no spaces."
    ),
    ProblemCode.NAME_REPEATED: mark(
        "The name “{name}” is already in row {first_row}. Give this row another one."
    ),
    ProblemCode.LABEL_MISSING: mark("Question “{name}” has no text. People see its name."),
    ProblemCode.GROUP_NOT_CLOSED: mark("“begin {kind}” ({name}) has no “end {kind}”. Add one."),
    ProblemCode.GROUP_NOT_OPENED: mark("“end {kind}” has no “begin {kind}” above it."),
    ProblemCode.GROUP_CROSSED: mark(
        "“end {kind}” stands inside “begin {open_kind}” of row {open_row} ({open_name}). "
        "Close that one first."
    ),
    ProblemCode.GROUP_EMPTY: mark("Group “{name}” holds no questions."),
    ProblemCode.TOO_DEEP: mark("Groups stand too deep in each other: the limit is {limit}."),
    ProblemCode.LIST_MISSING: mark("After “{type}” write the name of a list of answers."),
    ProblemCode.LIST_UNKNOWN: mark("There is no list “{list}” in the sheet “choices”."),
    ProblemCode.LIST_NAME_MISSING: mark("The row names no list and is left out."),
    ProblemCode.CHOICE_NAME_MISSING: mark("An answer of list “{list}” has no name."),
    ProblemCode.CHOICE_NAME_SPACES: mark(
        "The name “{name}” in list “{list}” has spaces. Use _ instead."
    ),
    ProblemCode.CHOICE_REPEATED: mark(
        "List “{list}” has the name “{name}” twice: first in row {first_row}."
    ),
    ProblemCode.CHOICE_LABEL_MISSING: mark(
        "The answer “{name}” of list “{list}” has no text. People see its name."
    ),
    ProblemCode.EXPRESSION_INVALID: mark("The expression “{expression}” is wrong. {reason}"),
    ProblemCode.FUNCTION_UNKNOWN: mark("There is no function “{function}”."),
    ProblemCode.REFERENCE_UNKNOWN: mark("There is no question named “{name}”."),
    ProblemCode.REFERENCE_AMBIGUOUS: mark(
        "Several questions are named “{name}” (rows {rows}). Rename all but one."
    ),
    ProblemCode.REFERENCE_MALFORMED: mark(
        "“{text}” looks like a broken reference. Write ${{name}} of the question."
    ),
    ProblemCode.WORD_UNQUOTED: mark(
        "“{text}” is neither a question nor a text here. Write ${{{text}}} or '{text}'."
    ),
    ProblemCode.LAST_SAVED: mark(
        "The bot does not remember the last answer to “{name}”; it stays empty."
    ),
    ProblemCode.TRIGGER_UNSEEN: mark(
        "Nobody is asked “{name}”, so it can never trigger this row. Choose a question."
    ),
    ProblemCode.CYCLE: mark("These questions depend on each other in a circle: {names}."),
    ProblemCode.CALCULATION_MISSING: mark("“{name}” calculates nothing: its cell is empty."),
    ProblemCode.PARAMETER_INVALID: mark("The parameter {parameter}={value} cannot be used."),
    ProblemCode.PARAMETER_IGNORED: mark("The bot does not use the parameter “{parameter}”."),
    ProblemCode.FILE_NEEDED: mark("“{what}” needs a further file. The bot reads this form alone."),
    ProblemCode.TRANSLATION_MISSING: mark("{count} texts lack this language: {language}."),
    ProblemCode.LANGUAGE_UNKNOWN: mark(
        "The default language “{language}” is in no column of the form."
    ),
}  # fmt: skip

REASONS = {
    "syntax": mark("Something is missing or too much at character {position}."),
    "unclosed_string": mark("A text in quotes is not closed at character {position}."),
    "argument_count": mark("The function {subject} has too few or too many values."),
    "bad_regex": mark("The pattern in it cannot be read."),
    "bad_reference": mark("The reference at character {position} is broken: write ${{name}}."),
    "too_long": mark("It is too long."),
    "too_deep": mark("Its brackets stand too deep in each other."),
}

FACTS = (
    "expression", "first_row", "formula", "function", "kind", "language", "letter", "limit",
    "limit_mib", "list", "name", "names", "needed", "open_kind", "open_name", "open_row",
    "parameter", "position", "rows", "subject", "text", "type", "value", "count",
)  # fmt: skip


def words(problem: Problem, t: Translator) -> Markup:
    """What is wrong and what to do, without the place."""
    facts: dict[str, object] = {name: problem.facts.get(name, "") for name in FACTS}
    facts["reason"] = _reason(problem, t)
    facts["what"] = problem.facts.get("function") or problem.facts.get("file", "")
    said = t(WORDS[problem.code], **facts)
    if suggestion := problem.facts.get("suggestion"):
        return Markup(" ").join((said, t("Did you mean “{suggestion}”?", suggestion=suggestion)))
    return said


def _reason(problem: Problem, t: Translator) -> Markup:
    reason = REASONS.get(problem.facts.get("reason", ""), REASONS["syntax"])
    facts = problem.facts
    return t(reason, position=facts.get("position", ""), subject=facts.get("subject", ""))


def line(problem: Problem, t: Translator) -> Markup:
    """The same with its place: sheet, row, column, as far as it has them."""
    place, said = _place(problem, t), words(problem, t)
    if not place:
        return said
    return t("{place}: {words}", place=place, words=said[:1].lower() + said[1:])


def _place(problem: Problem, t: Translator) -> Markup:
    sheet, row, column = problem.sheet, problem.row, problem.column
    if sheet and row and column:
        return t(
            "Sheet “{sheet}”, row {row}, column “{column}”", sheet=sheet, row=row, column=column
        )
    if sheet and row:
        return t("Sheet “{sheet}”, row {row}", sheet=sheet, row=row)
    if sheet and column:
        return t("Sheet “{sheet}”, column “{column}”", sheet=sheet, column=column)
    return t("Sheet “{sheet}”", sheet=sheet) if sheet else Markup("")


def lines(problems: Sequence[Problem], t: Translator) -> Markup:
    """The first ones, and how many more there are."""
    shown = [line(problem, t) for problem in problems[:SHOWN]]
    if (more := len(problems) - SHOWN) > 0:
        shown.append(t("…and {more} more, all of them in the file.", more=more))
    return Markup("\n").join(shown)


def listing(problems: Sequence[Problem], t: Translator) -> bytes:
    """All of them as a text file, numbered."""
    numbered = (f"{n}. {line(problem, t).unescape()}" for n, problem in enumerate(problems, 1))
    return "\n".join(numbered).encode()
