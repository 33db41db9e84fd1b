"""What becomes of funded applications. `application`, `contest`, `entry` are ids."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListRealisations(Action):
    """For staff: all of a contest."""

    code: ClassVar[str] = "yl"
    contest: int


@frozen
class ShowRealisation(Action):
    """One of them, for its authors and staff."""

    code: ClassVar[str] = "ys"
    application: int


@frozen
class ListOwnRealisations(Action):
    """`/realizacja`"""

    code: ClassVar[str] = "yo"


@frozen
class TellOfRealisation(Action):
    """Begin a conversation; `talk`: "event", "expense" …; `line`: of the budget."""

    code: ClassVar[str] = "yt"
    application: int
    talk: str
    line: int


@frozen
class ChooseBudgetLine(Action):
    """„Dodaj wydatek”: which line is it of?"""

    code: ClassVar[str] = "yc"
    application: int


@frozen
class TickMilestone(Action):
    """Done, or after all not."""

    code: ClassVar[str] = "ym"
    milestone: int
    done: bool


@frozen
class ListEntries(Action):
    """What was reported: "event", "expense", "photo", "milestone"."""

    code: ClassVar[str] = "ye"
    application: int
    what: str


@frozen
class TakeBackEntry(Action):
    """It was wrong."""

    code: ClassVar[str] = "yb"
    what: str
    entry: int


@frozen
class AskRealisation(Action):
    """Something that waits for a yes: "leave", "departure", "accept"."""

    code: ClassVar[str] = "yq"
    application: int
    asked: str


@frozen
class LeaveRealisation(Action):
    """The yes of who leaves."""

    code: ClassVar[str] = "yx"
    application: int


@frozen
class CountDeparture(Action):
    """The yes: somebody without an account has left the group."""

    code: ClassVar[str] = "yd"
    application: int


@frozen
class ReadReport(Action):
    """The newest version, and what was said of the others."""

    code: ClassVar[str] = "yr"
    application: int


@frozen
class AcceptReport(Action):
    """The yes of staff."""

    code: ClassVar[str] = "ya"
    application: int


@frozen
class ChooseCoordinator(Action):
    """Who is to carry it out?"""

    code: ClassVar[str] = "yk"
    application: int


@frozen
class NameCoordinator(Action):
    """One of the members."""

    code: ClassVar[str] = "yn"
    application: int
    person: int


@frozen
class InviteCoordinator(Action):
    """A link for somebody who takes it over."""

    code: ClassVar[str] = "yi"
    application: int


@frozen
class ShowOutcomes(Action):
    """„Co z tego wyszło”"""

    code: ClassVar[str] = "yu"
    contest: int


@frozen
class ShowOutcome(Action):
    """One of them, with its pictures."""

    code: ClassVar[str] = "yw"
    contest: int
    application: int


@frozen
class AnnounceOutcomes(Action):
    """Begin an announcement of them."""

    code: ClassVar[str] = "yh"
    contest: int


@frozen
class ShowFigures(Action):
    """The programme's figures."""

    code: ClassVar[str] = "yf"
    contest: int


@frozen
class TakeFigures(Action):
    """The same as a file."""

    code: ClassVar[str] = "yg"
    contest: int
