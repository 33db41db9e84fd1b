"""An election and its result as a `.pb` file that pabulib-checker accepts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.domain.contests.elections import Election, Project, scores, votes
from bot.domain.contests.money import plain
from bot.domain.contests.pabulib.records import POINTED
from bot.domain.contests.pabulib.text import written

FIRST = (
    "description", "country", "unit", "district", "subunit", "instance",
    "num_projects", "num_votes", "budget", "vote_type", "rule", "date_begin", "date_end",
    "min_length", "max_length", "min_sum_cost", "max_sum_cost", "min_points", "max_points",
    "min_sum_points", "max_sum_points", "default_score", "min_project_cost", "max_project_cost",
    "min_project_score_threshold", "neighborhoods", "subdistricts", "categories", "edition",
    "language", "currency", "fully_funded", "experimental", "comment", "acknowledgments",
)  # fmt: skip
PROJECT_EXTRAS = (
    "neighborhood", "subunit", "district", "description", "proposer", "public_id",
    "latitude", "longitude",
)  # fmt: skip
BEFORE_SELECTED = ("category", "beneficiaries")


def write(
    election: Election,
    meta: Mapping[str, str],
    winners: Collection[str] = (),
    ballot_extras: Sequence[str] = (),
) -> str:
    """`meta`: description, country, unit, instance, rule, dates (DD.MM.YYYY) and more.

    Numbers of projects, votes, the budget and the tallies are counted here. `ballot_extras` names
    the columns of the ballots' own extras. Source: pabulib.org/format.
    """
    rows = [*_meta(election, meta), *_projects(election, winners), *_votes(election, ballot_extras)]
    return "".join(written(row) + "\n" for row in rows)


def _meta(election: Election, meta: Mapping[str, str]) -> Iterator[Sequence[str]]:
    counted = {
        "num_projects": str(len(election.projects)),
        "num_votes": str(len(election.ballots)),
        "budget": plain(election.pool),
        "vote_type": election.vote_type.value,
    }
    if election.default_score:
        counted["default_score"] = str(election.default_score)
    if sum(project.cost for project in election.projects) <= election.pool:
        counted["fully_funded"] = "1"
    known = {**meta, **counted}
    yield from (["META"], ["key", "value"])
    yield from ([key, known[key]] for key in FIRST if known.get(key))
    yield from ([key, value] for key, value in known.items() if key not in FIRST and value)


def _projects(election: Election, winners: Collection[str]) -> Iterator[Sequence[str]]:
    given = dict.fromkeys(key for project in election.projects for key in project.extras)
    own = {"votes", "score", "selected"}
    before = [key for key in BEFORE_SELECTED if key in given]
    after = [key for key in PROJECT_EXTRAS if key in given]
    after += [key for key in given if key not in {*own, *before, *after}]
    tallies = {"votes": votes(election)}
    if election.vote_type.counts_points:
        tallies["score"] = scores(election)
    yield ["PROJECTS"]
    yield ["project_id", "cost", *tallies, "name", *before, "selected", *after]
    for project in election.projects:
        counted = [str(tally[project.id]) for tally in tallies.values()]
        chosen = str(int(project.id in winners))
        yield [
            project.id, plain(project.cost), *counted, project.name,
            *_extras(project, before), chosen, *_extras(project, after),
        ]  # fmt: skip


def _extras(project: Project, columns: Sequence[str]) -> list[str]:
    return [project.extras.get(column, "") for column in columns]


def _votes(election: Election, extras: Sequence[str]) -> Iterator[Sequence[str]]:
    pointed = election.vote_type in POINTED or any(ballot.points for ballot in election.ballots)
    yield ["VOTES"]
    yield ["voter_id", "vote", *(["points"] if pointed else []), *extras]
    for ballot in election.ballots:
        points = [",".join(map(str, ballot.points))] if pointed else []
        own = [*ballot.extras, *[""] * len(extras)][: len(extras)]
        yield [ballot.voter, ",".join(ballot.projects), *points, *own]
