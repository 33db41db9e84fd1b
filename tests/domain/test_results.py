"""Counting answers: exact, person by person, nothing hidden yet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.domain.bands import bands
from bot.domain.responses import Response, layout
from bot.domain.results import Tally, tabulate
from bot.forms.model import Choice, Form, Group, Item, Kind, Question, Repeat, Text

OFTEN = tuple(Choice(name, Text({"pl": name.title()})) for name in ("tydzien", "rok", "wcale"))


def form(*children: Item, version: str = "1") -> Form:
    return Form(
        "diagnoza", version, Text({"pl": "Diagnoza"}), ("pl",), "pl", children, {"l": OFTEN}
    )


def select(name: str = "czesto", kind: Kind = Kind.SELECT_ONE) -> Question:
    return Question(name, kind, list_name="l")


def only(question: Item, *values: str | None, name: str = "") -> Tally:
    ref = f"/data/{question.name}{name}"
    given = [Response({} if value is None else {ref: value}) for value in values]
    (tally,) = tabulate(form(question), given).tallies
    return tally


def counts(tally: Tally) -> dict[str, int]:
    return {cell.name: cell.count for cell in tally.cells}


def test_answered_skipped_and_not_asked_are_three_things() -> None:
    """A missing answer was not asked for, an empty one was skipped; zeros are listed."""
    tally = only(select(), "rok", "rok", "", None)

    assert (tally.answered, tally.no_answer, tally.not_asked) == (2, 1, 1)
    assert counts(tally) == {"tydzien": 0, "rok": 2, "wcale": 0}


def test_several_answers_count_each() -> None:
    """With several answers the choices add up to more than the people."""
    tally = only(select(kind=Kind.SELECT_MULTIPLE), "rok wcale", "rok", "")

    assert tally.answered == 2
    assert not tally.exclusive
    assert counts(tally) == {"tydzien": 0, "rok": 2, "wcale": 1}


def test_numbers_are_exact() -> None:
    """Median and mean are fractions; nobody's third is lost to a float."""
    tally = only(Question("wiek", Kind.INTEGER), "10", "20", "21", "")

    assert tally.numbers is not None
    assert tally.numbers.mean == Fraction(51, 3)
    assert tally.numbers.median == 20
    assert tally.numbers.minimum == 10
    assert tally.numbers.maximum == 21
    assert counts(tally) == {"10–11": 1, "12–13": 0, "14–15": 0, "16–17": 0, "18–19": 0, "20–21": 2}


def test_a_number_that_an_older_version_took_as_text_is_counted_apart() -> None:
    """What cannot be read as a number is still an answer."""
    tally = only(Question("wiek", Kind.INTEGER), "10", "dużo")

    assert tally.answered == 2
    assert counts(tally) == {"10": 1, "other": 1}


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ([], []),
        ([7, 7], ["7"]),
        ([0, 99], ["0–19", "20–39", "40–59", "60–79", "80–99"]),
        ([-3, 3], ["-3", "-2", "-1", "0", "1", "2", "3"]),
    ],
)
def test_bands_are_round_and_at_most_ten(values: list[int], names: list[str]) -> None:
    """Widths are 1, 2 or 5 times a power of ten; single numbers where there are few."""
    found = bands([Fraction(value) for value in values])

    assert [band.name for band in found] == names


def test_decimal_bands_end_below_their_upper_edge() -> None:
    """2.5 is in the band that begins with it."""
    found = bands([Fraction(1, 2), Fraction(5, 2)])

    assert all(sum(band.holds(Fraction(x, 2)) for band in found) == 1 for x in (1, 3, 5))


def test_a_ranking_has_mean_positions_and_first_places() -> None:
    """Two people rank: one puts rok first, the other second."""
    tally = only(select(kind=Kind.RANK), "rok tydzien wcale", "tydzien rok wcale")

    assert dict(tally.positions)["rok"] == Fraction(3, 2)
    assert counts(tally) == {"tydzien": 1, "rok": 1, "wcale": 0}


def test_dates_are_counted_by_month() -> None:
    """A date question shows months, never single days."""
    tally = only(Question("kiedy", Kind.DATE), "2027-05-12", "2027-05-30", "2027-06-01")

    assert counts(tally) == {"2027-05": 2, "2027-06": 1}


def test_texts_are_only_counted() -> None:
    """What people wrote is shown elsewhere, shuffled."""
    tally = only(Question("zmiana", Kind.TEXT), "więcej ławek", "")

    assert (tally.answered, tally.no_answer, tally.cells) == (1, 1, ())


def test_in_a_repeat_a_person_counts_once() -> None:
    """Three children who never read are one parent's answer."""
    repeat = Repeat("dziecko", Text(), (select(),))
    given = Response({f"/data/dziecko[{n}]/czesto": "wcale" for n in (1, 2, 3)})

    (tally,) = tabulate(form(repeat), [given, Response({})]).tallies

    assert (tally.answered, tally.not_asked) == (1, 1)
    assert counts(tally)["wcale"] == 1


def test_choices_named_by_people_are_never_listed() -> None:
    """A list made of earlier answers would show what somebody typed."""
    tally = only(Question("kto", Kind.SELECT_ONE, list_name="${imie}"), "Zofia")

    assert (tally.answered, tally.cells) == (1, ())


def test_versions_merge_by_question_name() -> None:
    """A question that moved into a group keeps its answers; a removed one stays at the end."""
    older = form(select("dawne"), select(), version="1")
    newer = form(Group("tresc", Text(), (select(),)), version="2")
    given = [
        Response({"/data/dawne": "rok", "/data/czesto": "wcale"}, version="1"),
        Response({"/data/tresc/czesto": "wcale"}, version="2"),
    ]

    results = tabulate(newer, given, earlier=[older])

    assert [tally.key for tally in results.tallies] == ["czesto", "dawne"]
    assert counts(results.tally("czesto"))["wcale"] == 2
    assert results.tally("dawne").not_asked == 1


def test_a_name_used_twice_is_told_apart_by_its_path() -> None:
    """Two questions of one name in two groups are two questions."""
    twice = form(Group("a", Text(), (select("x"),)), Group("b", Text(), (select("x"),)))

    assert list(layout(twice).places) == ["/data/a/x", "/data/b/x"]


def test_channels_are_counted() -> None:
    """How many came through the bot and how many on paper."""
    results = tabulate(form(), [Response({}), Response({}, channel="paper")], unfinished=3)

    assert (results.total, results.unfinished) == (2, 3)
    assert results.channels == (("bot", 1), ("paper", 1))
