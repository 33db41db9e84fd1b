"""What an author of an announcement is asked, and what their answers come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.announcements import Announcement, Step
from bot.domain.disclosure import Figure
from bot.frozen import frozen

ANNOUNCE, MESSAGE, NOTHING = "announcement", "message", "nothing"  # answers to „Co to jest?”
NOW, TOMORROW, WEEKLY, MORNING = "now", "tomorrow", "weekly", "morning"
SEND, CHANGE, CANCEL, FUND = "send", "change", "cancel", "fund"
PAY, CLEAR, BACK, MORE = "pay", "clear", "back", "more"
CHANGES = (Step.CONTENT, Step.AUDIENCE, Step.TOPIC, Step.TIME, Step.BUTTON)


@frozen
class Option:
    """One answer that can be tapped or typed. `number` and `name` are told with it."""

    value: str
    number: Figure | None = None
    name: str = ""


@frozen
class Choice:
    """What was tapped: the question loses its buttons and shows this."""

    step: Step
    option: Option


@frozen
class Asked:
    """The next question. `problem` is the code of what was wrong with the last answer."""

    draft: Announcement
    step: Step
    options: tuple[Option, ...] = ()
    chosen: Choice | None = None
    problem: str = ""
    facts: tuple[tuple[str, object], ...] = ()
    morning: datetime | None = None  # of NIGHT: when the quiet hours end


@frozen
class Previewed:
    """The announcement as people will see it, and the last question; as with `Asked`, `problem` is
    what was wrong with the answer to it."""

    draft: Announcement
    funding: str
    number: Figure
    audience: Option
    seconds: int
    options: tuple[Option, ...]
    stars: float = 0.0  # what it costs at most
    chosen: Choice | None = None
    problem: str = ""
    facts: tuple[tuple[str, object], ...] = ()


@frozen
class Sending:
    """It has begun; the progress message tells the rest."""

    draft: Announcement
    number: Figure
    corrects: bool = False
    chosen: Choice | None = None


@frozen
class Planned:
    """It goes by itself at its time."""

    draft: Announcement
    at: datetime
    weekly: bool
    chosen: Choice | None = None


@frozen
class Dropped:
    """Nothing came of it. `kept` is the draft where the history still has it."""

    kept: Announcement | None = None
    chosen: Choice | None = None


@frozen
class Note:
    """A second tap on what is done: a word over the chat."""

    sent: bool = False


Composed = Asked | Previewed | Sending | Planned | Dropped | Note


def chosen(asked: Sequence[Option], value: str) -> Option | None:
    """The option with this value."""
    return next((option for option in asked if option.value == value), None)


def after(result: Composed, choice: Choice | None) -> Composed:
    """The result with what was tapped to get there."""
    return result if isinstance(result, Note) else replace(result, chosen=choice)
