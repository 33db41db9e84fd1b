"""Every real form that the reader loads is filled in to the end with made-up answers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.forms.instance import Instance
from bot.forms.model import Form
from bot.forms.nodes import Node
from bot.forms.plan import plan_of
from bot.forms.state import State
from tests.forms.answers import Stuck, run_to_the_end
from tests.forms.corpus import DIAGNOSIS, FORMS, form_at, needs_corpus
from tests.forms.small import NOW

pytestmark = needs_corpus
SEEDS = (1, 2, 3, 4)


@cache
def loadable() -> dict[str, Form]:
    found = {path.name: form_at(path)[0] for path in FORMS}
    return {name: form for name, form in found.items() if form is not None}


def assert_runs(form: Form) -> None:
    """Some seed reaches the end; a form may ask for sums that random answers rarely meet."""
    for seed in SEEDS:
        try:
            state, done, _ = run_to_the_end(form, seed, NOW)
        except Stuck:
            continue
        assert_relevant_only(form, state, dict(done.answers))
        return
    pytest.fail(f"{form.name}: stuck with every seed")


def assert_relevant_only(form: Form, state: State, answers: dict[str, str]) -> None:
    tree = Instance(plan_of(form), state, NOW)
    for ref in answers:
        node = tree.by_ref[ref]
        assert isinstance(node, Node)
        assert node.relevant


def test_nearly_all_forms_load() -> None:
    """The reader's own tests say which ones do not, and why."""
    assert len(loadable()) >= 70


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_runs_to_its_end(path: Path) -> None:
    """None raises, and what is handed in is relevant."""
    form, problems = form_at(path)
    if form is None:
        assert problems
        return

    assert_runs(form)


@pytest.mark.parametrize("seed", range(20))
def test_the_diagnosis_runs_to_its_end(seed: int) -> None:
    """The real input of the main job, in twenty ways."""
    form, _ = form_at(DIAGNOSIS)
    assert form is not None

    state, done, _ = run_to_the_end(form, seed, NOW)

    assert_relevant_only(form, state, dict(done.answers))
