"""A contest that is being held: its configuration as it stands, and who is what in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.contests.contest import Contest, PhaseName
from bot.domain.people import Role
from bot.errors import Refused
from bot.frozen import frozen

LINK = "k_"  # what a deep link to a contest begins with
COAUTHOR_LINK = "a_"  # … of a co-author's invitation
ASSESSOR_LINK = "j_"  # … of an assessor's


@frozen
class Edition:
    """`contest` is as moved and changed since; `counted_at`: from then on scores are frozen and
    may be seen, `votes_counted_at`: the same of ballots; `published_at`: the town may read this
    round, as it may all `public_rounds`. `form_id`: the application form."""

    id: int
    token: str
    contest: Contest
    form_id: int
    round: int = 1
    counted_at: datetime | None = None
    published_at: datetime | None = None
    created_by: int | None = None
    votes_counted_at: datetime | None = None
    public_rounds: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """As people read it."""
        return self.contest.title


class Part(StrEnum):
    """What somebody is in one contest, or to one application in it."""

    RESIDENT = "resident"
    PARTNER = "partner"
    APPLICANT = "applicant"  # author or co-author of the application
    ASSESSOR = "assessor"  # of this contest, without a conflict of interest
    LIBRARIAN = "librarian"
    OWNER = "owner"


STAFF = frozenset({Part.LIBRARIAN, Part.OWNER})
EVERYBODY = frozenset(Part)
_BY_ROLE = {
    Role.RESIDENT: Part.RESIDENT, Role.PARTNER: Part.PARTNER, Role.ASSESSOR: Part.RESIDENT,
    Role.LIBRARIAN: Part.LIBRARIAN, Role.OWNER: Part.OWNER,
}  # fmt: skip


def parts(role: Role, *, applicant: bool = False, assessor: bool = False) -> frozenset[Part]:
    """Being an assessor somewhere else gives nothing here."""
    found = {_BY_ROLE[role]}
    if applicant:
        found.add(Part.APPLICANT)
    if assessor:
        found.add(Part.ASSESSOR)
    return frozenset(found)


class Action(StrEnum):
    """Everything that can be done in a contest."""

    CONFIGURE = "configure"
    DELETE = "delete"
    MOVE_PHASE = "move-phase"
    SEE = "see"
    APPLY = "apply"
    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    INVITE_COAUTHOR = "invite-coauthor"
    CORRECT = "correct"
    SEE_APPLICATION = "see-application"
    ENTER_PAPER = "enter-paper"
    ADMIT = "admit"
    CHECK = "check"
    SEE_ALL = "see-all"  # every application, as a list or a file
    NAME_ASSESSORS = "name-assessors"
    EXCUSE_ASSESSOR = "excuse-assessor"
    REMIND_ASSESSORS = "remind-assessors"
    DECLARE_CONFLICT = "declare-conflict"
    SCORE = "score"
    SEE_PROGRESS = "see-progress"
    COUNT = "count"
    SEE_TOTALS = "see-totals"
    SEE_PROPOSALS = "see-proposals"
    SUPPORT = "support"
    REMARK = "remark"
    REMARK_ON_RULES = "remark-on-rules"
    MODERATE = "moderate"
    VOTE = "vote"
    ISSUE_CODES = "issue-codes"
    ENTER_BALLOTS = "enter-ballots"
    COUNT_VOTES = "count-votes"
    SEE_VOTES = "see-votes"
    SEE_DECISIONS = "see-decisions"
    DECIDE = "decide"
    RAISE_POOL = "raise-pool"
    OPEN_ROUND = "open-round"
    APPROVE = "approve"
    SEND = "send"
    PUBLISH = "publish"
    SEE_RESULTS = "see-results"
    SEE_REALISATION = "see-realisation"
    REPORT = "report"
    LEAVE_REALISATION = "leave-realisation"
    SEE_REALISATIONS = "see-realisations"
    ACCEPT_REPORT = "accept-report"
    NAME_COORDINATOR = "name-coordinator"
    SEE_OUTCOMES = "see-outcomes"


P = PhaseName
ALL = frozenset(P)
BEGUN = ALL - {P.DRAFT}
JUDGING = frozenset({P.PRESENTATION, P.JURY})
CHECKING = JUDGING | {P.FORMAL_CHECK}
DECIDING = frozenset({P.RESULTS, P.REALISATION})
OVER = DECIDING | {P.CLOSED}
_APPLICANTS = frozenset({Part.APPLICANT})
_ASSESSORS = frozenset({Part.ASSESSOR})

RIGHTS: Mapping[Action, tuple[frozenset[Part], frozenset[PhaseName]]] = {
    Action.CONFIGURE: (STAFF, frozenset({P.DRAFT, P.CONSULTATION})),
    Action.DELETE: (STAFF, frozenset({P.DRAFT})),
    Action.MOVE_PHASE: (STAFF, ALL),
    Action.SEE: (EVERYBODY, BEGUN),
    Action.APPLY: (frozenset({Part.RESIDENT, Part.PARTNER}), frozenset({P.OPEN})),
    Action.EDIT: (_APPLICANTS, frozenset({P.OPEN})),
    Action.SUBMIT: (_APPLICANTS, frozenset({P.OPEN})),
    Action.WITHDRAW: (_APPLICANTS, CHECKING | {P.OPEN, P.VOTE}),
    Action.INVITE_COAUTHOR: (_APPLICANTS, CHECKING | {P.OPEN} | DECIDING),
    Action.CORRECT: (_APPLICANTS, CHECKING | {P.OPEN} | DECIDING),
    Action.SEE_APPLICATION: (_APPLICANTS | _ASSESSORS | STAFF, BEGUN),
    Action.ENTER_PAPER: (STAFF, CHECKING | {P.OPEN}),
    Action.ADMIT: (STAFF, CHECKING | {P.OPEN}),
    Action.CHECK: (STAFF, CHECKING | {P.OPEN} | DECIDING),
    Action.SEE_ALL: (STAFF, BEGUN),
    Action.NAME_ASSESSORS: (STAFF, CHECKING | {P.DRAFT, P.CONSULTATION, P.OPEN}),
    Action.EXCUSE_ASSESSOR: (STAFF, ALL - {P.CLOSED}),  # who is ill may be known only at the end
    Action.REMIND_ASSESSORS: (STAFF, JUDGING),
    Action.DECLARE_CONFLICT: (_ASSESSORS, CHECKING),
    Action.SCORE: (_ASSESSORS, JUDGING),
    Action.SEE_PROGRESS: (STAFF, ALL),
    Action.COUNT: (STAFF, frozenset({P.JURY, P.VOTE}) | DECIDING),
    Action.SEE_TOTALS: (STAFF | _ASSESSORS, frozenset({P.JURY, P.VOTE}) | OVER),
    Action.SEE_PROPOSALS: (EVERYBODY, BEGUN),
    Action.SUPPORT: (EVERYBODY, CHECKING | {P.OPEN}),
    Action.REMARK: (EVERYBODY, CHECKING | {P.OPEN}),
    Action.REMARK_ON_RULES: (EVERYBODY, frozenset({P.CONSULTATION})),
    Action.MODERATE: (STAFF, BEGUN),
    Action.VOTE: (EVERYBODY, frozenset({P.VOTE})),
    Action.ISSUE_CODES: (STAFF, CHECKING | {P.VOTE}),
    Action.ENTER_BALLOTS: (STAFF, frozenset({P.VOTE, P.RESULTS})),
    Action.COUNT_VOTES: (STAFF, DECIDING),
    Action.SEE_VOTES: (STAFF, OVER),
    Action.SEE_DECISIONS: (STAFF, OVER),
    Action.DECIDE: (STAFF, DECIDING),
    Action.RAISE_POOL: (STAFF, DECIDING),
    Action.OPEN_ROUND: (STAFF, DECIDING),
    Action.APPROVE: (STAFF, DECIDING),
    Action.SEND: (STAFF, DECIDING),
    Action.PUBLISH: (STAFF, DECIDING),
    Action.SEE_RESULTS: (EVERYBODY, OVER),
    # who applied on paper has no account: staff report for them
    Action.SEE_REALISATION: (_APPLICANTS | STAFF, OVER),
    Action.REPORT: (_APPLICANTS | STAFF, OVER),
    Action.LEAVE_REALISATION: (_APPLICANTS, OVER),
    Action.SEE_REALISATIONS: (STAFF, OVER),
    Action.ACCEPT_REPORT: (STAFF, OVER),
    Action.NAME_COORDINATOR: (STAFF, OVER),
    Action.SEE_OUTCOMES: (EVERYBODY, OVER),
}


def refusal(action: Action, who: frozenset[Part], phase: PhaseName) -> str | None:
    """Why it may not be done, as a code; None if it may."""
    allowed, phases = RIGHTS[action]
    if not who & allowed:
        return "staff_only" if allowed == STAFF else "not_yours_to_do"
    if phase not in phases:
        return "not_in_this_phase"
    return None


def require(action: Action, who: frozenset[Part], phase: PhaseName) -> None:
    """Raises Refused: staff_only, not_yours_to_do, not_in_this_phase (action, phase)."""
    if reason := refusal(action, who, phase):
        raise Refused(reason, action=action, phase=phase)
