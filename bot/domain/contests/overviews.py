"""What services of contests answer: one frozen type for each, made for views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from bot.domain.announcements import Media
from bot.domain.contests.applications import Application, Difference, File, Version
from bot.domain.contests.awards import Awards, Decision
from bot.domain.contests.ballots import Draft
from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.decisions import Protocol, PublicRow, Round
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.eligibility import Obstacle
from bot.domain.contests.formal import Call
from bot.domain.contests.jury import Assessor, Conflict, Progress, Queue, Sheet
from bot.domain.contests.jury_desk import QueueLine
from bot.domain.contests.phases import Change, Edge
from bot.domain.contests.scoring import Ranking
from bot.domain.contests.tables import Problem
from bot.domain.contests.voting import Tally, Turnout
from bot.forms.steps import ReviewItem
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
    """One application before an assessor: everything in it, their own sheet, their queue.

    `asked`: the number of the criterion that waits for points, 0 for none; `session`, `rev`: what
    is typed next goes there. `objection`: the code of why the last points were not taken.
    `answers`, `files`: what is in the application, only where it is shown.
    """

    edition: Edition
    file: File
    sheet: Sheet
    queue: Queue
    asked: int = 0
    session: int = 0
    rev: int = 0
    objection: str = ""
    just_given: int = 0  # the number of the criterion that got points by this tap
    answers: tuple[ReviewItem, ...] = ()
    files: int = 0


@frozen
class JuryQueue:
    """An assessor's work. `next`: the first application that is left, 0 for none. `after`: what
    was just done there, "submitted" or "conflict"."""

    edition: Edition
    queue: Queue
    next: int
    lines: tuple[QueueLine, ...] = ()
    after: str = ""


@frozen
class JuriesShown:
    """Where somebody sits and may still judge; what staff look after."""

    sitting: tuple[Edition, ...]
    managed: tuple[Edition, ...] = ()


@frozen
class ApplicationFiles:
    """What the authors attached."""

    application: Application
    files: tuple[Media, ...]


@frozen
class JuryBoard:
    """For staff: who is how far. No points, so that nothing can be read from it.

    `may`: what may be done now; `titles`: by application; `reminded`: how many were written to by
    this tap, None where none was made.
    """

    edition: Edition
    progress: Progress
    conflicts: tuple[Conflict, ...]
    titles: Mapping[int, str]
    may: frozenset[Action]
    reminded: int | None = None


@frozen
class Counted:
    """The scores are frozen. `candidates`: who goes to the vote, where there is one. `assessors`:
    names by key of the counting."""

    edition: Edition
    ranking: Ranking
    titles: Mapping[str, str]
    candidates: tuple[str, ...]
    assessors: Mapping[str, str] = field(default_factory=dict)


@frozen
class SheetsShown:
    """All sheets of one application, after the count; who is left out of it, and why."""

    edition: Edition
    application: Application
    sheets: tuple[Sheet, ...]
    assessors: tuple[Assessor, ...]
    conflicts: tuple[Conflict, ...]


@frozen
class Candidate:
    """A line of the ballot. `requested` in grosze. `number`: drawn by lot, the same for all."""

    id: str
    title: str
    summary: str
    requested: int
    number: int = 0


@frozen
class BallotPaper:
    """What may be voted for, in this person's order, what they have chosen so far, and whether
    they still may vote. `told`: "code" where one has just been taken, "same" where a tap changed
    nothing."""

    edition: Edition
    candidates: tuple[Candidate, ...]
    voted: bool
    draft: Draft = field(default_factory=Draft)
    told: str = ""

    @property
    def lacks_code(self) -> bool:
        """A code from the desk is needed, and none was given yet."""
        return self.edition.contest.vote.codes and not self.draft.code


@frozen
class Voted:
    """The ballot is in; nothing leads from it to the person. `again`: it was in before."""

    edition: Edition
    turnout: Turnout
    again: bool = False


@frozen
class Codes:
    """Single-use codes, shown once: only keyed hashes are kept. `content`: the file to print."""

    edition: Edition
    codes: tuple[str, ...]
    content: bytes = b""


@frozen
class Slip:
    """What is printed for one voter. `ends`: until when votes are taken."""

    title: str
    library: str
    code: str
    link: str
    ends: datetime | None
    paper: bool


@frozen
class VoteDesk:
    """The vote for staff: how many ballots, and never how they stand. `issued`, `used`: codes."""

    edition: Edition
    phase: PhaseName
    may: frozenset[Action]
    turnout: Turnout
    issued: int
    used: int
    candidates: tuple[Candidate, ...]


@frozen
class PaperUnread:
    """A line that is no ballot: what was typed, and the refusal's code with its facts."""

    text: str
    reason: str
    facts: Mapping[str, object]


@frozen
class PaperEntered:
    """Ballots from paper. `batch` is what takes these back; `entered`: each one's titles."""

    edition: Edition
    entered: tuple[tuple[str, ...], ...]
    unread: tuple[PaperUnread, ...]
    turnout: Turnout
    batch: str


@frozen
class Tallied:
    """After the end: who got what."""

    edition: Edition
    candidates: tuple[Candidate, ...]
    tally: Tally


@frozen
class Decisions:
    """A round as it stands, for staff. `unexplained`: who still needs a reason; `unsent`: whose
    decision has not been sent as it stands; `receipts`: numbers, by application."""

    edition: Edition
    round: Round
    titles: Mapping[str, str]
    unexplained: tuple[str, ...]
    undecided: tuple[str, ...]
    unsent: tuple[str, ...] = ()
    receipts: Mapping[str, str] = field(default_factory=dict)

    @property
    def awards(self) -> Awards:
        """Who gets how much."""
        return self.round.awards


@frozen
class Undivided:
    """A round before its pool is divided. `awards`: what the rules would give, None where they
    cannot say yet; then `obstacle` is the code of why, and `tied` who waits for a lot."""

    edition: Edition
    titles: Mapping[str, str]
    awards: Awards | None = None
    obstacle: str = ""
    tied: tuple[str, ...] = ()


@frozen
class OneDecision:
    """One application's decision, for staff. `number`: its place on the list."""

    decisions: Decisions
    number: int

    @property
    def decision(self) -> Decision:
        """The decision itself."""
        return self.decisions.awards.decisions[self.number - 1]


@frozen
class LotDrawn:
    """What people drew is kept; the pool can be divided."""

    edition: Edition
    drawn: tuple[str, ...]
    titles: Mapping[str, str]


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
    """What the town reads of a round. `mine`: this person's own applications among them;
    `counted`: may they see how it was counted? `before`: earlier rounds, the latest first."""

    edition: Edition
    rows: tuple[PublicRow, ...]
    protocol: Protocol | None = None
    mine: tuple[Application, ...] = ()
    counted: bool = False
    staff: bool = False
    round: int = 1
    before: tuple[PublicResults, ...] = ()


@frozen
class Telling:
    """What a notice says. `words`: the reason that was given; `places`: how many stand in the
    ranking; `before`: the phase that ended when `phase` began."""

    purpose: str
    edition: Edition
    application: Application | None = None
    words: str = ""
    phase: Phase | None = None
    edge: Edge = Edge.BEGIN
    call: Call | None = None
    decision: Decision | None = None
    places: int = 0
    before: Phase | None = None
