"""From a `Workbook` to a `Form`, with everything that is wrong with it told by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.forms.model import Choice, Form
from bot.frozen import frozen

from . import headers
from .choices import Lists, choice_problems, lists_of, unlisted
from .cycles import cycles
from .expressions import check, check_choices
from .headers import parse
from .names import names_of, places_of
from .problems import Problem, ProblemCode, has_errors
from .questions import LABEL_FIELD
from .records import Record, Table, ignored_columns, table_of
from .settings import Settings, settings_of
from .sheets import Sheet, Workbook
from .suggestions import nearest
from .survey import Survey, survey_of
from .translations import missing_translations

_TOO_LARGE = (ProblemCode.TOO_DEEP, ProblemCode.TOO_MANY_QUESTIONS)  # not worth a closer look
_SHEETS = ("survey", "choices", "settings", "external_choices")


@frozen
class Reading:
    """`form` is None when there is an error among the problems."""

    form: Form | None
    problems: tuple[Problem, ...]


@frozen
class Tables:
    """The sheets that matter, by canonical columns."""

    survey: Table
    choices: tuple[Table, ...]
    external: Table | None
    settings: Table | None

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes in the order of the columns, "" for texts without a language."""
        tables = (self.survey, *self.choices)
        return tuple(dict.fromkeys(code for table in tables for code in table.languages))


def read_form(
    workbook: Workbook, *, lists: Mapping[str, tuple[Choice, ...]] | None = None
) -> Reading:
    """The form of a workbook; `lists` replaces whole lists of choices by name.

    Never raises: what cannot be used is an error in `problems`, what is left out a warning.
    """
    sheet = _survey_sheet(workbook)
    if sheet is None:
        return Reading(None, (_no_survey(workbook),))
    tables = _tables(workbook, sheet)
    if "type" not in tables.survey.fields:
        facts = {"needed": "type"}
        problem = Problem(ProblemCode.COLUMN_MISSING, sheet.name, sheet.header_row, "", facts)
        return Reading(None, (problem,))
    settings = settings_of(tables.settings, tables.languages)
    rows = lists_of(
        tables.choices, tables.external, settings.default_language, settings.choice_duplicates
    )
    given = dict(lists or {})
    return _assemble(tables, settings, replace(rows, given=frozenset(given)), given, workbook)


def _assemble(
    tables: Tables,
    settings: Settings,
    rows: Lists,
    given: dict[str, tuple[Choice, ...]],
    workbook: Workbook,
) -> Reading:
    survey = survey_of(tables.survey.records, rows)
    if any(problem.code in _TOO_LARGE for problem in survey.problems):
        return Reading(None, survey.problems)
    languages = _languages(tables, settings)
    form = Form(
        name=settings.name,
        version=settings.version,
        title=settings.title,
        languages=languages,
        default_language=settings.default_language,
        children=survey.children,
        lists=_lists(rows, survey) | given,
    )
    problems = (
        *_table_problems(tables),
        *settings.problems,
        *survey.problems,
        *_form_problems(form, survey, rows),
        *_ignored(workbook, tables.survey.name),
        *missing_translations(_all_records(tables), languages, settings.default_language),
    )
    return Reading(None if has_errors(problems) else form, problems)


def _lists(rows: Lists, survey: Survey) -> dict[str, tuple[Choice, ...]]:
    filters = (record.get("choice_filter") for record in survey.records.values())
    label_field = LABEL_FIELD if any("label:" in source for source in filters) else ""
    return {name: rows.choices(name, label_field) for name in rows.rows}


def _form_problems(form: Form, survey: Survey, rows: Lists) -> Iterator[Problem]:
    questions = tuple(form.questions())
    if not questions:
        yield Problem(ProblemCode.SURVEY_EMPTY, "survey")
    yield from choice_problems(rows, questions)
    places = tuple(places_of(form.children))
    names = names_of(places)
    checked = check(places, names, survey.records, rows)
    yield from checked.problems
    yield from check_choices(rows, questions, names)
    yield from cycles(places, checked.uses, names, survey.records)


def _table_problems(tables: Tables) -> Iterator[Problem]:
    for table in (tables.survey, *tables.choices, tables.external, tables.settings):
        if table:
            yield from table.problems
    for table in tables.choices:
        yield from unlisted(table)


def _ignored(workbook: Workbook, survey: str) -> Iterator[Problem]:
    """Extra columns of choices are no problem: filters use them."""
    for sheet in workbook.sheets:
        if sheet.name == survey:
            yield from ignored_columns(sheet, headers.SURVEY)
        elif sheet.name.strip().lower() == "choices":
            media = ProblemCode.MEDIA_IGNORED
            found = ignored_columns(sheet, headers.CHOICES)
            yield from (problem for problem in found if problem.code is media)


def _all_records(tables: Tables) -> Iterator[Record]:
    yield from (record for record in tables.survey.records if record.get("type"))
    for table in tables.choices:
        yield from (record for record in table.records if record.get("list_name"))


def _languages(tables: Tables, settings: Settings) -> tuple[str, ...]:
    default = settings.default_language
    return tuple(dict.fromkeys(code or default for code in tables.languages)) or (default,)


def _tables(workbook: Workbook, survey: Sheet) -> Tables:
    found = {name: workbook.sheet(name) for name in (*_SHEETS[1:], "columns")}
    choices = [sheet for sheet in (found["choices"], found["columns"]) if sheet]
    external, settings = found["external_choices"], found["settings"]
    return Tables(
        table_of(survey, headers.SURVEY),
        tuple(table_of(sheet, headers.CHOICES) for sheet in choices),
        table_of(external, headers.CHOICES) if external else None,
        table_of(settings, headers.SETTINGS) if settings else None,
    )


def _survey_sheet(workbook: Workbook) -> Sheet | None:
    """The sheet named survey; else the only sheet that looks like one."""
    named = workbook.sheet("survey")
    if named and named.columns:
        return named
    alike = [sheet for sheet in workbook.sheets if _looks_like_survey(sheet)]
    return alike[0] if len(alike) == 1 else None


def _looks_like_survey(sheet: Sheet) -> bool:
    fields = {parse(header, headers.SURVEY).field for header in sheet.columns.values()}
    return fields >= {"type", "name"} and "list_name" not in fields


def _no_survey(workbook: Workbook) -> Problem:
    titles = [sheet.name for sheet in workbook.sheets]
    facts = {"sheets": ", ".join(titles), "suggestion": nearest("survey", titles)}
    return Problem(ProblemCode.SURVEY_MISSING, facts=facts)
