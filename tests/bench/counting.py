"""Seconds and memory to count 160 projects × 90 000 votes: `python -m tests.bench.counting`.

Made-up data from a fixed seed, shaped like a large Polish city: up to ten projects on a ballot,
a few very popular, costs from 5 000 zł to 3 million.
"""

from __future__ import annotations

import gc
from fractions import Fraction
from itertools import accumulate
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from bot.domain.contests.elections import Ballot, Election, Project, VoteType
from bot.domain.contests.electorate import electorate
from bot.domain.contests.equal_shares import ONE_UNIT, count_round
from bot.domain.contests.greedy import count_greedy
from bot.domain.contests.head_start import HeadStart
from bot.domain.contests.ties import EQUAL_SHARES_TIES, tie_breaker

SEED, PROJECTS, VOTERS, CHOICES = 2027, 160, 90_000, 10
POOL = 28_000_000_00  # grosze
ROUNDS = 300
GREEDY_LIMIT, SHARES_LIMIT, MEMORY_LIMIT = 2.0, 60.0, 500


def town(seed: int = SEED) -> Election:
    """The same election for the same seed."""
    random = Random(seed)
    names = [f"p{n}" for n in range(PROJECTS)]
    liked = list(accumulate(random.lognormvariate(0, 1) for _ in names))
    costs = (min(3_000_000, max(5_000, int(random.lognormvariate(12.3, 1.2)))) for _ in names)
    projects = tuple(Project(n, cost * 100) for n, cost in zip(names, costs, strict=True))
    ballots = tuple(
        Ballot(str(voter), tuple(sorted(set(random.choices(names, cum_weights=liked, k=k)))))
        for voter in range(VOTERS)
        for k in [random.randint(1, CHOICES)]
    )
    return Election(VoteType.APPROVAL, POOL, projects, ballots)


def shares_seconds(election: Election, rounds: int = ROUNDS) -> tuple[float, int]:
    """A first count and so many completion rounds, whatever they cost; and the winners at last."""
    started = perf_counter()
    voters, breaker = electorate(election), tie_breaker(election, EQUAL_SHARES_TIES)
    share = Fraction(election.pool, len(election.ballots))
    whole = election.pool // ONE_UNIT // len(election.ballots) * ONE_UNIT
    start = HeadStart(voters, share)
    found = count_round(start, share, breaker)
    for n in range(1, rounds + 1):
        found = count_round(start, Fraction(whole + n * ONE_UNIT), breaker)
    return perf_counter() - started, len(found.winners)


def main() -> None:
    election = town()
    gc.freeze()  # the process that counts for the bot collects nothing at all
    approvals = sum(len(ballot.projects) for ballot in election.ballots)
    print(f"{PROJECTS} projects × {VOTERS} votes, {approvals} approvals, seed {SEED}")
    started = perf_counter()
    winners = count_greedy(election).winners
    greedy = perf_counter() - started
    print(
        f"greedy                      {greedy:6.2f} s   {len(winners)} winners  (≤ {GREEDY_LIMIT})"
    )
    shares, last = shares_seconds(election)
    print(f"equal shares, {ROUNDS} rounds    {shares:6.2f} s   {last} winners  (≤ {SHARES_LIMIT})")
    memory = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    print(f"memory at its peak          {memory:6} MiB           (≤ {MEMORY_LIMIT})")


if __name__ == "__main__":
    main()
