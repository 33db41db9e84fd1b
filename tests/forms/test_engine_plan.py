"""Forms made ready to run: remembered, lent without leaks, deep chains, hostile counts."""

from __future__ import annotations

import pytest

from bot.forms.engine import Ask, Submit, Typed, begin
from bot.forms.holding import held
from bot.forms.model import Group, Kind, Question
from bot.forms.plan import plan_of
from bot.forms.summary import summarise
from bot.forms.xpath import XPathError
from tests.forms.corpus import DIAGNOSIS, form_at, needs_corpus
from tests.forms.small import NOW, Person, calculate, choices, form_of, integer, pl, text


def select(name: str) -> Question:
    return Question(name, Kind.SELECT_ONE, pl(f"{name}?"), list_name="t")


def test_a_plan_is_made_once_for_a_form() -> None:
    """The same object for the same form, another one for an equal form."""
    form = form_of(text("a"))

    assert plan_of(form) is plan_of(form)
    assert plan_of(form) is not plan_of(form_of(text("a")))


def test_many_forms_push_the_oldest_out() -> None:
    """A plan is made anew when its form comes back."""
    form = form_of(text("a"))
    first = plan_of(form)

    for _ in range(70):
        plan_of(form_of(text("a")))

    assert plan_of(form) is not first


def test_a_lent_tree_holds_nobodys_answers_afterwards() -> None:
    """What one person wrote is gone before the next one uses the tree."""
    anna = Person.at(text("a"), text("b", default="x"))
    anna.does(Typed("tajne"))

    spare = plan_of(anna.form).spare

    assert len(spare) == 1
    assert all(not tree.state.answers for tree in spare)
    assert all(not tree.computed and tree.standings is None for tree in spare)
    nodes = [node for tree in spare for node in tree.leaves]
    assert "tajne" not in [node._value for node in nodes]


def test_two_steps_at_once_get_two_trees() -> None:
    """A tree is lent to one at a time."""
    form = form_of(text("a"))
    state, _ = begin(form, seed=1, now=NOW, language="pl")

    with held(form, state, NOW) as one, held(form, state, NOW) as other:
        assert one is not other


def test_a_fixed_list_is_worded_once() -> None:
    """Everybody is shown the same options, and what is compared with typed words is ready."""
    form = form_of(select("a"), t=choices("Żadne"))

    _, one = begin(form, seed=1, now=NOW, language="pl")
    _, other = begin(form, seed=2, now=NOW, language="pl")

    assert isinstance(one, Ask)
    assert isinstance(other, Ask)
    assert one.options is other.options
    assert one.options[0].folded == "zadne"


@pytest.mark.parametrize("label", ["Jak ${imie}", "Gry"])
def test_a_choice_that_repeats_what_was_typed_is_not_remembered(label: str) -> None:
    """A list is remembered with the form only while nobody's words are in it."""
    anna = Person.at(text("imie"), select("a"), t=choices(label))

    anna.does(Typed("Tajna"))

    remembered = plan_of(anna.form).options
    assert bool(remembered) is ("${" not in label)
    assert anna.ask.options[0].label == label.replace("${imie}", "Tajna")


def test_questions_side_by_side_share_their_relevance() -> None:
    """The same expression stands for one condition in each place where it is stated."""
    asked = [text(name, relevant="${a} = 'x'") for name in ("b", "c", "d")]
    form = form_of(text("a"), *asked, Group("g", pl("G"), (text("e", relevant="${b} = 'x'"),)))
    state, _ = begin(form, seed=1, now=NOW, language="pl")

    with held(form, state, NOW) as tree:
        b, c, d, e = (tree.named[name][0].condition for name in "bcde")

    assert b is c is d
    assert e is not b


def test_a_broken_expression_is_told_when_the_form_is_first_used() -> None:
    """The reader refuses such a form before it is kept."""
    with pytest.raises(XPathError):
        begin(form_of(text("a", relevant="${b")), seed=1, now=NOW, language="pl")


@pytest.mark.parametrize("backwards", [False, True])
def test_a_long_chain_of_calculations_is_not_too_deep(backwards: bool) -> None:
    """A thousand, each reading the one before, in either order of the sheet."""
    chain = [calculate(f"c{n}", f"${{c{n - 1}}} + 1") for n in range(1, 1001)]
    if backwards:
        chain.reverse()
    anna = Person.at(calculate("c0", "${a}"), *chain, integer("a"))

    anna.does(Typed("5"), Submit())

    assert anna.done.answers["/data/c1000"] == "1005"


def test_a_long_chain_of_conditions_is_not_too_deep() -> None:
    """Five hundred questions, each relevant after the one before."""
    chain = [text(f"q{n}", relevant=f"${{q{n - 1}}} != ''") for n in range(1, 501)]

    anna = Person.at(text("q0"), *chain)

    assert anna.ask.remaining == 1  # a half, a quarter, an eighth, …


def test_a_summary_counts_what_is_asked() -> None:
    """Notes, calculations and read-only rows are no questions; sensitive ones are named."""
    form = form_of(
        Question("wstep", Kind.NOTE, pl("Dzień dobry")),
        Group("g", pl("Grupa"), (text("a"), Question("b", Kind.TEXT, pl("?"), sensitive=True))),
        calculate("c", "1"),
        Question("d", Kind.TEXT, pl("d"), read_only=True),
        t=choices("Gry"),
    )

    summary = summarise(form)

    assert (summary.questions, summary.minutes) == (2, 2)
    assert summary.sensitive == ("b",)
    assert summary.missing == {"pl": 0}


@pytest.mark.corpus
@needs_corpus[1]
def test_the_summary_of_the_diagnosis() -> None:
    """The library's own form: 25 questions by its description, about 8 minutes by its note."""
    form, _ = form_at(DIAGNOSIS)
    assert form is not None

    summary = summarise(form)

    assert 7 <= summary.minutes <= 9
    assert summary.sensitive == ("dostepnosc",)
    assert summary.questions == sum(question.kind is not Kind.NOTE for question in form.questions())
