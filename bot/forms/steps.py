"""What the engine wants shown next, without a word of its own: views do the wording.

Labels are already in the person's language with their `${name}` filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from bot.forms.model import Kind, Question
from bot.frozen import frozen


class Prompt(StrEnum):
    """How to ask: which buttons or which hint the view offers."""

    CHOICE = "choice"
    CHOICES = "choices"
    RANK = "rank"
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    ACKNOWLEDGE = "acknowledge"
    ATTACHMENT = "attachment"
    LOCATION = "location"


@frozen
class Option:
    """A choice as offered. `index` is its place in the definition, `key` what may be typed."""

    index: int
    name: str
    label: str
    key: str  # "1" or, where labels hold digits, "a"; "" where labels are the numbers themselves
    ticked: bool = False
    place: int = 0  # in a ranking: 1 for the first, 0 while not placed
    folded: str = field(default="", compare=False, repr=False)  # label as compared; "": not yet


@frozen
class Section:
    """A group (`index` 0) or one instance of a repeat (`index` from 1) that begins here."""

    label: str
    index: int = 0


@frozen
class Ask:
    """One question. `remaining` estimates the questions after this one."""

    ref: str
    question: Question
    prompt: Prompt
    label: str
    hint: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    options: tuple[Option, ...]
    number: int
    remaining: int
    required: bool
    can_back: bool
    value: str  # the XForms value held now, "" for none
    answer: str  # the same as people read it: labels of choices
    rev: int
    correcting: bool = False
    most: int | None = None  # ticks allowed at most, where the constraint says so

    @property
    def can_skip(self) -> bool:
        """Whether Skip is accepted."""
        return not self.required

    @property
    def can_keep(self) -> bool:
        """Whether Keep is accepted: there is a value to keep."""
        return bool(self.value)


@frozen
class AskRepeat:
    """ "One more?" after the `count`-th instance of a repeat."""

    ref: str
    label: str
    count: int
    notes: tuple[str, ...]
    remaining: int
    can_back: bool
    rev: int


@frozen
class ReviewItem:
    """One answer; `answer` is "" where the person skipped."""

    ref: str
    kind: Kind
    label: str
    value: str
    answer: str
    sections: tuple[Section, ...] = ()  # begins here


@frozen
class ReviewRepeat:
    """A repeat that may get another turn."""

    ref: str
    label: str


@frozen
class Review:
    """Everything answered, before it is handed in. `repeats`: outermost ones, where relevant."""

    items: tuple[ReviewItem, ...]
    notes: tuple[str, ...]
    can_back: bool
    rev: int
    repeats: tuple[ReviewRepeat, ...] = ()


@frozen
class Done:
    """Handed in: ref → value of every relevant node, calculations and metadata included."""

    answers: Mapping[str, str]
    notes: tuple[str, ...]
    rev: int


Shown = Ask | AskRepeat | Review | Done


@frozen
class Reject:
    """Nothing was changed. `reason` is a code of `bot.forms.engine.REASONS`.

    `message` is the form's own text (constraint or required message) or ""; `ask` is the step
    that still stands.
    """

    reason: str
    ask: Shown
    message: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


Step = Shown | Reject
