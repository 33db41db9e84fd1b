"""The jury at work: sheets of points, conflicts of interest, and who may see what, when."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from datetime import datetime
from fractions import Fraction

from bot.domain.contests.scoring import Criterion, Panel, Scores
from bot.errors import Refused
from bot.frozen import frozen


@frozen
class Assessor:
    """A member of the jury. `withdrawn`: why they judge no longer (ill, say), "" while they do."""

    id: int
    person_id: int | None
    name: str
    withdrawn: str = ""

    @property
    def key(self) -> str:
        """How the counting names them."""
        return str(self.id)


@frozen
class Conflict:
    """Of interest: this assessor is left out of this application."""

    assessor_id: int
    application_id: int
    reason: str


@frozen
class Sheet:
    """One assessor's points for one application, by criterion. Nobody else sees it before the
    count; once it is submitted, nothing in it changes."""

    assessor_id: int
    application_id: int
    points: Mapping[str, Fraction] = field(default_factory=dict)
    comment: str = ""
    submitted_at: datetime | None = None


@frozen
class Queue:
    """„Zostało 4 z 11”: applications that this assessor has still to judge, of all of theirs."""

    left: tuple[int, ...]
    total: int


@frozen
class Progress:
    """How far each assessor is. No points, so that nothing can be read from it."""

    queues: tuple[tuple[Assessor, Queue], ...]

    @property
    def complete(self) -> bool:
        """Has everybody who judges submitted everything?"""
        return not any(queue.left for assessor, queue in self.queues if not assessor.withdrawn)


def criterion(criteria: Iterable[Criterion], name: str) -> Criterion:
    """Raises Refused: criterion_unknown."""
    for one in criteria:
        if one.name == name:
            return one
    raise Refused("criterion_unknown", criterion=name)


def given(
    sheet: Sheet, criteria: Iterable[Criterion], name: str, value: Fraction
) -> Mapping[str, Fraction]:
    """The sheet's points with one more. Raises Refused: criterion_unknown, off_the_scale,
    sheet_submitted."""
    if sheet.submitted_at:
        raise Refused("sheet_submitted")
    asked = criterion(criteria, name)
    if not asked.accepts(value):
        raise Refused("off_the_scale", criterion=asked, value=value)
    return {**sheet.points, name: value}


def require_complete(sheet: Sheet, criteria: Iterable[Criterion]) -> None:
    """Raises Refused: sheet_submitted, points_missing (criteria)."""
    if sheet.submitted_at:
        raise Refused("sheet_submitted")
    missing = tuple(one for one in criteria if one.name not in sheet.points)
    if missing:
        raise Refused("points_missing", criteria=missing)


def queue(
    assessor: Assessor,
    applications: Collection[int],
    conflicts: Iterable[Conflict],
    sheets: Iterable[Sheet],
) -> Queue:
    """What is left for one of them, in the order of the applications."""
    left_out = {one.application_id for one in conflicts if one.assessor_id == assessor.id}
    theirs = [one for one in applications if one not in left_out]
    done = {
        one.application_id for one in sheets if one.assessor_id == assessor.id and one.submitted_at
    }
    return Queue(tuple(one for one in theirs if one not in done), len(theirs))


def progress(
    assessors: Iterable[Assessor],
    applications: Collection[int],
    conflicts: Collection[Conflict],
    sheets: Collection[Sheet],
) -> Progress:
    """Everybody's queue."""
    return Progress(tuple((one, queue(one, applications, conflicts, sheets)) for one in assessors))


def visible(
    sheets: Iterable[Sheet], viewer: Assessor | None, counted_at: datetime | None
) -> tuple[Sheet, ...]:
    """Before the count only one's own; from then on, when no sheet can change, all that were
    submitted. So nobody learns another's points while they could still give their own."""
    if counted_at:
        return tuple(one for one in sheets if one.submitted_at)
    return tuple(one for one in sheets if viewer and one.assessor_id == viewer.id)


def panel(assessors: Iterable[Assessor], conflicts: Iterable[Conflict]) -> Panel:
    """As the counting knows them."""
    every = tuple(assessors)
    return Panel(
        tuple(one.key for one in every),
        frozenset((str(one.assessor_id), str(one.application_id)) for one in conflicts),
        frozenset(one.key for one in every if one.withdrawn),
    )


def scores(sheets: Iterable[Sheet]) -> Scores:
    """Submitted sheets as the counting takes them."""
    return {
        (str(one.assessor_id), str(one.application_id)): one.points
        for one in sheets
        if one.submitted_at
    }
