"""What came in, as staff see it: how many of each, and what waits for somebody first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.domain.contests.applications import Application, Formal, Status, Version
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Action, Edition
from bot.forms.model import Kind
from bot.frozen import frozen


class Stage(StrEnum):
    """How far the formal check of an application is, the most urgent first."""

    UNDECIDED = "undecided"  # „do decyzji”
    TO_CHECK = "to-check"
    CALLED = "called"
    PASSED = "passed"
    FAILED = "failed"
    TURNED_AWAY = "turned-away"
    WITHDRAWN = "withdrawn"


_BY_STATUS = {
    Status.UNDECIDED: Stage.UNDECIDED,
    Status.TURNED_AWAY: Stage.TURNED_AWAY,
    Status.WITHDRAWN: Stage.WITHDRAWN,
}
_BY_FORMAL = {
    Formal.OPEN: Stage.TO_CHECK,
    Formal.CALLED: Stage.CALLED,
    Formal.PASSED: Stage.PASSED,
    Formal.FAILED: Stage.FAILED,
}
_ORDER = tuple(Stage)


def stage(application: Application) -> Stage:
    """Of one with a receipt."""
    return _BY_STATUS.get(application.status) or _BY_FORMAL[application.formal]


def by_urgency(applications: Iterable[Application]) -> tuple[Application, ...]:
    """What waits for staff first, then by receipt."""
    return tuple(
        sorted(applications, key=lambda one: (_ORDER.index(stage(one)), one.year, one.number))
    )


@frozen
class Arrivals:
    """This round's applications with a receipt, the most urgent first, and what staff `may` do
    now. `typed`: paper ones that are not typed in to the end yet."""

    edition: Edition
    phase: PhaseName
    applications: tuple[Application, ...]
    may: frozenset[Action]
    typed: tuple[Application, ...] = ()

    @property
    def counts(self) -> Mapping[Stage, int]:
        """How many stand where."""
        return Counter(stage(one) for one in self.applications)


@frozen
class Changed:
    """One answer in two versions; "" where there was none. `label`: the question."""

    label: str
    kind: Kind
    before: str
    after: str


@frozen
class Versions:
    """Two versions of an application beside each other; `last`: the number of the newest."""

    application: Application
    before: Version
    after: Version
    last: int
    changed: tuple[Changed, ...]
