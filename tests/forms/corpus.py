"""Where the outside corpus is, and how its forms are read."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from bot.forms.model import Form
from bot.forms.xlsform import Problem, open_workbook, read_form

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("CORPUS") or ROOT.parent / "shared" / "corpus")
FORMS = sorted(CORPUS.glob("xlsform/*.[xm][ld]*"))
TRACES = sorted(CORPUS.glob("traces/*.json"))
DIAGNOSIS = CORPUS.parent / "forms" / "diagnoza.md"

needs_corpus = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus: set CORPUS to where it lies"),
]


@cache
def form_at(path: Path) -> tuple[Form | None, tuple[Problem, ...]]:
    """The form of a file, or why there is none."""
    opening = open_workbook(path.read_bytes())
    if opening.workbook is None:
        return None, opening.problems
    reading = read_form(opening.workbook)
    return reading.form, reading.problems


def form_of_trace(trace: Path) -> Form | None:
    """The form that a trace was recorded with."""
    found = next(iter((CORPUS / "xlsform").glob(f"{trace.stem}.*")))
    return form_at(found)[0]
