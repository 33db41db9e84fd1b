"""Voters as Equal Shares needs them: by number, with the getter that gathers their money fast."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter

from bot.domain.contests.elections import Election, points_on
from bot.frozen import frozen

Amounts = Sequence[int]


@frozen
class Group:
    """Supporters of one project who give it the same weight (1 with approval).

    A `token` is a number for the pair project and weight; ballots are made of tokens.
    """

    token: int
    weight: int
    voters: tuple[int, ...]
    purses_of: Callable[[Amounts], tuple[int, ...]]


@frozen
class Supported:
    """A project with at least one supporter. `weight` is the sum over all of them."""

    id: str
    cost: int
    groups: tuple[Group, ...]
    weight: int


@frozen
class Electorate:
    """Made once, counted many times. `ballots[voter]` holds tokens, `tokens` their projects."""

    projects: tuple[Supported, ...]
    ballots: tuple[tuple[int, ...], ...]
    tokens: tuple[tuple[int, int], ...]  # (place in projects, weight)

    def beside(self) -> list[list[tuple[int, int]]]:
        """For each project (by place), the others whose supporters name it too, with all the points
        that these supporters give it."""
        found: list[Counter[int]] = [Counter() for _ in self.projects]
        for place, project in enumerate(self.projects):
            for group in project.groups:
                for token, people in self.named_by(group.voters).items():
                    other, weight = self.tokens[token]
                    found[other][place] += people * weight
        return [list(counted.items()) for counted in found]

    def named_by(self, voters: Sequence[int]) -> Counter[int]:
        """How many of these voters hold each token."""
        return Counter(chain.from_iterable(map(self.ballots.__getitem__, voters)))


def electorate(election: Election) -> Electorate:
    """Projects that cost nothing and points of zero or less take no part."""
    listed = {p.id: p for p in election.projects if p.cost > 0}
    number: dict[tuple[str, int], int] = {}
    holders: list[list[int]] = []
    ballots = []
    for voter, pairs in enumerate(_pairs(election)):
        held = []
        for pair in pairs:
            project, weight = pair
            if project not in listed or weight <= 0:
                continue
            token = number.setdefault(pair, len(number))
            if token == len(holders):
                holders.append([])
            holders[token].append(voter)
            held.append(token)
        ballots.append(tuple(held))
    named = {project for project, _ in number}
    place = {project: n for n, project in enumerate(filter(named.__contains__, listed))}
    supported = tuple(
        _supported(project, listed[project].cost, number, holders) for project in place
    )
    tokens = tuple((place[project], weight) for project, weight in number)
    return Electorate(supported, tuple(ballots), tokens)


def _pairs(election: Election) -> Iterator[Iterable[tuple[str, int]]]:
    """What each voter gives; of a project named twice, the last mention."""
    for ballot in election.ballots:
        points = points_on(ballot, election.vote_type)
        yield dict(zip(ballot.projects, points, strict=False)).items()


def _supported(
    project: str, cost: int, number: dict[tuple[str, int], int], holders: list[list[int]]
) -> Supported:
    groups = tuple(
        _group(token, weight, holders[token])
        for (name, weight), token in number.items()
        if name == project
    )
    return Supported(project, cost, groups, sum(g.weight * len(g.voters) for g in groups))


def without(group: Group, purses: Amounts) -> Group:
    """The group without voters whose purse is empty."""
    return _group(group.token, group.weight, [v for v in group.voters if purses[v]])


def _group(token: int, weight: int, voters: list[int]) -> Group:
    """Numbers made side by side in memory are walked through faster."""
    fresh = tuple(array("q", voters).tolist())
    return Group(token, weight, fresh, _gatherer(fresh))


def _gatherer(voters: Sequence[int]) -> Callable[[Amounts], tuple[int, ...]]:
    if len(voters) > 1:
        return itemgetter(*voters)
    return lambda purses: tuple(purses[voter] for voter in voters)
