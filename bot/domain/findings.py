"""What is shown of results: to staff question by question, to residents what staff chose."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.crosstabs import PublishedCross
from bot.domain.disclosure import PublishedResults, PublishedTally
from bot.domain.exports import Table
from bot.domain.snapshots import Snapshot
from bot.domain.surveys import Counts, Survey
from bot.forms.model import Kind

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


@dataclass(frozen=True, slots=True)
class Findings:
    """A survey with what may be shown of it. `snapshot` None: too few answers so far."""

    survey: Survey
    counts: Counts
    fallback: str  # the form's own language, for texts that the reader's lacks
    snapshot: Snapshot | None

    @property
    def tallies(self) -> tuple[PublishedTally, ...]:
        return self.snapshot.results.tallies if self.snapshot else ()


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Divided:
    """One question by the answers to another."""

    findings: Findings
    number: int
    by: PublishedTally
    table: PublishedCross

    @property
    def tally(self) -> PublishedTally:
        return self.findings.tallies[self.number]


@dataclass(frozen=True, slots=True)
class Exported:
    """What a download holds: the results as shown, or the answers in rows."""

    survey: Survey
    fallback: str
    results: PublishedResults | None = None
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """One question of a publication, counted from 0."""

    publication: Publication
    number: int
    picture: bytes = field(default=b"", repr=False)

    @property
    def tally(self) -> PublishedTally:
        return self.publication.results.tallies[self.number]
