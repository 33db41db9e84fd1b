"""92 forms of strangers: most can be run, the rest are refused by the cell, none raises."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bot.forms.xlsform import from_json, open_workbook, to_json, write_markdown, write_xlsx
from tests.forms.corpus import CORPUS, FORMS, form_at, needs_corpus

pytestmark = needs_corpus

# Of the forms that pyxform accepts, these we refuse, and why.
REFUSED = {
    "XLSForm__pyxform__UCL_Biomass_Plot_Form.xlsx": "file_needed",  # lists in .csv files
    "XLSForm__pyxform__bad_calc.xlsx": "expression_invalid",  # a sentence as a calculation
    "XLSForm__pyxform__case_insensitivity.md": "type_unsupported",  # osm
    "wq__xlsform-converter__input_types.xls": "type_unsupported",  # geotrace, geoshape
}
SMALL = 60  # rows; writing .xlsx takes long
LARGE = 1_000


def accepted() -> set[str]:
    """Names of the files that pyxform 4.5 converts."""
    with (CORPUS / "xlsform" / "manifest.csv").open(encoding="utf-8") as manifest:
        return {row["file"] for row in csv.DictReader(manifest) if row["pyxform_4_5"] == "ok"}


def test_almost_all_that_pyxform_accepts_can_be_read() -> None:
    """At least 93 %; each of the others is named above with its reason."""
    names = accepted()

    refused = {
        path.name: {problem.code for problem in form_at(path)[1]}
        for path in FORMS
        if path.name in names and form_at(path)[0] is None
    }

    assert set(refused) == set(REFUSED)
    assert all(REFUSED[name] in codes for name, codes in refused.items())
    assert 1 - len(refused) / len(names) >= 0.93


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_refusal_names_the_place(path: Path) -> None:
    """Sheet and row of each error, but for a file without any survey."""
    form, problems = form_at(path)
    errors = [problem for problem in problems if problem.severity == "error"]

    assert (form is None) == bool(errors)
    assert all(e.code == "survey_missing" or (e.sheet and e.row) for e in errors)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_real_workbook_survives_being_kept_and_written(path: Path) -> None:
    """As the database keeps it, as Markdown, and as .xlsx."""
    workbook = open_workbook(path.read_bytes()).workbook
    assert workbook is not None

    rows = sum(len(sheet.rows) for sheet in workbook.sheets)

    assert from_json(to_json(workbook)) == workbook
    if rows < LARGE:
        assert open_workbook(write_markdown(workbook).encode()).workbook == workbook
    if rows < SMALL:
        assert open_workbook(write_xlsx(workbook)).workbook == workbook
