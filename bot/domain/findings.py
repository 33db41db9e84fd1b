"""What is shown of results: to staff question by question, to residents what staff chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from bot.domain.crosstabs import PublishedCross
from bot.domain.disclosure import PublishedResults, PublishedTally
from bot.domain.snapshots import Snapshot
from bot.domain.surveys import Counts, Survey
from bot.forms.model import Kind
from bot.forms.xlsform import Row, Workbook
from bot.frozen import frozen

# Their answers are not counted one by one: only how many people answered.
UNCOUNTED = frozenset(
    {
        Kind.TEXT,
        Kind.BARCODE,
        Kind.IMAGE,
        Kind.AUDIO,
        Kind.VIDEO,
        Kind.FILE,
        Kind.GEOPOINT,
    }
)


RESULTS_LINK = "w_"  # what a deep link to published results begins with


@frozen
class Findings:
    """A survey with what may be shown of it. `snapshot` None: too few answers so far."""

    survey: Survey
    counts: Counts
    fallback: str  # the form's own language, for texts that the reader's lacks
    snapshot: Snapshot | None

    @property
    def tallies(self) -> tuple[PublishedTally, ...]:
        return self.snapshot.results.tallies if self.snapshot else ()


@frozen
class Question:
    """One question of `of`, counted from 0. `picture` is a PNG, empty where nothing is drawn."""

    findings: Findings
    number: int
    picture: bytes = field(default=b"", repr=False)

    @property
    def tally(self) -> PublishedTally:
        return self.findings.tallies[self.number]

    @property
    def total(self) -> int:
        return len(self.findings.tallies)


@frozen
class Divided:
    """One question by the answers to another."""

    findings: Findings
    number: int
    by: PublishedTally
    table: PublishedCross

    @property
    def tally(self) -> PublishedTally:
        return self.findings.tallies[self.number]


@frozen
class Exported:
    """A file for staff: one CSV, or a ZIP of several where the form has repeats."""

    survey: Survey
    name: str
    content: bytes = field(repr=False)


@frozen
class Publication:
    """What a library shows to residents of one survey, and its few words on what comes of it."""

    id: int
    survey_id: int
    title: str
    comment: str
    day: str
    fallback: str
    results: PublishedResults
    link: str = ""
    staff: bool = False  # does a member of the staff look at it?


@frozen
class PublicQuestion:
    """One question of a publication, counted from 0."""

    publication: Publication
    number: int
    picture: bytes = field(default=b"", repr=False)

    @property
    def tally(self) -> PublishedTally:
        return self.publication.results.tallies[self.number]


@frozen
class Withdrawn:
    """Published results are gone."""

    title: str


def showable(findings: Findings) -> tuple[PublishedTally, ...]:
    """The questions that can be shown to residents: counted ones that hide not everything."""
    return tuple(tally for tally in findings.tallies if tally.cells and not tally.withheld)


def with_questions(
    workbook: Workbook, tallies: Iterable[PublishedTally], fallback: str
) -> Workbook:
    """The built-in form `publikacja_wynikow` with these questions as the choices of its list."""
    sheets = []
    for sheet in workbook.sheets:
        if sheet.name == "choices":
            first = sheet.header_row + 1
            rows = (
                Row(number, _choice(sheet.columns, tally, fallback))
                for number, tally in enumerate(tallies, first)
            )
            sheet = replace(sheet, rows=tuple(rows))
        sheets.append(sheet)
    return Workbook(tuple(sheets))


def _choice(columns: Mapping[str, str], tally: PublishedTally, fallback: str) -> dict[str, str]:
    cells = {"list_name": "pytania", "name": tally.key}
    label = tally.place.question.label
    found = {}
    for letter, header in columns.items():
        language = header[-3:-1]  # „label::Polski (pl)”
        found[letter] = cells.get(header) or label.get(language, fallback) or tally.key
    return found
