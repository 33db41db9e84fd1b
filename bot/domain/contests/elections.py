"""An election as it is counted: what may be paid for, who voted how, how much money there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from itertools import chain

from bot.frozen import frozen


class VoteType(StrEnum):
    """How a ballot speaks, by the names of pabulib.org/format."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    CUMULATIVE = "cumulative"  # points shared out from a sum
    SCORING = "scoring"  # points for each on its own
    ORDINAL = "ordinal"  # best first

    @property
    def counts_points(self) -> bool:
        """Whether points decide, and not the number of ballots."""
        return self not in (VoteType.APPROVAL, VoteType.CHOOSE_ONE)


@frozen
class Project:
    """What may win. `cost` in grosze; `extras` are columns that no rule looks at."""

    id: str
    cost: int
    name: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)


@frozen
class Ballot:
    """One person's vote: ids, best first where that matters; `points` beside them, or none."""

    voter: str
    projects: tuple[str, ...]
    points: tuple[int, ...] = ()
    extras: tuple[str, ...] = ()


@frozen
class Election:
    """Everything a rule needs. `pool` in grosze; `default_score` for a project left unmentioned."""

    vote_type: VoteType
    pool: int
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    default_score: int = 0

    @property
    def costs(self) -> dict[str, int]:
        """Grosze by project."""
        return {project.id: project.cost for project in self.projects}


def points_on(ballot: Ballot, vote_type: VoteType) -> tuple[int, ...]:
    """What each named project gets: 1, its points, or by rank (the last of three gets 1)."""
    if not vote_type.counts_points:
        return (1,) * len(ballot.projects)
    if ballot.points or vote_type is not VoteType.ORDINAL:
        return ballot.points
    return tuple(range(len(ballot.projects), 0, -1))


def votes(election: Election) -> dict[str, int]:
    """The number of ballots that name each project, in the order of the list."""
    named = Counter(chain.from_iterable(ballot.projects for ballot in election.ballots))
    return {project.id: named[project.id] for project in election.projects}


def scores(election: Election) -> dict[str, int]:
    """Points of each project; with approval and choose-1 the number of ballots."""
    if not election.vote_type.counts_points:
        return votes(election)
    total = dict.fromkeys((project.id for project in election.projects), 0)
    for ballot in election.ballots:
        for project, points in zip(
            ballot.projects, points_on(ballot, election.vote_type), strict=False
        ):
            if project in total:
                total[project] += points
    return _with_default(election, total)


def _with_default(election: Election, total: dict[str, int]) -> dict[str, int]:
    if not election.default_score:
        return total
    named, everybody = votes(election), len(election.ballots)
    return {
        project: points + election.default_score * (everybody - named[project])
        for project, points in total.items()
    }
