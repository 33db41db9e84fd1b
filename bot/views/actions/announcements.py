"""Announcements and their runs, for staff. `announcement` and `mailing` are ids."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class AnnouncementAction(Action):
    """Base of those that go on with a draft: any other tap puts the draft aside."""


@frozen
class Decide(AnnouncementAction):
    """`answer` is `<step>:<value>` of composing, on the draft as it was at `revision`."""

    code: ClassVar[str] = "an"
    announcement: int
    revision: int
    answer: str


@frozen
class ResumeDraft(AnnouncementAction):
    """Go on with a draft that was put aside."""

    code: ClassVar[str] = "ar"
    announcement: int


@frozen
class NewAnnouncement(Action):
    """`/ogloszenie`"""

    code: ClassVar[str] = "aw"


@frozen
class ListAnnouncements(Action):
    """`/ogloszenia`"""

    code: ClassVar[str] = "al"


@frozen
class ShowAnnouncement(Action):
    """One of the history, with its figures."""

    code: ClassVar[str] = "as"
    announcement: int


@frozen
class UseAgain(Action):
    """The same in a new draft."""

    code: ClassVar[str] = "ag"
    announcement: int


@frozen
class CorrectAnnouncement(Action):
    """Another text for what was sent."""

    code: ClassVar[str] = "ac"
    announcement: int


@frozen
class WithdrawAnnouncement(Action):
    """Delete it where that is still possible; asked once before."""

    code: ClassVar[str] = "ax"
    announcement: int
    sure: bool


@frozen
class CancelAnnouncement(Action):
    """It will not go at its time."""

    code: ClassVar[str] = "ak"
    announcement: int


@frozen
class PauseMailing(Action):
    """Nobody more gets it for now."""

    code: ClassVar[str] = "mp"
    mailing: int


@frozen
class ResumeMailing(Action):
    """Go on."""

    code: ClassVar[str] = "mr"
    mailing: int


@frozen
class StopMailing(Action):
    """Nobody more gets it at all."""

    code: ClassVar[str] = "ms"
    mailing: int


@frozen
class ResendUncertain(Action):
    """Send to those of whom it is not known."""

    code: ClassVar[str] = "mu"
    mailing: int
