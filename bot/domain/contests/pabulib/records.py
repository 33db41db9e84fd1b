"""The rows of PROJECTS and VOTES as projects and ballots."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bot.domain.contests.elections import Ballot, Election, Project, VoteType, scores, votes
from bot.domain.contests.money import grosze
from bot.domain.contests.pabulib.problems import Code, Problem
from bot.domain.contests.pabulib.sections import Section, at, cell
from bot.domain.contests.pabulib.text import Row

_NUMBER = re.compile(r"-?[0-9]{1,12}")
POINTED = (VoteType.CUMULATIVE, VoteType.SCORING)


def number(text: str) -> int | None:
    """A whole number, perhaps below zero."""
    return int(text) if _NUMBER.fullmatch(text) else None


def projects_in(section: Section, problems: list[Problem]) -> Iterator[Project]:
    """All projects whose cost can be read; `extras` keeps the other columns."""
    cost, name = section.index("cost"), section.index("name")
    if cost is None:
        problems.append(at(Code.MISSING_COLUMN, section.header))
    rest = [n for n in range(1, len(section.columns)) if n not in (cost, name)]
    for row in _distinct(section, problems):
        amount = grosze(cell(row, cost))
        if amount is None:
            problems.append(at(Code.BAD_AMOUNT, row, cost))
            continue
        extras = {section.columns[n]: cell(row, n) for n in rest}
        yield Project(cell(row, 0), amount, cell(row, name), extras)


def ballots_in(
    section: Section, names: Mapping[str, str], vote_type: VoteType, problems: list[Problem]
) -> Iterator[Ballot]:
    """All ballots. `names` maps each id to itself, so that equal texts are kept once."""
    vote, points = section.index("vote"), section.index("points")
    if vote is None or (points is None and vote_type in POINTED):
        problems.append(at(Code.MISSING_COLUMN, section.header))
        return
    if vote_type not in (*POINTED, VoteType.ORDINAL):
        points = None
    rest = [n for n in range(1, len(section.columns)) if n not in (vote, points)]
    for row in _distinct(section, problems):
        chosen = tuple(names.get(name, name) for name in _listed(cell(row, vote)))
        given = tuple(map(number, _listed(cell(row, points))))
        problems += _about(row, vote, points, chosen, names, given)
        extras = tuple(cell(row, n) for n in rest)
        yield Ballot(cell(row, 0), chosen, tuple(p or 0 for p in given), extras)


def _about(
    row: Row,
    vote: int,
    points: int | None,
    chosen: tuple[str, ...],
    names: Mapping[str, str],
    given: tuple[int | None, ...],
) -> Iterator[Problem]:
    if not all(name in names for name in chosen):
        yield at(Code.UNKNOWN_PROJECT, row, vote)
    if len(set(chosen)) < len(chosen):
        yield at(Code.REPEATED_CHOICE, row, vote)
    if points is not None and cell(row, points):
        if None in given:
            yield at(Code.BAD_NUMBER, row, points)
        elif len(given) != len(chosen):
            yield at(Code.POINTS_DIFFER, row, points)
    elif points is not None and chosen:
        yield at(Code.EMPTY_CELL, row, points)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _distinct(section: Section, problems: list[Problem]) -> Iterator[Row]:
    known: set[str] = set()
    for row in section.rows:
        key = cell(row, 0)
        if len(row.cells) > len(section.columns):
            problems.append(at(Code.TOO_MANY_CELLS, row, len(section.columns)))
        if not key or key in known:
            problems.append(at(Code.REPEATED_ID if key else Code.EMPTY_CELL, row))
            continue
        known.add(key)
        yield row


def tallies(section: Section, election: Election) -> Iterator[Problem]:
    """Where PROJECTS gives other numbers of votes or points than the ballots do."""
    counts: dict[str, Callable[[Election], dict[str, int]]] = {"votes": votes, "score": scores}
    for column, count in counts.items():
        index = section.index(column)
        if index is None:
            continue
        counted = count(election)
        for row in section.rows:
            stated = cell(row, index)
            if stated and stated != str(counted.get(cell(row, 0), stated)):
                yield at(Code.TALLY_DIFFERS, row, index)
