"""What residents say before the vote: „Popieram”, and remarks that staff read first."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.domain.contests.contest import Contest, PhaseName, Shown
from bot.domain.contests.editions import Edition
from bot.errors import Refused
from bot.frozen import frozen

KIND, RULES_KIND = "remark", "rules_remark"  # kinds of session: on an application, on the rules
FORM = "uwaga"
WAITING_AT_ONCE = 5  # remarks of one person in one contest that nobody has read yet
APPROVED, WAITING = "remark_approved", "remark_waiting"  # purposes of notices


class Status(StrEnum):
    """What has become of a remark. Only approved ones are public."""

    WAITING = "waiting"
    APPROVED = "approved"
    HIDDEN = "hidden"


@frozen
class Remark:
    """`application_id` None: on the rules. `person_id` is for nobody's eyes but the services'."""

    id: int
    contest_id: int
    application_id: int | None
    text: str
    status: Status
    written_at: datetime
    person_id: int | None = None


@frozen
class Proposal:
    """An application as the town sees it: no people in it. `summary` where the rules show whole
    applications, else ""; `requested` in grosze. `supported`: by whoever looks."""

    id: int
    title: str
    summary: str
    requested: int
    supports: int
    remarks: int
    supported: bool = False


@frozen
class Proposals:
    """The public list. `may_support`, `may_remark`: now, by this person; `waiting`: for staff, how
    many remarks nobody has read."""

    edition: Edition
    phase: PhaseName
    listed: tuple[Proposal, ...]
    may_support: bool
    may_remark: bool
    waiting: int | None = None


@frozen
class ProposalShown:
    """One of them with what was said; `told` is what has just been done."""

    edition: Edition
    proposal: Proposal
    remarks: tuple[Remark, ...]
    may_support: bool
    may_remark: bool
    told: str = ""


@frozen
class RulesShown:
    """The rules in consultation, with the approved remarks on them."""

    edition: Edition
    remarks: tuple[Remark, ...]
    may_remark: bool
    waiting: int | None = None
    told: str = ""


@frozen
class ToModerate:
    """For staff: the oldest remark that waits, and how many do. `title`: what it is about, "" for
    the rules."""

    edition: Edition
    waiting: int
    remark: Remark | None = None
    title: str = ""


@frozen
class RemarkTold:
    """A notice: to the authors that there is a remark, to staff that some wait."""

    purpose: str
    edition: Edition
    waiting: int = 0
    remark: Remark | None = None
    title: str = ""


def require_public(contest: Contest, phase: PhaseName) -> None:
    """Raises Refused: proposals_hidden, where the rules show no list yet."""
    if not (contest.shows(Shown.TITLES, phase) or contest.shows(Shown.APPLICATIONS, phase)):
        raise Refused("proposals_hidden")


def require_support(contest: Contest) -> None:
    """Raises Refused: support_off, where the rules ask nobody before the vote."""
    if not contest.vote.support:
        raise Refused("support_off")


def require_room(waiting: int) -> None:
    """Raises Refused: remarks_wait (most)."""
    if waiting >= WAITING_AT_ONCE:
        raise Refused("remarks_wait", most=WAITING_AT_ONCE)
