"""Everything of a contest, to be taken away as one spreadsheet: facts for the tables that a view
words. Money stays in whole grosze until it is written, and is written as an exact decimal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from bot.domain.contests.applications import File
from bot.domain.contests.decisions import Round
from bot.domain.contests.editions import Edition
from bot.domain.contests.formal import Call, Mark
from bot.domain.contests.jury import Assessor, Conflict, Sheet
from bot.domain.contests.voting import Tally
from bot.forms.steps import ReviewItem
from bot.frozen import frozen

Cell = str | int | Decimal | datetime | None


@frozen
class Money:
    """A cell with an amount, in grosze."""

    grosze: int

    @property
    def amount(self) -> Decimal:
        """In złoty, exact."""
        return Decimal(self.grosze).scaleb(-2)


@frozen
class Grid:
    """One sheet. A text is never a formula; moments are aware."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell | Money, ...], ...]


@frozen
class Entered:
    """One application with everything that is known of it."""

    file: File
    answers: tuple[ReviewItem, ...]
    items: tuple[str, ...]
    marks: Mapping[str, Mark]
    calls: tuple[Call, ...]


@frozen
class Everything:
    """Of all rounds. `sheets`: submitted ones of rounds whose count is frozen, nobody's before;
    `tally`: of the present round once the vote is over; `rounds`: decisions, where there are any.
    """

    edition: Edition
    entered: tuple[Entered, ...]
    assessors: tuple[Assessor, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    tally: Tally | None = None
    rounds: tuple[Round, ...] = ()


@frozen
class TakenAway:
    """The file."""

    edition: Edition
    name: str
    content: bytes
