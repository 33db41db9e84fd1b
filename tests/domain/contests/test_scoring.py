"""Points of a jury: comparable, exact, and every place with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import permutations

import pytest

from bot.domain.contests.awards import Terms, cut
from bot.domain.contests.combining import combined, to_vote
from bot.domain.contests.ranking import rank
from bot.domain.contests.scoring import (
    Aggregate,
    Criterion,
    Entry,
    Missing,
    Panel,
    Ranking,
    ScoringPolicy,
    Standing,
)
from bot.errors import Refused

IDEA = Criterion("idea", high=Fraction(10))
BUDGET = Criterion("budget", high=Fraction(5), weight=Fraction(2))
YOUTH = Criterion("youth", high=Fraction(3), bonus=True)
JURY = Panel(("Ala", "Bartek", "Celina"))
SUM, MEAN = ScoringPolicy(Aggregate.SUM), ScoringPolicy(Aggregate.MEAN)


def judged(
    sheets: Mapping[str, Mapping[str, int]],
    policy: ScoringPolicy = SUM,
    panel: Panel = JURY,
    entries: Mapping[str, Entry] | None = None,
) -> Ranking:
    """`sheets`: application → assessor → points for the idea."""
    scores = {
        (assessor, name): {"idea": Fraction(points)}
        for name, sheet in sheets.items()
        for assessor, points in sheet.items()
    }
    found = [(entries or {}).get(name, Entry(name)) for name in sheets]
    return rank([IDEA], policy, panel, found, scores)


def test_a_weight_multiplies_and_a_bonus_comes_on_top() -> None:
    """8 + 2 × 4 = 16 of at most 10 + 2 × 5 = 20; the bonus of 3 makes 19 and raises no maximum."""
    scores = {("Ala", "a"): {"idea": Fraction(8), "budget": Fraction(4), "youth": Fraction(3)}}

    ranking = rank([IDEA, BUDGET, YOUTH], MEAN, Panel(("Ala",)), [Entry("a")], scores)

    (place,) = ranking.places
    assert (place.points, place.bonus, ranking.maximum) == (19, 3, 20)
    assert place.by_criterion == {"idea": 8, "budget": 8, "youth": 3}


def test_a_scale_has_steps() -> None:
    """From 1 to 5 by halves: 2,5 is on it, 2,25 and 5,5 are not."""
    scale = Criterion("c", high=Fraction(5), low=Fraction(1), step=Fraction(1, 2))

    assert scale.accepts(Fraction("2.5"))
    assert not scale.accepts(Fraction("2.25"))
    assert not scale.accepts(Fraction("5.5"))


def test_an_assessor_who_is_a_relative_is_left_out_and_totals_stay_comparable() -> None:
    """a: 8 + 10 by two = mean 9, × 3 members = 27; b: 9 + 9 + 9 = 27. Equal, as it should be."""
    related = Panel(JURY.assessors, conflicts=frozenset({("Ala", "a")}))

    ranking = judged(
        {"a": {"Ala": 1, "Bartek": 8, "Celina": 10}, "b": dict.fromkeys(JURY.assessors, 9)},
        panel=related,
    )

    assert [(place.rank, place.points) for place in ranking.places] == [(1, 27), (1, 27)]
    assert ranking.places[0].left_out == {"Ala": "conflict-of-interest"}
    assert ranking.waiting == ()


def test_one_assessor_is_ill_and_the_ranking_waits() -> None:
    """By default nobody is ranked before all have scored; it says who is missing."""
    ranking = judged({"a": {"Ala": 8, "Bartek": 9}, "b": dict.fromkeys(JURY.assessors, 7)})

    assert ranking.places == ()
    assert ranking.waiting == (("Celina", "a"),)
    with pytest.raises(Refused, match="scores_missing"):
        cut(ranking, Terms(100))


def test_one_assessor_is_ill_and_each_total_is_divided_by_who_scored() -> None:
    """Plain sums would be 17 and 21; by the mean × 3 they are 25,5 and 21."""
    divide = ScoringPolicy(Aggregate.SUM, Missing.DIVIDE)

    ranking = judged({"a": {"Ala": 8, "Bartek": 9}, "b": dict.fromkeys(JURY.assessors, 7)}, divide)

    assert [place.points for place in ranking.places] == [Fraction("25.5"), 21]
    assert ranking.places[0].left_out == {"Celina": "not-scored"}


def test_one_assessor_is_ill_and_counts_nowhere() -> None:
    """Celina scored b only: her 10 there would favour b. Without her a has 17 of 20, b 14."""
    without = ScoringPolicy(Aggregate.SUM, Missing.LEAVE_OUT)

    ranking = judged(
        {"a": {"Ala": 8, "Bartek": 9}, "b": {"Ala": 7, "Bartek": 7, "Celina": 10}}, without
    )

    assert [place.points for place in ranking.places] == [17, 14]
    assert ranking.maximum == 20


def test_nobody_is_left_to_judge() -> None:
    """An application about which all have a conflict is at the end, and says so."""
    all_related = Panel(JURY.assessors, frozenset((name, "a") for name in JURY.assessors))

    ranking = judged({"a": {}, "b": dict.fromkeys(JURY.assessors, 1)}, panel=all_related)

    assert [place.standing for place in ranking.places] == [Standing.RANKED, Standing.NOT_SCORED]


def test_the_highest_and_the_lowest_sheet_may_be_left_aside() -> None:
    """10, 8, 0: the trimmed mean and the median are 8, the mean is 6."""
    sheet = {"a": {"Ala": 10, "Bartek": 8, "Celina": 0}}

    results = [
        judged(sheet, ScoringPolicy(aggregate)).places[0].points
        for aggregate in (Aggregate.TRIMMED, Aggregate.MEDIAN, Aggregate.MEAN)
    ]

    assert results == [8, 8, 6]


def test_below_the_threshold_is_ranked_last_whatever_the_bonus() -> None:
    """60 % of 10 is 6: 5 and a bonus of 3 make 8 points, but not a place among the good ones."""
    scores = {
        ("Ala", "a"): {"idea": Fraction(5), "youth": Fraction(3)},
        ("Ala", "b"): {"idea": Fraction(6), "youth": Fraction(0)},
    }
    policy = ScoringPolicy(threshold=Fraction(60), percent=True)

    ranking = rank([IDEA, YOUTH], policy, Panel(("Ala",)), [Entry("a"), Entry("b")], scores)

    assert [(place.entry.id, place.standing) for place in ranking.places] == [
        ("b", Standing.RANKED), ("a", Standing.BELOW_THRESHOLD),
    ]  # fmt: skip
    assert ranking.threshold == 6


def test_ties_follow_the_policy_and_say_what_decided() -> None:
    """Equal points: the lower request first, then who came earlier; else they share a rank."""
    same = dict.fromkeys(JURY.assessors, 7)
    entries = {
        "a": Entry("a", request=500, received=1),
        "b": Entry("b", request=400, received=3),
        "c": Entry("c", request=500, received=2),
    }
    policy = ScoringPolicy(Aggregate.SUM, ties=("lower-request",))

    shared = judged({"a": same, "b": same, "c": same}, policy, entries=entries)
    decided = judged(
        {"a": same, "b": same, "c": same},
        ScoringPolicy(Aggregate.SUM, ties=("lower-request", "earlier")),
        entries=entries,
    )

    places = [(p.entry.id, p.rank, p.decided_by) for p in shared.places]
    assert places == [("b", 1, "lower-request"), ("a", 2, "lower-request"), ("c", 2, "")]
    assert [(p.entry.id, p.rank) for p in decided.places] == [("b", 1), ("a", 2), ("c", 3)]
    assert decided.places[2].decided_by == "earlier"


def test_the_order_of_applications_changes_no_rank() -> None:
    """Every order of three gives the same ranks and points."""
    sheets = {"a": 7, "b": 9, "c": 7}

    results = {
        tuple(sorted((p.entry.id, p.rank, p.points) for p in ranking.places))
        for order in permutations(sheets)
        for ranking in [judged({n: dict.fromkeys(JURY.assessors, sheets[n]) for n in order})]
    }

    assert len(results) == 1


def test_the_public_votes_winner_is_ranked_low_by_the_committee() -> None:
    """Half and half. a: 9/10 and 100/500 votes → 0,45 + 0,1 = 0,55; b: 3/10 and 400/500 → 0,15
    + 0,4 = 0,55: equal. c, third at the jury, does not go to the vote."""
    sheets = {
        name: dict.fromkeys(JURY.assessors, n) for name, n in {"a": 9, "b": 3, "c": 2}.items()
    }
    ranking = judged(sheets, MEAN)
    voted = to_vote(ranking, top=2)

    rows = combined(ranking, {"a": 100, "b": 400, "c": 7}, Fraction(1, 2), voted)

    assert voted == ("a", "b")
    assert [(row.application, row.rank, row.total) for row in rows] == [
        ("a", 1, Fraction("0.55")), ("b", 1, Fraction("0.55")),
    ]  # fmt: skip
    assert [(row.jury_rank, row.votes) for row in rows] == [(1, 100), (2, 400)]
