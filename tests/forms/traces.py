"""Replaying what ODK's own engine did, answer by answer, and listing what differs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.forms.instance import Instance
from bot.forms.labels import label
from bot.forms.model import Form, Question
from bot.forms.moves import keep
from bot.forms.nodes import Node, Turn
from bot.forms.offer import offers
from bot.forms.plan import SELECTS, plan_of
from bot.forms.state import REVIEW, State

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_CHANGING = re.compile(r"\b(?:now|today|random|uuid|pulldata)\(")


@dataclass(frozen=True)
class Difference:
    """Where we and ODK do not agree."""

    run: int
    ref: str
    aspect: str
    ours: object
    theirs: object


@dataclass
class Verdicts:
    """What was compared, by aspect, and what differed."""

    compared: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def check(self, run: int, ref: str, aspect: str, ours: object, theirs: object) -> None:
        self.compared[aspect] += 1
        if ours != theirs and not _same_number(ours, theirs):
            self.differences.append(Difference(run, ref, aspect, ours, theirs))

    def agreement(self, *aspects: str) -> float:
        """The share of comparisons that agree."""
        total = sum(self.compared[aspect] for aspect in aspects)
        different = sum(difference.aspect in aspects for difference in self.differences)
        return 1 - different / total if total else 1.0


def _same_number(ours: object, theirs: object) -> bool:
    """ODK's engine writes a decimal question's 6345 as "6345.0"."""
    return isinstance(theirs, str) and theirs.endswith(".0") and theirs[:-2] == ours


def replay(form: Form, trace: Path) -> Verdicts:
    """Every run of a trace."""
    verdicts = Verdicts()
    for number, run in enumerate(json.loads(trace.read_text(encoding="utf-8"))["runs"]):
        _replay_run(form, run, number, verdicts)
    return verdicts


def _replay_run(form: Form, run: Mapping[str, Any], number: int, verdicts: Verdicts) -> None:
    started = NOW.isoformat()
    state = State(run["seed"], started, form.default_language, REVIEW, repeats=_repeats(run))
    instance = Instance(plan_of(form), state, NOW)
    keep(instance)
    if "initial" in run:
        _compare(instance, run["initial"], number, verdicts)
    for given in run["answers"]:
        ref, value = given["ref"], given["stored"]
        state = instance.state
        state = replace(state, answers={**state.answers, ref: value}, asked=state.asked | {ref})
        instance = Instance(plan_of(form), state, NOW)
        keep(instance)
        node = instance.by_ref.get(ref)
        if isinstance(node, Node):
            broken = node.relevant and not instance.allowed(node)
            verdicts.check(number, ref, "constraint", broken, given["viol"] == "constraint")
    _compare(instance, run["final"], number, verdicts)


def _repeats(run: Mapping[str, Any]) -> dict[str, int]:
    turns = [ref.rpartition("[") for ref in run["final"] if ref.endswith("]")]
    return {ref: sum(other == ref for other, _, _ in turns) for ref, _, _ in turns}


def _compare(instance: Instance, expected: Mapping[str, Any], run: int, verdicts: Verdicts) -> None:
    for ref, facts in expected.items():
        node = instance.by_ref.get(ref)
        if "/meta" in ref or not isinstance(node, Node):
            if "/meta" not in ref and not isinstance(node, Turn):
                verdicts.check(run, ref, "missing", None, facts["t"])
            continue
        verdicts.check(run, ref, "relevance", node.relevant, facts["rel"])
        if isinstance(node.binding.item, Question):
            _compare_question(instance, node, facts, run, verdicts)


def _compare_question(
    instance: Instance, node: Node, facts: Mapping[str, Any], run: int, verdicts: Verdicts
) -> None:
    question = node.binding.question
    if question.calculation and not _CHANGING.search(question.calculation):
        verdicts.check(run, node.ref, "calculation", node.value, facts["v"])
    if not facts["rel"]:
        return
    if "v" in facts and node.binding.stored and node.binding.shown:
        verdicts.check(run, node.ref, "value", node.value, facts["v"])
    if "req" in facts:
        verdicts.check(run, node.ref, "required", instance.required(node), facts["req"])
    if "opts" in facts and question.kind in SELECTS:
        ours = [offer.name for offer in offers(instance, node)]
        same = sorted if question.randomize and not question.seed else list
        verdicts.check(run, node.ref, "choices", same(ours), same(facts["opts"]))
    if facts.get("label") and facts["label"] != "null":
        verdicts.check(run, node.ref, "label", label(instance, node), facts["label"])


def lines(verdicts: Verdicts) -> Iterator[str]:
    """For people who look into a difference."""
    for one in verdicts.differences:
        yield f"{one.run} {one.ref} {one.aspect}: {one.ours!r} / {one.theirs!r}"
