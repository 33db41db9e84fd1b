"""How a result came about, counted once more from what was given: points, votes, equal shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from bot.domain.contests.awards import Awards, Decision
from bot.domain.contests.combining import Combined, combined
from bot.domain.contests.contest import Rule, VoteMode
from bot.domain.contests.decisions import Round, greedy_rule, ties_of
from bot.domain.contests.editions import Edition
from bot.domain.contests.elections import Election, scores
from bot.domain.contests.equal_shares import SharesCount, Unbought, count_equal_shares
from bot.domain.contests.greedy import GreedyCount, Step, count_greedy
from bot.domain.contests.market import Purchase
from bot.domain.contests.scoring import Ranked, Ranking
from bot.errors import Refused
from bot.frozen import frozen


class Method(StrEnum):
    """What decided."""

    POINTS = "points"
    WEIGHTED = "weighted"  # points and votes together
    GREEDY = "greedy"
    EQUAL_SHARES = "equal-shares"


@frozen
class Explained:
    """One round's count. `pool`: grosze at the first cut; `ballots`: how many voted; `votes`: how
    many, or points. Of `ranking`, `greedy` and `shares` there is the one that `method` names."""

    edition: Edition
    found: Round
    method: Method
    titles: Mapping[str, str]
    pool: int
    ballots: int
    votes: Mapping[str, int]
    ranking: Ranking | None = None
    greedy: GreedyCount | None = None
    shares: SharesCount | None = None
    together: tuple[Combined, ...] = ()
    own: str = ""  # the application that is asked about, "" for the whole count

    @property
    def awards(self) -> Awards:
        """As they stand, with everything that people decided since."""
        return self.found.awards

    @property
    def decision(self) -> Decision:
        """That of the application asked about."""
        return self.awards.of(self.own)

    @property
    def judged(self) -> Ranked | None:
        """Its place by the committee."""
        places = self.ranking.places if self.ranking else ()
        return next((one for one in places if one.entry.id == self.own), None)

    @property
    def step(self) -> Step | None:
        """Its turn in the greedy count."""
        steps = self.greedy.steps if self.greedy else ()
        return next((one for one in steps if one.project == self.own), None)

    @property
    def unbought(self) -> Unbought | None:
        """What its supporters lacked, in equal shares."""
        lost = self.shares.unbought if self.shares else ()
        return next((one for one in lost if one.project == self.own), None)

    @property
    def purchase(self) -> Purchase | None:
        """How its supporters paid for it, in equal shares."""
        bought = self.shares.round.purchases if self.shares else ()
        return next((one for one in bought if one.project == self.own), None)

    @property
    def first_share(self) -> Fraction:
        """What everybody would have had before anything was added, grosze."""
        return Fraction(self.pool, self.ballots) if self.ballots else Fraction(0)


@frozen
class ExplanationShown:
    """One page of an explanation with its picture."""

    explained: Explained
    page: int
    picture: bytes


def explained(
    edition: Edition,
    found: Round,
    ranking: Ranking | None,
    election: Election | None,
    titles: Mapping[str, str],
    drawn: tuple[str, ...] = (),
    own: str = "",
) -> Explained:
    """The count of a round, step by step. Raises Refused: nothing_to_count."""
    first = found.awards.terms.pool - sum(change.amount for change in found.awards.changes)
    vote = edition.contest.vote
    known = Explained(edition, found, Method.POINTS, titles, first, 0, {}, own=own)
    if election and vote.mode in (VoteMode.DECIDES, VoteMode.TOP):
        return _voted(known, replace(election, pool=first), drawn)
    if ranking is None:
        raise Refused("nothing_to_count")
    judged = replace(known, ranking=ranking)
    if election and vote.mode is VoteMode.WEIGHTED:
        return _weighted(judged, ranking, election)
    return judged


def _voted(known: Explained, election: Election, drawn: tuple[str, ...]) -> Explained:
    """Where the vote decides, by its own rule."""
    vote = known.edition.contest.vote
    known = replace(known, ballots=len(election.ballots), votes=scores(election))
    if vote.rule is Rule.EQUAL_SHARES:
        shares = count_equal_shares(election, ties_of(vote, drawn))
        return replace(known, method=Method.EQUAL_SHARES, shares=shares)
    greedy = count_greedy(election, greedy_rule(vote, drawn))
    return replace(known, method=Method.GREEDY, greedy=greedy)


def _weighted(judged: Explained, ranking: Ranking, election: Election) -> Explained:
    """Where the vote counts beside the jury's points."""
    votes = scores(election)
    voted = [project.id for project in election.projects]
    rows = combined(ranking, votes, judged.edition.contest.vote.weight, voted)
    return replace(
        judged, method=Method.WEIGHTED, ballots=len(election.ballots), votes=votes, together=rows
    )
