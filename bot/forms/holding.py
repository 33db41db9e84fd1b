"""Trees of answers lent for one step, so that a form without repeats is built only once."""

from __future__ import annotations

from datetime import datetime
from types import TracebackType

from bot.forms.instance import Instance
from bot.forms.model import Form
from bot.forms.plan import plan_of
from bot.forms.state import State

_SPARE = 4  # trees kept for each form; as many as threads that use one form at once


class held:
    """A tree that holds one session's answers inside the `with`, and nobody's afterwards."""

    __slots__ = ("instance",)

    def __init__(self, form: Form, state: State, now: datetime) -> None:
        plan = plan_of(form)
        try:
            self.instance = plan.spare.pop()
        except IndexError:
            self.instance = Instance(plan, state, now)
        else:
            self.instance.hold(state, now)

    def __enter__(self) -> Instance:
        return self.instance

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        plan = self.instance.plan
        if kind is None and plan.one_shape and len(plan.spare) < _SPARE:
            self.instance.forget()
            plan.spare.append(self.instance)
