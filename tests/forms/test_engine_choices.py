"""Selects: one, several, ranked, filtered, shuffled, with "other"."""

from __future__ import annotations

import pytest

from bot.forms.bounds import upper_bound
from bot.forms.engine import Back, Finish, Goto, Option, Pick, Skip, Submit, Toggle, Typed
from bot.forms.model import Choice, Kind, Question, Repeat
from tests.forms.small import Person, choices, pl, text

TOPICS = choices("Gry", "Film", "Kuchnia", "Nic")


def several(**rules: object) -> Question:
    return Question("tematy", Kind.SELECT_MULTIPLE, pl("Tematy?"), list_name="t", **rules)  # type: ignore[arg-type]


def ticked(options: tuple[Option, ...]) -> list[str]:
    return [option.name for option in options if option.ticked]


def test_one_choice_by_tap_or_by_typing() -> None:
    """The same answer whichever way."""
    question = Question("q", Kind.SELECT_ONE, pl("?"), list_name="yes_no")
    anna, jan, ola = Person.at(question), Person.at(question), Person.at(question)

    anna.does(Pick(1))
    jan.does(Typed("nie"))
    ola.does(Typed("2"))

    assert anna.step == jan.step == ola.step
    assert anna.review.items[0].answer == "Nie"


def test_an_index_that_is_not_offered_is_refused() -> None:
    """Wherever the tap came from."""
    anna = Person.at(Question("q", Kind.SELECT_ONE, pl("?"), list_name="yes_no"))

    anna.does(Pick(7))

    assert anna.reject.reason == "unexpected"


def test_ticks_say_what_is_wanted_so_that_a_repeated_tap_changes_nothing() -> None:
    """No question is counted as shown, and the order is that of the definition."""
    anna = Person.at(several(), t=TOPICS)

    anna.does(Toggle(2, True), Toggle(0, True), Toggle(0, True), Toggle(1, True), Toggle(1, False))

    assert ticked(anna.ask.options) == ["gry", "kuchnia"]
    assert anna.state.rev == 1
    anna.does(Finish())
    assert anna.review.items[0].value == "gry kuchnia"
    assert anna.review.items[0].answer == "Gry, Kuchnia"


def test_finishing_without_ticks_is_skipping() -> None:
    """Where an answer is required it is refused."""
    anna = Person.at(several(), t=TOPICS)
    jan = Person.at(several(required="true()"), t=TOPICS)

    anna.does(Finish())
    jan.does(Finish())

    assert anna.review.items[0].value == ""
    assert jan.reject.reason == "required"


def test_one_tick_too_many_is_refused_at_once() -> None:
    """With the form's own words; the ticks stay."""
    rule = several(constraint="count-selected(.) <= 2", constraint_message=pl("Najwyżej 2."))
    anna = Person.at(rule, t=TOPICS)
    assert anna.ask.most == 2

    anna.does(Toggle(0, True), Toggle(1, True), Toggle(2, True))

    assert (anna.reject.reason, anna.reject.message) == ("too_many", "Najwyżej 2.")
    assert anna.state.ticks == (0, 1)


def test_the_whole_constraint_is_checked_at_the_end() -> None:
    """A lone "nothing" cannot stand beside other ticks."""
    rule = several(
        constraint="count-selected(.) <= 3 and not(selected(., 'nic') and count-selected(.) > 1)"
    )
    anna = Person.at(rule, t=TOPICS)

    anna.does(Toggle(3, True), Toggle(0, True), Finish())

    assert anna.reject.reason == "constraint"
    anna.does(Toggle(3, False), Finish())
    assert anna.review.items[0].value == "gry"


@pytest.mark.parametrize(
    ("constraint", "most"),
    [
        ("count-selected(.) <= 3", 3),
        ("count-selected(.) < 3", 2),
        ("3 >= count-selected(.)", 3),
        ("3 > count-selected(.)", 2),
        ("count-selected(${q}) = 2", 2),
        ("count-selected(.) <= 5 and not(selected(., 'a') and count-selected(.) > 1)", 5),
        ("(count-selected(.) <= 4) and count-selected(.) <= 2", 2),
        ("count-selected(.) <= 2 or selected(., 'a')", None),
        ("count-selected(.) >= 2", None),
        ("count-selected(${other}) <= 2", None),
        ("not(count-selected(.) <= 2)", None),
        ("selected(., 'x and y') and count-selected(.) <= 1", 1),
        ("", None),
    ],
)
def test_bounds_are_read_from_the_constraint(constraint: str, most: int | None) -> None:
    """Only where no further tick could make the constraint true again."""
    assert upper_bound(constraint, "q") == most


def test_several_typed_at_once() -> None:
    """Typed choices come on top of the ticks and finish the question."""
    anna = Person.at(several(), t=TOPICS)

    anna.does(Toggle(2, True), Typed("film, gry"))

    assert anna.review.items[0].value == "gry film kuchnia"


def test_going_back_shows_the_ticks() -> None:
    """The answer given before is the beginning."""
    anna = Person.at(several(), text("b"), t=TOPICS)
    anna.does(Toggle(1, True), Finish())

    anna.does(Back())

    assert ticked(anna.ask.options) == ["film"]


def test_typing_adds_to_fresh_ticks_and_replaces_an_answer_one_came_back_to() -> None:
    """Whoever says it anew means just that."""
    fresh, back = Person.at(several(), t=TOPICS), Person.at(several(), t=TOPICS)

    fresh.does(Toggle(0, True), Typed("film"))
    back.does(Typed("gry"), Back(), Typed("film"))

    assert fresh.review.items[0].answer == "Gry, Film"
    assert back.review.items[0].answer == "Film"


def test_a_ranking_keeps_the_persons_order() -> None:
    """The last place needs no tap; too few are refused with what is missing."""
    anna = Person.at(Question("r", Kind.RANK, pl("?"), list_name="t"), t=TOPICS[:3])

    anna.does(Toggle(2, True), Finish())
    assert anna.reject.reason == "rank_incomplete"
    assert anna.reject.facts["missing"] == ("Gry", "Film")
    anna.does(Toggle(0, True))
    assert [option.place for option in anna.ask.options] == [2, 0, 1]
    anna.does(Finish())

    assert anna.review.items[0].value == "kuchnia gry film"


def test_a_ranking_can_be_typed() -> None:
    """All at once, in order."""
    anna = Person.at(Question("r", Kind.RANK, pl("?"), list_name="t"), t=TOPICS[:3])

    anna.does(Typed("3, 1, 2"))

    assert anna.review.items[0].answer == "Kuchnia, Gry, Film"


def test_other_is_offered_in_the_persons_language_and_asks_what() -> None:
    """or_other adds a choice and a text question `<name>_other`."""
    question = Question("tematy", Kind.SELECT_ONE, pl("?"), list_name="t", or_other=True)
    anna = Person.at(question, t=TOPICS)
    olha = Person.at(question, language="uk", t=TOPICS)

    assert anna.ask.options[-1].label == "Inne"
    assert olha.ask.options[-1].label == "Інше"
    anna.does(Typed("inne"))
    assert anna.ask.ref == "/data/tematy_other"
    anna.does(Typed("szachy"), Submit())
    assert anna.done.answers == {"/data/tematy": "other", "/data/tematy_other": "szachy"}


def test_other_left_again_is_not_asked() -> None:
    """The text question is relevant only beside "other"."""
    question = Question("tematy", Kind.SELECT_ONE, pl("?"), list_name="t", or_other=True)
    anna = Person.at(question, t=TOPICS)

    anna.does(Pick(4), Typed("szachy"), Goto("/data/tematy"), Pick(0), Submit())

    assert anna.done.answers == {"/data/tematy": "gry"}


REGIONS = choices("Mazowsze", "Podlasie")
TOWNS = (
    Choice("warszawa", pl("Warszawa"), {"region": "mazowsze"}),
    Choice("radom", pl("Radom"), {"region": "mazowsze"}),
    Choice("suwalki", pl("Suwałki"), {"region": "podlasie"}),
)


def cascade() -> Person:
    region = Question("region", Kind.SELECT_ONE, pl("?"), list_name="r")
    town = Question("miasto", Kind.SELECT_ONE, pl("?"), list_name="m",
                    choice_filter="region = ${region}", required="true()")  # fmt: skip
    return Person.at(region, town, text("uwagi"), r=REGIONS, m=TOWNS)


def test_choices_are_filtered_by_answers() -> None:
    """`choice_filter`; indices stay those of the definition."""
    anna = cascade()

    anna.does(Pick(1))

    assert [(option.index, option.name) for option in anna.ask.options] == [(2, "suwalki")]


def test_a_choice_that_is_no_longer_offered_is_asked_again() -> None:
    """After the answer that it depends on was corrected."""
    anna = cascade()
    anna.does(Pick(1), Pick(2), Skip())

    anna.does(Goto("/data/region"), Pick(0))

    assert (anna.ask.ref, anna.ask.value) == ("/data/miasto", "")
    anna.does(Pick(1))
    assert anna.review.items[1].answer == "Radom"


def test_a_required_select_that_offers_nothing_does_not_strand() -> None:
    """What cannot be answered may be skipped."""
    anna = Person.at(Question("q", Kind.SELECT_ONE, pl("?"), list_name="yes_no",
                              choice_filter="false()", required="true()"))  # fmt: skip

    assert anna.ask.can_skip
    anna.does(Skip())
    assert anna.review.items[0].value == ""


def test_shuffled_choices_keep_their_order_through_a_session() -> None:
    """The seed is stored; indices stay those of the definition, keys follow the display."""
    question = Question("q", Kind.SELECT_ONE, pl("?"), list_name="t", randomize=True)
    anna = Person.at(question, text("b"), t=choices(*"ABCDEFGH"))
    order = [option.name for option in anna.ask.options]

    anna.does(Typed("1"), Back())

    assert [option.name for option in anna.ask.options] == order
    assert order != sorted(order)
    assert anna.ask.value == order[0]


def test_a_given_seed_shuffles_as_odk_does() -> None:
    """`randomize=true, seed=42` gives everybody the same order."""
    question = Question("q", Kind.SELECT_ONE, pl("?"), list_name="t", randomize=True, seed="42")

    one = Person.at(question, t=choices(*"ABCDEF")).ask.options
    other = Person.at(question, t=choices(*"ABCDEF")).ask.options

    assert one == other
    assert sorted(option.name for option in one) == list("abcdef")


def test_choices_may_come_from_a_repeat() -> None:
    """`select_one ${imie}` offers the names given before."""
    children = Repeat("dzieci", pl("Dziecko"), (text("imie"),), count="2")
    eldest = Question("starsze", Kind.SELECT_ONE, pl("?"), list_name="${imie}")
    anna = Person.at(children, eldest)

    anna.does(Typed("Ola"), Typed("Jan"))
    assert [option.label for option in anna.ask.options] == ["Ola", "Jan"]
    anna.does(Typed("jan"))

    assert anna.review.items[-1].answer == "Jan"
