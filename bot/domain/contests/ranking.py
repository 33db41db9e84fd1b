"""From the jury's sheets to a ranking, with the reason for every place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from bot.domain.contests.scoring import (
    Aggregate,
    Criterion,
    Entry,
    Missing,
    Order,
    Panel,
    Ranked,
    Ranking,
    Scores,
    ScoringPolicy,
    Standing,
    conflicted,
    maximum,
)


def rank(
    criteria: Collection[Criterion],
    policy: ScoringPolicy,
    panel: Panel,
    entries: Collection[Entry],
    scores: Scores,
) -> Ranking:
    """The ranking of all entries, or what it waits for.

    With a conflict of interest the sum is taken over the others and scaled to the whole panel
    (mean × members), so that totals stay comparable.
    """
    missing = tuple(_missing(panel, entries, scores))
    if missing and policy.missing is Missing.BLOCK:
        most = maximum(criteria, policy, panel)
        return Ranking((), most, _threshold(policy, most), missing)
    if policy.missing is Missing.LEAVE_OUT:
        absent = frozenset(assessor for assessor, _ in missing)
        panel = Panel(panel.assessors, panel.conflicts, panel.withdrawn | absent)
    most = maximum(criteria, policy, panel)
    least = _threshold(policy, most)
    judged = [_judged(criteria, policy, panel, entry, scores, least) for entry in entries]
    return Ranking(_placed(judged, policy), most, least, missing)


def level(entries: Iterable[Entry]) -> Ranking:
    """Where the rules name neither criteria nor a vote: all are equal, and the committee says who
    gets a grant, each time with its reason."""
    none = Fraction(0)
    places = (Ranked(entry, 1, none, none, Standing.RANKED, ()) for entry in entries)
    return Ranking(tuple(places), none, None)


def _missing(panel: Panel, entries: Collection[Entry], scores: Scores) -> Iterable[tuple[str, str]]:
    for assessor in panel.assessors:
        for entry in entries:
            pair = (assessor, entry.id)
            if assessor not in panel.withdrawn | conflicted(panel, entry.id) and pair not in scores:
                yield pair


def _threshold(policy: ScoringPolicy, most: Fraction) -> Fraction | None:
    if policy.threshold is None or not policy.percent:
        return policy.threshold
    return most * policy.threshold / 100


def _judged(
    criteria: Collection[Criterion],
    policy: ScoringPolicy,
    panel: Panel,
    entry: Entry,
    scores: Scores,
    least: Fraction | None,
) -> Ranked:
    left_out = _left_out(panel, entry, scores)
    counted = tuple(assessor for assessor in panel.assessors if assessor not in left_out)
    if not counted:
        nothing = Fraction(0)
        return Ranked(entry, 0, nothing, nothing, Standing.NOT_SCORED, (), left_out)
    kept = _kept(criteria, policy, [scores[assessor, entry.id] for assessor in counted])
    sitting = len(set(panel.assessors) - panel.withdrawn)
    factor = sitting if policy.aggregate is Aggregate.SUM else 1
    by_criterion = {c.name: factor * _mean([s[c.name] * c.weight for s in kept]) for c in criteria}
    bonus = sum((by_criterion[c.name] for c in criteria if c.bonus), Fraction(0))
    points = sum(by_criterion.values(), Fraction(0))
    below = least is not None and points - bonus < least
    standing = Standing.BELOW_THRESHOLD if below else Standing.RANKED
    return Ranked(entry, 0, points, bonus, standing, counted, left_out, by_criterion)


def _left_out(panel: Panel, entry: Entry, scores: Scores) -> dict[str, str]:
    related = conflicted(panel, entry.id)
    reasons = {}
    for assessor in panel.assessors:
        if assessor in related:
            reasons[assessor] = "conflict-of-interest"
        elif assessor in panel.withdrawn:
            reasons[assessor] = "withdrawn"
        elif (assessor, entry.id) not in scores:
            reasons[assessor] = "not-scored"
    return reasons


def _kept(
    criteria: Collection[Criterion], policy: ScoringPolicy, given: list[Mapping[str, Fraction]]
) -> list[Mapping[str, Fraction]]:
    """The score sheets whose mean counts: all, the middle ones, or all but the two extremes."""
    if policy.aggregate in (Aggregate.SUM, Aggregate.MEAN):
        return given
    ordered = sorted(given, key=lambda sheet: sum(sheet[c.name] * c.weight for c in criteria))
    number = len(ordered)
    if policy.aggregate is Aggregate.MEDIAN:
        return ordered[(number - 1) // 2 : number // 2 + 1]
    return ordered[1:-1] if number > 2 else ordered


def _mean(values: Collection[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _placed(judged: Collection[Ranked], policy: ScoringPolicy) -> tuple[Ranked, ...]:
    placed: list[Ranked] = []
    for standing in Standing:
        group = [ranked for ranked in judged if ranked.standing is standing]
        group.sort(key=lambda ranked: (-ranked.points, *_keys(ranked, policy)))
        for _, equals in groupby(group, key=lambda ranked: ranked.points):
            placed += _among_equals(list(equals), policy, len(placed) + 1)
    return tuple(placed)


def _among_equals(equals: list[Ranked], policy: ScoringPolicy, first: int) -> Iterable[Ranked]:
    keys = [_keys(ranked, policy) for ranked in equals]
    for n, ranked in enumerate(equals):
        neighbours = [keys[m] for m in (n - 1, n + 1) if 0 <= m < len(keys)]
        decided = [name for other in neighbours for name in _differing(keys[n], other, policy)]
        yield replace(ranked, rank=first + keys.index(keys[n]), decided_by=(decided or [""])[0])


def _differing(
    mine: tuple[Fraction, ...], other: tuple[Fraction, ...], policy: ScoringPolicy
) -> list[str]:
    pairs = zip(policy.ties, mine, other, strict=True)
    return [name for name, one, two in pairs if one != two][:1]


def _keys(ranked: Ranked, policy: ScoringPolicy) -> tuple[Fraction, ...]:
    """Lower comes first."""
    values = {
        Order.BASE_POINTS.value: ranked.bonus - ranked.points,
        Order.LOWER_REQUEST.value: Fraction(ranked.entry.request),
        Order.EARLIER.value: Fraction(ranked.entry.received),
    }
    scored = {name: -points for name, points in ranked.by_criterion.items()}
    return tuple((values | scored).get(name, Fraction(0)) for name in policy.ties)
