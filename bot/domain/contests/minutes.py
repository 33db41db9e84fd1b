"""Everything that the protocol of a round says, gathered in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.decisions import Lot, Protocol, Round
from bot.domain.contests.editions import Edition
from bot.domain.contests.jury import Assessor, Conflict
from bot.domain.contests.scoring import Ranking
from bot.domain.contests.voting import Tally
from bot.frozen import frozen


@frozen
class Minutes:
    """`applications`: of this round, with a receipt; `refused`: why an application was not judged,
    by its id; `protocols`: approved ones of this round, the first one first. `whole`: with names
    and reasons that only the library keeps; else as the town may read it."""

    edition: Edition
    round: Round
    library: str
    address: str
    funding: str
    assessors: tuple[Assessor, ...]
    conflicts: tuple[Conflict, ...]
    applications: tuple[Application, ...]
    refused: Mapping[int, str]
    ranking: Ranking | None
    tally: Tally | None
    lot: Lot | None
    cut_at: datetime | None
    protocols: tuple[Protocol, ...]
    whole: bool
    made_at: datetime

    @property
    def judged(self) -> tuple[Application, ...]:
        """Those that passed the formal check and take part."""
        return tuple(one for one in self.applications if one.runs and one.formal is Formal.PASSED)

    @property
    def left_out(self) -> tuple[Application, ...]:
        """Received, and not judged."""
        return tuple(one for one in self.applications if one not in self.judged)

    @property
    def withdrawn(self) -> int:
        """How many their authors took back."""
        return sum(one.status is Status.WITHDRAWN for one in self.applications)

    def application(self, name: str) -> Application:
        """By its id as the counting knows it."""
        return next(one for one in self.applications if str(one.id) == name)


@frozen
class ProtocolFile:
    """The protocol as a file."""

    edition: Edition
    name: str
    content: bytes
    whole: bool
    draft: bool
