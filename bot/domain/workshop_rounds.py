"""What is done to everybody on a list, a piece at a time: no list holds the writer for long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.signups import SignUp
from bot.frozen import frozen

PIECE = 50  # sign-ups in one transaction
OFFERS = 20  # offers made in one transaction: each is five rows
SEATS = "seats"  # `goal` seats: they come as fast as they are offered to the reserve list
CHANGED, CANCELLED = "workshop_changed", "workshop_cancelled"
SERIES_CHANGED, SERIES_CANCELLED = "workshop_series_changed", "workshop_series_cancelled"


@frozen
class Round:
    """One pass over the list of a workshop, in the order of arrival.

    `what` is SEATS, the purpose of a notice that everybody gets, or a `Reminder`. `after` is the
    sign-up that the last piece came to. `batch`: notices of all rounds with the same one are one
    notice for each person.
    """

    workshop_id: int
    what: str
    batch: str = ""
    goal: int = 0
    after: int = 0

    def past(self, piece: Sequence[SignUp]) -> Round | None:
        """What is left once this piece is done; None: nothing."""
        return replace(self, after=piece[-1].id) if len(piece) == PIECE else None
