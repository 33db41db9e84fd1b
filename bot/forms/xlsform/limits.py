"""How big a spreadsheet from a stranger may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from .problems import Problem, ProblemCode
from .sheets import Sheet, Workbook, sheet_of

MIB = 2**20
FILE_BYTES = 5 * MIB
UNPACKED_BYTES = 32 * MIB  # the parts that are parsed, not pictures
SHEETS = 50
CELLS = 200_000  # filled ones, in all sheets
COLUMNS = 1_024
ROWS = 1_048_576  # Excel's own limit
CELL_CHARACTERS = 32_767  # Excel's own limit
SCANNED_CELLS = 20_000_000  # empty ones included

NumberedRows = Iterable[tuple[int, Sequence[str]]]


class TooMuch(Exception):
    """A limit is crossed; carries the problem to report. Never leaves this package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refuse(code: ProblemCode, sheet: str = "", row: int = 0, **facts: str) -> TooMuch:
    return TooMuch(Problem(code, sheet, row, "", facts))


def collect(sheets: Iterable[tuple[str, Callable[[], NumberedRows]]]) -> Workbook:
    """A workbook from lazily read sheets. Raises `TooMuch` as soon as a limit is crossed."""
    counter = Counter()
    done: list[Sheet] = []
    for name, rows in sheets:
        if len(done) == SHEETS:
            raise refuse(ProblemCode.TOO_MANY_SHEETS, limit=str(SHEETS))
        done.append(sheet_of(name, counter.count(name, rows())))
    return Workbook(tuple(done))


class Counter:
    """Counts cells through all sheets of one file."""

    def __init__(self) -> None:
        self.filled = 0
        self.scanned = 0

    def count(self, sheet: str, rows: NumberedRows) -> Iterator[tuple[int, Sequence[str]]]:
        for number, cells in rows:
            self.scanned += len(cells)
            self.filled += sum(map(bool, cells))
            if self.filled > CELLS or self.scanned > SCANNED_CELLS:
                raise refuse(ProblemCode.TOO_MANY_CELLS, sheet, number, limit=str(CELLS))
            if any(len(cell) > CELL_CHARACTERS for cell in cells):
                raise refuse(ProblemCode.CELL_TOO_LONG, sheet, number, limit=str(CELL_CHARACTERS))
            yield number, cells
