"""Elections as `.pb` files: a contest's own to be given away, others' to try the rules on."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from math import lcm
from zoneinfo import ZoneInfo

from bot.domain.contests.contest import PhaseName, Rule, Vote, VoteMode
from bot.domain.contests.editions import Edition
from bot.domain.contests.elections import Ballot, Election, Project, VoteType, scores
from bot.domain.contests.equal_shares import count_equal_shares
from bot.domain.contests.greedy import GreedyRule, count_greedy
from bot.domain.contests.jury import Sheet
from bot.domain.contests.pabulib import Problem, Reading, read, rule_of, write
from bot.domain.contests.scoring import Criterion
from bot.errors import Refused
from bot.frozen import frozen

FILE_BYTES = 20 * 2**20  # what the Bot API hands out at most
PROBLEMS = 10  # told at once
OWN_RULE = "greedy-custom"  # Pabulib's word for decisions that no rule alone explains
NAMES = {
    Rule.GREEDY: "greedy", Rule.GREEDY_NO_SKIP: "greedy-no-skip",
    Rule.EQUAL_SHARES: "equalshares/add1",
}  # fmt: skip


class Way(StrEnum):
    """How a file that was sent is counted."""

    AS_WRITTEN = "as-written"  # by the rule that the file names
    GREEDY = "greedy"
    GREEDY_NO_SKIP = "greedy-no-skip"
    EQUAL_SHARES = "equal-shares"


@frozen
class Winner:
    """A project that wins. `cost` in grosze; `points`: votes, or points where they decide."""

    name: str
    cost: int
    points: int


@frozen
class Trial:
    """A file counted by a rule. Money in grosze. `winners` in the order they were chosen;
    `problems`: what is doubtful in the file, the first of `doubts`."""

    title: str
    rule: str
    vote_type: VoteType
    pool: int
    projects: int
    ballots: int
    winners: tuple[Winner, ...]
    problems: tuple[Problem, ...] = ()
    doubts: int = 0

    @property
    def spent(self) -> int:
        """Grosze."""
        return sum(one.cost for one in self.winners)


@frozen
class NotCounted:
    """Why a file cannot be counted. `reason`: a code: unreadable (then `problems`, the first of
    `doubts`), rule_unknown (then `rule`), too_slow, broken (no
    memory), failed (our fault)."""

    reason: str
    problems: tuple[Problem, ...] = ()
    doubts: int = 0
    rule: str = ""


@frozen
class Offered:
    """A file was sent: by which rule shall it be counted?"""

    upload: str
    name: str


@frozen
class StillCounting:
    """It takes longer: the result comes by itself."""


Outcome = Trial | NotCounted | StillCounting


def counted(data: bytes, way: Way) -> Trial | NotCounted:
    """Read and count a file. Slow for big ones: never on the event loop."""
    reading = read(data)
    fatal = tuple(one for one in reading.problems if one.fatal)
    if reading.election is None:
        return NotCounted("unreadable", fatal[:PROBLEMS], len(fatal))
    name, winners = _winners(reading, reading.election, way)
    if winners is None:
        return NotCounted("rule_unknown", rule=name)
    election, points = reading.election, scores(reading.election)
    projects = {one.id: one for one in election.projects}
    won = (projects[one] for one in winners)
    meta = reading.file.meta
    return Trial(
        meta.get("description", ""), name, election.vote_type, election.pool,
        len(election.projects), len(election.ballots),
        tuple(Winner(one.name or one.id, one.cost, points[one.id]) for one in won),
        reading.problems[:PROBLEMS], len(reading.problems),
    )  # fmt: skip


def report(send: Callable[[object], None], data: bytes, way: Way) -> None:
    """Hand the outcome to `send`: what a process of its own does. This module is light to import,
    so such a process begins quickly; it ends with the count, so nothing is collected before."""
    gc.disable()
    send(counted(data, way))


def _winners(reading: Reading, election: Election, way: Way) -> tuple[str, Sequence[str] | None]:
    if way is Way.AS_WRITTEN:
        meta = reading.file.meta
        rule = rule_of(meta)
        return meta.get("rule", ""), rule(election).winners if rule else None
    if way is Way.EQUAL_SHARES:
        return NAMES[Rule.EQUAL_SHARES], count_equal_shares(election).winners
    skip = way is Way.GREEDY
    return way.value, count_greedy(election, GreedyRule(skip=skip)).winners


# A contest's own.


@frozen
class Held:
    """What a contest's file is made of. `election`: its vote, or the jury's points as one;
    `winners`: whom the decisions fund, None before there are any."""

    edition: Edition
    election: Election
    winners: tuple[str, ...] | None
    library: str
    zone: ZoneInfo


def exported(held: Held) -> str:
    """The file's text. The rule is named where it alone explains the winners."""
    rule = NAMES[held.edition.contest.vote.rule]
    by_rule = _by_rule(held.edition.contest.vote, held.election)
    winners = by_rule if held.winners is None else held.winners
    follows = set(winners) == set(by_rule) and _explains(held)
    return write(held.election, _meta(held, rule if follows else OWN_RULE), winners)


def _explains(held: Held) -> bool:
    """The jury's points rank, but other rules cut."""
    return held.edition.contest.vote.mode in (VoteMode.TOP, VoteMode.DECIDES)


def _by_rule(vote: Vote, election: Election) -> tuple[str, ...]:
    if vote.rule is Rule.EQUAL_SHARES:
        return count_equal_shares(election).winners
    return count_greedy(election, GreedyRule(skip=vote.rule is Rule.GREEDY)).winners


def _meta(held: Held, rule: str) -> Mapping[str, str]:
    contest, vote = held.edition.contest, held.edition.contest.vote
    phase = contest.phase(PhaseName.VOTE if vote.mode is not VoteMode.NONE else PhaseName.JURY)
    begin = phase.begin if phase else None
    end = phase.end if phase else None
    opened = contest.phase(PhaseName.OPEN)
    begin = begin or (opened.begin if opened else None)
    days = {"date_begin": _day(begin, held.zone), "date_end": _day(end or begin, held.zone)}
    limits = {}
    if held.election.vote_type is VoteType.APPROVAL and vote.choices_max:
        limits["max_length"] = str(vote.choices_max)
    return {
        "description": contest.title, "country": "Poland", "unit": held.library,
        "instance": days["date_begin"][-4:], "rule": rule, **days, **limits,
        "language": "pl", "currency": "PLN", "edition": str(held.edition.round),
    }  # fmt: skip


def _day(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%d.%m.%Y") if moment else ""


def from_points(
    pool: int, projects: Sequence[Project], sheets: Sequence[Sheet], criteria: Sequence[Criterion]
) -> Election:
    """The jury's points as an election by scores: each assessor is a voter without a name. Points
    are whole numbers there, so all are enlarged by the same factor where they are not.

    Raises Refused: nothing_to_count.
    """
    known, weights = {one.id for one in projects}, {one.name: one.weight for one in criteria}
    given: dict[int, dict[str, Fraction]] = {}
    for sheet in sheets:
        if str(sheet.application_id) in known:
            total = sum(
                (value * weights.get(name, Fraction(1)) for name, value in sheet.points.items()),
                Fraction(0),
            )
            given.setdefault(sheet.assessor_id, {})[str(sheet.application_id)] = total
    if not given:
        raise Refused("nothing_to_count")
    factor = lcm(*(value.denominator for one in given.values() for value in one.values()))
    ballots = tuple(
        Ballot(str(number), tuple(one), tuple(int(value * factor) for value in one.values()))
        for number, one in enumerate(given.values(), 1)
    )
    return Election(VoteType.SCORING, pool, tuple(projects), ballots)
