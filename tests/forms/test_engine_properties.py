"""What holds for any form and any person: random small forms, random inputs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.forms.engine import (
    AddAnother,
    Ask,
    Attached,
    Back,
    Done,
    Finish,
    Goto,
    Input,
    Keep,
    Located,
    Pick,
    PickDate,
    Reject,
    Review,
    Skip,
    State,
    Submit,
    Toggle,
    Typed,
    apply,
    begin,
    current,
)
from bot.forms.instance import Instance
from bot.forms.model import Form, Group, Item, Kind, Question, Repeat
from bot.forms.nodes import Node
from bot.forms.plan import plan_of
from bot.forms.progress import standings
from tests.forms.small import NOW, choices, form_of, pl

ASKED = [kind for kind in Kind if kind not in {Kind.START, Kind.END, Kind.TODAY, Kind.METADATA}]
NAMES = [f"q{number}" for number in range(8)]
CONDITIONS = (
    "", "", "", "${a} = 'gry'", "${a} != ''", "${a} > 3", "selected(${a}, 'film')",
    "count(${a}) > 1", "string-length(${a}) < 3", "not(${a} = 5)", "${a} = ${b}", "1 div 0",
)  # fmt: skip
CONSTRAINTS = ("", "", ". > 3", "string-length(.) < 9", "count-selected(.) <= 1", ". != ${a}")
CALCULATIONS = ("${a} + 1", "concat(${a}, ${b})", "once(random())", "count(${a})", "now()", "${z}")
COUNTS = ("", "", "2", "${a}", "0")


def expressions(sources: tuple[str, ...]) -> st.SearchStrategy[str]:
    """One of the sources, about random questions of the form."""
    names = st.sampled_from(NAMES)
    return st.builds(
        lambda source, a, b: source.replace("{a}", f"{{{a}}}").replace("{b}", f"{{{b}}}"),
        st.sampled_from(sources),
        names,
        names,
    )


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    kind = draw(st.sampled_from(ASKED))
    is_select = kind in {Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK}
    calculated = kind is Kind.CALCULATE
    return Question(
        name,
        kind,
        pl(f"{name} ${{{draw(st.sampled_from(NAMES))}}}?"),
        required=draw(st.sampled_from(["", "", "", "true()", "${q0} = ''"])),
        relevant=draw(expressions(CONDITIONS)),
        constraint=draw(expressions(CONSTRAINTS)),
        calculation=draw(expressions(CALCULATIONS)) if calculated else "",
        default=draw(st.sampled_from(["", "", "", "5", "gry"])),
        list_name="t" if is_select else "",
        choice_filter=draw(st.sampled_from(["", "", "name != ${q0}"])) if is_select else "",
        or_other=is_select and kind is not Kind.RANK and draw(st.booleans()),
        randomize=is_select and draw(st.booleans()),
        read_only=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Up to eight questions, some in a group, some in a repeat."""
    found = [draw(questions(name)) for name in NAMES[: draw(st.integers(1, 8))]]
    first, second = sorted(draw(st.tuples(st.integers(0, 8), st.integers(0, 8))))
    inside: tuple[Item, ...] = tuple(found[first:second])
    relevant = draw(expressions(CONDITIONS))
    holder: Item = Group("g", pl("Grupa"), inside, relevant=relevant)
    if draw(st.booleans()):
        count = draw(expressions(COUNTS))
        holder = Repeat("r", pl("Powtórz"), inside, count=count, relevant=relevant)
    items = (*found[:first], *([holder] if inside else []), *found[second:])
    return form_of(*items, t=choices("Gry", "Film", "Kuchnia"))


INPUTS: st.SearchStrategy[Input] = st.one_of(
    st.builds(
        Typed,
        st.sampled_from(
            ["gry", "1", "5", "film, gry", "tak", "nie", "jutro", "17.30", "jutro o 8", "x y z"]
        )
        | st.text(max_size=12),
    ),
    st.builds(Pick, st.integers(-1, 4)),
    st.builds(Toggle, st.integers(-1, 4), st.booleans()),
    st.just(Finish()),
    st.just(Skip()),
    st.just(Keep()),
    st.just(Back()),
    st.builds(Goto, st.sampled_from([*(f"/data/{name}" for name in NAMES), "/data/r", "x"])),
    st.just(Located(52.1, 21.0)),
    st.builds(Attached, st.sampled_from([Kind.IMAGE, Kind.FILE]), st.just("a.jpg"), st.just(1)),
    st.builds(AddAnother, st.booleans()),
    st.builds(PickDate, st.sampled_from(["2027-05-12", "2027-05-12T17:00", "kiedyś"])),
    st.just(Submit()),
)


class Filling(RuleBasedStateMachine):
    """One person with one form."""

    @initialize(form=forms(), seed=st.integers(0, 5))
    def begins(self, form: Form, seed: int) -> None:
        self.form = form
        self.now = NOW
        self.state, self.step = begin(form, seed=seed, now=NOW, language="pl")
        self.shown = self.step

    @rule(given=INPUTS)
    def does(self, given: Input) -> None:
        """Nothing raises; only a question that is shown counts."""
        self.now += timedelta(minutes=7)
        before = self.state
        self.state, self.step = apply(self.form, before, given, self.now)

        if isinstance(self.step, Reject):
            assert self.state == before
            assert self.step.ask == current(self.form, before, self.now)
        else:
            toggled = isinstance(given, Toggle)
            assert self.state.rev == before.rev + (not toggled)
            assert self.step.rev == self.state.rev

    @precondition(lambda self: isinstance(self.step, Ask) and not self.state.correcting)
    @rule()
    def goes_back_and_forward(self) -> None:
        """Keeping the answer that Back shows changes no answer."""
        state, step = apply(self.form, self.state, Back(), self.now)
        if not isinstance(step, Ask):
            return

        forward = Keep() if step.can_keep else Skip()
        after, then = apply(self.form, state, forward, self.now)

        if not isinstance(then, Reject):
            assert after.answers == self.state.answers

    @rule()
    def answers_what_is_asked(self) -> None:
        """Something that fits, so that sessions come to their end."""
        if isinstance(self.step, Review):
            self.does(Submit())
        elif isinstance(self.step, Ask) and self.step.options:
            index = self.step.options[0].index
            for given in (Pick(index), Toggle(index, True), Finish()):
                self.does(given)
        else:
            self.does(AddAnother(False))
            self.does(Typed("5"))
            self.does(Skip())

    @invariant()
    def travels_as_json(self) -> None:
        """A state is plain data, and gives the same step again."""
        if not hasattr(self, "state"):
            return
        back = State.from_json(json.loads(json.dumps(self.state.to_json())))
        assert back == self.state
        stands = self.step.ask if isinstance(self.step, Reject) else self.step
        assert current(self.form, back, self.now) == stands

    @invariant()
    def hands_in_what_is_relevant(self) -> None:
        """The end holds relevant nodes only."""
        if not isinstance(getattr(self, "step", None), Done):
            return
        tree = Instance(plan_of(self.form), replace(self.state), self.now)
        standings(tree)
        for ref in self.step.answers:  # type: ignore[union-attr]
            node = tree.by_ref[ref]
            assert isinstance(node, Node)
            assert node.relevant


TestFilling = Filling.TestCase
TestFilling.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
