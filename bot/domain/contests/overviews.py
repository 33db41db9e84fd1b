"""What services of contests answer: one frozen type for each, made for views."""

from __future__ import annotations

from collections.abc import Mapping
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
from bot.frozen import frozen


@frozen
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


@frozen
class NotSetUp:
    """Nothing was kept: what is wrong with the file."""

    problems: tuple[Problem, ...]


@frozen
class PhaseMoved:
    """`told`: how many people hear of it."""

    edition: Edition
    changes: tuple[Change, ...]
    reason: str
    told: int


@frozen
class MayApply:
    """The answer before any work: nothing in the way where `obstacles` is empty."""

    edition: Edition
    obstacles: tuple[Obstacle, ...]


@frozen
class CoauthorLink:
    """To be given to whoever writes the application too."""

    application: Application
    link: str


@frozen
class Withdrawn:
    """A draft is gone for good (`deleted`); what had a receipt stays, marked."""

    application: Application
    deleted: bool


@frozen
class SideBySide:
    """Two versions of an application."""

    application: Application
    before: Version
    after: Version
    differences: tuple[Difference, ...]


@frozen
class AssessorLink:
    """A single-use link into the jury."""

    edition: Edition
    link: str
    until: datetime


@frozen
class InJury:
    """Somebody sits in the jury now."""

    edition: Edition
    assessor: Assessor


@frozen
class Judging:
    """One application before an assessor: everything in it, their own sheet, their queue."""

    edition: Edition
    file: File
    sheet: Sheet
    queue: Queue


@frozen
class JuryQueue:
    """An assessor's work. `next`: the first application that is left, 0 for none."""

    edition: Edition
    queue: Queue
    next: int


@frozen
class Counted:
    """The scores are frozen. `candidates`: who goes to the vote, where there is one."""

    edition: Edition
    ranking: Ranking
    titles: Mapping[str, str]
    candidates: tuple[str, ...]


@frozen
class Candidate:
    """A line of the ballot. `requested` in grosze."""

    id: str
    title: str
    summary: str
    requested: int


@frozen
class BallotPaper:
    """What may be voted for, and whether this person still may."""

    edition: Edition
    candidates: tuple[Candidate, ...]
    voted: bool


@frozen
class Voted:
    """The ballot is in; nothing leads from it to the person."""

    edition: Edition
    turnout: Turnout


@frozen
class Codes:
    """Single-use codes, shown once: only keyed hashes are kept."""

    edition: Edition
    codes: tuple[str, ...]


@frozen
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


@frozen
class Approved:
    """The protocol is approved: decisions may be sent."""

    edition: Edition
    protocol: Protocol


@frozen
class DecisionsSent:
    """`told`: how many people get a decision; `by_hand`: applications that nobody can be written
    to about."""

    edition: Edition
    told: int
    by_hand: tuple[Application, ...]


@frozen
class PublicResults:
    """What the town reads."""

    edition: Edition
    rows: tuple[PublicRow, ...]
    protocol: Protocol | None = None


@frozen
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
