"""A conversation through a form: where it stands, and what came of one input.

Services return these; `bot.views.steps` shows every one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.clock import moment, stamp
from bot.forms.engine import ReviewItem, Shown, State
from bot.forms.model import Form, Kind
from bot.frozen import frozen

KEPT = timedelta(days=14)  # after the last touch
SURVEY = "survey"


@frozen
class Session:
    """One person's way through one form. `kind` and `subject_id` say what it is for.

    `number` is that of the question shown last, `message_id` the message that shows it (0 until
    Telegram has told). `open` is false once the survey behind it is closed.
    `anonymous`: of a survey that cuts the link to the person when it is handed in.
    """

    id: int
    person_id: int
    kind: str
    subject_id: int
    form_id: int
    state: State
    number: int = 0
    message_id: int = 0
    current: bool = True
    dry_run: bool = False
    expires_at: str = ""
    closes_at: str = ""  # of the survey; "" for no limit
    open: bool = True
    anonymous: bool = False

    @property
    def rev(self) -> int:
        """Buttons of another `rev` are old."""
        return self.state.rev

    @property
    def until(self) -> datetime:
        """Till when the answers are kept: 14 days after the last touch, at most to the closing."""
        kept = moment(self.expires_at)
        return min(kept, moment(self.closes_at)) if self.closes_at else kept

    def over(self, now: datetime) -> bool:
        """Whether its time has passed or its survey was closed."""
        at = stamp(now)
        closed = not self.open or bool(self.closes_at and self.closes_at <= at)
        return self.expires_at <= at or (closed and not self.dry_run)


class Stray(StrEnum):
    """What people send that is no answer anywhere."""

    STICKER = "sticker"
    CONTACT = "contact"
    EDITED = "edited"
    FILE = "file"
    VOICE = "voice"
    LOCATION = "location"
    COMMAND = "command"
    BUTTON = "button"
    OTHER = "other"


@frozen
class Problem:
    """Why nothing was changed: a code of the engine's REASONS, a `Stray`, or "old"."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    message: str = ""  # the form's own words


@frozen
class Answered:
    """The step just left: its message becomes "question — answer". `message_id` 0: unknown."""

    number: int
    label: str
    answer: str
    kind: Kind | None  # None for "one more?"
    message_id: int
    left: bool = False  # went back from it
    another: bool | None = None  # what was said to "one more?"
    review: bool = False  # it was the review, left to correct something


class Mode(StrEnum):
    """How a step is shown."""

    NEW = "new"  # a message of its own
    IN_PLACE = "in_place"  # the tapped message changes
    NOTE = "note"  # only a short note over the chat: the tapped message is right as it is


@frozen
class StepShown:
    """The step that now stands. `stale` is an older message of the same step, to be tidied."""

    session: Session
    title: str
    step: Shown
    answered: Answered | None = None
    problem: Problem | None = None
    mode: Mode = Mode.NEW
    stale: int = 0
    resumed: bool = False
    missing_language: bool = False  # the form lacks the person's language: said once
    page: int = 0  # which part of the question, see `bot.views.questions`
    ticked: int = -1  # the choice that was just ticked, by its index
    aside: object = None  # what the domain says beside this step, say a sum; see `Manner`


@frozen
class Choosing:
    """At the review: which answer to correct. `stale` is the review's message, 0 for none."""

    session: Session
    items: tuple[ReviewItem, ...]
    page: int
    mode: Mode = Mode.NEW
    stale: int = 0


@frozen
class Waiting:
    """A session that can be gone on with."""

    session_id: int
    title: str
    kind: str
    until: datetime
    answers: int


@frozen
class NoSession:
    """Nothing is being asked. `stray` says what came instead of a text; `new`: from somebody who
    has not gone on from the privacy notice yet, `start` the link they came by (None: they have
    not seen the notice)."""

    waiting: tuple[Waiting, ...] = ()
    stray: Stray | None = None
    new: bool = False
    start: str | None = None


@frozen
class Gone:
    """The session of a tapped button is no longer there: handed in, deleted or out of time."""

    waiting: tuple[Waiting, ...] = ()
    just_done: bool = False  # by this very person, a moment ago: the second of two quick taps


@frozen
class Expired:
    """Its time had passed, or the survey was closed: the answers are deleted."""

    title: str
    closed: bool


@frozen
class Left:
    """Left with /anuluj; the answers wait."""

    waiting: Waiting


@frozen
class Discarded:
    """Its answers are deleted. `tried` is the draft of which it was a dry run, else 0."""

    title: str
    tried: int = 0


@frozen
class Finished:
    """A form filled in to the end, as a completion gets it. `answers`: ref → XForms value."""

    session: Session
    form: Form
    answers: Mapping[str, str]

    @property
    def language(self) -> str:
        """The one they answered in."""
        return self.session.state.language

    def by_name(self) -> dict[str, str]:
        """Question's name → value: for forms without repeats."""
        return {ref.rpartition("/")[2]: value for ref, value in self.answers.items()}


@frozen
class Completed:
    """Handed in. `outcome` is what the completion of this kind made of it; None in a dry run."""

    session: Session
    title: str
    outcome: object
    items: tuple[ReviewItem, ...] = ()  # what was handed in, as the review showed it
    notes: tuple[str, ...] = ()  # the form's own last words
    message_id: int = 0  # of the review
    answered: Answered | None = None  # the last answer, where it was handed in without a review


Result = StepShown | Choosing | NoSession | Gone | Expired | Left | Discarded | Completed


@frozen
class ReceivedFile:
    """A file that may be an answer. It stays with Telegram; `file_id` is how to get it."""

    kind: Kind
    file_id: str
    name: str
    size: int
