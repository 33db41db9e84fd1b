"""Small elections, told in a line."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import strategies as st

from bot.domain.contests.elections import Ballot, Election, Project, VoteType, points_on


def approval(pool: int, costs: Mapping[str, int], *votes: str) -> Election:
    """Costs and pool in grosze; each vote names its projects: "ab" approves a and b."""
    projects = tuple(Project(name, cost) for name, cost in costs.items())
    ballots = tuple(Ballot(str(n), tuple(vote)) for n, vote in enumerate(votes))
    return Election(VoteType.APPROVAL, pool, projects, ballots)


@st.composite
def elections(draw: st.DrawFn, most_voters: int = 12) -> Election:
    """Approval or points, with many equal costs and ballots, so that ties happen."""
    count = draw(st.integers(1, 7))
    vote_type = draw(st.sampled_from([VoteType.APPROVAL, VoteType.CUMULATIVE, VoteType.ORDINAL]))
    names = [f"p{n}" for n in range(count)]
    costs = st.sampled_from([100, 200, 250, 300, 333, 1000, 4000, 12345])
    projects = tuple(Project(name, draw(costs)) for name in names)
    chosen = st.lists(st.sampled_from(names), unique=True, max_size=count)
    ballots = tuple(
        _ballot(draw, str(n), tuple(draw(chosen)), vote_type)
        for n in range(draw(st.integers(0, most_voters)))
    )
    pool = draw(st.integers(0, 60)) * draw(st.sampled_from([1, 100, 250]))
    return Election(vote_type, pool, projects, ballots)


def _ballot(draw: st.DrawFn, voter: str, chosen: tuple[str, ...], vote_type: VoteType) -> Ballot:
    if vote_type is not VoteType.CUMULATIVE:
        return Ballot(voter, chosen)
    points = tuple(draw(st.integers(0, 3)) for _ in chosen)
    return Ballot(voter, chosen, points)


def plain_equal_shares(election: Election, share: Fraction) -> list[tuple[str, Fraction, Fraction]]:
    """Equal Shares as the paper puts it, slowly: (project, payment for a point, effective votes).

    Ties: lower cost, more votes, the order of the list.
    """
    purses = [share] * len(election.ballots)
    gives: dict[str, dict[int, int]] = {p.id: {} for p in election.projects if p.cost > 0}
    for voter, ballot in enumerate(election.ballots):
        points = points_on(ballot, election.vote_type)
        for project, weight in zip(ballot.projects, points, strict=True):
            if weight > 0 and project in gives:
                gives[project][voter] = weight
    named = [project for ballot in election.ballots for project in ballot.projects]
    costs, bought = election.costs, []
    while True:
        offers = []
        for place, (project, weights) in enumerate(gives.items()):
            price = _price(costs[project], [(purses[v], w) for v, w in weights.items()])
            if price is not None:
                order = (price / costs[project], costs[project], -named.count(project), place)
                offers.append((order, project, price))
        if not offers:
            return bought
        _, project, price = min(offers)
        bought.append((project, price, costs[project] / price))
        for voter, weight in gives.pop(project).items():
            purses[voter] -= min(purses[voter], price * weight)


def _price(cost: int, purses: list[tuple[Fraction, int]]) -> Fraction | None:
    rest, weight = Fraction(cost), sum(w for _, w in purses)
    for purse, points in sorted(purses, key=lambda pair: pair[0] / pair[1]):
        if rest <= purse / points * weight:
            return rest / weight
        rest -= purse
        weight -= points
    return None
