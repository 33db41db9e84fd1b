"""A contest from a TOML file: every key is known, every problem names its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.contests.awards import Fit
from bot.domain.contests.contest import (
    Contest,
    Eligibility,
    Jury,
    Kind,
    Meeting,
    Money,
    Papers,
    Phase,
    PhaseName,
    PoolChange,
    Rule,
    Shown,
    Vote,
    VoteMode,
)
from bot.domain.contests.elections import VoteType
from bot.domain.contests.scoring import Aggregate, Criterion, Missing, Order, ScoringPolicy
from bot.domain.contests.tables import (
    Fault,
    Problem,
    Table,
    all_of,
    amount,
    change,
    day,
    exact,
    flag,
    moment,
    number,
    one_of,
    text,
)
from bot.domain.contests.ties import TieKey
from bot.frozen import frozen

WARSAW = ZoneInfo("Europe/Warsaw")


@frozen
class Configured:
    """The contest, unless there is a problem."""

    contest: Contest | None
    problems: tuple[Problem, ...]


def read_toml(text: str, zone: ZoneInfo = WARSAW) -> Configured:
    """Fractions in the text stay exact; times without an offset are in `zone`."""
    import tomllib  # only who has a contest needs it

    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # a number of 5000 digits is no TOMLDecodeError
        return Configured(None, (Problem("", Fault.NOT_TOML, _place(str(error))),))
    return configured(values, zone)


def _place(told: str) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)", told)
    return f"{found[1]}:{found[2]}" if found else ""


def configured(values: Mapping[str, Any], zone: ZoneInfo = WARSAW) -> Configured:
    """From a mapping, wherever it comes from. Never raises on strange values."""
    problems: list[Problem] = []
    contest = _contest(Table(values, "", problems), zone)
    problems += _contradictions(contest)
    return Configured(None if problems else contest, tuple(problems))


def _contest(top: Table, zone: ZoneInfo) -> Contest:
    contest = Contest(
        title=top.need("title", text, ""),
        phases=_phases(top, zone),
        money=_money(top.table("money")),
        eligibility=_eligibility(top.table("eligibility")),
        jury=_jury(top.table("jury")),
        vote=_vote(top.table("vote")),
        papers=_papers(top.table("papers")),
        public=_public(top.table("public")),
        meetings=tuple(filter(None, (_meeting(row, zone) for row in top.tables("meetings")))),
        rules_url=top.take("rules_url", text, ""),
        rules_version=top.take("rules_version", text, ""),
        round=top.take("round", number, 1),
    )
    top.end()
    return contest


def _phases(top: Table, zone: ZoneInfo) -> tuple[Phase, ...]:
    if "phases" not in top.values:
        top.need("phases", text, "")
    table, phases = top.table("phases"), []
    for name in PhaseName:
        if name.value in table.values:
            row = table.table(name.value)
            begin = row.take("begin", moment(zone), None)
            phases.append(Phase(name, begin, row.take("end", moment(zone), None)))
            row.end()
    table.end()
    return tuple(phases)


def _money(table: Table) -> Money:
    money = Money(
        pool=table.take("pool", amount, 0),
        grant_min=table.take("grant_min", amount, 0),
        grant_max=table.take("grant_max", amount, 0),
        winners_min=table.take("winners_min", number, 0),
        winners_max=table.take("winners_max", number, 0),
        flexible=table.take("flexible", flag, True),
        fit=table.take("fit", one_of(Fit), Fit.SKIP),
        changes=tuple(map(_pool_change, table.tables("changes"))),
    )
    table.end()
    return money


def _pool_change(table: Table) -> PoolChange:
    changed = PoolChange(
        table.need("amount", change, 0),
        table.need("reason", text, ""),
        table.take("approved_by", text, ""),
        table.take("on", day, None),
    )
    table.end()
    return changed


def _eligibility(table: Table) -> Eligibility:
    eligibility = Eligibility(
        kinds=table.take("kinds", all_of(one_of(Kind)), tuple(Kind)),
        minimum_age=table.take("minimum_age", number, 18),
        minor_needs_adult=table.take("minor_needs_adult", flag, True),
        group_min_people=table.take("group_min_people", number, 0),
        group_min_adults=table.take("group_min_adults", number, 0),
        per_author=table.take("per_author", number, 0),
        territory=table.take("territory", text, ""),
    )
    table.end()
    return eligibility


def _jury(table: Table) -> Jury:
    jury = Jury(
        seats=table.take("seats", number, 0),
        criteria=tuple(map(_criterion, table.tables("criteria"))),
        policy=ScoringPolicy(
            aggregate=table.take("aggregate", one_of(Aggregate), Aggregate.MEAN),
            missing=table.take("missing", one_of(Missing), Missing.BLOCK),
            threshold=table.take("threshold", exact, None),
            percent=table.take("threshold_percent", flag, False),
            ties=table.take("ties", all_of(text), ()),
        ),
    )
    table.end()
    return jury


def _criterion(table: Table) -> Criterion:
    plain = Criterion("", exact(0))
    criterion = Criterion(
        name=table.need("name", text, ""),
        high=table.need("high", exact, exact(1)),
        low=table.take("low", exact, plain.low),
        step=table.take("step", exact, plain.step),
        weight=table.take("weight", exact, plain.weight),
        bonus=table.take("bonus", flag, False),
        label=table.take("label", text, ""),
        guidance=table.take("guidance", text, ""),
    )
    table.end()
    return criterion


def _vote(table: Table) -> Vote:
    vote = Vote(
        mode=table.take("mode", one_of(VoteMode), VoteMode.NONE),
        type=table.take("type", one_of(VoteType), VoteType.APPROVAL),
        rule=table.take("rule", one_of(Rule), Rule.GREEDY),
        top=table.take("top", number, 0),
        weight=table.take("weight", exact, exact(0)),
        choices_max=table.take("choices_max", number, 0),
        codes=table.take("codes", flag, False),
        paper=table.take("paper", flag, False),
        support=table.take("support", flag, False),
        ties=table.take("ties", all_of(one_of(TieKey)), ()),
    )
    table.end()
    return vote


def _papers(table: Table) -> Papers:
    papers = Papers(
        form=table.take("form", text, Papers().form),
        signature=table.take("signature", flag, False),
        follows_diagnosis=table.take("follows_diagnosis", flag, False),
        presentation=table.take("presentation", flag, False),
        attachments=table.take("attachments", all_of(text), ()),
        checklist=table.take("checklist", all_of(text), ()),
    )
    table.end()
    return papers


def _public(table: Table) -> dict[Shown, PhaseName]:
    shown = {}
    for thing in Shown:
        since = table.take(thing.value, one_of(PhaseName), None)
        if since is not None:
            shown[thing] = since
    table.end()
    return shown


def _meeting(table: Table, zone: ZoneInfo) -> Meeting | None:
    title, place = table.need("title", text, ""), table.take("place", text, "")
    at = table.need("at", moment(zone), None)
    table.end()
    return Meeting(title, at, place) if at else None


def _contradictions(contest: Contest) -> Iterator[Problem]:
    for phase in contest.phases:
        if phase.begin and phase.end and phase.end <= phase.begin:
            yield Problem(f"phases.{phase.name}.end", Fault.ORDER, phase.end.isoformat())
    money = contest.money
    for low, high in (("grant_min", "grant_max"), ("winners_min", "winners_max")):
        if 0 < getattr(money, high) < getattr(money, low):
            yield Problem(f"money.{high}", Fault.ORDER, str(getattr(money, high)))
    yield from _criteria_problems(contest.jury)


def _criteria_problems(jury: Jury) -> Iterator[Problem]:
    names = [criterion.name for criterion in jury.criteria]
    for n, criterion in enumerate(jury.criteria, 1):
        key = f"jury.criteria.{n}"
        if criterion.name in names[: n - 1]:
            yield Problem(f"{key}.name", Fault.REPEATED, criterion.name)
        if criterion.high <= criterion.low:
            yield Problem(f"{key}.high", Fault.ORDER, str(criterion.high))
        if criterion.step <= 0:
            yield Problem(f"{key}.step", Fault.BAD_VALUE, str(criterion.step))
    for tie in jury.policy.ties:
        if tie not in {*names, *Order}:
            yield Problem("jury.ties", Fault.UNKNOWN_NAME, tie)
