"""Another call for the money that a round left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.contests.contest import Phase
from bot.domain.contests.decisions import Round, require_approved
from bot.domain.contests.editions import Edition
from bot.domain.contests.rounds import anew, require_hours
from bot.domain.people import Person
from bot.errors import Refused
from bot.storage import contest_ballots, contest_votes, contests
from bot.storage.database import Tx


def require(found: Round, call: Phase, planned: Sequence[Phase], reason: str) -> None:
    """Raises Refused: protocol_missing, reason_missing, nothing_left, and those of
    `rounds.require_hours`."""
    require_approved(found)
    if not reason.strip():
        raise Refused("reason_missing")
    require_hours(call, planned)
    if found.awards.left <= 0:
        raise Refused("nothing_left")


def reopen(
    tx: Tx, edition: Edition, call: Phase, planned: Sequence[Phase], reason: str, person: Person,
    now: datetime,
) -> None:  # fmt: skip
    """The next round: nothing of it is counted or public yet."""
    changes = anew(edition.contest, call, planned)
    for change in changes:
        contests.set_phase(tx, edition.id, change.after)
    contests.add_changes(tx, edition.id, changes, reason, person.id, now)
    contests.set_round(tx, edition.id, edition.round + 1)
    contests.set_counted(tx, edition.id, None)
    contests.set_votes_counted(tx, edition.id, None)
    contest_votes.drop_codes(tx, edition.id)
    contest_ballots.drop_all(tx, edition.id)
