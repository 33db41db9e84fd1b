"""A contest as a library sets it up: everything that differs from one to the next is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from bot.domain.contests.awards import Fit, Terms
from bot.domain.contests.elections import VoteType
from bot.domain.contests.scoring import Criterion, ScoringPolicy
from bot.domain.contests.ties import TieKey
from bot.frozen import frozen


class PhaseName(StrEnum):
    """The phases, in their order; a contest need not have all of them."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    OPEN = "open"
    FORMAL_CHECK = "formal-check"
    PRESENTATION = "presentation"
    JURY = "jury"
    VOTE = "vote"
    RESULTS = "results"
    REALISATION = "realisation"
    CLOSED = "closed"


@frozen
class Phase:
    """When a phase begins and ends, aware, with the hour. `end` is the first moment outside."""

    name: PhaseName
    begin: datetime | None = None
    end: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether the moment is inside: 15:00:20 is not, when the end is 15:00."""
        return (self.begin is None or self.begin <= moment) and (
            self.end is None or moment < self.end
        )


class Kind(StrEnum):
    """Who applies."""

    INDIVIDUAL = "individual"
    INFORMAL_GROUP = "informal-group"
    NGO = "ngo"
    KGW = "kgw"
    OSP = "osp"
    SCHOOL = "school"
    SCOUTS = "scouts"
    OTHER = "other"


@frozen
class Eligibility:
    """Who may apply. 0 = no limit. `minor_needs_adult`: below 18 only together with an adult."""

    kinds: tuple[Kind, ...] = tuple(Kind)
    minimum_age: int = 18
    minor_needs_adult: bool = True
    group_min_people: int = 0
    group_min_adults: int = 0
    per_author: int = 0
    territory: str = ""


@frozen
class PoolChange:
    """The pool grew or shrank by `amount` grosze, on a day, for a reason, approved by somebody."""

    amount: int
    reason: str
    approved_by: str = ""
    on: date | None = None


@frozen
class Money:
    """Grosze; 0 = no limit. `flexible`: people may go outside the limits, with a reason."""

    pool: int = 0
    grant_min: int = 0
    grant_max: int = 0
    winners_min: int = 0
    winners_max: int = 0
    flexible: bool = True
    fit: Fit = Fit.SKIP
    changes: tuple[PoolChange, ...] = ()

    @property
    def current_pool(self) -> int:
        """The pool with all its changes."""
        return self.pool + sum(change.amount for change in self.changes)

    def terms(self) -> Terms:
        """For the first cut: the pool before any change."""
        return Terms(self.pool, self.fit, self.grant_min, self.grant_max, self.winners_max)


class VoteMode(StrEnum):
    """What the residents' vote decides."""

    NONE = "none"
    ADVISORY = "advisory"
    TOP = "top"  # the jury's best go to the vote, which decides
    WEIGHTED = "weighted"  # points of jury and vote are added by weight
    DECIDES = "decides"


class Rule(StrEnum):
    """How votes are counted."""

    GREEDY = "greedy"
    GREEDY_NO_SKIP = "greedy-no-skip"
    EQUAL_SHARES = "equal-shares"


@frozen
class Vote:
    """The vote, where there is one. `top`: how many go to it; `weight`: its part, 0 to 1."""

    mode: VoteMode = VoteMode.NONE
    type: VoteType = VoteType.APPROVAL
    rule: Rule = Rule.GREEDY
    top: int = 0
    weight: Fraction = Fraction(0)
    choices_max: int = 0
    codes: bool = False
    paper: bool = False
    support: bool = False  # „Popieram” and remarks before the vote
    ties: tuple[TieKey, ...] = ()


class Shown(StrEnum):
    """What may become public."""

    APPLICATIONS = "applications"
    TITLES = "titles"
    RANKING = "ranking"
    POINTS = "points"
    AWARDS = "awards"
    PROTOCOL = "protocol"
    VOTES = "votes"


@frozen
class Jury:
    """`seats`: how many assessors; 0 where there is no jury."""

    seats: int = 0
    criteria: tuple[Criterion, ...] = ()
    policy: ScoringPolicy = field(default_factory=ScoringPolicy)


@frozen
class Papers:
    """The paperwork: what must be there before a decision."""

    form: str = "wniosek"
    signature: bool = False
    follows_diagnosis: bool = False
    presentation: bool = False
    attachments: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()


@frozen
class Meeting:
    """An information meeting."""

    title: str
    at: datetime
    place: str = ""


@frozen
class Contest:
    """The whole configuration. Times are aware; money is grosze; points are fractions."""

    title: str
    phases: tuple[Phase, ...]
    money: Money = field(default_factory=Money)
    eligibility: Eligibility = field(default_factory=Eligibility)
    jury: Jury = field(default_factory=Jury)
    vote: Vote = field(default_factory=Vote)
    papers: Papers = field(default_factory=Papers)
    public: Mapping[Shown, PhaseName] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    rules_url: str = ""
    rules_version: str = ""
    round: int = 1

    @property
    def ranks(self) -> bool:
        """Do points or votes put ideas in an order? Where not, the committee just decides."""
        return bool(self.jury.criteria) or self.vote.mode is VoteMode.DECIDES

    def phase(self, name: PhaseName) -> Phase | None:
        """A phase by name."""
        return next((phase for phase in self.phases if phase.name is name), None)

    def at(self, moment: datetime) -> Phase | None:
        """The phase of a moment: of several, the one that began last."""
        inside = [phase for phase in self.phases if phase.begin and phase.holds(moment)]
        return max(inside, key=lambda phase: phase.begin or moment, default=None)

    def shows(self, thing: Shown, reached: PhaseName) -> bool:
        """Whether a thing is public once a phase has been reached; never, unless it is listed."""
        order = list(PhaseName)
        since = self.public.get(thing)
        return since is not None and order.index(reached) >= order.index(since)
