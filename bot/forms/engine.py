"""The form engine: `(form, state) + input → state + step`. Pure: no I/O, the time is passed in.

The rule for "what next" is one: the first question in the order of the form that is relevant
and not yet settled (answered or skipped). So after going back, the next answer returns to where
the person was; after a correction, to the review, unless the correction opened new questions.

`now` is an aware datetime in the library's time zone: `today()` is its date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.forms.answering import answer
from bot.forms.holding import held
from bot.forms.inputs import (
    AddAnother,
    AddTo,
    Attached,
    Back,
    Finish,
    Goto,
    Input,
    Keep,
    Located,
    Pick,
    PickDate,
    Skip,
    Submit,
    Toggle,
    Typed,
)
from bot.forms.instance import Instance
from bot.forms.model import Form
from bot.forms.moves import Moved, add_to, advance, another, back, correct, submit
from bot.forms.nodes import Node, Turn
from bot.forms.plan import plan_of
from bot.forms.refusal import Refusal, refusal
from bot.forms.render import item_of, shown
from bot.forms.state import DONE, NOTHING, REVIEW, State
from bot.forms.steps import (
    Ask,
    AskRepeat,
    Done,
    Option,
    Prompt,
    Reject,
    Review,
    ReviewItem,
    ReviewRepeat,
    Section,
    Shown,
    Step,
)

__all__ = [
    "DONE",
    "REASONS",
    "REVIEW",
    "AddAnother",
    "AddTo",
    "Ask",
    "AskRepeat",
    "Attached",
    "Back",
    "Done",
    "Finish",
    "Goto",
    "Input",
    "Keep",
    "Located",
    "Option",
    "Pick",
    "PickDate",
    "Prompt",
    "Reject",
    "Review",
    "ReviewItem",
    "ReviewRepeat",
    "Section",
    "Shown",
    "Skip",
    "State",
    "Step",
    "Submit",
    "Toggle",
    "Typed",
    "apply",
    "begin",
    "current",
    "describe",
]

REASONS = frozenset(
    {
        "unexpected",  # this input does not fit this step
        "required",  # message: the form's own, or ""
        "constraint",  # message: the form's own, or ""
        "too_many",  # facts: most; message: the constraint's
        "ambiguous",  # facts: candidates (labels), text
        "unknown_choice",  # facts: text
        "no_band",  # facts: text; a number that is in none of the bands
        "rank_incomplete",  # facts: missing (labels)
        "not_number",  # facts: text
        "not_integer",  # facts: text
        "too_low",  # facts: least
        "too_high",  # facts: most
        "off_step",  # facts: start, step
        "not_date",  # facts: text
        "impossible_date",  # facts: text
        "not_time",  # facts: text
        "not_datetime",  # facts: text
        "needs_location",
        "needs_attachment",  # facts: kind
        "nothing_to_keep",
        "no_way_back",
        "incomplete",  # Submit before the end
        "not_yes_or_no",  # typed at "one more?" or at an acknowledgement
        "empty",  # a text of blanks only
        "ambiguous_date",  # facts: candidates (ISO dates), text
    }
)


def begin(
    form: Form,
    *,
    seed: int,
    now: datetime,
    language: str,
    preset: Mapping[str, str] = NOTHING,
) -> tuple[State, Shown]:
    """A new session at its first question. `preset`: question name → value, for hidden fields;
    a form need not have all of them.

    Raises `bot.forms.xpath.XPathError` where the form's expressions cannot be compiled.
    """
    plan = plan_of(form)
    started = now.astimezone(UTC).isoformat(timespec="milliseconds")
    names = plan.by_name
    known = {names[name].path: value for name, value in preset.items() if name in names}
    state = State(seed, started, language, position=REVIEW, answers=known)
    with held(form, state, now) as instance:
        return advance(instance)


def current(form: Form, state: State, now: datetime) -> Shown:
    """The step that stands, to show it again."""
    with held(form, state, now) as instance:
        return shown(instance, state)


def apply(form: Form, state: State, given: Input, now: datetime) -> tuple[State, Step]:
    """One input. A Reject leaves the state as it was."""
    with held(form, state, now) as instance:
        outcome = _outcome(instance, given)
        if isinstance(outcome, Refusal):
            stands = shown(instance.renewed(state), state)
            return state, Reject(outcome.reason, stands, outcome.message, outcome.facts)
        return outcome


def describe(form: Form, state: State, ref: str, now: datetime) -> ReviewItem:
    """One question with its answer, to show what was just answered. KeyError: no such ref."""
    with held(form, state, now) as instance:
        node = instance.by_ref[ref]
        if not isinstance(node, Node):
            raise KeyError(ref)
        return item_of(instance, node)


def _outcome(instance: Instance, given: Input) -> Moved | Refusal:
    match given:
        case Back():
            return back(instance)
        case Goto(ref):
            return correct(instance, ref)
        case AddTo(ref):
            return add_to(instance, ref)
        case Submit():
            return submit(instance)
    stop = instance.by_ref.get(instance.state.position)
    if isinstance(stop, Turn):
        return another(instance, stop, given)
    return refusal("unexpected") if stop is None else answer(instance, stop, given)
