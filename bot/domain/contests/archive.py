"""How long a contest's file is kept: funders may look into it for years."""

from __future__ import annotations

from datetime import date

from bot.domain.contests.contest import Contest

YEARS = 5  # counted from the end of the year in which the contest ended


def kept_until(contest: Contest) -> date | None:
    """The last day; None while nobody knows when the contest ends."""
    ends = [moment for phase in contest.phases for moment in (phase.begin, phase.end) if moment]
    return date(max(ends).year + YEARS, 12, 31) if ends else None
