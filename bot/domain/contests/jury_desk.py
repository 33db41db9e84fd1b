"""An assessor at work: points that are offered, the lines of a queue, what is asked by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from fractions import Fraction

from bot.domain.contests.applications import Application
from bot.domain.contests.jury import Assessor, Conflict, Sheet
from bot.domain.contests.scoring import Criterion
from bot.errors import Refused
from bot.frozen import frozen

POINTS, COMMENT, CONFLICT, EXCUSE = (
    "jury_points", "jury_comment", "jury_conflict", "jury_excuse",
)  # fmt: skip
FORMS = {
    POINTS: "punkty_jury", COMMENT: "komentarz_jury", CONFLICT: "konflikt_interesow",
    EXCUSE: "zwolnienie_z_jury",
}  # fmt: skip
AT_ONCE = frozenset({POINTS, COMMENT})  # what cannot be undone is looked through first
MOST_BUTTONS = 21


class Work(StrEnum):
    """How far one assessor is with one application."""

    WAITS = "waits"
    BEGUN = "begun"
    SUBMITTED = "submitted"
    LEFT_OUT = "left-out"  # a conflict of interest


@frozen
class QueueLine:
    """One application in an assessor's list. `receipt`: „7/2027”."""

    application: int
    receipt: str
    title: str
    work: Work


def queue_lines(
    assessor: Assessor,
    applications: Iterable[Application],
    conflicts: Iterable[Conflict],
    sheets: Iterable[Sheet],
) -> tuple[QueueLine, ...]:
    """All of the round in their order, with the assessor's own work; nobody else's is looked at."""
    left_out = {one.application_id for one in conflicts if one.assessor_id == assessor.id}
    own = {one.application_id: one for one in sheets if one.assessor_id == assessor.id}

    def work(application_id: int) -> Work:
        sheet = own.get(application_id)
        if application_id in left_out:
            return Work.LEFT_OUT
        if sheet is None or not (sheet.points or sheet.submitted_at):
            return Work.WAITS
        return Work.SUBMITTED if sheet.submitted_at else Work.BEGUN

    return tuple(QueueLine(one.id, one.receipt, one.title, work(one.id)) for one in applications)


def offered(criterion: Criterion) -> tuple[Fraction, ...]:
    """Points to tap: the whole scale, or of a long one some at equal distances, with both ends.
    Every point of the scale can be typed."""
    low, high, step = criterion.low, criterion.high, criterion.step
    count = int((high - low) / step)
    if count < MOST_BUTTONS:
        return tuple(low + step * n for n in range(count + 1))
    apart = next(n for n in range(count // 10, count + 1) if n and count // n <= 10)
    some = [low + step * n for n in range(0, count + 1, apart)]
    top = low + step * count
    return tuple(some if some[-1] == top else [*some, top])


def first_open(criteria: Iterable[Criterion], sheet: Sheet) -> int:
    """The number, from 1, of the first criterion without points; 0 where all have some."""
    for number, one in enumerate(criteria, 1):
        if one.name not in sheet.points:
            return number
    return 0


def own_total(criteria: Iterable[Criterion], sheet: Sheet) -> Fraction:
    """What this sheet comes to, weights in it: the assessor's own points, nobody else's."""
    given = (sheet.points.get(one.name, Fraction(0)) * one.weight for one in criteria)
    return sum(given, Fraction(0))


def written(points: Fraction, *, comma: bool) -> str:
    """„38,5”, „145,67”: hundredths at most; what is no hundredth is rounded for the eye only."""
    whole, part = divmod(abs(round(points * 100)), 100)
    digits = f"{part:02}".rstrip("0")
    sign = "-" if points < 0 else ""
    return f"{sign}{whole}{',' if comma else '.'}{digits}" if digits else f"{sign}{whole}"


def numbered(criteria: Sequence[Criterion], number: int) -> Criterion:
    """A criterion by its number, from 1. Raises Refused: criterion_unknown."""
    if not 1 <= number <= len(criteria):
        raise Refused("criterion_unknown", criterion=str(number))
    return criteria[number - 1]


def scale(criterion: Criterion, *, comma: bool) -> str:
    """„0–10”; „0–5 (0,5)” with the step where it is not 1."""
    low, high, step = (
        written(one, comma=comma) for one in (criterion.low, criterion.high, criterion.step)
    )
    return f"{low}–{high}" if criterion.step == 1 else f"{low}–{high} ({step})"
