"""What may be written to a person, and when."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class NotificationSettings(Action):
    """A message of its own, since this stands under announcements."""

    code: ClassVar[str] = "no"


@frozen
class SetTopic(Action):
    """In the settings: a topic, or the reminders, as wanted; an empty topic is everything off."""

    code: ClassVar[str] = "ns"
    topic: str
    wanted: bool


@frozen
class ShowQuiet(Action):
    """The quiet hours to choose from; back to the settings where not `choose`."""

    code: ClassVar[str] = "nq"
    choose: bool


@frozen
class SetQuiet(Action):
    """Quiet hours from–until, `HH:MM`; the same hour twice is never."""

    code: ClassVar[str] = "nh"
    begins: str
    ends: str


@frozen
class RefuseReminders(Action):
    """„Nie przypominaj” of these answers."""

    code: ClassVar[str] = "nr"
    session: int
