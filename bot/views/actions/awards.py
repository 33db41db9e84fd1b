"""Decisions, the protocol and the published result."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ShowDecisions(Action):
    """For staff: who gets how much."""

    code: ClassVar[str] = "qd"
    contest: int


@frozen
class ShowAwards(Action):
    """The list for the town."""

    code: ClassVar[str] = "qr"
    contest: int


@frozen
class DividePool(Action):
    """The yes to what the rules would give."""

    code: ClassVar[str] = "qc"
    contest: int


@frozen
class ShowDecision(Action):
    """What one application gets; its id."""

    code: ClassVar[str] = "qo"
    application: int


@frozen
class AskAward(Action):
    """A change that is asked for first; see `AwardTalk`. `subject`: an application or a contest."""

    code: ClassVar[str] = "qa"
    talk: str
    subject: int


@frozen
class ChangeAwards(Action):
    """What else can be changed."""

    code: ClassVar[str] = "qm"
    contest: int


@frozen
class ShowAwardSteps(Action):
    """The history of decisions."""

    code: ClassVar[str] = "qh"
    contest: int


@frozen
class SendDecisions(Action):
    """To everybody who applied; asked once."""

    code: ClassVar[str] = "qs"
    contest: int
    sure: bool


@frozen
class PublishList(Action):
    """The town's list; asked once."""

    code: ClassVar[str] = "qp"
    contest: int
    sure: bool


@frozen
class AnnounceList(Action):
    """„Ogłoś w mieście”"""

    code: ClassVar[str] = "qn"
    contest: int


@frozen
class ChooseProtocol(Action):
    """Which file of the protocol."""

    code: ClassVar[str] = "qf"
    contest: int


@frozen
class GetProtocol(Action):
    """The protocol as a file: `suffix` "docx" or "pdf"; `whole`: with names, for the library."""

    code: ClassVar[str] = "qg"
    contest: int
    suffix: str
    whole: bool


@frozen
class ExplainCount(Action):
    """How it was counted, a page at a time from 1."""

    code: ClassVar[str] = "qe"
    contest: int
    page: int


@frozen
class ExplainApplication(Action):
    """„Dlaczego mój pomysł nie wygrał?”"""

    code: ClassVar[str] = "qw"
    application: int


@frozen
class ShowRound(Action):
    """An earlier round's decisions, which stay as they are."""

    code: ClassVar[str] = "qk"
    contest: int
    round: int
