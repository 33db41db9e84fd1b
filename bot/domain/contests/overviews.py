"""What services of contests answer: one frozen type for each, made for views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.contests.applications import Application, Difference, File, Version
from bot.domain.contests.awards import Awards, Decision
from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.decisions import Protocol, PublicRow, Round
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.eligibility import Obstacle
from bot.domain.contests.formal import Call
from bot.domain.contests.jury import Assessor, Queue, Sheet
from bot.domain.contests.phases import Change, Edge
from bot.domain.contests.scoring import Ranking
from bot.domain.contests.tables import Problem
from bot.domain.contests.voting import Turnout


@dataclass(frozen=True, slots=True)
class Overview:
    """A contest as this person sees it. `may`: what they may do now; `mine`: their applications;
    `applications`: for staff, how many have a receipt; `reason`: why its phase was moved last."""

    edition: Edition
    phase: PhaseName
    link: str
    may: frozenset[Action]
    mine: tuple[Application, ...] = ()
    applications: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotSetUp:
    """Nothing was kept: what is wrong with the file."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PhaseMoved:
    """`told`: how many people hear of it."""

    edition: Edition
    changes: tuple[Change, ...]
    reason: str
    told: int


@dataclass(frozen=True, slots=True)
class MayApply:
    """The answer before any work: nothing in the way where `obstacles` is empty."""

    edition: Edition
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class CoauthorLink:
    """To be given to whoever writes the application too."""

    application: Application
    link: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A draft is gone for good (`deleted`); what had a receipt stays, marked."""

    application: Application
    deleted: bool


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two versions of an application."""

    application: Application
    before: Version
    after: Version
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AssessorLink:
    """A single-use link into the jury."""

    edition: Edition
    link: str
    until: datetime


@dataclass(frozen=True, slots=True)
class InJury:
    """Somebody sits in the jury now."""

    edition: Edition
    assessor: Assessor


@dataclass(frozen=True, slots=True)
class Judging:
    """One application before an assessor: everything in it, their own sheet, their queue."""

    edition: Edition
    file: File
    sheet: Sheet
    queue: Queue


@dataclass(frozen=True, slots=True)
class JuryQueue:
    """An assessor's work. `next`: the first application that is left, 0 for none."""

    edition: Edition
    queue: Queue
    next: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The scores are frozen. `candidates`: who goes to the vote, where there is one."""

    edition: Edition
    ranking: Ranking
    titles: Mapping[str, str]
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line of the ballot. `requested` in grosze."""

    id: str
    title: str
    summary: str
    requested: int


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """What may be voted for, and whether this person still may."""

    edition: Edition
    candidates: tuple[Candidate, ...]
    voted: bool


@dataclass(frozen=True, slots=True)
class Voted:
    """The ballot is in; nothing leads from it to the person."""

    edition: Edition
    turnout: Turnout


@dataclass(frozen=True, slots=True)
class Codes:
    """Single-use codes, shown once: only keyed hashes are kept."""

    edition: Edition
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """A round as it stands, for staff. `unexplained`: who still needs a reason."""

    edition: Edition
    round: Round
    titles: Mapping[str, str]
    unexplained: tuple[str, ...]
    undecided: tuple[str, ...]

    @property
    def awards(self) -> Awards:
        """Who gets how much."""
        return self.round.awards


@dataclass(frozen=True, slots=True)
class Approved:
    """The protocol is approved: decisions may be sent."""

    edition: Edition
    protocol: Protocol


@dataclass(frozen=True, slots=True)
class DecisionsSent:
    """`told`: how many people get a decision; `by_hand`: applications that nobody can be written
    to about."""

    edition: Edition
    told: int
    by_hand: tuple[Application, ...]


@dataclass(frozen=True, slots=True)
class PublicResults:
    """What the town reads."""

    edition: Edition
    rows: tuple[PublicRow, ...]
    protocol: Protocol | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What a notice says. `words`: the reason that was given; `places`: how many stand in the
    ranking."""

    purpose: str
    edition: Edition
    application: Application | None = None
    words: str = ""
    phase: Phase | None = None
    edge: Edge = Edge.BEGIN
    call: Call | None = None
    decision: Decision | None = None
    places: int = 0
