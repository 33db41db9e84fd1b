"""What a person can do at a step of a form, whatever the messenger."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.model import Kind


@dataclass(frozen=True, slots=True)
class Typed:
    """A text message."""

    text: str


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a select_one, by its index in the order of definition; 0 acknowledges."""

    index: int


@dataclass(frozen=True, slots=True)
class Toggle:
    """A tick of a select_multiple or rank; `wanted` says how it should be afterwards."""

    index: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class Finish:
    """The ticks are complete."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave this question without an answer; an answer given before is taken away."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Leave the answer (or the default) that the step shows."""


@dataclass(frozen=True, slots=True)
class Back:
    """Show the question before; while correcting, show the review again."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Correct one item of the review."""

    ref: str


@dataclass(frozen=True, slots=True)
class Located:
    """A shared location: degrees, metres."""

    latitude: float
    longitude: float
    accuracy: float | None = None
    altitude: float | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """A received file; `kind` is IMAGE, AUDIO, VIDEO or FILE, `size` in bytes."""

    kind: Kind
    file_name: str
    size: int


@dataclass(frozen=True, slots=True)
class AddAnother:
    """The answer to "one more?" at the end of a repeat."""

    yes: bool


@dataclass(frozen=True, slots=True)
class PickDate:
    """A day from the calendar, `2027-05-12`; for a datetime also `2027-05-12T17:00`."""

    iso: str


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand the reviewed answers in."""


Input = (
    Typed
    | Pick
    | Toggle
    | Finish
    | Skip
    | Keep
    | Back
    | Goto
    | Located
    | Attached
    | AddAnother
    | PickDate
    | Submit
)
