"""Which of our rules a file's `rule` means, and the count under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from bot.domain.contests.elections import Election
from bot.domain.contests.equal_shares import SharesCount, count_equal_shares
from bot.domain.contests.greedy import GreedyCount, GreedyRule, count_greedy
from bot.domain.contests.pabulib.records import number

GREEDY = ("greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive")
EQUAL_SHARES = {"equalshares": False, "equalshares/add1": True}
WITHDRAWN_COST = 999_999_999_00  # a cost of 999999999 marks what was withdrawn after the vote

Rule = Callable[[Election], GreedyCount | SharesCount]


def rule_of(meta: Mapping[str, str], exclusive: tuple[frozenset[str], ...] = ()) -> Rule | None:
    """The rule, ready to count with; None for one that we do not know (greedy-custom, unknown).

    Rivals are not part of the format: whoever knows them gives them as `exclusive`.
    """
    name = meta.get("rule", "")
    if name in EQUAL_SHARES:
        return lambda election: count_equal_shares(election, completion=EQUAL_SHARES[name])
    if name not in GREEDY:
        return None
    threshold = number(meta.get("min_project_score_threshold", "")) or 0
    skip = name != "greedy-no-skip"

    def count(election: Election) -> GreedyCount:
        out = frozenset(p.id for p in election.projects if p.cost == WITHDRAWN_COST)
        rule = GreedyRule(skip, threshold, Fraction(0), exclusive, out)
        return count_greedy(election, rule)

    return count
