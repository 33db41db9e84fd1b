"""What of the results may be shown: DESIGN's small cells, snapshots and sensitive questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.crosstabs import cross, publish_cross
from bot.domain.disclosure import (
    Base,
    PublishedResults,
    PublishedTally,
    due,
    publish,
    rows_allowed,
    visible,
)
from bot.domain.responses import Response
from bot.domain.results import tabulate
from bot.domain.suppression import RANGES, Hidden, small
from bot.errors import Refused
from bot.forms.model import Choice, Form, Item, Kind, Question, Repeat, Text

NAMES = ("a", "b", "c")
LISTS = {"l": tuple(Choice(name, Text({"pl": name})) for name in NAMES)}


def form(*children: Item) -> Form:
    return Form("f", "1", Text({"pl": "F"}), ("pl",), "pl", children, LISTS)


def select(name: str, *, kind: Kind = Kind.SELECT_ONE, **more: object) -> Question:
    return Question(name, kind, list_name="l", **more)  # type: ignore[arg-type]


def people(**by_value: int) -> list[str]:
    """people(a=3, none=2) → three a, two skipped."""
    return [
        "" if name == "none" else name.replace("_", " ")
        for name, count in by_value.items()
        for _ in range(count)
    ]


def published(question: Question, values: Sequence[str]) -> PublishedTally:
    given = [Response({f"/data/{question.name}": value}) for value in values]
    return publish(tabulate(form(question), given)).tallies[0]


def shown(tally: PublishedTally) -> dict[str, int | Hidden]:
    return {cell.name: cell.count for cell in tally.cells}


def test_a_small_count_hides_and_takes_one_more_along() -> None:
    """3 is hidden; n is known, so the smallest other count goes too, and zeros stay."""
    tally = published(select("q"), people(a=30, b=9, c=3))

    assert shown(tally) == {"a": 30, "b": Hidden.COMPLEMENT, "c": Hidden.SMALL}
    assert (tally.answered, tally.no_answer, tally.base_of) == (42, 0, Base.ANSWERED)
    assert tally.cells[0].share == Fraction(30, 42)


def test_a_small_no_answer_count_hides_n() -> None:
    """All is known: n would give the no-answer count away, and so would the choices' sum."""
    tally = published(select("q"), people(a=30, b=20, c=10, none=2))

    assert (tally.answered, tally.no_answer) == (Hidden.WITHHELD, Hidden.SMALL)
    assert shown(tally)["c"] is Hidden.COMPLEMENT
    assert (tally.base, tally.base_of) == (62, Base.ASKED)


def test_almost_everybody_is_as_telling_as_almost_nobody() -> None:
    """47 of 50 chose it: that three did not must not be read off."""
    tally = published(select("q", kind=Kind.SELECT_MULTIPLE), people(a=27, a_b=20, c=3))

    assert shown(tally) == {"a": Hidden.COMPLEMENT, "b": 20, "c": Hidden.SMALL}


def test_under_five_responses_nothing_is_shown() -> None:
    """Four people are too few; zero is no secret."""
    given = [Response({"/data/q": "a"})] * 4

    few, none = publish(tabulate(form(select("q")), given)), publish(tabulate(form(), []))

    assert (few.total, few.enough, few.tallies) == (Hidden.SMALL, False, ())
    assert (none.total, none.enough) == (0, False)


def test_a_question_that_few_answered_is_withheld() -> None:
    """With n under 5 not even its zeros are shown."""
    tally = published(select("q"), people(a=4, none=20))

    assert tally.withheld
    assert set(shown(tally).values()) == {Hidden.WITHHELD}


def test_channels_hide_each_other() -> None:
    """3 on paper of 40: the 37 would tell."""
    given = [Response({}, channel="bot")] * 37 + [Response({}, channel="paper")] * 3

    channels = publish(tabulate(form(), given, unfinished=2))

    assert channels.channels == (("bot", Hidden.COMPLEMENT), ("paper", Hidden.SMALL))
    assert channels.unfinished is Hidden.SMALL


def test_bands_join_until_none_is_small() -> None:
    """Nobody's age stands alone; minimum and maximum only where five people share them."""
    ages = [20] * 6 + [21] * 2 + [30] * 7 + [80]

    tally = published(Question("wiek", Kind.INTEGER), [str(age) for age in ages])

    assert all(isinstance(count, int) and not small(count) for count in shown(tally).values())
    assert tally.numbers is not None
    assert tally.numbers.minimum == 20
    assert tally.numbers.maximum is None


def conditional(p: Sequence[str], q: Sequence[str], *, required: bool = False) -> PublishedResults:
    """`q` is asked of those who chose a; `q` lists their answers in order."""
    follow = select("q", relevant="${p} = 'a'", required="true()" if required else "")
    answers, given = iter(q), []
    for value in p:
        asked = {"/data/q": next(answers)} if value == "a" else {}
        given.append(Response({"/data/p": value} | asked))
    return publish(tabulate(form(select("p"), follow), given))


def test_how_many_were_asked_does_not_reveal_a_hidden_answer() -> None:
    """12 chose a, which is hidden beside the 3: the follow-up's no-answer count stays hidden."""
    results = conditional(people(b=30, a=12, c=3), people(a=6, none=6))

    assert shown(results.tally("p"))["a"] is Hidden.COMPLEMENT
    assert results.tally("q").no_answer is Hidden.WITHHELD
    assert results.tally("q").answered == 6


def test_a_required_follow_up_hides_its_n() -> None:
    """Everybody asked answered: n is how many were asked."""
    results = conditional(people(b=30, a=20, c=3), people(a=10, b=10), required=True)

    assert shown(results.tally("p"))["a"] is Hidden.COMPLEMENT
    assert results.tally("q").answered is Hidden.WITHHELD


def test_a_follow_up_of_an_open_question_shows_its_no_answer_count() -> None:
    """Where the question it depends on hides nothing, nothing is lost."""
    results = conditional(people(b=30, a=20), people(a=10, none=10))

    assert (results.tally("q").answered, results.tally("q").no_answer) == (10, 10)


counts3 = st.tuples(*[st.integers(0, 9)] * 4)


def fits(value: int, figure: int | Hidden) -> bool:
    if isinstance(figure, Hidden):
        low, high = RANGES[figure]
        return low <= value <= high
    return value == figure


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield (first, *rest)


def believed(tally: PublishedTally, asked: int) -> list[tuple[int, ...]]:
    """Every (choices…, no answer) that a reader who knows how many were asked could believe."""
    figures = [*(cell.count for cell in tally.cells), tally.no_answer]
    return [
        split
        for split in splits(asked, len(figures))
        if all(map(fits, split, figures)) and fits(sum(split[:-1]), tally.answered)
    ]


@given(counts3)
@settings(max_examples=150, deadline=None)
def test_nothing_hidden_in_one_question_can_be_worked_out(counts: tuple[int, ...]) -> None:
    """Whoever knows all, n and every shown count still has two values for each hidden one."""
    a, b, c, none = counts
    values = people(a=a, b=b, c=c, none=none)
    assume(len(values) >= 5)

    tally = published(select("q"), values)

    worlds = believed(tally, len(values))
    figures = [*(cell.count for cell in tally.cells), tally.no_answer]
    for at, figure in enumerate(figures):
        assert not isinstance(figure, int) or not small(figure)
        if isinstance(figure, Hidden):
            assert len({world[at] for world in worlds}) > 1
    if isinstance(tally.answered, Hidden):
        assert len({sum(world[:-1]) for world in worlds}) > 1
    else:
        assert not small(len(values) - tally.answered)


@given(st.tuples(*[st.integers(0, 9)] * 3), st.data(), st.booleans())
@settings(max_examples=50, deadline=None)
def test_a_follow_up_does_not_reveal_the_first_question(
    counts: tuple[int, ...], data: st.DataObject, required: bool
) -> None:
    """Both tables together: asked = those who chose a; each hidden count keeps two values."""
    a, b, none = counts
    assume(a + b + none >= 5)
    options = ["a", "b"] if required else ["a", "b", ""]
    q = data.draw(st.lists(st.sampled_from(options), min_size=a, max_size=a))

    results = conditional(people(a=a, b=b, none=none), q, required=required)

    first, second = results.tally("p"), results.tally("q")
    worlds = [
        (*one, *two)
        for one in believed(first, a + b + none)
        for two in believed(second, one[0])
        if not required or two[-1] == 0
    ]
    figures = [
        figure
        for tally in (first, second)
        for figure in (*(cell.count for cell in tally.cells), tally.no_answer)
    ]
    for at, figure in enumerate(figures):
        values = {world[at] for world in worlds}
        assert isinstance(figure, int) or len(values) > 1 or values == {0}  # zero is no secret


Crossed = dict[str, dict[str, int | Hidden]]


def crossed(values: Sequence[tuple[str, str]], kind: Kind = Kind.SELECT_ONE) -> Crossed:
    survey = form(select("wiek"), select("q", kind=kind))
    given = [Response({"/data/wiek": age, "/data/q": answer}) for age, answer in values]
    results = publish(tabulate(survey, given))
    counted = cross(survey, given, "wiek", "q")
    table = publish_cross(counted, results.tally("wiek"), results.tally("q"))
    names = [name for name, _ in table.columns]
    return {row.name: dict(zip(names, row.counts, strict=True)) for row in table.rows}


def test_a_cross_table_hides_small_cells_and_what_gives_them_away() -> None:
    """Rows and columns add up to totals that everybody knows."""
    pairs = [("a", "a")] * 3 + [("a", "b")] * 12 + [("b", "a")] * 15 + [("b", "b")] * 20

    table = crossed(pairs)

    assert table["a"] == {"a": Hidden.SMALL, "b": Hidden.COMPLEMENT, "c": 0}
    assert table["b"] == {"a": Hidden.COMPLEMENT, "b": Hidden.COMPLEMENT, "c": 0}


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4))
@settings(max_examples=100, deadline=None)
def test_no_cell_of_a_cross_table_can_be_worked_out(cells: list[int]) -> None:
    """Brute force over all 2 × 2 tables with the same shown cells and totals."""
    keys = [(x, y) for x in "ab" for y in "ab"]
    pairs = [key for key, count in zip(keys, cells, strict=True) for _ in range(count)]
    assume(len(pairs) >= 5)
    try:
        table = crossed(pairs)
    except Refused:
        return

    if len(table) == 2 and set("ab") <= set(table["a"]):
        figures = [table[x][y] for x, y in keys]
        rows = (cells[0] + cells[1], cells[2] + cells[3])
        worlds = [
            (first, rows[0] - first, second, rows[1] - second)
            for first, second in product(range(rows[0] + 1), range(rows[1] + 1))
            if first + second == cells[0] + cells[2]
        ]
        worlds = [world for world in worlds if all(map(fits, world, figures))]
        for at, figure in enumerate(figures):
            assert not isinstance(figure, int) or not small(figure)
            assert isinstance(figure, int) or len({world[at] for world in worlds}) > 1


def test_several_answers_are_crossed_choice_by_choice() -> None:
    """Each choice has its own complement in each group."""
    pairs = [("a", "a b")] * 8 + [("a", "b")] * 9 + [("b", "a")] * 10 + [("b", "b")] * 6

    table = crossed(pairs, Kind.SELECT_MULTIPLE)

    assert table == {"a": {"a": 8, "b": 17, "c": 0}, "b": {"a": 10, "b": 6, "c": 0}}


@pytest.mark.parametrize(
    "question",
    [
        select("q", sensitive=True),
        Question("q", Kind.TEXT),
        Repeat("r", Text(), (select("q"),)),
    ],
)
def test_what_is_never_crossed(question: Item) -> None:
    """Sensitive questions show totals only; texts and repeats cannot be crossed."""
    with pytest.raises(Refused, match="not_crossable"):
        cross(form(select("wiek"), question), [], "wiek", "q")


def test_snapshots_are_due_every_five_responses_and_at_closing() -> None:
    """Rows have no order, so the counts are stored in the transaction that completes a step."""
    taken = [0]
    for total in range(1, 18):
        if due(total, taken[-1], closed=False):
            taken.append(total)

    assert taken == [0, 5, 10, 15]
    assert due(17, 15, closed=True)
    assert not due(15, 15, closed=True)


@given(st.integers(0, 60), st.integers(0, 9))
def test_two_snapshots_never_differ_by_one_to_four_people(total: int, more: int) -> None:
    """While it runs and after closing: what is compared differs by nobody or by at least five."""
    later = total + more
    steps = range(5, later + 1, 5)

    before = visible([step for step in steps if step <= total], total, closed=False)
    running = visible(steps, later, closed=False)
    final = visible(steps, later, closed=True)

    assert not small(running - before)
    assert not small(final - running)
    assert not small(final)


def test_rows_of_an_anonymous_survey_wait_for_closing() -> None:
    """Two exports a response apart would show that response."""
    assert not rows_allowed(50, anonymous=True, closed=False)
    assert rows_allowed(50, anonymous=True, closed=True)
    assert not rows_allowed(4, anonymous=True, closed=True)
    assert rows_allowed(1, anonymous=False, closed=False)
