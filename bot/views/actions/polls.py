"""The residents' vote, and what they say before it. `contest`, `candidate`, `proposal` and `remark`
are ids."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


class BallotAction(Action):
    """What is tapped while a ballot is open: what one types next is still for it."""


@frozen
class ShowBallot(BallotAction):
    """„Głosuj”"""

    code: ClassVar[str] = "bb"
    contest: int


@frozen
class TurnBallot(BallotAction):
    """‹ and ›; `details`: with what each idea is about."""

    code: ClassVar[str] = "bt"
    contest: int
    page: int
    details: bool


@frozen
class TickCandidate(BallotAction):
    """Chosen, or not any more."""

    code: ClassVar[str] = "bx"
    contest: int
    candidate: int
    wanted: bool
    page: int


@frozen
class AskPoints(BallotAction):
    """How many points for this one?"""

    code: ClassVar[str] = "ba"
    contest: int
    candidate: int
    page: int


@frozen
class GivePoints(BallotAction):
    """So many."""

    code: ClassVar[str] = "bg"
    contest: int
    candidate: int
    points: int


@frozen
class ReviewBallot(BallotAction):
    """„Sprawdź głos”"""

    code: ClassVar[str] = "br"
    contest: int


@frozen
class ClearBallot(BallotAction):
    """„Wyczyść”"""

    code: ClassVar[str] = "bz"
    contest: int


@frozen
class CastBallot(BallotAction):
    """„Oddaj głos”"""

    code: ClassVar[str] = "bc"
    contest: int


@frozen
class ManageVote(Action):
    """For staff: codes, paper votes, the count."""

    code: ClassVar[str] = "bm"
    contest: int


@frozen
class IssueCodes(Action):
    """Slips to print; 0 asks how many."""

    code: ClassVar[str] = "bi"
    contest: int
    number: int


@frozen
class EnterPaperBallot(BallotAction):
    """„Wpisz głosy z papieru”"""

    code: ClassVar[str] = "be"
    contest: int


@frozen
class TakeBackPaper(BallotAction):
    """Ballots that were entered together are not counted."""

    code: ClassVar[str] = "bu"
    contest: int
    batch: str


@frozen
class CountVotes(Action):
    """„Policz głosy”; for good, so it asks first."""

    code: ClassVar[str] = "bf"
    contest: int
    sure: bool


@frozen
class ShowTally(Action):
    """Once the votes are counted: who got what."""

    code: ClassVar[str] = "bk"
    contest: int


@frozen
class ShowProposals(Action):
    """The public list, with „Popieram” and remarks."""

    code: ClassVar[str] = "bp"
    contest: int


@frozen
class TurnProposals(Action):
    """‹ and ›"""

    code: ClassVar[str] = "bn"
    contest: int
    page: int


@frozen
class ShowProposal(Action):
    """One of the list."""

    code: ClassVar[str] = "bl"
    proposal: int


@frozen
class SupportProposal(Action):
    """„Popieram”, or not any more."""

    code: ClassVar[str] = "bs"
    proposal: int
    wanted: bool


@frozen
class WriteRemark(Action):
    """„Dodaj uwagę”"""

    code: ClassVar[str] = "bw"
    proposal: int


@frozen
class WriteRemarkOnRules(Action):
    """„Dodaj uwagę do zasad”"""

    code: ClassVar[str] = "bq"
    contest: int


@frozen
class ModerateRemarks(Action):
    """For staff: remarks that wait."""

    code: ClassVar[str] = "bv"
    contest: int


@frozen
class DecideRemark(Action):
    """Public, or hidden."""

    code: ClassVar[str] = "by"
    remark: int
    public: bool
