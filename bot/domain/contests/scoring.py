"""Points of a jury: criteria, an exact total for each application, a ranking that can be defended.

Nothing here is rounded: points are fractions, so that two equal totals are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from fractions import Fraction

from bot.frozen import frozen


@frozen
class Criterion:
    """One question to the jury. `bonus` points come on top and do not count in the maximum."""

    name: str
    high: Fraction
    low: Fraction = Fraction(0)
    step: Fraction = Fraction(1)
    weight: Fraction = Fraction(1)
    bonus: bool = False
    label: str = ""
    guidance: str = ""

    def accepts(self, value: Fraction) -> bool:
        """Whether the value lies on the scale."""
        return self.low <= value <= self.high and (value - self.low) % self.step == 0


class Aggregate(StrEnum):
    """How the assessors' totals become one number."""

    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED = "trimmed"  # the mean without the highest and the lowest


class Missing(StrEnum):
    """What to do when an assessor has not scored everything."""

    BLOCK = "block"  # no ranking before they have
    DIVIDE = "divide"  # each application by those who scored it
    LEAVE_OUT = "leave-out"  # whoever did not score all of theirs counts nowhere


class Order(StrEnum):
    """Ways to put applications with equal points in an order; criteria's names work too."""

    BASE_POINTS = "base-points"
    LOWER_REQUEST = "lower-request"
    EARLIER = "earlier"


@frozen
class ScoringPolicy:
    """`threshold`: points, or with `percent` a percentage of the maximum; bonus left aside.

    `ties`: names of criteria or of `Order`; what they leave equal shares a rank.
    """

    aggregate: Aggregate = Aggregate.MEAN
    missing: Missing = Missing.BLOCK
    threshold: Fraction | None = None
    percent: bool = False
    ties: tuple[str, ...] = ()


@frozen
class Entry:
    """An application as the ranking sees it. `request` in grosze; `received`: order of arrival."""

    id: str
    request: int = 0
    received: int = 0


@frozen
class Panel:
    """Who judges. `conflicts`: pairs (assessor, application) left out; `withdrawn`: who is ill."""

    assessors: tuple[str, ...]
    conflicts: frozenset[tuple[str, str]] = frozenset()
    withdrawn: frozenset[str] = frozenset()


Scores = Mapping[tuple[str, str], Mapping[str, Fraction]]  # (assessor, application) → criterion


class Standing(StrEnum):
    """Where an application stands before any money is spoken of."""

    RANKED = "ranked"
    BELOW_THRESHOLD = "below-threshold"
    NOT_SCORED = "not-scored"  # nobody was left to judge it


@frozen
class Ranked:
    """`points` with `bonus` in them; `rank` from 1, equals share it. `decided_by`: what put it
    before or behind its equals in points. `left_out`: who did not count, with the reason."""

    entry: Entry
    rank: int
    points: Fraction
    bonus: Fraction
    standing: Standing
    counted: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    by_criterion: Mapping[str, Fraction] = field(default_factory=dict)
    decided_by: str = ""


@frozen
class Ranking:
    """Best first. `waiting`: (assessor, application) still missing; then `places` is empty."""

    places: tuple[Ranked, ...]
    maximum: Fraction  # base points at most
    threshold: Fraction | None  # in points
    waiting: tuple[tuple[str, str], ...] = ()


def maximum(criteria: Iterable[Criterion], policy: ScoringPolicy, panel: Panel) -> Fraction:
    """The most base points an application can get."""
    single = sum((c.high * c.weight for c in criteria if not c.bonus), Fraction(0))
    sitting = len(set(panel.assessors) - panel.withdrawn)
    return single * sitting if policy.aggregate is Aggregate.SUM else single


def conflicted(panel: Panel, application: str) -> frozenset[str]:
    """Assessors with a conflict of interest over this application."""
    return frozenset(assessor for assessor, about in panel.conflicts if about == application)
