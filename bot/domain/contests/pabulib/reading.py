"""From the text of a `.pb` file to an election, with every problem and its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.domain.contests.elections import Election, VoteType
from bot.domain.contests.money import grosze
from bot.domain.contests.pabulib.problems import Code, Problem
from bot.domain.contests.pabulib.records import ballots_in, number, projects_in, tallies
from bot.domain.contests.pabulib.sections import (
    META,
    PROJECTS,
    VOTES,
    PbFile,
    Section,
    at,
    cell,
    divided,
)
from bot.domain.contests.pabulib.text import Row, parse
from bot.frozen import frozen

NEEDED = ("budget", "vote_type")
T = TypeVar("T")


@frozen
class Reading:
    """The file as it stands; the election, unless a problem is fatal; all problems by line."""

    file: PbFile
    election: Election | None
    problems: tuple[Problem, ...]


def read(data: bytes | str) -> Reading:
    """Whatever comes in: never raises."""
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            return Reading(PbFile(parse("")), None, (_not_text(data, error.start),))
    else:
        text = data
    file, found = divided(parse(text))
    problems = list(found)
    election = None
    if not any(problem.fatal for problem in problems):
        election = _election(file, problems)
    problems.sort(key=lambda problem: (problem.line, problem.column))
    if any(problem.fatal for problem in problems):
        election = None
    return Reading(file, election, tuple(problems))


def _not_text(data: bytes, start: int) -> Problem:
    before = data[:start]
    column = len(before) - before.rfind(b"\n")
    return Problem(Code.NOT_TEXT, before.count(b"\n") + 1, column)


def _election(file: PbFile, problems: list[Problem]) -> Election | None:
    meta, listed, cast = (file.section(name) for name in (META, PROJECTS, VOTES))
    if meta is None or listed is None or cast is None:
        return None
    facts = _Facts(meta, problems)
    vote_type = facts.read("vote_type", _vote_type)
    pool = facts.read("budget", grosze, Code.BAD_AMOUNT)
    default = facts.read("default_score", number)
    projects = tuple(projects_in(listed, problems))
    if vote_type is None or pool is None:
        return None
    names = {project.id: project.id for project in projects}
    ballots = tuple(ballots_in(cast, names, vote_type, problems))
    election = Election(vote_type, pool, projects, ballots, default or 0)
    facts.compare("num_projects", len(projects))
    facts.compare("num_votes", len(ballots))
    problems += tallies(listed, election)
    return election


def _vote_type(text: str) -> VoteType | None:
    return VoteType(text) if text in set(VoteType) else None


class _Facts:
    """META, value by value."""

    def __init__(self, meta: Section, problems: list[Problem]) -> None:
        self.problems = problems
        self.rows: dict[str, Row] = {}
        for row in meta.rows:
            key = cell(row, 0)
            if not key or key in self.rows:
                problems.append(at(Code.REPEATED_KEY if key else Code.EMPTY_CELL, row))
            if len(row.cells) > 2:
                problems.append(at(Code.TOO_MANY_CELLS, row, 2))
            self.rows.setdefault(key, row)
        problems += [
            Problem(Code.MISSING_KEY, meta.header.line, 1, key)
            for key in NEEDED
            if key not in self.rows
        ]

    def read(
        self, key: str, convert: Callable[[str], T | None], code: Code = Code.UNKNOWN_VALUE
    ) -> T | None:
        row = self.rows.get(key)
        value = convert(cell(row, 1)) if row else None
        if row and value is None:
            self.problems.append(at(code, row, 1))
        return value

    def compare(self, key: str, counted: int) -> None:
        row = self.rows.get(key)
        if row and cell(row, 1) != str(counted):
            self.problems.append(at(Code.COUNT_DIFFERS, row, 1))
