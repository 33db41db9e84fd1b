"""Applications, for whoever writes them. `application` is an id."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class Apply(Action):
    """„Zgłoś pomysł”"""

    code: ClassVar[str] = "ia"
    contest: int


@frozen
class ShowApplication(Action):
    """Everything in it and what became of it."""

    code: ClassVar[str] = "is"
    application: int


@frozen
class ListCalls(Action):
    """`/zglos`: contests that take applications now."""

    code: ClassVar[str] = "ic"


@frozen
class ApplyAs(Action):
    """„Ja”, „Grupa”, „OSP Zalesie”: `who` as in `domain.contests.own_applications`."""

    code: ClassVar[str] = "iw"
    contest: int
    who: str


@frozen
class ListOwnApplications(Action):
    """`/mojepomysly`"""

    code: ClassVar[str] = "im"


@frozen
class ReadOwnApplication(Action):
    """Every answer in it, page by page."""

    code: ClassVar[str] = "ir"
    application: int
    page: int


@frozen
class WriteApplication(Action):
    """Go on writing, edit, or mend what was called for."""

    code: ClassVar[str] = "ig"
    application: int


@frozen
class AskAboutApplication(Action):
    """A step that waits for a yes: "withdraw" or "leave"."""

    code: ClassVar[str] = "iq"
    application: int
    asked: str


@frozen
class WithdrawApplication(Action):
    """The yes to that."""

    code: ClassVar[str] = "ix"
    application: int


@frozen
class LeaveApplication(Action):
    """The yes of a co-author who goes."""

    code: ClassVar[str] = "il"
    application: int


@frozen
class InviteCoauthor(Action):
    """A link for whoever writes it too."""

    code: ClassVar[str] = "ii"
    application: int


@frozen
class GetApplicationPaper(Action):
    """The PDF to sign."""

    code: ClassVar[str] = "ip"
    application: int


@frozen
class StopNudges(Action):
    """„Nie przypominaj”"""

    code: ClassVar[str] = "in"
    application: int
