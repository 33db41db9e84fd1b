"""Conversations with the library: who hears, who answers, and what protects a child."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Person, Role
from bot.domain.threads import (
    Recipient,
    Side,
    Status,
    Thread,
    after_message,
    deletes,
    ends,
    hearers,
    named,
    require_closable,
    side_of,
)
from bot.domain.typed_wishes import organisation_wish, thread_wish
from bot.errors import Refused

NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


def somebody(number: int, role: Role = Role.RESIDENT) -> Person:
    return Person(number, number, f"P{number}", "", "pl", False, role, True, True)


ANIA, JAN = somebody(1), somebody(2)
MARIA, EWA, OLA = (somebody(number, Role.LIBRARIAN) for number in (11, 12, 13))
STAFF = (MARIA, EWA, OLA)
THREAD = Thread(1, 1, None, "Ania", Status.ANSWERED, False, None, "", None, NOW)
MINOR = replace(THREAD, minor=True)


def test_a_question_waits_from_its_first_message_on() -> None:
    """What is added to it does not put it at the end of the queue."""
    asked = after_message(THREAD, Side.PERSON, ANIA, NOW)
    added = after_message(asked, Side.PERSON, ANIA, LATER)

    assert added.status is Status.WAITING
    assert added.waiting_since == NOW


def test_who_answers_first_is_who_answers() -> None:
    """A colleague who helps out does not take it away."""
    answered = after_message(after_message(THREAD, Side.PERSON, ANIA, NOW), Side.LIBRARY, EWA, NOW)
    helped = after_message(answered, Side.LIBRARY, OLA, LATER)

    assert answered.status is Status.ANSWERED
    assert helped.assignee_id == EWA.id


@pytest.mark.parametrize(
    ("thread", "side", "author", "told"),
    [
        (THREAD, Side.PERSON, ANIA, STAFF),
        (replace(THREAD, assignee_id=EWA.id), Side.PERSON, ANIA, (EWA,)),
        (replace(THREAD, assignee_id=99), Side.PERSON, ANIA, STAFF),
        (THREAD, Side.LIBRARY, EWA, (ANIA,)),
        (replace(MINOR, assignee_id=EWA.id), Side.PERSON, ANIA, STAFF),
        (MINOR, Side.LIBRARY, EWA, (ANIA, MARIA, OLA)),
    ],
    ids=["nobody's", "Ewa's", "of one who left", "answer", "a child's", "answer about a child"],
)
def test_who_hears_of_a_message(
    thread: Thread, side: Side, author: Person, told: tuple[Person, ...]
) -> None:
    """The other side; of the staff who answers, or all where nobody does or a child is meant."""
    assert hearers(thread, side, author.id, (ANIA,), STAFF) == told


def test_the_other_members_hear_what_one_of_them_wrote() -> None:
    """An organisation's conversation is all its members'."""
    told = hearers(THREAD, Side.PERSON, ANIA.id, (ANIA, JAN), (MARIA,))

    assert told == (JAN, MARIA)


@given(st.lists(st.sampled_from(STAFF), min_size=1, max_size=6))
def test_one_person_alone_never_deletes_what_concerns_a_child(yeses: list[Person]) -> None:
    """However often they say yes; the yes of a second one deletes it."""
    thread, gone = MINOR, False
    for person in yeses:
        if thread.deletion_asked_by == person.id:
            with pytest.raises(Refused, match="second_person_needed"):
                deletes(thread, person)
        elif deletes(thread, person):
            gone = True
            break
        else:
            thread = replace(thread, deletion_asked_by=person.id)

    assert gone is (len({person.id for person in yeses}) > 1)


def test_a_new_message_asks_anew() -> None:
    """What was to be deleted has gone on: the first yes was to something else."""
    asked = replace(MINOR, deletion_asked_by=MARIA.id)

    for side, author in ((Side.PERSON, ANIA), (Side.LIBRARY, EWA)):
        assert after_message(asked, side, author, NOW).deletion_asked_by is None


def test_any_other_conversation_is_deleted_by_one() -> None:
    """Its yes is asked once."""
    assert deletes(THREAD, MARIA)


@pytest.mark.parametrize(("seen", "closable"), [(0, False), (1, False), (2, True), (3, True)])
def test_a_childs_conversation_waits_until_two_have_seen_it(seen: int, closable: bool) -> None:
    """It cannot be closed before, and stands among what waits, answered or not."""
    thread = replace(MINOR, seen=seen)

    assert thread.waiting is not closable
    if closable:
        require_closable(thread)
    else:
        with pytest.raises(Refused, match="second_person_needed"):
            require_closable(thread)


def test_sides() -> None:
    """Theirs before ours; nobody else learns that there is one."""
    assert side_of(ANIA, (ANIA,), THREAD) is Side.PERSON
    assert side_of(MARIA, (ANIA,), THREAD) is Side.LIBRARY
    assert side_of(MARIA, (MARIA, JAN), replace(THREAD, person_id=None)) is Side.PERSON
    with pytest.raises(Refused, match="thread_gone"):
        side_of(JAN, (ANIA,), THREAD)


def test_a_recipient_is_named_by_number_name_or_beginning() -> None:
    """What fits nobody, or two, is asked back."""
    known = [Recipient(name, number) for number, name in enumerate(("Ania", "Anna", "OSP"), 1)]

    for typed, name in (("2", "Anna"), ("ania", "Ania"), ("ann", "Anna"), ("osp", "OSP")):
        found = named(known, typed)
        assert found is not None
        assert found.name == name
    for typed in ("an", "4", "0", "", "Zenon"):
        assert named(known, typed) is None


@pytest.mark.parametrize(("typed", "wanted"), [("Koniec", True), ("koniec zajęć o 17?", False)])
def test_only_the_word_itself_ends_the_writing(typed: str, wanted: bool) -> None:
    """A message that begins with it is a message."""
    assert ends(typed) is wanted


def test_what_is_typed_behind_a_number() -> None:
    """Polish, Ukrainian or English, with or without diacritics; „tak” behind it is the yes."""
    assert thread_wish("Usuń") == "delete"
    assert thread_wish("usun tak") == "delete_surely"
    assert thread_wish("відповісти") == "reply"
    assert thread_wish("coś innego") == ""
    assert organisation_wish("zakończ współpracę tak") == "close_surely"
    assert organisation_wish("offer help") == "offer"
    assert organisation_wish("") == ""
