"""A snapshot says the same after it was stored."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import snapshots
from bot.domain.responses import Response
from bot.forms.model import Choice, Form, Kind, Question, Text

AGES = tuple(Choice(name, Text({"pl": name.upper()})) for name in ("a", "b", "c"))
FORM = Form(
    name="f",
    version="1",
    title=Text({"pl": "F"}),
    languages=("pl",),
    default_language="pl",
    children=(
        Question("wiek", Kind.SELECT_ONE, Text({"pl": "Wiek?"}), list_name="ages"),
        Question("tematy", Kind.SELECT_MULTIPLE, Text({"pl": "Co?"}), list_name="ages"),
        Question("ile", Kind.INTEGER, Text({"pl": "Ile?"})),
        Question("kolej", Kind.RANK, Text({"pl": "Kolej?"}), list_name="ages"),
        Question("zdrowie", Kind.SELECT_ONE, list_name="ages", sensitive=True),
        Question("uwagi", Kind.TEXT),
    ),
    lists={"ages": AGES},
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "/data/wiek": st.sampled_from(["a", "b", "c", ""]),
        "/data/tematy": st.sampled_from(["a", "a b", "c b", ""]),
        "/data/ile": st.integers(0, 40).map(str),
        "/data/kolej": st.sampled_from(["a b c", "c b a"]),
        "/data/zdrowie": st.sampled_from(["a", "b"]),
        "/data/uwagi": st.just("Soboty"),
    },
)
RESPONSES = st.lists(ANSWERS.map(Response), max_size=40)


def taken(responses: list[Response]) -> snapshots.Snapshot:
    return snapshots.take(FORM, (), responses, unfinished=3, day="2027-05-12", closed=False)


@settings(max_examples=60, deadline=None)
@given(RESPONSES)
def test_storing_changes_nothing(responses: list[Response]) -> None:
    """Every figure, share, statistic and cross-table comes back as it was."""
    snapshot = taken(responses)

    again = snapshots.from_json(snapshots.to_json(snapshot), FORM)

    assert again == snapshot


@settings(max_examples=60, deadline=None)
@given(RESPONSES)
def test_what_is_stored_holds_no_small_count(responses: list[Response]) -> None:
    """Not only views: the database itself never learns how many the one to four were."""
    snapshot = taken(responses)

    counts = [c.count for tally in snapshot.results.tallies for c in tally.cells]
    counts += [n for t in snapshot.crosses.values() for row in t.rows for n in row.counts]

    assert not [n for n in counts if isinstance(n, int) and 0 < n < 5]


def test_only_dividers_divide_and_nothing_sensitive_is_divided() -> None:
    """By age, by place, by gender: no other pair of questions is ever crossed."""
    responses = [
        Response({"/data/wiek": "a", "/data/tematy": "a", "/data/zdrowie": "b"}) for _ in range(9)
    ]

    snapshot = taken(responses)

    assert set(snapshot.crosses) == {("wiek", "tematy")}
    assert snapshot.dividers("tematy") == ("wiek",)


def test_a_publication_holds_what_was_chosen_only() -> None:
    """The other questions are not even stored with it."""
    responses = [Response({"/data/wiek": "a", "/data/tematy": "a"}) for _ in range(9)]

    cut = snapshots.only(snapshots.to_json(taken(responses)), ("tematy",))

    again = snapshots.from_json(cut, FORM)
    assert [tally.key for tally in again.results.tallies] == ["tematy"]
    assert again.crosses == {}
