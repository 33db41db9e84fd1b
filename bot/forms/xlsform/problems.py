"""What can be wrong with a form, as data. `views` words every code; no text for people here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Literal

from bot.frozen import frozen

Severity = Literal["error", "warning"]


class ProblemCode(StrEnum):
    """Every code. The comment names its facts; a `suggestion` fact is the nearest known name."""

    # The file
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"  # limit_mib
    FILE_UNPACKED_TOO_LARGE = "file_unpacked_too_large"  # limit_mib
    FILE_TYPE_UNKNOWN = "file_type_unknown"
    FILE_UNREADABLE = "file_unreadable"  # format: xlsx, xls or md
    FILE_ENCRYPTED = "file_encrypted"
    FILE_UNSAFE = "file_unsafe"
    TOO_MANY_SHEETS = "too_many_sheets"  # limit
    TOO_MANY_CELLS = "too_many_cells"  # limit
    TOO_MANY_COLUMNS = "too_many_columns"  # limit
    CELL_TOO_LONG = "cell_too_long"  # limit, cell

    # Sheets and columns
    SURVEY_MISSING = "survey_missing"  # sheets, suggestion
    SURVEY_EMPTY = "survey_empty"
    TOO_MANY_QUESTIONS = "too_many_questions"  # limit
    COLUMN_MISSING = "column_missing"  # needed
    COLUMN_REPEATED = "column_repeated"  # warning
    COLUMN_IGNORED = "column_ignored"  # warning
    COLUMN_UNNAMED = "column_unnamed"  # warning; letter
    MEDIA_IGNORED = "media_ignored"  # warning; rows
    GUIDANCE_IGNORED = "guidance_ignored"  # warning; rows
    CELL_ERROR = "cell_error"  # value: #REF! and the like
    FORMULA_UNCOMPUTED = "formula_uncomputed"  # formula
    ROW_IGNORED = "row_ignored"  # warning; type

    # Rows of the survey
    TYPE_MISSING = "type_missing"  # name
    TYPE_UNKNOWN = "type_unknown"  # type, suggestion
    TYPE_UNSUPPORTED = "type_unsupported"  # type
    TYPE_EMPTY = "type_empty"  # warning; type: metadata that stays empty
    NAME_MISSING = "name_missing"
    NAME_GIVEN = "name_given"  # warning; name
    NAME_INVALID = "name_invalid"  # name
    NAME_REPEATED = "name_repeated"  # name, first_row
    LABEL_MISSING = "label_missing"  # warning; name
    GROUP_NOT_CLOSED = "group_not_closed"  # kind, name
    GROUP_NOT_OPENED = "group_not_opened"  # kind
    GROUP_CROSSED = "group_crossed"  # kind, open_kind, open_name, open_row
    GROUP_EMPTY = "group_empty"  # warning; name
    TOO_DEEP = "too_deep"  # limit

    # Lists and choices
    LIST_MISSING = "list_missing"  # type
    LIST_UNKNOWN = "list_unknown"  # list, suggestion
    LIST_NAME_MISSING = "list_name_missing"  # warning
    CHOICE_NAME_MISSING = "choice_name_missing"  # list
    CHOICE_NAME_SPACES = "choice_name_spaces"  # list, name
    CHOICE_REPEATED = "choice_repeated"  # list, name, first_row
    CHOICE_LABEL_MISSING = "choice_label_missing"  # warning; list, name

    # Expressions
    EXPRESSION_INVALID = "expression_invalid"  # expression, reason, position, subject
    FUNCTION_UNKNOWN = "function_unknown"  # function, suggestion
    REFERENCE_UNKNOWN = "reference_unknown"  # name, suggestion
    REFERENCE_AMBIGUOUS = "reference_ambiguous"  # name, rows
    REFERENCE_MALFORMED = "reference_malformed"  # warning; text
    WORD_UNQUOTED = "word_unquoted"  # warning; text: neither a question nor a text in quotes
    LAST_SAVED = "last_saved"  # warning; name
    TRIGGER_UNSEEN = "trigger_unseen"  # warning; name: what nobody answers triggers nothing
    CYCLE = "cycle"  # names: the chain, joined with " → "
    CALCULATION_MISSING = "calculation_missing"  # warning; name
    PARAMETER_INVALID = "parameter_invalid"  # parameter, value
    PARAMETER_IGNORED = "parameter_ignored"  # warning; parameter
    FILE_NEEDED = "file_needed"  # function or file

    # Languages
    TRANSLATION_MISSING = "translation_missing"  # warning; language, count
    LANGUAGE_UNKNOWN = "language_unknown"  # warning; language


@frozen
class Problem:
    """One finding. `row` is 0 and `column` "" where it concerns a whole sheet or file."""

    code: ProblemCode
    sheet: str = ""
    row: int = 0
    column: str = ""  # the header as the sheet writes it
    facts: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = "error"


def has_errors(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    """Whether the form must be refused."""
    return any(problem.severity == "error" for problem in problems)
