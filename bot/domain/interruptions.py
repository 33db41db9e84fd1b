"""What comes at a step and does not answer it: a sticker, an old button, a wish to correct."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.sessions import Choosing, Mode, Problem, Result, StepShown, Stray
from bot.forms.steps import Review


def strayed(shown: StepShown, stray: Stray) -> StepShown:
    """The step once more, after something that answers nothing."""
    return replace(shown, problem=Problem(stray), stale=shown.session.message_id)


def outdated(shown: StepShown, rev: int) -> StepShown:
    """An old button. One tapped twice is a note: the step that followed stands right below it."""
    session, problem = shown.session, Problem("old")
    if session.message_id and rev == session.rev - 1:
        return replace(shown, problem=problem, mode=Mode.NOTE)
    return replace(shown, problem=problem, stale=session.message_id)


def choosing(shown: StepShown, page: int) -> Result:
    """Which answer to correct; only a review has several."""
    if not isinstance(shown.step, Review):
        return replace(shown, problem=Problem("old"))
    mode = Mode.IN_PLACE if page else Mode.NEW
    stale = 0 if page else shown.session.message_id
    return Choosing(shown.session, shown.step.items, page, mode, stale)
