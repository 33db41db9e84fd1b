"""Most votes (or points) first, as long as the money lasts; every step can be told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from bot.domain.contests.elections import Election, Project, scores, votes
from bot.domain.contests.ties import Tie, TieBreaker, TiePolicy, tie_breaker
from bot.frozen import frozen


class Verdict(StrEnum):
    """What became of a project, and why."""

    FUNDED = "funded"
    NO_MONEY = "no-money"  # costs more than is left
    STOPPED = "stopped"  # an earlier one did not fit, and nobody is skipped
    BELOW_THRESHOLD = "below-threshold"
    BARRED = "barred"  # its rival was chosen
    WITHDRAWN = "withdrawn"


@frozen
class GreedyRule:
    """`skip`: go on past what does not fit. `threshold`: the least votes or points.

    `threshold_share`: the least share of all ballots (votes, not points). `exclusive`: groups of
    which at most one can win. `withdrawn`: still on the list, out of the count.
    """

    skip: bool = True
    threshold: int = 0
    threshold_share: Fraction = Fraction(0)
    exclusive: tuple[frozenset[str], ...] = ()
    withdrawn: frozenset[str] = frozenset()
    ties: TiePolicy = field(default_factory=TiePolicy)


@frozen
class Step:
    """One project's turn. `left`: grosze before it; `rival`: who bars it; `tie`: its equals."""

    project: str
    points: int
    cost: int
    left: int
    verdict: Verdict
    rival: str = ""
    tie: Tie | None = None


@frozen
class GreedyCount:
    """The winners in the order they were chosen, and each step on the way."""

    winners: tuple[str, ...]
    pool: int
    spent: int
    steps: tuple[Step, ...]


def count_greedy(election: Election, rule: GreedyRule | None = None) -> GreedyCount:
    """By votes for approval and choose-1, by points for the other ballots."""
    rule = rule or GreedyRule()
    points, barred = scores(election), _below(election, rule)
    count = _Running(election.pool, rule, barred)
    for project, tie in _ranking(election, points, tie_breaker(election, rule.ties)):
        count.take(project, points[project.id], tie)
    return GreedyCount(
        tuple(count.winners), election.pool, election.pool - count.left, tuple(count.steps)
    )


def _below(election: Election, rule: GreedyRule) -> frozenset[str]:
    points, ballots = scores(election), votes(election)
    least = rule.threshold_share * len(election.ballots)
    return frozenset(
        project
        for project, number in ballots.items()
        if points[project] < rule.threshold or number < least
    )


def _ranking(
    election: Election, points: Mapping[str, int], breaker: TieBreaker
) -> list[tuple[Project, Tie | None]]:
    by_id = {project.id: project for project in election.projects}
    ranked: list[tuple[Project, Tie | None]] = []
    ordered = sorted(by_id, key=lambda project: -points[project])
    for _, group in groupby(ordered, key=points.__getitem__):
        equals = tuple(group)
        tie = breaker.order(equals) if len(equals) > 1 else None
        ranked += [(by_id[project], tie) for project in (tie.projects if tie else equals)]
    return ranked


class _Running:
    """The count while it goes on."""

    def __init__(self, pool: int, rule: GreedyRule, below: frozenset[str]) -> None:
        self.left, self.rule, self.below = pool, rule, below
        self.winners: list[str] = []
        self.steps: list[Step] = []
        self.stopped = False

    def take(self, project: Project, points: int, tie: Tie | None) -> None:
        rival = self._rival(project.id)
        verdict = self._verdict(project, rival)
        step = Step(project.id, points, project.cost, self.left, verdict, rival, tie)
        self.steps.append(step)
        if verdict is Verdict.FUNDED:
            self.winners.append(project.id)
            self.left -= project.cost
        elif verdict is Verdict.NO_MONEY and not self.rule.skip:
            self.stopped = True

    def _rival(self, project: str) -> str:
        rivals = {other for group in self.rule.exclusive if project in group for other in group}
        return next((winner for winner in self.winners if winner in rivals), "")

    def _verdict(self, project: Project, rival: str) -> Verdict:
        if project.id in self.rule.withdrawn:
            return Verdict.WITHDRAWN
        if project.id in self.below:
            return Verdict.BELOW_THRESHOLD
        if rival:
            return Verdict.BARRED
        if self.stopped:
            return Verdict.STOPPED
        return Verdict.FUNDED if project.cost <= self.left else Verdict.NO_MONEY
