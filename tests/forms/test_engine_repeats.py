"""Repeats: asked one turn at a time, counted, nested, and read by expressions."""

from __future__ import annotations

from bot.forms.engine import AddAnother, AddTo, Back, Goto, Pick, Review, Skip, Submit, Typed
from bot.forms.growth import MOST_TURNS
from bot.forms.model import Choice, Kind, Question, Repeat
from tests.forms.small import Person, calculate, choices, integer, pl, text


def children(*more: Question, **rules: str) -> Repeat:
    return Repeat("dziecko", pl("Dziecko"), (text("imie"), *more), **rules)


def test_one_more_is_asked_after_each_turn() -> None:
    """A repeat without a count has one turn at first, as in ODK."""
    anna = Person.at(children(), text("uwagi"))
    assert anna.ask.ref == "/data/dziecko[1]/imie"

    anna.does(Typed("Ola"))
    assert (anna.ask_repeat.label, anna.ask_repeat.count) == ("Dziecko", 1)
    anna.does(AddAnother(True))
    assert anna.ask.ref == "/data/dziecko[2]/imie"
    assert anna.ask.sections[0].index == 2
    anna.does(Typed("Jan"), Typed("nie"))

    assert anna.ask.ref == "/data/uwagi"


def test_a_turn_opened_by_mistake_can_be_taken_back() -> None:
    """Back from its first question, before anything in it was answered."""
    anna = Person.at(children())
    anna.does(Typed("Ola"), AddAnother(True))

    anna.does(Back())

    assert anna.ask_repeat.count == 1
    anna.does(AddAnother(False))
    assert [item.answer for item in anna.review.items] == ["Ola"]


def test_one_more_can_be_added_from_the_review() -> None:
    """Goto to the repeat shows its question again."""
    anna = Person.at(children())
    anna.does(Typed("Ola"), AddAnother(False))

    anna.does(Goto("/data/dziecko"), AddAnother(True), Typed("Jan"), AddAnother(False))

    assert [item.answer for item in anna.review.items] == ["Ola", "Jan"]


def test_the_review_opens_another_turn_at_once() -> None:
    """A „no more” is not the last word; what is not relevant cannot grow."""
    anna = Person.at(
        text("ma"), children(), Repeat("pies", pl("Pies"), (text("rasa"),), relevant="${ma} = 'p'")
    )
    anna.does(Typed("nic"), Typed("Ola"), AddAnother(False))
    assert [(one.ref, one.label) for one in anna.review.repeats] == [("/data/dziecko", "Dziecko")]

    anna.does(AddTo("/data/pies"))
    assert anna.reject.reason == "unexpected"
    anna.does(AddTo("/data/dziecko"))
    assert anna.ask.ref == "/data/dziecko[2]/imie"
    anna.does(Typed("Jan"), AddAnother(False))

    assert [item.answer for item in anna.review.items] == ["nic", "Ola", "Jan"]


def test_one_more_is_added_from_nowhere_but_the_review() -> None:
    """In the middle of a form its own questions ask for it."""
    anna = Person.at(children())

    anna.does(AddTo("/data/dziecko"))

    assert anna.reject.reason == "unexpected"


def test_one_more_wants_a_yes_or_a_no() -> None:
    """Anything else is refused."""
    anna = Person.at(children())
    anna.does(Typed("Ola"))

    anna.does(Typed("może"))
    assert anna.reject.reason == "not_yes_or_no"
    anna.does(Typed("так"))
    assert anna.ask.ref == "/data/dziecko[2]/imie"


def test_a_count_decides_how_many_turns() -> None:
    """`repeat_count` from an answer; fewer later leaves the others out at the end."""
    anna = Person.at(integer("ile"), children(count="${ile}"))

    anna.does(Typed("2"), Typed("Ola"), Typed("Jan"))
    assert len(anna.review.items) == 3
    anna.does(Goto("/data/ile"), Typed("1"), Submit())

    assert anna.done.answers == {"/data/ile": "1", "/data/dziecko[1]/imie": "Ola"}


def test_a_count_of_nothing_asks_nothing() -> None:
    """Empty, zero, negative and endless counts."""
    anna = Person.at(integer("ile"), children(count="${ile}"), text("uwagi"))

    anna.does(Skip())
    assert anna.ask.ref == "/data/uwagi"
    anna.does(Back(), Typed("-3"))
    assert anna.ask.ref == "/data/uwagi"
    anna.does(Back(), Typed("999999999"), Submit())
    turns = [ref for ref in anna.state.answers if "dziecko" in ref]
    assert turns == []
    assert anna.ask_of_reject.remaining == MOST_TURNS


def test_a_repeat_that_is_not_relevant_is_not_asked() -> None:
    """Neither its questions nor "one more?"."""
    anna = Person.at(text("ma"), children(relevant="${ma} = 'tak'"), text("uwagi"))

    anna.does(Typed("nie"))

    assert anna.ask.ref == "/data/uwagi"


def test_repeats_inside_repeats() -> None:
    """Each turn has turns of its own."""
    books = Repeat("ksiazka", pl("Książka"), (text("tytul"),))
    anna = Person.at(Repeat("osoba", pl("Osoba"), (text("imie"), books)))

    anna.does(Typed("Ola"), Typed("Lalka"), AddAnother(True), Typed("Potop"), AddAnother(False))
    assert anna.ask_repeat.ref == "/data/osoba"
    anna.does(AddAnother(True), Typed("Jan"), Typed("Dziady"), AddAnother(False), AddAnother(False))

    anna.does(Submit())
    assert list(anna.done.answers) == [
        "/data/osoba[1]/imie",
        "/data/osoba[1]/ksiazka[1]/tytul",
        "/data/osoba[1]/ksiazka[2]/tytul",
        "/data/osoba[2]/imie",
        "/data/osoba[2]/ksiazka[1]/tytul",
    ]


def test_a_reference_means_the_same_turn() -> None:
    """`${imie}` inside the repeat is this turn's, in labels and in relevance."""
    why = Question("czemu", Kind.TEXT, pl("Czemu ${imie}?"), relevant="string-length(${imie}) > 3")
    anna = Person.at(children(why, count="2"))

    anna.does(Typed("Zofia"))
    assert anna.ask.label == "Czemu Zofia?"
    anna.does(Typed("bo tak"), Typed("Ola"))

    assert isinstance(anna.step, Review)


def test_expressions_read_all_turns() -> None:
    """count, sum, position and indexed-repeat through the tree."""
    turn = Repeat(
        "w",
        pl("Wydatek"),
        (integer("kwota"), calculate("nr", "position(..)"), calculate("obok", "../kwota * 2")),
        count="3",
    )
    anna = Person.at(
        turn,
        calculate("ile", "count(${w})"),
        calculate("razem", "sum(${kwota})"),
        calculate("drugi", "indexed-repeat(${kwota}, ${w}, 2)"),
    )

    anna.does(Typed("5"), Typed("7"), Typed("9"), Submit())

    answers = anna.done.answers
    assert [answers[f"/data/{name}"] for name in ("ile", "razem", "drugi")] == ["3", "21", "7"]
    assert [answers[f"/data/w[{n}]/nr"] for n in (1, 2, 3)] == ["1", "2", "3"]
    assert answers["/data/w[3]/obok"] == "18"


def test_defaults_of_a_turn_are_computed_when_it_begins() -> None:
    """The second turn may begin with what the first one said."""
    place = Question("miasto", Kind.TEXT, pl("?"), default_expression="position(..)")
    anna = Person.at(Repeat("r", pl("R"), (place,)))
    assert anna.ask.value == "1"

    anna.does(Typed("a"), AddAnother(True))

    assert anna.ask.value == "2"


def test_a_filter_reads_its_own_turn() -> None:
    """`current()/..` is the turn of the question, not of the choice."""
    towns = (
        Choice("radom", pl("Radom"), {"region": "mazowsze"}),
        Choice("suwalki", pl("Suwałki"), {"region": "podlasie"}),
    )
    region = Question("region", Kind.SELECT_ONE, pl("?"), list_name="regiony")
    town = Question(
        "miasto",
        Kind.SELECT_ONE,
        pl("?"),
        list_name="miasta",
        choice_filter="region = current()/../region",
    )
    turns = Repeat("r", pl("R"), (region, town), count="2")
    anna = Person.at(turns, regiony=choices("Mazowsze", "Podlasie"), miasta=towns)

    anna.does(Pick(0))
    assert [option.name for option in anna.ask.options] == ["radom"]
    anna.does(Pick(0), Pick(1))
    assert [option.name for option in anna.ask.options] == ["suwalki"]
