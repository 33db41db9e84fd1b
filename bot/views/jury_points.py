"""Points as people read them, and the words that several screens of a jury share."""

from __future__ import annotations

from fractions import Fraction

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.jury import Sheet
from bot.domain.contests.jury_desk import written
from bot.domain.contests.scoring import Criterion, Missing
from bot.i18n import Translator, mark
from bot.views.screen import Button, Row

ABREAST = 6  # of the shortest labels on a phone
MISSING = {
    Missing.BLOCK: mark("The points are counted only once everybody has handed in everything."),
    Missing.DIVIDE: mark("What somebody has not judged is counted from those who have."),
    Missing.LEAVE_OUT: mark("Whoever has not judged everything counts nowhere."),
}


def points(value: Fraction, t: Translator) -> str:
    """„38,5”"""
    return written(value, comma=t.language != "en")


def named(criterion: Criterion) -> str:
    """As the contest calls it."""
    return criterion.label or criterion.name


def scale(criterion: Criterion, t: Translator) -> str:
    """„0–10”"""
    return f"{points(criterion.low, t)}–{points(criterion.high, t)}"


def listed(edition: Edition, sheet: Sheet, t: Translator) -> str:
    """„Pomysł 8, Mieszkańcy 7,5”: what has points."""
    return ", ".join(
        f"{named(one)} {points(sheet.points[one.name], t)}"
        for one in edition.contest.jury.criteria
        if one.name in sheet.points
    )


def in_rows(buttons: list[Button], abreast: int = ABREAST) -> tuple[Row, ...]:
    """As few rows as fit, all about as long."""
    if not buttons:
        return ()
    rows = -(-len(buttons) // abreast)
    each = -(-len(buttons) // rows)
    return tuple(tuple(buttons[at : at + each]) for at in range(0, len(buttons), each))


def until(edition: Edition, t: Translator) -> str:
    """When the jury's time ends, "" where no hour is set."""
    phase = edition.contest.phase(PhaseName.JURY)
    return t.moment(phase.end) if phase and phase.end else ""
