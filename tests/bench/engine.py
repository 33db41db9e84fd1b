"""Microseconds for one step of the 25-question diagnosis: `python -m tests.bench.engine`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from bot.forms.engine import (
    Ask,
    Finish,
    Input,
    Pick,
    Review,
    State,
    Step,
    Toggle,
    Typed,
    apply,
    begin,
    current,
    describe,
)
from bot.forms.model import Form, Kind
from tests.forms.corpus import DIAGNOSIS, form_at

NOW = datetime(2027, 5, 10, 12, tzinfo=UTC)
ROUNDS = 40


def inputs_for(step: Step) -> list[Input]:
    """What a person taps at a step."""
    if not isinstance(step, Ask):
        return []
    if step.question.kind is Kind.SELECT_ONE:
        return [Pick(step.options[0].index)]
    if step.question.kind is Kind.SELECT_MULTIPLE:
        return [Toggle(step.options[0].index, True), Finish()]
    return [Typed("Szkoła i remiza")]


def run_through(form: Form) -> list[tuple[State, Input]]:
    """Every state and input on the way to the review."""
    state, step = begin(form, seed=1, now=NOW, language="pl")
    path: list[tuple[State, Input]] = []
    while not isinstance(step, Review):
        for given in inputs_for(step):
            path.append((state, given))
            state, step = apply(form, state, given, NOW)
    return path


def microseconds(form: Form, path: list[tuple[State, Input]], *, stored: bool) -> list[float]:
    """One figure for each step; `stored` adds the reading and writing of the state as JSON."""
    taken = []
    for state, given in path:
        text = json.dumps(state.to_json())
        start = perf_counter()
        before = State.from_json(json.loads(text)) if stored else state
        after, _ = apply(form, before, given, NOW)
        if stored:
            json.dumps(after.to_json())
        taken.append((perf_counter() - start) * 1e6)
    return taken


def best(form: Form, path: list[tuple[State, Input]], *, stored: bool) -> str:
    rounds = [microseconds(form, path, stored=stored) for _ in range(ROUNDS)]
    steps = [min(column) for column in zip(*rounds, strict=True)]
    return f"median {median(steps):6.1f}  longest {max(steps):6.1f}"


def timed(call: object, *arguments: object) -> float:
    taken = []
    for _ in range(ROUNDS):
        start = perf_counter()
        call(*arguments)  # type: ignore[operator]
        taken.append((perf_counter() - start) * 1e6)
    return min(taken)


def main() -> None:
    form, problems = form_at(DIAGNOSIS)
    if form is None:
        raise SystemExit(str(problems))
    path = run_through(form)
    half, _ = path[len(path) // 2]
    print(f"{len(path)} steps of the diagnosis, µs each, best of {ROUNDS}")
    print(f"apply               {best(form, path, stored=False)}")
    print(f"apply, state stored {best(form, path, stored=True)}")
    print(f"current             {timed(current, form, half, NOW):6.1f}")
    print(f"describe            {timed(describe, form, half, half.position, NOW):6.1f}")


if __name__ == "__main__":
    main()
