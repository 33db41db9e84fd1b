"""Who gets how much: the ranking cut by the pool, changed only with a reason, never beyond it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from bot.domain.contests.scoring import Ranked, Ranking, Standing
from bot.errors import Refused
from bot.frozen import frozen


class Outcome(StrEnum):
    """What the decision says."""

    FUNDED = "funded"
    REDUCED = "reduced"
    RESERVE = "reserve"
    REJECTED = "rejected"
    UNDECIDED = "undecided"  # equals, and money for some of them: people decide


class Why(StrEnum):
    """Reasons that the rules give; people add their own in words."""

    RANK = "rank"
    LAST_MONEY = "last-money"  # got what was left
    SHARED = "shared"  # all cut by the same part
    NO_MONEY = "no-money"
    WINNERS_FULL = "winners-full"
    BELOW_THRESHOLD = "below-threshold"
    NOT_SCORED = "not-scored"
    TIE = "tie"
    BY_PEOPLE = "by-people"
    POOL_RAISED = "pool-raised"


class Fit(StrEnum):
    """What to do with a request that the rest of the pool does not cover."""

    SKIP = "skip"  # the next that fits
    STOP = "stop"  # nobody further down
    PARTIAL = "partial"  # what is left, if it is enough to start with
    SHARE = "share"  # everybody in the ranking gets the same part of their request


@frozen
class Terms:
    """How the pool is given out; amounts in grosze. `step`: shared awards are rounded down to it.

    Who lacks only money waits on the reserve list. 0 = no limit.
    """

    pool: int
    fit: Fit = Fit.SKIP
    grant_min: int = 0
    grant_max: int = 0
    winners_max: int = 0
    step: int = 100


@frozen
class Decision:
    """One application's. `words`: the reason that people gave, where they decided."""

    application: str
    rank: int
    points: Fraction
    requested: int
    awarded: int
    outcome: Outcome
    why: Why
    words: str = ""


@frozen
class Change:
    """A step after the first cut: what, why, and the decisions before it. `approval`: who agreed
    to a larger pool; `at`: when it was kept."""

    what: str
    words: str
    amount: int
    before: tuple[Decision, ...] = field(repr=False)
    approval: str = ""
    at: datetime | None = None


@frozen
class Awards:
    """The decisions of a round, best first, and how they came about."""

    terms: Terms
    decisions: tuple[Decision, ...]
    round: int = 1
    changes: tuple[Change, ...] = ()

    @property
    def given(self) -> int:
        """Grosze."""
        return sum(decision.awarded for decision in self.decisions)

    @property
    def left(self) -> int:
        """Grosze of the pool that nobody has."""
        return self.terms.pool - self.given

    def of(self, application: str) -> Decision:
        """Raises Refused("application_unknown")."""
        for decision in self.decisions:
            if decision.application == application:
                return decision
        raise Refused("application_unknown", application=application)


def cut(ranking: Ranking, terms: Terms, number: int = 1) -> Awards:
    """The ranking cut by the pool. Raises Refused("scores_missing") while it waits."""
    if ranking.waiting and not ranking.places:
        raise Refused("scores_missing", waiting=ranking.waiting)
    if terms.fit is Fit.SHARE:
        return Awards(terms, tuple(_shared(ranking, terms)), number)
    running = _Running(terms)
    for equals in _by_rank(ranking.places):
        running.take(equals)
    return Awards(terms, tuple(running.decisions), number)


def _by_rank(places: Sequence[Ranked]) -> list[list[Ranked]]:
    return [list(equals) for _, equals in groupby(places, key=lambda ranked: ranked.rank)]


class _Running:
    """The cut while it goes on."""

    def __init__(self, terms: Terms) -> None:
        self.terms, self.left, self.winners, self.stopped = terms, terms.pool, 0, False
        self.decisions: list[Decision] = []

    def take(self, equals: Sequence[Ranked]) -> None:
        """Applications that share a rank: all of them, or nobody before people have decided."""
        if len(equals) > 1 and self.scarce(equals):
            self.decisions += [_decision(r, 0, Outcome.UNDECIDED, Why.TIE) for r in equals]
            self.stopped = True
            return
        for ranked in equals:
            self.decisions.append(self.one(ranked))

    def scarce(self, equals: Sequence[Ranked]) -> bool:
        """Whether there is enough for some of them, but not for all."""
        if self.stopped or equals[0].standing is not Standing.RANKED:
            return False
        asked = [self.asked(ranked) for ranked in equals]
        seats = self.terms.winners_max - self.winners if self.terms.winners_max else len(equals)
        partly = self.terms.fit is Fit.PARTIAL and self.left >= max(1, self.terms.grant_min)
        some = seats > 0 and (min(asked) <= self.left or partly)
        return some and (sum(asked) > self.left or seats < len(equals))

    def asked(self, ranked: Ranked) -> int:
        highest = self.terms.grant_max
        return min(ranked.entry.request, highest) if highest else ranked.entry.request

    def one(self, ranked: Ranked) -> Decision:
        if ranked.standing is not Standing.RANKED:
            return _decision(ranked, 0, Outcome.REJECTED, Why(ranked.standing.value))
        if self.terms.winners_max and self.winners >= self.terms.winners_max:
            return _decision(ranked, 0, Outcome.RESERVE, Why.WINNERS_FULL)
        asked = self.asked(ranked)
        if self.stopped or asked > self.left:
            return self.short(ranked)
        return self.give(ranked, asked, Why.RANK)

    def short(self, ranked: Ranked) -> Decision:
        enough = self.left >= max(1, self.terms.grant_min)
        if self.terms.fit is Fit.PARTIAL and enough and not self.stopped:
            return self.give(ranked, self.left, Why.LAST_MONEY)
        self.stopped = self.stopped or self.terms.fit is Fit.STOP
        return _decision(ranked, 0, Outcome.RESERVE, Why.NO_MONEY)

    def give(self, ranked: Ranked, amount: int, why: Why) -> Decision:
        self.left -= amount
        self.winners += 1
        full = amount == ranked.entry.request
        return _decision(ranked, amount, Outcome.FUNDED if full else Outcome.REDUCED, why)


def _decision(ranked: Ranked, awarded: int, outcome: Outcome, why: Why) -> Decision:
    entry = ranked.entry
    return Decision(entry.id, ranked.rank, ranked.points, entry.request, awarded, outcome, why)


def _shared(ranking: Ranking, terms: Terms) -> list[Decision]:
    """The same part for all, rounded down to the step; what rounding leaves goes by rank."""
    highest = terms.grant_max or terms.pool
    asked = {
        ranked.entry.id: min(ranked.entry.request, highest)
        for ranked in ranking.places
        if ranked.standing is Standing.RANKED
    }
    total = sum(asked.values())
    if total <= terms.pool:
        return list(cut(ranking, replace(terms, fit=Fit.SKIP)).decisions)
    parts = {name: want * terms.pool // total // terms.step * terms.step
             for name, want in asked.items()}  # fmt: skip
    rest = terms.pool - sum(parts.values())
    for name, part in parts.items():
        if rest >= terms.step and part + terms.step <= asked[name]:
            parts[name] += terms.step
            rest -= terms.step
    return [_part(ranked, parts.get(ranked.entry.id, 0)) for ranked in ranking.places]


def _part(ranked: Ranked, amount: int) -> Decision:
    if ranked.standing is not Standing.RANKED:
        return _decision(ranked, 0, Outcome.REJECTED, Why(ranked.standing.value))
    if not amount:
        return _decision(ranked, 0, Outcome.RESERVE, Why.NO_MONEY)
    full = amount == ranked.entry.request
    return _decision(ranked, amount, Outcome.FUNDED if full else Outcome.REDUCED, Why.SHARED)


def decided(awards: Awards, amounts: Mapping[str, int], words: str) -> Awards:
    """People decide: amounts by application (0 = nothing), in one step, with a reason.

    Raises Refused: "reason_missing", "application_unknown", "over_request", "over_pool".
    """
    if not words.strip():
        raise Refused("reason_missing")
    for application, amount in amounts.items():
        if not 0 <= amount <= awards.of(application).requested:
            raise Refused("over_request", application=application, amount=amount)
    decisions = tuple(
        _by_people(decision, amounts[decision.application], words)
        if decision.application in amounts
        else decision
        for decision in awards.decisions
    )
    change = Change("decided", words, 0, awards.decisions)
    after = replace(awards, decisions=decisions, changes=(*awards.changes, change))
    if after.left < 0:
        raise Refused("over_pool", pool=awards.terms.pool, given=after.given)
    return after


def _by_people(decision: Decision, amount: int, words: str) -> Decision:
    """Whoever loses a tie waits on the reserve list: they were as good as the winner."""
    if decision.outcome is Outcome.UNDECIDED and not amount:
        return replace(decision, outcome=Outcome.RESERVE, why=Why.TIE, words=words)
    outcome = Outcome.REDUCED if amount else Outcome.REJECTED
    if amount == decision.requested and amount:
        outcome = Outcome.FUNDED
    return replace(decision, awarded=amount, outcome=outcome, why=Why.BY_PEOPLE, words=words)


def raised(awards: Awards, amount: int, words: str, approval: str = "") -> Awards:
    """The pool grows: whoever got less than asked is filled up first, then the reserve list.
    `approval`: who agreed to it.

    Nobody loses anything. Raises Refused: "reason_missing", "amount_not_positive".
    """
    if not words.strip():
        raise Refused("reason_missing")
    if amount <= 0:
        raise Refused("amount_not_positive", amount=amount)
    terms = replace(awards.terms, pool=awards.terms.pool + amount)
    decisions = _handed_on(list(awards.decisions), terms, awards.left + amount, words)
    change = Change("raised", words, amount, awards.decisions, approval)
    return replace(
        awards, terms=terms, decisions=tuple(decisions), changes=(*awards.changes, change)
    )


def _handed_on(decisions: list[Decision], terms: Terms, left: int, words: str) -> list[Decision]:
    tied = [decision for decision in decisions if decision.outcome is Outcome.UNDECIDED]
    if sum(decision.requested for decision in tied) > left:
        return decisions
    for wanted in (Outcome.UNDECIDED, Outcome.REDUCED, Outcome.RESERVE):
        for place, group in _waiting(decisions, wanted):
            if wanted is not Outcome.REDUCED and _full(decisions, terms, len(group)):
                continue
            before = sum(decision.awarded for decision in group)
            topped = [_topped(decision, terms, left, words) for decision in group]
            if sum(decision.awarded for decision in topped) - before > left:
                decisions[place : place + len(group)] = map(_tied, group)
                return decisions
            decisions[place : place + len(group)] = topped
            left -= sum(decision.awarded for decision in topped) - before
            if terms.fit is Fit.STOP and topped == group:
                return decisions
    return decisions


def _full(decisions: Sequence[Decision], terms: Terms, more: int) -> bool:
    winners = sum(decision.awarded > 0 for decision in decisions)
    return 0 < terms.winners_max < winners + more


def _waiting(
    decisions: Sequence[Decision], wanted: Outcome
) -> Iterator[tuple[int, list[Decision]]]:
    """Neighbours that share a rank and an outcome, with the place of the first."""
    place = 0
    for (_, outcome), equals in groupby(decisions, key=lambda d: (d.rank, d.outcome)):
        group = list(equals)
        if outcome is wanted:
            yield place, group
        place += len(group)


def _tied(decision: Decision) -> Decision:
    """There is money for some of the equals: people decide."""
    return replace(decision, outcome=Outcome.UNDECIDED, why=Why.TIE)


def _topped(decision: Decision, terms: Terms, left: int, words: str) -> Decision:
    full = min(decision.requested, terms.grant_max or decision.requested)
    missing = full - decision.awarded
    if decision.why is Why.BY_PEOPLE or decision.why is Why.WINNERS_FULL or missing <= 0:
        return decision
    partly = terms.fit in (Fit.PARTIAL, Fit.SHARE) or decision.awarded > 0
    more = missing if missing <= left else left if partly else 0
    if not more or decision.awarded + more < terms.grant_min:
        return decision
    awarded = decision.awarded + more
    outcome = Outcome.FUNDED if awarded == decision.requested else Outcome.REDUCED
    return replace(decision, awarded=awarded, outcome=outcome, why=Why.POOL_RAISED, words=words)


def second_round(first: Awards, ranking: Ranking) -> Awards:
    """Another round with the money that the first left; the first stays as it is.

    Raises Refused("application_in_both") where something funded would be judged again.
    """
    funded = {decision.application for decision in first.decisions if decision.awarded}
    again = sorted(funded & {ranked.entry.id for ranked in ranking.places})
    if again:
        raise Refused("application_in_both", applications=again)
    return cut(ranking, replace(first.terms, pool=first.left), first.round + 1)
