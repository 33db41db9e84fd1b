"""What cuts the link between a response and its person."""

from __future__ import annotations

from bot.domain.handing_in import files, mark, without_hours
from bot.forms.model import Form, Kind, Question, Text

FORM = Form(
    "f", "1", Text({"pl": "F"}), ("pl",), "pl",
    (
        Question("poczatek", Kind.START),
        Question("koniec", Kind.END),
        Question("policzone", Kind.CALCULATE),
        Question("kiedy", Kind.DATETIME),
        Question("foto", Kind.IMAGE),
    ),
    {},
)  # fmt: skip


def test_what_the_program_noted_keeps_the_day_only() -> None:
    """`start` and `end` would tell who it was; a time that the person gave is their answer."""
    at = "2027-05-12T12:00:00.000+02:00"

    kept = without_hours(
        FORM, {"/data/poczatek": at, "/data/koniec": at, "/data/policzone": at, "/data/kiedy": at}
    )

    assert kept == {
        "/data/poczatek": "2027-05-12", "/data/koniec": "2027-05-12",
        "/data/policzone": "2027-05-12", "/data/kiedy": at,
    }  # fmt: skip


def test_files_are_found_in_repeats_too() -> None:
    """Skipped ones have no name."""
    answers = {"/data/r[1]/foto": "a.jpg", "/data/r[2]/foto": "", "/data/kiedy": "x"}

    assert files(FORM, answers) == ("a.jpg",)


def test_a_mark_needs_the_key() -> None:
    """The same person and survey give the same mark; another key, survey or person another one."""
    key = b"k" * 32

    marks = [mark(key, 1, 77), mark(key, 1, 78), mark(key, 2, 77), mark(b"x" * 32, 1, 77)]

    assert marks[0] == mark(key, 1, 77)
    assert len(set(marks)) == 4
