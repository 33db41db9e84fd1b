"""The engine's rules for questions, notes, groups and answers, one example each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.forms.engine import (
    Attached,
    Finish,
    Keep,
    Located,
    Pick,
    PickDate,
    Prompt,
    Skip,
    State,
    Submit,
    Toggle,
    Typed,
    apply,
    begin,
    current,
    describe,
)
from bot.forms.model import Group, Kind, Question, Text
from tests.forms.small import NOW, Person, calculate, choices, form_of, integer, pl, text


def test_notes_and_group_labels_come_with_the_next_question() -> None:
    """One question a message: what is only read is carried by the question after it."""
    group = Group("o_tobie", pl("Kilka słów o Tobie"), (text("imie"), text("miasto")))
    welcome = Question("wstep", Kind.NOTE, pl("Dzień dobry!"))

    anna = Person.at(welcome, group)

    assert anna.ask.notes == ("Dzień dobry!",)
    assert [section.label for section in anna.ask.sections] == ["Kilka słów o Tobie"]
    anna.does(Typed("Anna"))
    assert anna.ask.notes == ()
    assert anna.ask.sections == ()


def test_notes_after_the_last_question_come_with_the_review() -> None:
    """Nothing follows, so the review carries them, and the end does too."""
    thanks = Question("koniec", Kind.NOTE, pl("Dziękujemy, ${imie}!"))

    anna = Person.at(text("imie"), thanks)
    anna.does(Typed("Anna"))

    assert anna.review.notes == ("Dziękujemy, Anna!",)
    anna.does(Submit())
    assert anna.done.notes == ("Dziękujemy, Anna!",)


def test_labels_hold_the_value_of_a_choice_not_its_label() -> None:
    """ODK puts the value of `${name}` into a label; jr:choice-name gives the label."""
    colour = Question("kolor", Kind.SELECT_ONE, pl("Kolor?"), list_name="kolory")
    name = calculate("nazwa", "jr:choice-name(${kolor}, '${kolor}')")
    why = Question("czemu", Kind.TEXT, pl("Czemu ${kolor}, czyli ${nazwa}?"))

    anna = Person.at(colour, name, why, kolory=choices("Żółty"))
    anna.does(Pick(0))

    assert anna.ask.label == "Czemu żółty, czyli Żółty?"


def test_a_question_without_a_label_is_never_blank() -> None:
    """The hint stands in for the label, else the name."""
    anna = Person.at(Question("a", Kind.TEXT, hint=pl("Wpisz a")), Question("b", Kind.TEXT))

    assert (anna.ask.label, anna.ask.hint) == ("Wpisz a", "")
    anna.does(Typed("x"))
    assert anna.ask.label == "b"


def test_what_is_not_relevant_is_not_asked() -> None:
    """`relevant` on a question."""
    anna = Person.at(integer("lat"), text("zawod", relevant="${lat} >= 18"), text("hobby"))

    anna.does(Typed("12"))

    assert anna.ask.ref == "/data/hobby"


def test_a_group_that_is_not_relevant_hides_everything_in_it() -> None:
    """`relevant` on a group, and its notes with it."""
    inside = (Question("uwaga", Kind.NOTE, pl("Uwaga")), text("zawod"))
    group = Group("dorosli", pl("Dorośli"), inside, relevant="${lat} >= 18")

    anna = Person.at(integer("lat"), group, text("hobby"))
    anna.does(Typed("12"))

    assert anna.ask.ref == "/data/hobby"
    assert anna.ask.notes == ()


def test_a_required_question_cannot_be_skipped() -> None:
    """The form's own message says why."""
    anna = Person.at(
        Question("imie", Kind.TEXT, pl("?"), required="true()", required_message=pl("Podaj imię."))
    )

    anna.does(Skip())

    assert not anna.ask_of_reject.can_skip
    assert (anna.reject.reason, anna.reject.message) == ("required", "Podaj imię.")


def test_required_may_depend_on_answers() -> None:
    """`required` is an expression."""
    anna = Person.at(integer("lat"), text("opiekun", required="${lat} < 18"))

    anna.does(Typed("12"))
    assert anna.ask.required
    anna.does(Skip())
    assert anna.reject.reason == "required"


def test_a_constraint_refuses_with_the_forms_own_words() -> None:
    """Nothing is changed, the question still stands, and no new one counts as shown."""
    anna = Person.at(
        Question(
            "lat",
            Kind.INTEGER,
            pl("Ile masz lat?"),
            constraint=". >= 13 and . < 120",
            constraint_message=pl("Od 13 lat."),
        )
    )
    before = anna.state

    anna.does(Typed("5"))

    assert (anna.reject.reason, anna.reject.message) == ("constraint", "Od 13 lat.")
    assert anna.state == before
    anna.does(Typed("15"))
    assert anna.review.items[0].answer == "15"


def test_a_constraint_is_not_asked_of_an_empty_answer() -> None:
    """Skipping an optional question breaks no constraint (ODK XForms)."""
    anna = Person.at(integer("lat", constraint=". >= 13"))

    anna.does(Skip())

    assert anna.review.items[0].answer == ""


def test_calculations_follow_answers_in_the_order_of_dependencies() -> None:
    """A calculation may stand before what it reads."""
    anna = Person.at(
        calculate("pole", "${bok} * ${bok}"),
        calculate("bok", "${a} + 1"),
        integer("a"),
        Question("b", Kind.TEXT, pl("Pole ${pole}")),
    )

    anna.does(Typed("2"))

    assert anna.ask.label == "Pole 9"


def test_calculations_in_a_circle_do_not_hang() -> None:
    """Each reads the other as it was."""
    anna = Person.at(calculate("a", "${b} + 1"), calculate("b", "${a} + 1"), text("c"))

    anna.does(Typed("x"), Submit())

    assert anna.done.answers["/data/c"] == "x"


def test_once_keeps_its_first_value() -> None:
    """`once(…)` is stored with the session; the clock moves on."""
    anna = Person.at(calculate("kiedy", "once(now())"), text("a"), text("b"))
    first = anna.state.answers["/data/kiedy"]

    anna.now += timedelta(days=3)
    anna.does(Typed("x"), Typed("y"), Submit())

    assert first.startswith("2027-05-10")
    assert anna.done.answers["/data/kiedy"] == first


def test_random_numbers_stay_the_same_through_a_session() -> None:
    """They follow from the stored seed."""
    form = form_of(calculate("los", "random()"), Question("a", Kind.TEXT, pl("${los}")))

    state, first = begin(form, seed=1, now=NOW, language="pl")
    _, other = begin(form, seed=2, now=NOW, language="pl")

    assert current(form, state, NOW) == first
    assert first != other


def test_defaults_are_shown_and_can_be_kept() -> None:
    """A fixed default and one that is computed when the session begins."""
    anna = Person.at(text("kraj", default="Polska"), Question(
        "kiedy", Kind.DATE, pl("Kiedy?"), default_expression="today()"))  # fmt: skip

    assert anna.ask.value == "Polska"
    anna.does(Keep())
    assert anna.ask.value == "2027-05-10"
    anna.now += timedelta(days=2)
    anna.does(Keep(), Submit())
    assert anna.done.answers == {"/data/kraj": "Polska", "/data/kiedy": "2027-05-10"}


def test_skipping_takes_a_default_away() -> None:
    """Skip means no answer, not the default."""
    anna = Person.at(text("kraj", default="Polska"))

    anna.does(Skip(), Submit())

    assert anna.done.answers["/data/kraj"] == ""


def test_a_read_only_question_is_read_like_a_note() -> None:
    """Its label and its value."""
    total = Question("razem", Kind.INTEGER, pl("Razem:"), calculation="${a} * 2", read_only=True)

    anna = Person.at(integer("a"), total, text("b"))
    anna.does(Typed("4"))

    assert anna.ask.ref == "/data/b"
    assert anna.ask.notes == ("Razem:\n8",)


def test_acknowledging() -> None:
    """By a tap or by a word."""
    rules = Question("zgoda", Kind.ACKNOWLEDGE, pl("Zgadzasz się?"), required="true()")

    anna, jan = Person.at(rules), Person.at(rules)

    assert anna.ask.prompt is Prompt.ACKNOWLEDGE
    assert anna.does(Pick(0)) == jan.does(Typed("tak"))
    assert anna.review.items[0].value == "OK"


def test_a_trigger_sets_a_value_when_its_question_is_answered() -> None:
    """A calculation with a trigger runs then, and only then."""
    stamp = calculate("kiedy", "now()", trigger="${a}")

    anna = Person.at(text("a"), text("b"), stamp)
    assert "/data/kiedy" not in anna.state.answers
    anna.does(Typed("x"))
    first = anna.state.answers["/data/kiedy"]
    anna.does(Typed("y"))

    assert first
    assert anna.state.answers["/data/kiedy"] == first


def test_metadata_is_filled_in() -> None:
    """start, end, today and an empty deviceid, in the library's time zone."""
    anna = Person.at(
        Question("start", Kind.START),
        Question("end", Kind.END),
        Question("today", Kind.TODAY),
        Question("deviceid", Kind.DEVICEID),
        text("a"),
    )

    anna.does(Typed("x"), Submit())

    assert anna.done.answers == {
        "/data/start": "2027-05-10T12:00:00.000+02:00",
        "/data/end": "2027-05-10T12:00:40.000+02:00",
        "/data/today": "2027-05-10",
        "/data/deviceid": "",
        "/data/a": "x",
    }


def test_hidden_values_may_be_given_at_the_start() -> None:
    """`preset` by name; a hidden question is never asked."""
    form = form_of(Question("kanal", Kind.HIDDEN), text("a", relevant="${kanal} = 'papier'"))

    _, step = begin(form, seed=1, now=NOW, language="pl", preset={"kanal": "papier"})

    assert step.ref == "/data/a"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "given", "stored"),
    [
        (Kind.DATE, PickDate("2027-05-12"), "2027-05-12"),
        (Kind.DATE, Typed("jutro"), "2027-05-11"),
        (Kind.DATETIME, Typed("jutro o 17"), "2027-05-11T17:00:00.000+02:00"),
        (Kind.TIME, Typed("17.30"), "17:30:00.000+02:00"),
        (Kind.GEOPOINT, Located(52.1, 21.02, 8.5), "52.1 21.02 0 8.5"),
        (Kind.IMAGE, Attached(Kind.IMAGE, "kot.jpg", 10), "kot.jpg"),
        (Kind.FILE, Attached(Kind.AUDIO, "a.ogg", 10), "a.ogg"),
        (Kind.BARCODE, Typed("590123"), "590123"),
        (Kind.IMAGE, Attached(Kind.AUDIO, "a.ogg", 10), "needs_attachment"),
        (Kind.IMAGE, Typed("kot"), "needs_attachment"),
        (Kind.GEOPOINT, Pick(0), "needs_location"),
        (Kind.TEXT, Pick(0), "unexpected"),
        (Kind.TEXT, Located(52.1, 21.0), "unexpected"),
        (Kind.TEXT, Toggle(0, True), "unexpected"),
        (Kind.TEXT, Finish(), "unexpected"),
        (Kind.TEXT, Keep(), "nothing_to_keep"),
        (Kind.TEXT, PickDate("2027-05-12"), "unexpected"),
    ],
)
def test_what_each_kind_takes(kind: Kind, given: object, stored: str) -> None:
    """What does not fit a question is refused, and nothing is lost."""
    anna = Person.at(Question("q", kind, pl("?")))

    anna.does(given)  # type: ignore[arg-type]

    if stored in {"needs_attachment", "needs_location", "unexpected", "nothing_to_keep"}:
        assert anna.reject.reason == stored
    else:
        assert anna.review.items[0].value == stored


def test_the_step_can_be_shown_again_after_days() -> None:
    """A state that went through JSON gives the same step."""
    anna = Person.at(text("a"), text("b"))
    anna.does(Typed("x"))

    back = State.from_json(anna.state.to_json())

    assert back == anna.state
    assert current(anna.form, back, NOW + timedelta(days=10)) == anna.step


def test_an_answer_can_be_described() -> None:
    """For the message that shows what was answered."""
    anna = Person.at(Question("q", Kind.SELECT_ONE, pl("Idziesz?"), list_name="yes_no"), text("b"))
    anna.does(Pick(0))

    item = describe(anna.form, anna.state, "/data/q", NOW)

    assert (item.label, item.value, item.answer) == ("Idziesz?", "tak", "Tak")
    with pytest.raises(KeyError):
        describe(anna.form, anna.state, "/data/x", NOW)


def test_texts_come_in_the_persons_language() -> None:
    """A missing language falls back to the form's own."""
    hello = Question("a", Kind.TEXT, Text({"pl": "Imię?", "uk": "Ім'я?"}))
    other = Question("b", Kind.TEXT, Text({"pl": "Wiek?"}))

    anna = Person.at(hello, other, language="uk")

    assert anna.ask.label == "Ім'я?"
    anna.does(Typed("Оля"))
    assert anna.ask.label == "Wiek?"


def test_nothing_happens_after_the_end() -> None:
    """Every input is refused and the end is shown."""
    anna = Person.at(text("a"))
    anna.does(Typed("x"), Submit())
    end = anna.done

    anna.does(Typed("y"))

    assert anna.reject.reason == "unexpected"
    assert anna.reject.ask.answers == end.answers  # type: ignore[union-attr]


def test_apply_leaves_the_old_state_alone() -> None:
    """States are values: the same input on the same state gives the same outcome."""
    anna = Person.at(text("a"), text("b"))
    start = anna.state

    once = apply(anna.form, start, Typed("x"), NOW)
    twice = apply(anna.form, start, Typed("x"), NOW)

    assert once == twice
    assert start.answers == {}
