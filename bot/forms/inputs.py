"""What a person can do at a step of a form, whatever the messenger."""

from __future__ import annotations

from bot.forms.model import Kind
from bot.frozen import frozen


@frozen
class Typed:
    """A text message."""

    text: str


@frozen
class Pick:
    """One choice of a select_one, by its index in the order of definition; 0 acknowledges."""

    index: int


@frozen
class Toggle:
    """A tick of a select_multiple or rank; `wanted` says how it should be afterwards."""

    index: int
    wanted: bool


@frozen
class Finish:
    """The ticks are complete."""


@frozen
class Skip:
    """Leave this question without an answer; an answer given before is taken away."""


@frozen
class Keep:
    """Leave the answer (or the default) that the step shows."""


@frozen
class Back:
    """Show the question before; while correcting, show the review again."""


@frozen
class Goto:
    """Correct one item of the review."""

    ref: str


@frozen
class Located:
    """A shared location: degrees, metres."""

    latitude: float
    longitude: float
    accuracy: float | None = None
    altitude: float | None = None


@frozen
class Attached:
    """A received file; `kind` is IMAGE, AUDIO, VIDEO or FILE, `size` in bytes."""

    kind: Kind
    file_name: str
    size: int


@frozen
class AddAnother:
    """The answer to "one more?" at the end of a repeat."""

    yes: bool


@frozen
class AddTo:
    """From the review: one more turn of the repeat at `ref`."""

    ref: str


@frozen
class PickDate:
    """A day from the calendar, `2027-05-12`; for a datetime also `2027-05-12T17:00`."""

    iso: str


@frozen
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
    | AddTo
    | PickDate
    | Submit
)
