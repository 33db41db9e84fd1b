"""Going back, correcting, reviewing, handing in, and honest progress."""

from __future__ import annotations

from bot.forms.engine import Ask, Back, Goto, Keep, Pick, Review, Skip, Submit, Typed
from bot.forms.model import Group, Kind, Question
from tests.forms.small import Person, integer, pl, text


def adults_job() -> Group:
    """A group for adults only."""
    return Group("praca", pl("Praca"), (text("zawod"), text("firma")), relevant="${lat} >= 18")


def test_back_shows_the_question_before_with_its_answer() -> None:
    """The answer is kept; the next answer returns to where the person was."""
    anna = Person.at(text("a"), text("b"), text("c"))
    anna.does(Typed("1"), Typed("2"))

    anna.does(Back(), Back())

    assert (anna.ask.ref, anna.ask.value) == ("/data/a", "1")
    anna.does(Typed("jeden"))
    assert anna.ask.ref == "/data/c"
    assert anna.state.answers == {"/data/a": "jeden", "/data/b": "2"}


def test_keep_leaves_the_answer_that_is_shown() -> None:
    """Going back and forward changes nothing."""
    anna = Person.at(text("a"), text("b"))
    anna.does(Typed("1"))
    there = anna.ask

    anna.does(Back(), Keep())

    assert anna.ask.ref == there.ref
    assert anna.state.answers == {"/data/a": "1"}


def test_back_goes_over_what_is_no_longer_relevant() -> None:
    """The question before is one that is asked now."""
    anna = Person.at(integer("lat"), adults_job(), text("hobby"))
    anna.does(Typed("30"), Typed("lekarz"), Typed("szpital"), Back(), Back(), Back(), Typed("10"))

    anna.does(Back())

    assert anna.ask.ref == "/data/lat"


def test_there_is_no_way_back_from_the_first_question() -> None:
    """The step says so beforehand."""
    anna = Person.at(text("a"))

    assert not anna.ask.can_back
    anna.does(Back())
    assert anna.reject.reason == "no_way_back"


def test_back_from_the_review_shows_the_last_question() -> None:
    """The review is one step like another."""
    anna = Person.at(text("a"), text("b"))
    anna.does(Typed("1"), Skip())

    assert anna.review.can_back
    anna.does(Back())
    assert anna.ask.ref == "/data/b"


def test_correcting_returns_to_the_review() -> None:
    """One answer is put right, the others are not asked again."""
    anna = Person.at(text("a"), text("b"))
    anna.does(Typed("1"), Typed("2"))

    anna.does(Goto("/data/a"))
    assert anna.ask.correcting
    anna.does(Typed("jeden"))

    assert [item.answer for item in anna.review.items] == ["jeden", "2"]


def test_correcting_asks_what_has_become_relevant() -> None:
    """Then the review comes back."""
    anna = Person.at(integer("lat"), adults_job())
    anna.does(Typed("12"))

    anna.does(Goto("/data/lat"), Typed("30"))

    assert anna.ask.ref == "/data/praca/zawod"
    anna.does(Typed("lekarz"), Typed("szpital"))
    assert len(anna.review.items) == 3


def test_back_from_a_correction_leaves_it() -> None:
    """The review is shown again, nothing is changed."""
    anna = Person.at(text("a"))
    anna.does(Typed("1"))
    before = anna.review

    anna.does(Goto("/data/a"), Back())

    assert anna.review.items == before.items


def test_answers_no_longer_relevant_are_dropped_at_the_end_only() -> None:
    """A mistaken correction and its undoing lose nothing; handing in drops."""
    anna = Person.at(integer("lat"), adults_job())
    anna.does(Typed("30"), Typed("lekarz"), Typed("szpital"))

    anna.does(Goto("/data/lat"), Typed("12"))
    assert [item.ref for item in anna.review.items] == ["/data/lat"]
    anna.does(Goto("/data/lat"), Typed("31"))
    assert [item.answer for item in anna.review.items] == ["31", "lekarz", "szpital"]
    anna.does(Goto("/data/lat"), Typed("12"), Submit())

    assert anna.done.answers == {"/data/lat": "12"}


def test_only_the_review_can_be_corrected_from() -> None:
    """Goto to a later question, or to none, is refused."""
    anna = Person.at(text("a"), text("b"))

    anna.does(Goto("/data/b"))
    assert anna.reject.reason == "unexpected"
    anna.does(Typed("1"), Typed("2"), Goto("/data/nic"))
    assert anna.reject.reason == "unexpected"
    anna.does(Goto("/data/a"), Goto("/data/b"))
    assert anna.ask.ref == "/data/b"


def test_handing_in_before_the_end_is_refused() -> None:
    """Submit belongs to the review."""
    anna = Person.at(text("a"))

    anna.does(Submit())

    assert anna.reject.reason == "incomplete"


def test_an_answer_that_a_later_one_breaks_is_asked_again() -> None:
    """A constraint that reads other questions is checked once more before the review."""
    anna = Person.at(integer("od"), integer("do", constraint=". > ${od}"))
    anna.does(Typed("3"), Typed("5"))

    anna.does(Goto("/data/od"), Typed("9"))

    assert anna.ask.ref == "/data/do"
    anna.does(Typed("10"))
    assert isinstance(anna.step, Review)


def test_what_has_become_required_is_asked_again() -> None:
    """A skipped question that must be answered now."""
    anna = Person.at(integer("lat"), text("opiekun", required="${lat} < 18"))
    anna.does(Typed("30"), Skip())

    anna.does(Goto("/data/lat"), Typed("12"))

    assert anna.ask.ref == "/data/opiekun"


def test_rev_counts_questions_shown() -> None:
    """A refusal shows no new question."""
    anna = Person.at(integer("a"), text("b"))
    assert anna.state.rev == 1

    anna.does(Typed("nie wiem"))
    assert anna.state.rev == 1
    anna.does(Typed("1"))
    assert anna.state.rev == 2
    anna.does(Back())
    assert (anna.state.rev, anna.ask.rev) == (3, 3)


def test_the_number_counts_relevant_questions_before() -> None:
    """What was skipped over does not count; going back counts back."""
    anna = Person.at(integer("lat"), adults_job(), text("hobby"))

    anna.does(Typed("12"))
    assert (anna.ask.ref, anna.ask.number) == ("/data/hobby", 2)
    anna.does(Back())
    assert anna.ask.number == 1


def test_remaining_counts_what_may_still_come_as_half() -> None:
    """Certain ones as one, undecided ones as half; a decision settles it either way."""
    anna = Person.at(integer("lat"), adults_job(), text("hobby"))

    assert anna.ask.remaining == 2  # hobby, and two halves
    anna.does(Typed("30"))
    assert anna.ask.remaining == 2  # firma, hobby
    anna.does(Back(), Typed("12"))
    assert anna.ask.remaining == 0


def test_remaining_doubts_chains_less() -> None:
    """A question behind a question in doubt counts a quarter."""
    anna = Person.at(
        Question("a", Kind.SELECT_ONE, pl("?"), list_name="yes_no"),
        Question("b", Kind.SELECT_ONE, pl("?"), list_name="yes_no", relevant="${a} = 'tak'"),
        *(text(f"c{n}", relevant="${b} = 'tak'") for n in range(4)),
    )

    assert anna.ask.remaining == 2  # a half and four quarters make one and a half
    anna.does(Pick(0))
    assert anna.ask.remaining == 2  # four halves
    anna.does(Pick(1))
    assert isinstance(anna.step, Review)


def test_a_form_without_questions_is_at_its_review_at_once() -> None:
    """Only notes: there is something to read, nothing to answer."""
    anna = Person.at(Question("n", Kind.NOTE, pl("Czytaj")))

    assert anna.review.notes == ("Czytaj",)
    assert not isinstance(anna.does(Submit()), Ask)
