"""From points and votes to decisions, the protocol, and what each applicant and the town may read.

Round 1 stays as it was once there is a round 2. Nothing is public before the protocol is approved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from bot.domain.contests import awards as giving
from bot.domain.contests.awards import Awards, Decision, Outcome, Terms, Why
from bot.domain.contests.combining import combined, to_vote
from bot.domain.contests.contest import Contest, PhaseName, Rule, Shown, Vote, VoteMode
from bot.domain.contests.elections import Election, scores
from bot.domain.contests.equal_shares import count_equal_shares
from bot.domain.contests.greedy import GreedyRule, Verdict, count_greedy
from bot.domain.contests.scoring import Ranked, Ranking, Standing
from bot.domain.contests.ties import EQUAL_SHARES_TIES, TiePolicy
from bot.errors import Refused
from bot.frozen import frozen

NO_POINTS = Fraction(0)


@frozen
class Protocol:
    """The committee's. `number`: 1, then one for each amendment. `reference`: the library's own."""

    number: int
    reference: str
    approved_at: datetime
    approved_by: str


@frozen
class Lot:
    """A lot that people drew: applications in its order, and who was there."""

    drawn: tuple[str, ...]
    words: str
    at: datetime


@frozen
class Round:
    """The decisions of a round as they stand. `step`: how many changes they have seen; `reasons`:
    words for those who got nothing, by application; `ranking`: what the first cut was made from."""

    awards: Awards
    step: int = 0
    reasons: Mapping[str, str] | None = None
    protocol: Protocol | None = None
    approved_step: int = -1

    @property
    def approved(self) -> bool:
        """Is there a protocol of exactly these decisions?"""
        return self.protocol is not None and self.approved_step == self.step

    def words(self, application: str) -> str:
        """The reason that people gave for one decision."""
        given = (self.reasons or {}).get(application, "")
        return given or self.awards.of(application).words


def candidates(contest: Contest, ranking: Ranking) -> tuple[str, ...]:
    """Who goes to the vote, by the jury's ranking; without a jury everybody."""
    return to_vote(ranking, contest.vote.top)


def first_cut(
    contest: Contest, ranking: Ranking | None, election: Election | None, terms: Terms, number: int,
    drawn: tuple[str, ...] = (),
) -> Awards:  # fmt: skip
    """The first decisions, by jury, by vote, or by both, as the rules say. `drawn`: the lot.

    Raises Refused: nothing_to_count, scores_missing, lot_not_drawn.
    """
    mode = contest.vote.mode
    if mode in (VoteMode.DECIDES, VoteMode.TOP) and election:
        return _by_votes(contest.vote, election, terms, number, drawn)
    if ranking is None:
        raise Refused("nothing_to_count")
    if mode is VoteMode.WEIGHTED and election:
        ranking = _together(contest.vote, ranking, election)
    return giving.cut(ranking, terms, number)


def _together(vote: Vote, ranking: Ranking, election: Election) -> Ranking:
    """Jury and vote by weight; who did not stand in the vote comes below the threshold."""
    voted = [project.id for project in election.projects]
    rows = combined(ranking, scores(election), vote.weight, voted)
    by_id = {ranked.entry.id: ranked for ranked in ranking.places}
    places = [
        replace(by_id[row.application], rank=row.rank, points=row.total, bonus=NO_POINTS)
        for row in rows
    ]
    places += [_outside(ranked, len(rows)) for ranked in ranking.places
               if ranked.entry.id not in voted]  # fmt: skip
    return replace(ranking, places=tuple(places), maximum=Fraction(1), threshold=None)


def _outside(ranked: Ranked, before: int) -> Ranked:
    standing = ranked.standing
    if standing is Standing.RANKED:
        standing = Standing.BELOW_THRESHOLD
    return replace(ranked, rank=max(ranked.rank, before + 1), points=NO_POINTS, standing=standing)


def _by_votes(
    vote: Vote, election: Election, terms: Terms, number: int, drawn: tuple[str, ...]
) -> Awards:
    election = replace(election, pool=terms.pool)
    points = scores(election)
    winners, below = _winners(vote, election, drawn)
    ordered = sorted(election.projects, key=lambda one: -points[one.id])
    values = [points[project.id] for project in ordered]
    decisions = tuple(
        _voted(project.id, values.index(points[project.id]) + 1, points[project.id], project.cost,
               project.id in winners, project.id in below)
        for project in ordered
    )  # fmt: skip
    return Awards(terms, decisions, number)


def ties_of(vote: Vote, drawn: tuple[str, ...] = ()) -> TiePolicy:
    """How equals in votes are told apart."""
    if vote.rule is Rule.EQUAL_SHARES and not vote.ties:
        return EQUAL_SHARES_TIES
    return TiePolicy(vote.ties, drawn)


def greedy_rule(vote: Vote, drawn: tuple[str, ...] = ()) -> GreedyRule:
    """The greedy count as the contest's rules have it."""
    return GreedyRule(skip=vote.rule is Rule.GREEDY, ties=ties_of(vote, drawn))


def _winners(
    vote: Vote, election: Election, drawn: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """Who won, and who stayed below a threshold."""
    if vote.rule is Rule.EQUAL_SHARES:
        return frozenset(count_equal_shares(election, ties_of(vote, drawn)).winners), frozenset()
    count = count_greedy(election, greedy_rule(vote, drawn))
    below = (step.project for step in count.steps if step.verdict is Verdict.BELOW_THRESHOLD)
    return frozenset(count.winners), frozenset(below)


def _voted(name: str, rank: int, points: int, cost: int, won: bool, below: bool) -> Decision:
    outcome, why = Outcome.RESERVE, Why.NO_MONEY
    if won:
        outcome, why = Outcome.FUNDED, Why.RANK
    elif below:
        outcome, why = Outcome.REJECTED, Why.BELOW_THRESHOLD
    return Decision(name, rank, Fraction(points), cost, cost if won else 0, outcome, why)


# What people decide afterwards. Each step is kept with the decisions before it.


def require_latest(current: int, wanted: int) -> None:
    """Round 1 is frozen once there is a round 2. Raises Refused: round_frozen."""
    if wanted != current:
        raise Refused("round_frozen", round=wanted)


def decided(contest: Contest, awards: Awards, amounts: Mapping[str, int], words: str) -> Awards:
    """People change amounts, with a reason. Raises Refused like `awards.decided`, and
    outside_limits where the rules bind the committee too."""
    after = giving.decided(awards, amounts, words)
    money = contest.money
    winners = sum(decision.awarded > 0 for decision in after.decisions)
    outside = any(
        amount and (amount < money.grant_min or 0 < money.grant_max < amount)
        for amount in amounts.values()
    )
    if not money.flexible and (outside or 0 < money.winners_max < winners):
        raise Refused("outside_limits")
    return after


def undecided(awards: Awards) -> tuple[str, ...]:
    """Equals with money for some of them: people must say."""
    return tuple(one.application for one in awards.decisions if one.outcome is Outcome.UNDECIDED)


def unexplained(found: Round) -> tuple[str, ...]:
    """Who gets nothing, and nobody has said why. A list's rank is no reason to a person."""
    return tuple(
        one.application
        for one in found.awards.decisions
        if not one.awarded and not found.words(one.application).strip()
    )


def require_ready(found: Round) -> None:
    """Before the protocol is approved. Raises Refused: ties_undecided, reasons_missing (each with
    `applications`), over_pool."""
    if tied := undecided(found.awards):
        raise Refused("ties_undecided", applications=tied)
    if silent := unexplained(found):
        raise Refused("reasons_missing", applications=silent)
    if found.awards.left < 0:
        raise Refused("over_pool", pool=found.awards.terms.pool, given=found.awards.given)


def require_approved(found: Round | None) -> Round:
    """Raises Refused: protocol_missing."""
    if found is None or not found.approved:
        raise Refused("protocol_missing")
    return found


@frozen
class PublicRow:
    """One line of the town's list; None and "" for what the rules keep back."""

    title: str
    rank: int | None = None
    points: Fraction | None = None
    awarded: int | None = None
    requested: int | None = None
    outcome: Outcome | None = None


def public_rows(
    contest: Contest, phase: PhaseName, found: Round, titles: Mapping[str, str]
) -> tuple[PublicRow, ...]:
    """What the rules show of a round whose protocol is approved. Raises Refused:
    protocol_missing."""
    require_approved(found)
    ranks, points = contest.shows(Shown.RANKING, phase), contest.shows(Shown.POINTS, phase)
    sums = contest.shows(Shown.AWARDS, phase)
    rows: Sequence[Decision] = found.awards.decisions
    if not ranks:
        rows = [one for one in rows if one.awarded]
    return tuple(
        PublicRow(
            titles[one.application],
            one.rank if ranks else None,
            one.points if points else None,
            one.awarded if sums else None,
            one.requested if sums else None,
            one.outcome if ranks or sums else None,
        )
        for one in rows
    )
