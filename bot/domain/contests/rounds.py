"""The hours of another round: the call anew, and what comes after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.contests.contest import Contest, Phase, PhaseName
from bot.domain.contests.phases import Change
from bot.errors import Refused

LATER = (PhaseName.FORMAL_CHECK, PhaseName.PRESENTATION, PhaseName.JURY, PhaseName.VOTE,
         PhaseName.RESULTS)  # fmt: skip


def require_hours(call: Phase, planned: Sequence[Phase]) -> None:
    """Raises Refused: ends_before_it_begins (phase), before_the_call_ends (phase)."""
    for one in (call, *planned):
        if one.begin and one.end and one.end <= one.begin:
            raise Refused("ends_before_it_begins", phase=one.name)
        if one is not call and one.begin and call.end and one.begin < call.end:
            raise Refused("before_the_call_ends", phase=one.name)


def anew(contest: Contest, call: Phase, planned: Sequence[Phase] = ()) -> tuple[Change, ...]:
    """The call at its new hours. Of what the contest has later, `planned` stands at its hours; the
    formal check before it and the results after it follow; the rest waits to be begun."""
    hours = {one.name: one for one in planned} | _around(call, planned)
    before = {one.name: one for one in contest.phases}
    later = [name for name in LATER if name in before]
    old = before.get(PhaseName.OPEN, Phase(PhaseName.OPEN))
    return (
        Change(old, call),
        *(Change(before[name], hours.get(name, Phase(name))) for name in later),
    )


def _around(call: Phase, planned: Sequence[Phase]) -> dict[PhaseName, Phase]:
    begins = [one.begin for one in planned if one.begin]
    ends = [one.end for one in planned if one.end]
    if not begins or not ends or call.end is None:
        return {}
    check = Phase(PhaseName.FORMAL_CHECK, call.end, _after(call.end, min(begins)))
    return {check.name: check, PhaseName.RESULTS: Phase(PhaseName.RESULTS, max(ends))}


def _after(begin: datetime, end: datetime) -> datetime | None:
    return end if end > begin else None
