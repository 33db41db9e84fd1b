"""XLSForm in and out (https://xlsform.org/en/).

    opening = open_workbook(data)              bytes → Workbook or problems
    reading = read_form(opening.workbook)      Workbook → Form and problems
    write_markdown(workbook), write_xlsx(workbook)

A form is kept as its Workbook (`to_json`, `from_json`) and built anew when it is needed.
"""

from __future__ import annotations

from .markdown import write_markdown
from .opening import Opening, open_workbook
from .places import with_places
from .problems import Problem, ProblemCode, has_errors
from .reading import Reading, read_form
from .sheets import Row, Sheet, Workbook, from_json, to_json
from .writing import write_xlsx

__all__ = [
    "Opening",
    "Problem",
    "ProblemCode",
    "Reading",
    "Row",
    "Sheet",
    "Workbook",
    "from_json",
    "has_errors",
    "open_workbook",
    "read_form",
    "to_json",
    "with_places",
    "write_markdown",
    "write_xlsx",
]
