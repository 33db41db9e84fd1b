"""Another call for the money that a round left."""

from __future__ import annotations

from datetime import datetime

from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.decisions import Round, require_approved
from bot.domain.contests.editions import Edition
from bot.domain.contests.phases import Change
from bot.domain.people import Person
from bot.errors import Refused
from bot.storage import contest_ballots, contest_votes, contests
from bot.storage.database import Tx

LATER = (PhaseName.FORMAL_CHECK, PhaseName.PRESENTATION, PhaseName.JURY, PhaseName.VOTE,
         PhaseName.RESULTS)  # fmt: skip


def require(found: Round, begin: datetime, end: datetime, reason: str) -> None:
    """Raises Refused: protocol_missing, reason_missing, ends_before_it_begins, nothing_left."""
    require_approved(found)
    if not reason.strip():
        raise Refused("reason_missing")
    if end <= begin:
        raise Refused("ends_before_it_begins", phase=PhaseName.OPEN)
    if found.awards.left <= 0:
        raise Refused("nothing_left")


def reopen(
    tx: Tx, edition: Edition, begin: datetime, end: datetime, reason: str, person: Person,
    now: datetime,
) -> None:  # fmt: skip
    """The next round: nothing of it is counted or public yet."""
    changes = _anew(edition, begin, end)
    for change in changes:
        contests.set_phase(tx, edition.id, change.after)
    contests.add_changes(tx, edition.id, changes, reason, person.id, now)
    contests.set_round(tx, edition.id, edition.round + 1)
    contests.set_counted(tx, edition.id, None)
    contests.set_votes_counted(tx, edition.id, None)
    contest_votes.drop_codes(tx, edition.id)
    contest_ballots.drop_all(tx, edition.id)


def _anew(edition: Edition, begin: datetime, end: datetime) -> tuple[Change, ...]:
    """The call at its new hours; what comes after it waits to be begun."""
    contest = edition.contest
    old = contest.phase(PhaseName.OPEN) or Phase(PhaseName.OPEN)
    changes = [Change(old, Phase(PhaseName.OPEN, begin, end))]
    for name in LATER:
        known = contest.phase(name)
        if known:
            changes.append(Change(known, Phase(name)))
    return tuple(changes)
